"""`stylepad make-style` as a process; what needs no stage runs the real program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stylepad.cli_make_style_arguments import STAGES
from stylepad.studio.job import Stage, open_job
from stylepad.studio.state import read_state
from stylepad.styles.pack import load_pack
from tests.commands import Installation
from tests.e2e.waiting import wait_for
from tests.studio.small_stages import HELD, UNITS, made

PROGRAM = """
import sys
from stylepad.studio import stages
from tests.studio.small_stages import find
from stylepad import cli, cli_make_style
from functools import partial
cli_make_style.Runner = partial(cli_make_style.Runner, find=find)
sys.exit(cli.main(sys.argv[1:]))
"""
"""The program with small stages in the place of the real ones."""


@pytest.fixture
def here(tmp_path: Path, tiny_base: Path) -> Installation:
    (tmp_path / "home").mkdir()
    return Installation(tmp_path / "home", tiny_base)


@pytest.fixture
def books(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "one.txt").write_text("It was a dark and stormy night.\n", encoding="utf-8")
    return folder


def environment(here: Installation) -> dict[str, str]:
    """Return an environment in which nothing is to be installed: the small stages train nothing."""
    return here.environment(STYLEPAD_TRAINING_PYTHON=sys.executable)


def make(here: Installation, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, "make-style", *arguments],
        capture_output=True,
        text=True,
        env=environment(here),
        cwd=here.home,
        timeout=100,
        check=False,
    )


def new(here: Installation, books: Path, *further: str) -> subprocess.CompletedProcess[str]:
    return make(here, "--name", "A Writer", "--language", "en", *further, str(books))


def job_folder(here: Installation) -> Path:
    return here.home / "data" / "jobs" / "a-writer"


def test_one_command_leads_from_texts_to_an_installed_style(
    here: Installation, books: Path
) -> None:
    run = new(here, books)

    assert run.returncode == 0, run.stderr
    assert "“a-writer” is installed" in run.stdout
    assert load_pack(here.styles / "a-writer").name == {"en": "A Writer"}
    assert [line.split()[1] for line in run.stderr.splitlines()[1:]] == [f"{s}:" for s in Stage]
    assert "\r" not in run.stderr


def test_the_stages_of_the_arguments_are_those_of_a_job() -> None:
    assert list(STAGES) == [stage.value for stage in Stage]


def test_one_stage_runs_alone_and_says_what_comes_next(here: Installation, books: Path) -> None:
    run = new(here, books, "--stage", "texts")

    assert run.returncode == 0, run.stderr
    assert "next comes “portrait”: stylepad make-style --job a-writer" in run.stdout
    assert not made(job_folder(here), Stage.PORTRAIT)


def test_ctrl_c_pauses_and_the_job_goes_on_by_its_name(here: Installation, books: Path) -> None:
    assert new(here, books, "--stage", "texts").returncode == 0
    folder = job_folder(here)
    (folder / "hold-portrait").touch()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "make-style", "--job", "a-writer"],
        stderr=subprocess.PIPE,
        env=environment(here),
        cwd=here.home,
        text=True,
    )
    wait_for("two units", lambda: len(made(folder, Stage.PORTRAIT)) == HELD, 60)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "Go on with: stylepad make-style --job a-writer" in errors
    (folder / "hold-portrait").unlink()
    assert make(here, "--job", "a-writer").returncode == 0
    assert made(folder, Stage.PORTRAIT) == [str(number) for number in range(UNITS)]


def test_a_failed_stage_has_an_exit_code_of_its_own_and_says_how_to_go_on(
    here: Installation, books: Path
) -> None:
    assert new(here, books, "--stage", "texts").returncode == 0
    (job_folder(here) / "break-training").touch()

    run = make(here, "--job", "a-writer")

    assert run.returncode == 8
    assert "It broke." in run.stderr
    assert "stylepad make-style --job a-writer" in run.stderr


def test_a_server_that_writes_is_said_and_kept_in_the_job_but_agreed_to_each_time(
    here: Installation, books: Path
) -> None:
    address = "http://127.0.0.1:9"
    named = ("--server", address, "--server-model", "big")
    run = new(here, books, *named, "--stage", "texts")
    assert run.returncode == 0, run.stderr
    assert f"make-style --job a-writer --server {address} --server-model big" in run.stdout
    assert open_job(job_folder(here)).options(Stage.PAIRS) == {
        "server": address,
        "server_model": "big",
    }

    refused = make(here, "--job", "a-writer")
    assert refused.returncode == 5
    assert "you have not agreed" in refused.stderr
    assert not made(job_folder(here), Stage.PORTRAIT)

    agreed = make(here, "--job", "a-writer", *named)
    assert agreed.returncode == 0, agreed.stderr
    assert "written by 127.0.0.1:9: passages of the texts are sent there" in agreed.stderr
    listed = json.loads(make(here, "--list", "--json").stdout)
    assert listed[0]["server"] == address


def test_the_list_shows_where_every_job_is(here: Installation, books: Path) -> None:
    assert new(here, books, "--stage", "texts").returncode == 0

    listed = json.loads(make(here, "--list", "--json").stdout)
    table = make(here, "--list")

    assert listed[0]["style"] == "a-writer"
    assert listed[0]["next"] == "portrait"
    assert listed[0]["stages"]["texts"] == "done"
    assert table.stdout.split() == ["a-writer", "A", "Writer", "en", "portrait:", "waiting"]


def test_a_job_lives_in_any_folder(here: Installation, books: Path, tmp_path: Path) -> None:
    run = new(here, books, "--job", str(tmp_path / "carried"), "--id", "other")

    assert run.returncode == 0, run.stderr
    assert read_state(tmp_path / "carried").next is None
    assert load_pack(here.styles / "other").id == "other"


def test_the_progress_is_drawn_where_there_is_a_terminal(here: Installation, books: Path) -> None:
    pty = pytest.importorskip("pty")  # Windows has none
    terminal, inside = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "make-style", "--name", "A Writer", "--language", "en",
         str(books)],
        stdout=subprocess.DEVNULL,
        stderr=inside,
        env=environment(here),
        cwd=here.home,
    )  # fmt: skip
    assert process.wait(100) == 0
    os.close(inside)
    drawn = os.read(terminal, 100_000).decode()
    os.close(terminal)

    assert "1/6 texts" in drawn
    assert "\r" in drawn
    assert "report: done" in drawn


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--name", "A"], 2, "needs --name, --language"),
        (["--job", "nowhere"], 8, "There is no job in nowhere"),
        (["--name", "A", "--language", "en", "--id", "gogol", "x.txt"], 4, "already"),
        (["--job", "x", "--stage", "dancing"], 2, "invalid choice"),
        (["--job", "x", "--server-model", "big"], 2, "needs --server"),
    ],
)
def test_what_cannot_be_is_said(
    here: Installation, arguments: list[str], code: int, said: str
) -> None:
    run = here.run("make-style", *arguments)

    assert run.code == code
    assert said in run.errors


def test_the_list_of_nothing_says_how_to_begin(here: Installation) -> None:
    run = here.run("make-style", "--list")

    assert run.code == 0
    assert "begins one" in run.errors
