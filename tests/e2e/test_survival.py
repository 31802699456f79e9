"""What a writer keeps when a process is killed."""

from __future__ import annotations

import signal
from pathlib import Path

import psutil
import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.program import Program, Start
from tests.e2e.waiting import wait_for
from tests.e2e.writer import Writer

pytestmark = pytest.mark.e2e

PAGE = "Mr. Brown opened the window and saw 3 carts of hay in the yard. He was surprised.\n"
LONG = "\n\n".join(PAGE.strip().replace("3", str(number)) for number in range(3, 19)) + "\n"


def test_unsaved_text_is_offered_after_the_program_was_killed(
    start: Start, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(PAGE, encoding="utf-8")
    writer = Writer(start("-m", "stylepad"))
    writer.open(path)
    writer.text.focus()
    desktop.keys("ctrl+End")
    desktop.type("And then it rained.")
    wait_for("the typed words", lambda: writer.text.text.endswith("rained."))
    unsaved = writer.text.text
    copies = tmp_path / "home" / "state"
    wait_for("a recovery copy", lambda: holds(copies, "rained."), seconds=8)
    writer.program.kill()
    assert path.read_text(encoding="utf-8") == PAGE

    again = Writer(start("-m", "stylepad"))
    again.press("Restore")
    wait_for("the unsaved text", lambda: again.text.text == unsaved)
    assert path.read_text(encoding="utf-8") == PAGE


def test_killed_engine_costs_only_the_suggestion(
    start: Start, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(LONG, encoding="utf-8")
    writer = Writer(start("-m", "stylepad"))
    writer.open(path)
    writer.text.focus()
    desktop.keys("ctrl+a")
    writer.ask("dickens")
    suggestion = writer.program.find("Suggestion", "text", 30)
    wait_for("the first words", lambda: bool(suggestion.text.strip()), 30)
    worker = engine_of(writer.program)
    worker.send_signal(signal.SIGKILL)
    repeat = writer.program.find("Repeat the suggestion", "push button", 20)
    assert writer.text.text == LONG
    repeat.press()
    assert writer.suggestion().strip()
    assert engine_of(writer.program).pid != worker.pid
    assert writer.text.text == LONG


def engine_of(program: Program) -> psutil.Process:
    """Wait for the engine's process below the program and return it."""

    def worker() -> psutil.Process | None:
        for child in program.descendants():
            if any("engine" in part for part in child.cmdline()[1:]):
                return child
        return None

    return wait_for("the engine's process", worker)


def holds(folder: Path, words: str) -> bool:
    """Return whether a file below the folder holds the words, in UTF-8."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return any(words.encode() in path.read_bytes() for path in files)
