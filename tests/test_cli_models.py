"""`stylepad models` as a process, on a server that speaks the Hub's protocol."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import close_session, constants

from stylepad import cli
from tests import ggufs
from tests.commands import Installation, Run
from tests.hub_server import HubServer, ServedRepository, serving

RESTYLE = ("--style", "plain", "--candidates", "1", "--json")
REPOSITORY = "somebody/Tiny-GGUF"
FILE = "tiny-Q8_0.gguf"
PATIENT = 60.0
GLANCE = threading.Event()
"""Never set: looking at a file of another process can only be done again and again."""


class Desk:
    """An installation, the Hub's stand-in, and the environment that connects them."""

    def __init__(
        self, here: Installation, server: HubServer, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.here, self.server, self._capture = here, server, capture
        self.models = here.home / "data" / "models"

    def run(self, *arguments: str) -> Run:
        """Run an action of `stylepad models` in this process."""
        self._capture.readouterr()
        try:
            code = cli.main(["models", *arguments])
        except SystemExit as error:
            code = int(str(error.code))
        said = self._capture.readouterr()
        return Run(int(code), said.out.encode(), said.err)

    def json(self, *arguments: str) -> Any:
        """Run an action that succeeds and return its JSON."""
        run = self.run(*arguments, "--json")
        assert run.code == 0, run.errors
        return json.loads(run.text)

    def environment(self, **changes: str) -> dict[str, str]:
        """Return an environment with no proxies, tokens or caches but those of the test."""
        mine = {
            "HF_ENDPOINT": self.server.url,
            "HF_HOME": str(self.here.home / "hf"),
            **changes,
        }
        kept = {
            name: value
            for name, value in self.here.environment().items()
            if not name.startswith("HF_")
            and not name.lower().endswith("_proxy")
            and name != "STYLEPAD_MODEL"
        }
        return {**kept, **mine}

    def process(self, *arguments: str, data: bytes = b"", **changes: str) -> Run:
        """Run the program in a process of its own to its end."""
        done = subprocess.run(
            self.here.command(*arguments),
            input=data,
            capture_output=True,
            env=self.environment(**changes),
            timeout=PATIENT,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr.decode("utf-8"))

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the program in a process group of its own."""
        return subprocess.Popen(
            self.here.command("models", *arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(),
            start_new_session=True,
        )

    def arrived(self) -> int:
        """Return the bytes of downloads on their way."""
        return sum(path.stat().st_size for path in self.models.glob(".downloads/*.part"))


@pytest.fixture
def desk(
    tmp_path: Path,
    tiny_base: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Desk]:
    """Return a desk whose server is the Hub for this process too."""
    for name in ("STYLEPAD_MODEL", "STYLEPAD_STYLES", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STYLEPAD_HOME", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_STORED_TOKENS_PATH", str(tmp_path / "stored_tokens"))
    with serving() as server:
        # HF_ENDPOINT is read when the library is imported.
        template = f"{server.url}/{{repo_id}}/resolve/{{revision}}/{{filename}}"
        monkeypatch.setattr(constants, "ENDPOINT", server.url)
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        yield Desk(Installation(tmp_path, tiny_base), server, capsys)
        close_session()


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("served") / "tiny.gguf"
    return ggufs.write_base(path, ggufs.Measures(name="Tiny"), seed=7).read_bytes()


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, looking again and again until the deadline."""
    deadline = time.monotonic() + PATIENT
    while not condition():
        assert time.monotonic() < deadline, "it never came to be"
        GLANCE.wait(0.02)


def test_search_finds_gguf_repositories_the_most_downloaded_first(
    desk: Desk, content: bytes
) -> None:
    for number in range(3):
        desk.server.add(f"somebody/tiny-{number}-GGUF", FILE, content)
        desk.server.repositories[f"somebody/tiny-{number}-GGUF"].downloads = number
    desk.server.repositories["somebody/tiny-safetensors"] = ServedRepository(tags=["pytorch"])

    found = desk.json("search", "tiny", "--limit", "2")["repositories"]

    assert [item["repository"] for item in found] == [
        "somebody/tiny-2-GGUF",
        "somebody/tiny-1-GGUF",
    ]
    assert found[0]["licence"] == "apache-2.0"
    assert found[0]["languages"] == ["en", "ru"]
    assert "somebody/tiny-0-GGUF" in desk.run("search", "tiny").text


def test_a_search_that_finds_nothing_says_so(desk: Desk) -> None:
    run = desk.run("search", "nothing", "like", "this")

    assert (run.code, run.text) == (0, "")
    assert "no repository" in run.errors


def test_files_have_sizes_and_a_line_about_each_quantization(desk: Desk, content: bytes) -> None:
    desk.server.add(REPOSITORY, "tiny-Q4_K_M.gguf", content)
    desk.server.add(REPOSITORY, "mmproj-tiny-F16.gguf", content)
    desk.server.add(REPOSITORY, "README.md", b"about")

    run = desk.run("files", REPOSITORY)

    assert run.code == 0
    (row,) = run.text.splitlines()
    assert "Q4_K_M" in row
    assert "The usual choice" in row
    assert "kB" in row


def test_a_download_is_listed_used_and_restyles(desk: Desk, content: bytes) -> None:
    desk.server.add(REPOSITORY, FILE, content)
    desk.here.add_style("plain", language="en")

    run = desk.run("download", REPOSITORY, "q8_0", "--use")

    assert run.code == 0, run.errors
    assert run.text == f"tiny-q8_0  {desk.models / REPOSITORY / FILE}\n"
    assert run.errors == ""
    listed = desk.json("list")["models"]
    assert [(item["id"], item["chosen"]) for item in listed] == [
        ("built-in", False),
        ("tiny-q8_0", True),
    ]
    restyled = desk.process("restyle", *RESTYLE, data=b"A dog ran.")
    assert restyled.code == 0, restyled.errors
    assert json.loads(restyled.text)["model"] == "Tiny"


def test_a_killed_download_goes_on_where_it_was(desk: Desk, content: bytes) -> None:
    half = len(content) // 2
    served = desk.server.add(REPOSITORY, FILE, content, hold_at=half)
    process = desk.start("download", REPOSITORY)
    assert served.held.wait(PATIENT)
    until(lambda: desk.arrived() == half)

    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENT)
    served.release.set()
    assert process.returncode == -signal.SIGKILL
    assert "is not finished" in desk.run("list").errors
    desk.server.requests.clear()

    run = desk.run("download", REPOSITORY)

    assert run.code == 0, run.errors
    (request,) = desk.server.transfers()
    assert request.headers["Range"] == f"bytes={half}-"
    assert (desk.models / REPOSITORY / FILE).read_bytes() == content
    assert desk.json("list")["unfinished"] == []


