from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylepad.restyle.result import Candidate, PassageResult, Report
from stylepad.ui.restyle.comparison import SIDE_BY_SIDE_WIDTH, Comparison
from stylepad.ui.restyle.judged import JudgedPassage, judged
from stylepad.ui.restyle.marks import Mark

GOOD = Report(True, 0.5, (), (), (), 0)
STALL_SECONDS = 0.05


@pytest.fixture
def comparison(qtbot: QtBot, dressed: QApplication) -> Comparison:
    comparison = Comparison()
    qtbot.addWidget(comparison)
    comparison.resize(SIDE_BY_SIDE_WIDTH + 100, 500)
    comparison.show()
    return comparison


def passages(text: str) -> list[JudgedPassage]:
    """Return every line of the text as a passage with two candidates."""
    result, position = [], 0
    for index, line in enumerate(text.split("\n")):
        candidates = tuple(
            Candidate(f"{word} {line[4:]}", GOOD, 8, 0.1) for word in ("Новый 🙂", "Other")
        )
        passage = PassageResult(index, position, position + len(line), line, candidates)
        result.append(judged(passage))
        position += len(line) + 1
    return result


def settle(qtbot: QtBot, comparison: Comparison) -> None:
    qtbot.waitUntil(lambda: not comparison.drawing, timeout=60_000)


def test_differences_are_marked_by_line_and_not_by_colour_alone(
    qtbot: QtBot, comparison: Comparison
) -> None:
    text = "one two three\nsix five four"
    comparison.start(text)
    comparison.add(passages(text), 1)
    comparison.finish()
    settle(qtbot, comparison)
    assert comparison.suggestion.toPlainText() == "Other two three\nOther five four"
    cursor = comparison.suggestion.textCursor()
    cursor.setPosition(2)
    assert cursor.charFormat().fontUnderline()
    cursor = comparison.original.textCursor()
    cursor.setPosition(2)
    assert cursor.charFormat().fontStrikeOut()
    cursor.setPosition(10)
    assert not cursor.charFormat().fontStrikeOut()


def test_other_candidate_takes_all_marks_of_the_first_away(
    qtbot: QtBot, comparison: Comparison
) -> None:
    text = "one two three\nsix five four"
    comparison.start(text)
    comparison.add(passages(text), 1)
    comparison.draw_again(passages(text), 0)
    comparison.finish()
    settle(qtbot, comparison)
    assert comparison.suggestion.toPlainText() == "Новый 🙂 two three\nНовый 🙂 five four"
    assert comparison.original.toPlainText() == text


def test_tail_grows_and_gives_way_to_the_finished_passage(
    qtbot: QtBot, comparison: Comparison
) -> None:
    comparison.start("one two three")
    for tail in ("Oth", "Other t", "Other two"):
        comparison.set_tail(tail)
        settle(qtbot, comparison)
        assert comparison.suggestion.toPlainText() == tail
    comparison.set_tail("Another", Mark.DIMMED)
    settle(qtbot, comparison)
    assert comparison.suggestion.toPlainText() == "Another"
    comparison.add(passages("one two three"), 1)
    settle(qtbot, comparison)
    assert comparison.suggestion.toPlainText() == "Other two three"


def test_two_thousand_passages_are_drawn_without_a_stall(
    qtbot: QtBot, comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "This is one of many passages with some words that come back changed. " * 8
    text = "\n".join(f"{number:04} {line}" for number in range(2_000))
    assert len(text) > 1_000_000
    steps: list[float] = []
    draw = comparison._draw_some

    def measured() -> None:
        start = time.thread_time()
        draw()
        steps.append(time.thread_time() - start)

    comparison._timer.timeout.disconnect()
    comparison._timer.timeout.connect(measured)
    every = passages(text)
    comparison.start(text)
    comparison.add(every, 1)
    comparison.finish()
    settle(qtbot, comparison)
    assert comparison.suggestion.toPlainText().count("\n") == 1_999
    # Processor time, because a loaded machine would count the time of others.
    assert max(steps) < STALL_SECONDS


def test_narrow_panel_stacks_the_texts(qtbot: QtBot, comparison: Comparison) -> None:
    def beside() -> bool:
        first, second = comparison.original, comparison.suggestion
        return (
            first.mapTo(comparison, first.pos()).y() == second.mapTo(comparison, second.pos()).y()
        )

    qtbot.waitUntil(beside)
    comparison.resize(SIDE_BY_SIDE_WIDTH - 100, 500)
    qtbot.waitUntil(lambda: not beside())
