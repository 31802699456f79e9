"""The window as a whole: names, keyboard, languages, and what it shows when there is little."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QProgressBar, QWidget

from stylepad.styles.library import StyleLibrary
from stylepad.ui.library.styles_page import StylesPage
from tests import ggufs
from tests.packs import write_pack
from tests.ui.library.conftest import Bench
from tests.ui.library.test_downloads import FILE, REPOSITORY

pytestmark = pytest.mark.usefixtures("loaded")

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QProgressBar)


def full(bench: Bench, tmp_path: Path) -> None:
    """Open the window with something of everything in it."""
    bench.core.models.link(ggufs.write_base(tmp_path / "mine.gguf"))
    content = b"x" * 1_000_000
    file = bench.hub.add(REPOSITORY, FILE, content, hold_at=len(content) // 2)
    bench.open()
    page = bench.window.finding
    page.field.setText("tiny")
    page.search()
    bench.settle()
    bench.window.tabs.setCurrentWidget(page)
    bench.press(f"Show files: {REPOSITORY}")
    bench.settle()
    bench.door.downloads.start(REPOSITORY, FILE, "Tiny")
    bench.qtbot.waitUntil(file.held.is_set)


def controls(bench: Bench) -> list[QWidget]:
    """Return the controls on every page that the writer can see and use."""
    found: list[QWidget] = []
    for place in range(bench.window.tabs.count()):
        bench.window.tabs.setCurrentIndex(place)
        found += [
            each
            for kind in CONTROLS
            for each in bench.window.findChildren(kind)
            if each.isVisible() and each not in found
        ]
    return found


def spoken(control: QWidget) -> str:
    return control.accessibleName() or getattr(control, "text", str)()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_control_has_a_name_and_is_reached_by_keyboard(
    bench: Bench, tmp_path: Path, language: str
) -> None:
    full(bench, tmp_path)
    bench.speak(language)
    names = []
    for control in controls(bench):
        if control.objectName() == "qt_spinbox_lineedit" or not control.isEnabled():
            continue
        ours = type(control).__module__.startswith("PySide6") and control.parentWidget()
        if isinstance(control.parentWidget(), QLineEdit) or not ours:
            continue  # the cross that clears a field, and the arrows of the tab bar
        names.append(spoken(control))
        assert names[-1], control
        if not isinstance(control, QProgressBar):
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, names[-1]
    assert len(names) > 15
    if language == "ru":
        assert all(re.search("[а-яё]", name) for name in names), names


def test_another_language_is_shown_at_once(bench: Bench, tmp_path: Path) -> None:
    full(bench, tmp_path)
    window = bench.window

    bench.speak("ru")

    assert window.tabs.tabText(1) == "Новые модели"
    assert bench.row("built-in").badge.text() == "выбрана"
    assert "Гоголь" in {row.title.text() for row in window.styles.styles.rows}
    assert bench.look_for("Пауза: Tiny") is not None
    assert "7 стилей" in " ".join(row.verdict.text() for row in window.finding.offers.rows)


def test_closing_hides_the_window_and_opening_shows_the_same(bench: Bench) -> None:
    window = bench.open()
    bench.qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()

    assert bench.open() is window
    assert window.isVisible()


def test_page_without_styles_says_what_to_do(bench: Bench, tmp_path: Path) -> None:
    window = bench.open()
    page = window.styles
    assert not page.empty.isVisibleTo(page)
    write_pack(tmp_path / "none" / ".hidden")
    bench.core.library._styles = StyleLibrary([tmp_path / "none"])._styles

    page.show_styles()

    assert isinstance(page, StylesPage)
    assert page.empty.isVisibleTo(page)
    assert "No style is installed" in page.empty.text()


def test_an_index_that_is_broken_is_said_on_the_page(bench: Bench, tmp_path: Path) -> None:
    bench.core.models.link(ggufs.write_base(tmp_path / "mine.gguf"))
    index = bench.core.models._index._path
    index.write_text("{")

    bench.open()

    assert "cannot be used" in bench.window.models.fault.text()
    assert bench.look_for("Use: Random test model") is None