def test_ctrl_c_stops_a_download_and_keeps_what_is_there(desk: Desk, content: bytes) -> None:
    half = len(content) // 2
    served = desk.server.add(REPOSITORY, FILE, content, hold_at=half)
    process = desk.start("download", REPOSITORY)
    assert served.held.wait(PATIENT)
    until(lambda: desk.arrived() == half)

    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=PATIENT)

    assert process.returncode == 130
    assert output == b""
    assert b"Traceback" not in errors
    assert desk.arrived() == half
    assert desk.json("remove", "--unfinished")["freed"] == half
    assert desk.arrived() == 0


def test_two_processes_load_a_file_once(desk: Desk, content: bytes) -> None:
    served = desk.server.add(REPOSITORY, FILE, content, hold_at=len(content) // 2)
    first = desk.start("download", REPOSITORY)
    assert served.held.wait(PATIENT)
    second = desk.start("download", REPOSITORY)
    # The second has asked the Hub what the file is when it comes to wait for the first.
    until(lambda: sum(item.method == "HEAD" for item in desk.server.requests) == 2)
    served.release.set()

    outputs = [process.communicate(timeout=PATIENT)[0] for process in (first, second)]

    assert (first.returncode, second.returncode) == (0, 0)
    assert outputs[0] == outputs[1]
    assert len(desk.server.transfers()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_progress_is_shown_on_a_terminal_only(desk: Desk, content: bytes) -> None:
    import pty

    desk.server.add(REPOSITORY, FILE, content)
    ours, theirs = pty.openpty()
    done = subprocess.run(
        desk.here.command("models", "download", REPOSITORY),
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=desk.environment(),
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)

    assert "100 %" in shown
    assert " kB of " in shown
    assert shown.endswith("\r\x1b[K")
    assert "%" not in done.stdout.decode()


def test_a_gated_repository_is_downloaded_with_the_token_of_the_environment(
    desk: Desk, content: bytes
) -> None:
    desk.server.repositories[REPOSITORY] = ServedRepository(gated=True, admitted={"hf_secret"})
    desk.server.add(REPOSITORY, FILE, content)

    refused = desk.run("download", REPOSITORY)
    assert refused.code == 7
    assert "gated" in refused.errors
    assert "hf auth login" in refused.errors

    admitted = desk.process("models", "download", REPOSITORY, HF_TOKEN="hf_secret", HF_DEBUG="1")
    assert admitted.code == 0
    assert "hf_secret" not in admitted.errors + admitted.text


def test_the_token_of_the_standard_place_is_used(desk: Desk, content: bytes) -> None:
    desk.server.repositories[REPOSITORY] = ServedRepository(gated=True, admitted={"hf_stored"})
    desk.server.add(REPOSITORY, FILE, content)
    (desk.here.home / "hf").mkdir()
    (desk.here.home / "hf" / "token").write_text("hf_stored")

    assert desk.process("models", "download", REPOSITORY).code == 0


def test_offline_mode_is_honoured_and_what_is_installed_works(desk: Desk, content: bytes) -> None:
    desk.server.add(REPOSITORY, FILE, content)

    run = desk.process("models", "download", REPOSITORY, HF_HUB_OFFLINE="1")

    assert run.code == 7
    assert "HF_HUB_OFFLINE" in run.errors
    assert desk.process("models", "list", HF_HUB_OFFLINE="1").code == 0
    assert not desk.server.requests


def test_the_proxy_of_the_environment_is_used(desk: Desk, content: bytes) -> None:
    desk.server.add(REPOSITORY, FILE, content)

    # The name leads nowhere: only the proxy can have answered.
    run = desk.process(
        "models", "search", "tiny", HF_ENDPOINT="http://hub.invalid", HTTP_PROXY=desk.server.url
    )

    assert run.code == 0, run.errors
    assert REPOSITORY in run.text
    assert desk.server.requests[0].path.startswith("http://hub.invalid/api/models")


def test_a_log_in_page_in_between_is_recognized(desk: Desk, content: bytes) -> None:
    desk.server.add(REPOSITORY, FILE, content)
    desk.server.log_in_page = True

    for arguments in (["search", "tiny"], ["files", REPOSITORY], ["download", REPOSITORY]):
        run = desk.run(*arguments)
        assert run.code == 7
        assert "log-in page" in run.errors
        assert "Traceback" not in run.errors


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["download", "nobody/nothing"], 7, "no repository nobody/nothing"),
        (["download", REPOSITORY, "no-such.gguf"], 7, "stylepad models files"),
        (["download", "not a name"], 7, "owner/name"),
        (["files", "a/b/c"], 7, "owner/name"),
        (["use", "nobody"], 4, "built-in"),
        (["remove", "built-in"], 4, "cannot be removed"),
        (["remove"], 2, "stylepad models list"),
        (["add", "/no/such/file.gguf"], 4, "not there"),
        (["search", "tiny", "--limit", "0"], 2, "from 1 to 100"),
    ],
)
def test_what_cannot_be_done_is_said_in_plain_words(
    desk: Desk, content: bytes, arguments: list[str], code: int, word: str
) -> None:
    desk.server.add(REPOSITORY, FILE, content)

    run = desk.run(*arguments)

    assert run.code == code
    assert word in run.errors
    assert "Traceback" not in run.errors
    assert run.text == ""


