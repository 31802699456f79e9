"""The command line, run as a process on a real engine with a small random model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from stylepad import __version__, paths
from stylepad.styles.pack import load_pack
from tests.commands import ROOT, Installation, Run

ENGLISH = "The old man walked down the street.\n\n* He had 42 letters.\n"


@pytest.fixture(scope="module")
def installed(
    tmp_path_factory: pytest.TempPathFactory, tiny_base: Path, tiny_adapter: Path
) -> Installation:
    here = Installation(tmp_path_factory.mktemp("home"), tiny_base)
    here.add_style("gogol", tiny_adapter)
    here.add_style("plain", language="en", name={"en": "Plain"}, author={"en": "Nobody"})
    return here


def restyle(here: Installation, *arguments: str, data: bytes = b"", style: str = "gogol") -> Run:
    return here.run("restyle", "--style", style, "--candidates", "1", *arguments, data=data)


def test_restyle_writes_only_the_result_to_standard_output(installed: Installation) -> None:
    # With some seeds the random model says nothing at all.
    run = restyle(installed, "--seed", "2", data=ENGLISH.encode())

    assert run.code == 0
    first, blank, item, end = run.text.split("\n")
    assert first
    assert blank == end == ""
    assert item.startswith("* ")
    assert "The old man walked down the street." not in run.text
    assert "\r" not in run.errors


def test_restyle_tells_losses_on_standard_error_and_is_still_done(
    installed: Installation,
) -> None:
    run = restyle(installed, data=b"He had 42 letters.")

    # A random model keeps no number.
    assert run.code == 0
    assert "passage 1 lost 42" in run.errors


def test_restyle_reads_a_file_as_standard_input(installed: Installation, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(ENGLISH, encoding="utf-8")

    assert restyle(installed, str(file)).text == restyle(installed, data=ENGLISH.encode()).text


def test_restyle_as_json_has_everything(installed: Installation) -> None:
    run = installed.run(
        "restyle",
        "--style",
        "gogol",
        "--strength",
        "0.8",
        "--candidates",
        "3",
        "--json",
        data=ENGLISH.encode(),
    )

    value = json.loads(run.text)
    assert run.code == 0
    assert list(value) == ["style", "model", "device", "strength", "text", "passages"]
    assert (value["style"], value["model"], value["strength"]) == (
        "gogol",
        "Random test model",
        0.8,
    )
    assert value["device"] == "CPU"
    originals = [passage["original"] for passage in value["passages"]]
    assert originals == ["The old man walked down the street.", "He had 42 letters."]
    texts = [passage["text"] for passage in value["passages"]]
    assert value["text"] == f"{texts[0]}\n\n* {texts[1]}\n"
    for passage in value["passages"]:
        assert len(passage["candidates"]) == 3
        assert passage["text"] == passage["candidates"][0]["text"]
        for candidate in passage["candidates"]:
            assert list(candidate) == [
                "text",
                "passed",
                "style",
                "kept",
                "lost",
                "invented",
                "copied",
                "tokens",
                "seconds",
            ]
    assert value["passages"][1]["candidates"][0]["lost"] == ["42"]
    assert value["passages"][0]["candidates"][0]["tokens"] > 0


def test_the_same_seed_gives_the_same_text_and_another_another(installed: Installation) -> None:
    first, again, other = (
        restyle(installed, "--seed", seed, data=ENGLISH.encode()).text for seed in ("1", "1", "2")
    )

    assert first == again
    assert first != other


def test_strength_0_and_1_differ(installed: Installation) -> None:
    plain, full = (
        restyle(installed, "--strength", strength, data=ENGLISH.encode()).text
        for strength in ("0", "1")
    )

    assert plain != full


def test_line_ends_and_a_missing_last_one_come_back(installed: Installation) -> None:
    run = restyle(installed, data=b"The old man walked.\r\n\r\nHe thought of the letter.")

    assert run.output.count(b"\r\n\r\n") == 1
    assert run.output.replace(b"\r\n", b"").count(b"\n") == 0
    assert not run.output.endswith(b"\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16"])
def test_a_text_in_any_encoding_is_read(installed: Installation, encoding: str) -> None:
    text = "Старик медленно шёл по улице и думал о письме, которое получил утром.\n"

    run = restyle(installed, "--json", data=text.encode(encoding))

    assert json.loads(run.text)["passages"][0]["original"] == text.strip()


def test_a_style_without_an_adapter_says_that_it_works_by_instruction(
    installed: Installation,
) -> None:
    run = restyle(installed, data=ENGLISH.encode(), style="plain")

    assert run.code == 0
    assert "works by instruction" in run.errors


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--strength", "2"], 2, "from 0 to 1.5"),
        (["--strength", "nan"], 2, "from 0 to 1.5"),
        (["--strength", "much"], 2, "--strength"),
        (["--candidates", "9"], 2, "from 1 to 8"),
        (["--frobnicate"], 2, "--frobnicate"),
        (["nowhere.txt"], 3, "nowhere.txt cannot be read"),
        (["--model", "nowhere.gguf"], 4, "no model file"),
        (["--model", __file__], 4, "test_cli.py"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(
    installed: Installation, arguments: list[str], code: int, said: str
) -> None:
    run = restyle(installed, *arguments, data=ENGLISH.encode())

    assert (run.code, run.text) == (code, "")
    assert said in run.errors
    assert "Traceback" not in run.errors


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "🙂 🎉\n".encode(), b"***\n\n42\n"])
def test_a_text_with_nothing_to_restyle_is_said_so(installed: Installation, data: bytes) -> None:
    run = restyle(installed, data=data)

    assert (run.code, run.text) == (3, "")
    assert "nothing to restyle" in run.errors


def test_a_binary_file_is_no_text(installed: Installation) -> None:
    run = restyle(installed, str(installed.model))

    assert (run.code, run.text) == (3, "")


def test_an_unknown_style_lists_the_installed(installed: Installation) -> None:
    run = restyle(installed, data=b"Text.", style="poe")

    assert run.code == 4
    assert "gogol" in run.errors


def test_an_adapter_for_another_base_is_refused_with_both_named(
    tmp_path: Path, tiny_base: Path
) -> None:
    from tests import ggufs

    wide = ggufs.base(ggufs.Measures(width=128, heads=8), seed=3).write(tmp_path / "wide.gguf")
    adapter = ggufs.write_adapter(tmp_path / "wide-adapter.gguf", wide)
    here = Installation(tmp_path / "home", tiny_base)
    here.add_style("gogol", adapter)

    run = restyle(here, data=ENGLISH.encode())

    assert (run.code, run.text) == (4, "")
    assert f"{here.fingerprint}.gguf" in run.errors or "adapter" in run.errors
    assert "Random test model" in run.errors


def test_ctrl_c_stops_within_a_token_and_keeps_what_is_finished(
    installed: Installation,
) -> None:
    text = "\n\n".join(["The old man walked slowly down the street."] * 5000)
    process = subprocess.Popen(
        installed.command("restyle", "--style", "gogol", "--candidates", "1", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=installed.environment(),
        start_new_session=True,
    )
    assert process.stdin
    assert process.stderr
    process.stdin.write(text.encode())
    process.stdin.close()
    process.stdin = None
    # The note about languages comes when the model is loaded and the work begins.
    process.stderr.readline()
    # A terminal sends it to every process of the group, the engine's too.
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"Traceback" not in errors
    if output:
        value = json.loads(output)
        assert value["stopped"] is True
        assert len(value["passages"]) < 5000


def test_an_engine_that_is_killed_costs_the_rest_and_says_so(installed: Installation) -> None:
    text = "\n\n".join(["The old man walked slowly down the street."] * 5000)
    process = subprocess.Popen(
        installed.command("restyle", "--style", "gogol", "--candidates", "1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=installed.environment(),
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(text.encode())
    process.stdin.close()
    process.stdin = None
    # The first finished passage is written at once; kill the engine in the middle of the others.
    begun = process.stdout.readline()
    for child in psutil.Process(process.pid).children():
        child.kill()
    _output, errors = process.communicate(timeout=90)

    assert begun.strip()
    assert process.returncode == 5
    assert b"stylepad: " in errors
    assert b"Traceback" not in errors


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_progress_is_shown_on_a_terminal_and_taken_away(installed: Installation) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.run(
        installed.command("restyle", "--style", "gogol", "--candidates", "1"),
        input=ENGLISH.encode(),
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=installed.environment(),
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)

    assert b"1 of 2" in shown
    assert b"2 of 2" in shown
    assert b"\r\x1b[K" in shown
    assert b"of 2" not in process.stdout


def test_a_reader_that_stops_reading_ends_the_program_quietly(installed: Installation) -> None:
    text = "\n\n".join(["The old man walked slowly down the street."] * 300)
    process = subprocess.Popen(
        installed.command("restyle", "--style", "gogol", "--candidates", "1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=installed.environment(),
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stdin.write(text.encode())
    process.stdin.close()
    errors = process.stderr.read()
    process.stderr.close()

    assert process.wait(60) == 141
    assert b"Traceback" not in errors


def test_styles_lists_what_is_installed(installed: Installation) -> None:
    run = installed.run("styles")

    assert run.code == 0
    assert "gogol" in run.text
    assert "Nikolai Gogol" in run.text


def test_styles_as_json_say_which_bases_they_have_adapters_for(installed: Installation) -> None:
    styles = {
        item["id"]: item for item in json.loads(installed.run("styles", "--json").text)["styles"]
    }

    # The style that ships under this id has adapters too, and they stay usable.
    shipped = load_pack(paths.built_in_styles() / "gogol").adapters
    assert set(styles["gogol"]["adapters"]) == {installed.fingerprint, *shipped}
    assert styles["gogol"]["name"]["ru"] == "Гоголь"
    assert styles["plain"]["adapters"] == []


def test_a_broken_style_is_told_and_hides_no_other(tmp_path: Path, tiny_base: Path) -> None:
    here = Installation(tmp_path, tiny_base)
    here.add_style("gogol")
    here.add_style("half", instruction=None)

    run = here.run("styles")

    assert run.code == 0
    assert "gogol" in run.text
    assert "“instruction” is missing" in run.errors


def test_without_a_display_the_window_says_why_and_what_to_do(installed: Installation) -> None:
    run = installed.run()

    assert run.code == 6
    assert "no display" in run.errors
    assert "stylepad restyle" in run.errors


def test_version_and_help_answer(installed: Installation) -> None:
    assert installed.run("--version").text == f"StylePad {__version__}\n"
    help_text = installed.run("restyle", "--help").text
    assert "exit codes:" in help_text
    assert "130" in help_text


def test_the_exit_codes_of_the_help_are_those_of_the_page() -> None:
    from stylepad.cli import EXIT_CODES, ExitCode

    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for code in ExitCode:
        assert f"| {code.value} |" in page
        assert f"\n  {code.value} " in EXIT_CODES


def test_the_command_line_never_imports_qt(installed: Installation) -> None:
    watched = (
        "import sys; from stylepad.__main__ import main; code = main(sys.argv[1:]);"
        "qt = ('PySide6', 'shiboken6', 'stylepad.ui', 'stylepad.desktop');"
        "strays = [name for name in sys.modules if name.startswith(qt)];"
        "sys.stderr.write(f'strays={strays}'); sys.exit(code)"
    )
    commands = (
        ["restyle", "--style", "gogol", "--candidates", "1"],
        ["styles"],
        ["doctor"],
    )
    for command in commands:
        run = subprocess.run(
            [sys.executable, "-c", watched, *command],
            input=ENGLISH.encode(),
            capture_output=True,
            env=installed.environment(),
            check=False,
        )
        assert run.stderr.decode().endswith("strays=[]"), command


def test_the_program_does_not_load_llama_in_its_own_process() -> None:
    code = "import sys, stylepad.app, stylepad.cli_restyle; print('llama_cpp' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert run.stdout.strip() == b"False"
