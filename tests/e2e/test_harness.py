"""The harness itself, on a tiny window: what the other tests rely on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from tests.e2e.desktop import SIZE, Desktop
from tests.e2e.program import Start
from tests.e2e.waiting import TooLateError, wait_for

TINY = str(Path(__file__).with_name("tiny_window.py"))
pytestmark = pytest.mark.e2e


def test_controls_are_found_read_and_used_from_outside(
    start: Start, desktop: Desktop, tmp_path: Path
) -> None:
    target = tmp_path / "saved.txt"
    program = start(TINY, str(target))
    text = program.find("Text")
    assert text.text == "one two three"
    text.select(4, 7)
    assert text.selection == (4, 7)
    text.focus()
    desktop.type("2")
    wait_for("the typed text", lambda: text.text == "one 2 three")
    strength = program.find("Strength")
    strength.set_value(120)
    wait_for("the slider", lambda: strength.value == 120)
    program.find("Save").press()
    program.find("saved")
    assert target.read_bytes() == b"one 2 three"


def test_russian_layout_types_russian_letters(
    start: Start, desktop: Desktop, tmp_path: Path
) -> None:
    program = start(TINY, str(tmp_path / "saved.txt"))
    text = program.find("Text")
    text.focus()
    desktop.layout("ru")
    desktop.key_codes(38)  # the key that says A on an English keyboard
    wait_for("a Russian letter", lambda: "ф" in text.text)


def test_a_picture_of_the_screen_shows_the_window(
    start: Start, desktop: Desktop, tmp_path: Path
) -> None:
    empty, full = tmp_path / "empty.png", tmp_path / "full.png"
    desktop.photograph(empty)
    program = start(TINY, str(tmp_path / "saved.txt"))
    program.find("Save")
    wait_for("the window on the screen", lambda: desktop.windows("Tiny"))

    def photographed() -> bool:
        desktop.photograph(full)
        return full.read_bytes() != empty.read_bytes()

    wait_for("the window in the picture", photographed)
    assert full.read_bytes().startswith(b"\x89PNG")
    assert QImage(str(full)).size() == QImage(str(empty)).size() == QSize(*SIZE)


def test_a_control_that_never_comes_is_named_in_the_failure(start: Start, tmp_path: Path) -> None:
    program = start(TINY, str(tmp_path / "saved.txt"))
    with pytest.raises(TooLateError, match="Restyle"):
        program.find("Restyle", seconds=0.2)