def test_several_models_without_a_usual_one_ask_which(desk: Desk, content: bytes) -> None:
    desk.server.add(REPOSITORY, "tiny-Q8_0.gguf", content)
    desk.server.add(REPOSITORY, "tiny-Q2_K.gguf", content)

    run = desk.run("download", REPOSITORY)
    assert run.code == 7
    assert "tiny-Q8_0.gguf" in run.errors

    desk.server.add(REPOSITORY, "tiny-Q4_K_M.gguf", content)
    assert desk.json("download", REPOSITORY)["id"] == "tiny-q4_k_m"


def test_a_file_that_is_no_text_model_is_kept_and_not_used(desk: Desk, tiny_adapter: Path) -> None:
    # Where ranges are ignored, what it is shows once it is there.
    content = tiny_adapter.read_bytes() + bytes(1 << 17)
    desk.server.add(REPOSITORY, FILE, content, ranges=False)

    run = desk.run("download", REPOSITORY, "--use")

    assert run.code == 4
    assert str(desk.models / REPOSITORY / FILE) in run.errors
    assert [item["id"] for item in desk.json("list")["models"]] == ["built-in"]


def test_adding_links_and_removing_keeps_the_file(desk: Desk, content: bytes) -> None:
    mine = desk.here.home / "mine.gguf"
    mine.write_bytes(content)

    assert desk.json("add", str(mine))["origin"] == "linked"
    run = desk.run("remove", "mine")

    assert run.code == 0
    assert "stays" in run.errors
    assert mine.exists()


