"""The Style Studio on real files, a real engine's base, and processes of jobs that do little.

Stages are the real ones where that takes no time: the texts. The others are small: see
tests/studio/small_stages.py.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from stylepad import paths
from stylepad.app import Core, build_core
from stylepad.studio.job import Job, Stage
from stylepad.studio.jobs import JobEntry, Wish, new_job
from stylepad.ui.language import LanguageKeeper
from stylepad.ui.library.layout import Rows
from stylepad.ui.messages import MessageRecorder, Messages, Question
from stylepad.ui.studio.door import StudioDoor
from stylepad.ui.studio.window import StudioWindow
from stylepad.ui.tasks import Tasks

ROOT = Path(__file__).parents[3]
SECONDS = 60_000
PROSE = (
    "The night was dark and the wind was cold, and I walked down the long road to the old house. "
    "There was a light in the window, and behind it sat my friend, who had waited for me. "
)


@dataclass
class Answers:
    """Answers the window's questions in the writer's place, and remembers them."""

    next: list[str] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)

    def __call__(self, question: Question, _parent: QWidget | None) -> str:
        self.asked.append(question)
        return self.next.pop(0)


@dataclass
class Studio:
    """The studio's window and what a test needs to move it."""

    qtbot: QtBot
    core: Core
    door: StudioDoor
    tasks: Tasks
    answers: Answers
    main: MessageRecorder
    languages: LanguageKeeper
    base: Path
    books: Path

    @property
    def window(self) -> StudioWindow:
        """Return the window, which must have been opened."""
        assert self.door.window is not None
        return self.door.window

    def open(self) -> StudioWindow:
        """Open the window and wait for the list of jobs."""
        self.door.action.trigger()
        self.until(lambda: self.door.window is not None and self.window.isVisible())
        self.until(lambda: self.door.board.read)
        self.window.messages._asker = self.answers
        return self.window

    def until(self, condition: object) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(condition, timeout=SECONDS)

    def entry(self, folder: Path) -> JobEntry:
        """Return a job as the window knows it."""
        found = self.door.board.entry(folder)
        assert found is not None
        return found

    def new_job(self, name: str = "A Writer") -> Job:
        """Begin a job without the window."""
        style_id = name.casefold().replace(" ", "-")
        return new_job(paths.user_jobs(), Wish(name, "en", style_id, (self.books,), self.base))

    def idle(self) -> bool:
        """Return whether no process works on a job and every row is made."""
        lists = self.window.findChildren(Rows) if self.door.window else []
        return not self.door.board.alive and all(each.complete for each in lists)

    def button(self, name: str) -> QAbstractButton:
        """Return the button with an accessible name or text, once it can be pressed."""

        def found() -> QAbstractButton | None:
            for each in self.window.findChildren(QAbstractButton):
                named = name in {each.accessibleName(), each.text()}
                if named and each.isVisibleTo(self.window) and each.isEnabled():
                    return each
            return None

        self.until(lambda: found() is not None)
        pressed = found()
        assert pressed is not None
        return pressed

    def press(self, name: str) -> None:
        """Press a button once it is there."""
        self.button(name).click()


@pytest.fixture
def studio(
    qtbot: QtBot,
    dressed: QApplication,
    tiny_base: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Studio]:
    """Return the studio, its window not opened yet; what still works at the end is paused."""
    monkeypatch.setenv("STYLEPAD_MODEL", str(tiny_base))
    monkeypatch.delenv("STYLEPAD_STYLES", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    books = tmp_path / "books"
    books.mkdir()
    for number, title in enumerate(("The House", "The Road", "The Friend")):
        (books / f"{title}.txt").write_text(
            "\n\n".join(f"{PROSE * 4}That was the {part + number}th time." for part in range(12)),
            encoding="utf-8",
        )
    main = QWidget()
    qtbot.addWidget(main)
    messages, recorder, answers = Messages(main), MessageRecorder(), Answers()
    messages._asker = answers
    recorder.listen(messages)
    tasks = Tasks(messages.failure, main)
    core = build_core()
    command = [sys.executable, "-m", "tests.studio.small_stages", "--real", Stage.TEXTS.value]
    door = StudioDoor(core, messages, tasks, main, command=command)
    languages = LanguageKeeper(dressed, "en")
    made = Studio(qtbot, core, door, tasks, answers, recorder, languages, tiny_base, books)
    yield made
    for process in door.board._processes.values():
        process.kill()
        process.wait()
    if door.window is not None:
        door.window.hide()
    leftovers = tasks.close()
    core.close()
    languages.set_choice("en")
    assert leftovers == ()
