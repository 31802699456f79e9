from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylepad.ui.editor import Editor
from stylepad.ui.find import Search
from stylepad.ui.finder import Finder, Hits
from stylepad.ui.tasks import Tasks

LONG = "one two three\n" * 20_000


class Looking:
    """A finder over an editor, and the hits that it handed out."""

    def __init__(self, qtbot: QtBot) -> None:
        self.editor = Editor()
        qtbot.addWidget(self.editor)
        self.faults: list[Exception] = []
        self.tasks = Tasks(self.faults.append)
        self.finder = Finder(self.editor, self.tasks)
        self.given: list[Hits] = []

    def look_for(self, words: str) -> None:
        self.finder.look_for(Search(words), self.given.append)


@pytest.fixture
def looking(qtbot: QtBot, dressed: QApplication) -> Iterator[Looking]:
    looking = Looking(qtbot)
    yield looking
    assert looking.tasks.close() == ()
    assert looking.faults == []


def test_short_text_is_searched_at_once(looking: Looking) -> None:
    looking.editor.set_text("one two one")
    looking.look_for("one")
    assert looking.given == [[(0, 3), (8, 11)]]


def test_long_text_is_searched_in_the_background_and_known_afterwards(
    looking: Looking, qtbot: QtBot
) -> None:
    looking.editor.set_text(LONG)
    looking.look_for("two")
    assert looking.given == []
    qtbot.waitUntil(lambda: bool(looking.given))
    assert len(looking.given[0]) == 20_000
    looking.look_for("two")
    assert looking.given[1] is looking.given[0]


def test_only_the_last_search_is_answered(looking: Looking, qtbot: QtBot) -> None:
    looking.editor.set_text(LONG + "last")
    for words in ("l", "la", "last"):
        looking.look_for(words)
    qtbot.waitUntil(lambda: looking.tasks.running == 0)
    assert looking.given == [[(len(LONG), len(LONG) + 4)]]


def test_hits_are_those_of_the_text_after_an_edit_during_the_search(
    looking: Looking, qtbot: QtBot
) -> None:
    looking.editor.set_text(LONG + "last")
    looking.look_for("last")
    looking.editor.insertPlainText("xx")
    qtbot.waitUntil(lambda: bool(looking.given))
    assert looking.given == [[(len(LONG) + 2, len(LONG) + 6)]]


def test_search_waits_until_the_text_is_there_as_a_whole(looking: Looking, qtbot: QtBot) -> None:
    looking.editor.fill(LONG * 3 + "last")
    assert looking.editor.filling
    looking.look_for("last")
    qtbot.waitUntil(lambda: bool(looking.given))
    assert looking.given == [[(3 * len(LONG), 3 * len(LONG) + 4)]]
    assert not looking.editor.filling


def test_stopped_search_is_not_answered(looking: Looking, qtbot: QtBot) -> None:
    looking.editor.set_text(LONG)
    looking.look_for("two")
    looking.finder.stop()
    qtbot.waitUntil(lambda: looking.tasks.running == 0)
    assert looking.given == []