def test_removing_a_copy_says_what_is_freed(desk: Desk, content: bytes) -> None:
    mine = desk.here.home / "mine.gguf"
    mine.write_bytes(content)
    copied = desk.json("add", str(mine), "--copy")
    assert desk.run("use", copied["id"]).code == 0

    would = desk.run("remove", copied["id"], "--dry-run")
    assert "would be freed" in would.errors
    assert Path(copied["path"]).exists()

    removed = desk.run("remove", copied["id"])
    assert removed.text == f"{copied['path']}\n"
    assert "are freed" in removed.errors
    assert "built-in one is used" in removed.errors
    assert not Path(copied["path"]).exists()
    assert [item["chosen"] for item in desk.json("list")["models"]] == [True]


def test_a_chosen_model_that_is_gone_or_broken_is_stood_in_for(desk: Desk, content: bytes) -> None:
    mine = desk.here.home / "mine.gguf"
    mine.write_bytes(content)
    desk.here.add_style("plain", language="en")
    assert desk.run("use", str(mine)).code == 0

    for spoil in (lambda: mine.write_text("<html>"), mine.unlink):
        spoil()
        run = desk.process("restyle", *RESTYLE, data=b"A dog ran.")
        assert run.code == 0, run.errors
        assert json.loads(run.text)["model"] == "StylePad Mini"
        assert "mine.gguf" in run.errors
        assert "built-in model is used instead" in run.errors


def test_a_model_that_never_fits_is_not_chosen(desk: Desk) -> None:
    path = desk.here.home / "huge.gguf"
    huge = ggufs.Measures(width=1 << 15, feed_forward=1 << 17, layers=100)
    try:
        assert ggufs.hollow(path, huge) > 1 << 42
    except OSError:
        pytest.skip("this file system has no sparse files of 5 TB")

    run = desk.run("use", str(path))

    assert run.code == 4
    assert "does not fit" in run.errors
    assert "These would fit" in run.errors


def test_recommend_says_what_suits_this_machine(desk: Desk) -> None:
    advice = desk.json("recommend")

    assert advice["free"]["memory"] > 0
    models = {item["id"]: item for item in advice["models"]}
    assert models["built-in"]["runs"]
    assert models["built-in"]["installed"] == "built-in"
    assert "gogol" in models["built-in"]["styles"]
    assert models["qwen3-4b"]["styles"] is None
    assert sum(item["best"] for item in models.values()) == 1
    assert not desk.server.requests
    assert "suits this machine best" in desk.run("recommend").errors


def test_models_never_import_qt(desk: Desk, content: bytes) -> None:
    desk.server.add(REPOSITORY, FILE, content)
    watched = (
        "import sys; from stylepad.__main__ import main; code = main(sys.argv[1:]);"
        "bad = ('PySide6', 'shiboken6', 'stylepad.ui', 'stylepad.desktop', 'llama_cpp');"
        "strays = [name for name in sys.modules if name.startswith(bad)];"
        "sys.stderr.write(f'strays={strays}'); sys.exit(code)"
    )
    for action in (["recommend"], ["download", REPOSITORY]):
        run = subprocess.run(
            [sys.executable, "-c", watched, "models", *action],
            capture_output=True,
            env=desk.environment(),
            check=True,
        )
        assert run.stderr.decode().endswith("strays=[]"), action
