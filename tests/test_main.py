"""Where the program starts: what opens the window, and with which model."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from stylepad import __main__ as start
from stylepad import desktop
from stylepad.app import build_core
from stylepad.models.library import Choice
from tests.commands import Installation


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """Return the files of the windows that would open; what else starts them is the real thing."""
    windows: list[list[str]] = []

    def open_window(files: Sequence[str] = ()) -> int:
        windows.append(list(files))
        return 0

    monkeypatch.setattr(desktop, "main", open_window)
    monkeypatch.setenv("STYLEPAD_HOME", str(tmp_path / "home"))
    # Set first, so that it is put back as it was: the flag changes the environment.
    monkeypatch.setenv("STYLEPAD_MODEL", "")
    return windows


@pytest.mark.parametrize(
    "line", [["--model", "{}"], ["--model={}"], ["--model", "{}", "novel.txt"]]
)
def test_the_window_opens_with_a_model_for_this_start(
    opened: list[list[str]], tiny_base: Path, line: list[str]
) -> None:
    assert start.main([word.format(tiny_base) for word in line]) == 0

    assert opened == [[word for word in line if word == "novel.txt"]]
    with closing(build_core()) as core:
        assert core.usable_model() == Choice(tiny_base)
        assert core.fixed_by("model") == "STYLEPAD_MODEL"
        assert core.settings.value.model == ""


def test_the_model_may_stand_behind_the_text(opened: list[list[str]], tiny_base: Path) -> None:
    assert start.main(["novel.txt", "--model", str(tiny_base)]) == 0

    assert opened == [["novel.txt"]]
    assert os.environ["STYLEPAD_MODEL"] == str(tiny_base)


def test_without_the_flag_nothing_is_changed(opened: list[list[str]]) -> None:
    assert start.main(["novel.txt"]) == 0

    assert opened == [["novel.txt"]]
    assert os.environ["STYLEPAD_MODEL"] == ""


def test_a_model_that_is_not_there_opens_no_window(
    opened: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(["--model", str(tmp_path / "gone.gguf")]) == 4

    assert "There is no model file" in capsys.readouterr().err
    assert opened == []


def test_before_a_command_the_flag_says_where_it_belongs(
    opened: list[list[str]], tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        start.main(["--model", str(tiny_base), "restyle"])

    assert ended.value.code == 2
    assert "behind the command" in capsys.readouterr().err
    assert opened == []


def test_help_names_the_flag_and_commands_keep_their_own_usage(
    tmp_path: Path, tiny_base: Path
) -> None:
    here = Installation(tmp_path, tiny_base)

    whole, part = here.run("--help"), here.run("restyle", "--help")

    assert "stylepad [--model PATH] [FILE]" in whole.text
    assert "for this start alone" in whole.text
    assert part.text.startswith("usage: stylepad restyle ")
