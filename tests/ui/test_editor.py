from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylepad.ui.editor import LINE_CHARACTERS, Editor

ODD = "a\0b c\u2028d \u202eשלום 😀 «ё» \t- x\n\n\n  end "


@pytest.fixture
def editor(qtbot: QtBot, dressed: QApplication) -> Editor:
    editor = Editor()
    qtbot.addWidget(editor)
    editor.resize(1200, 800)
    editor.show()
    qtbot.waitExposed(editor)
    return editor


def select(editor: Editor, start: int, end: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def test_text_comes_back_as_it_went_in(editor: Editor) -> None:
    editor.set_text(ODD)
    assert editor.text() == ODD
    assert not editor.document().isModified()


def test_copy_keeps_no_break_spaces(editor: Editor) -> None:
    editor.set_text("№\u00a05\nнет")
    editor.selectAll()
    editor.copy()
    assert QApplication.clipboard().text() == "№\u00a05\nнет"


def test_undo_of_a_replacement_restores_text_and_selection(editor: Editor) -> None:
    editor.set_text("one two three")
    select(editor, 4, 7)
    editor.replace(4, 7, "zwei\nund")
    assert editor.text() == "one zwei\nund three"
    assert editor.textCursor().selectedText() == "zwei\u2029und"
    editor.undo()
    assert editor.text() == "one two three"
    assert editor.textCursor().selectedText() == "two"
    editor.redo()
    assert editor.textCursor().selectedText() == "zwei\u2029und"


def test_undo_after_later_typing_does_not_bring_an_old_selection(editor: Editor) -> None:
    editor.set_text("one two three")
    select(editor, 4, 7)
    editor.replace(4, 7, "zwei")
    editor.undo()
    select(editor, 0, 0)
    editor.insertPlainText("x")
    editor.undo()
    assert editor.text() == "one two three"
    assert not editor.textCursor().hasSelection()


def test_undo_of_typing_behind_a_replacement_leaves_the_replacement(
    editor: Editor, qtbot: QtBot
) -> None:
    editor.set_text("one two")
    select(editor, 4, 7)
    editor.replace(4, 7, "zwei")
    select(editor, 8, 8)
    qtbot.keyClicks(editor, "!")
    editor.undo()
    assert editor.text() == "one zwei"


def test_lines_are_no_longer_than_reads_well(editor: Editor) -> None:
    line = "and the light of the morning was on the water and on the sails " * 20
    editor.set_text(line)
    layout = editor.document().firstBlock().layout()
    QApplication.processEvents()
    lengths = [layout.lineAt(i).textLength() for i in range(layout.lineCount() - 1)]
    assert max(lengths) <= LINE_CHARACTERS * 1.15
    assert min(lengths) > 50


def test_column_is_centred_and_narrows_with_the_window(editor: Editor) -> None:
    margins = editor.viewportMargins()
    assert margins.left() == margins.right() > 100
    editor.resize(500, 800)
    assert editor.viewportMargins().left() == 0


def test_line_height_is_calm(editor: Editor) -> None:
    editor.set_text("слово " * 100)
    QApplication.processEvents()
    line = editor.document().firstBlock().layout().lineAt(0)
    points = editor.font().pointSizeF() * editor.logicalDpiY() / 72
    assert 1.4 <= line.height() / points <= 1.6


def test_shift_enter_makes_a_paragraph(editor: Editor, qtbot: QtBot) -> None:
    editor.set_text("ab")
    select(editor, 1, 1)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == "a\nb"


def test_ctrl_wheel_zooms_and_wheel_over_the_margin_scrolls(editor: Editor) -> None:
    editor.set_text("line\n" * 500)

    def wheel(modifiers: Qt.KeyboardModifier, target: object, x: int) -> None:
        event = QWheelEvent(
            QPointF(x, 300),
            QPointF(x, 300),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, event)

    wheel(Qt.KeyboardModifier.ControlModifier, editor.viewport(), 300)
    assert editor.zoom < 1
    wheel(Qt.KeyboardModifier.NoModifier, editor, 5)
    assert editor.verticalScrollBar().value() > 0


def test_dropped_file_is_opened_and_dropped_text_inserted(
    editor: Editor, qtbot: QtBot, tmp_path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.md"))])
    with qtbot.waitSignal(editor.files_dropped) as dropped:
        editor.insertFromMimeData(data)
    assert dropped.args == [[tmp_path / "a.md"]]
    text = QMimeData()
    text.setText("plain")
    editor.insertFromMimeData(text)
    assert editor.text() == "plain"


def test_five_megabytes_open_within_a_second_and_scroll_at_once(editor: Editor) -> None:
    paragraph = "Гоголь писал — «Мёртвые души», 12 глав; and then some English prose. " * 5
    text = "\n\n".join([paragraph] * (5_000_000 // len(paragraph.encode()) + 1))
    start = time.perf_counter()
    editor.set_text(text)
    editor.viewport().repaint()
    assert time.perf_counter() - start < 1.0
    bar = editor.verticalScrollBar()
    for value in (bar.maximum() // 2, bar.maximum(), 10):
        start = time.perf_counter()
        bar.setValue(value)
        editor.viewport().repaint()
        assert time.perf_counter() - start < 0.1


def test_a_word_of_ten_thousand_letters_is_laid_out(editor: Editor) -> None:
    start = time.perf_counter()
    editor.set_text("ы" * 10_000)
    editor.viewport().repaint()
    assert time.perf_counter() - start < 1.0
    assert editor.document().firstBlock().layout().lineCount() > 50


def test_a_file_without_a_single_blank_does_not_freeze_the_window(editor: Editor) -> None:
    start = time.perf_counter()
    editor.set_text("x" * 500_000)
    editor.viewport().repaint()
    assert time.perf_counter() - start < 3.0
    assert editor.document().firstBlock().layout().lineCount() > 1000
    start = time.perf_counter()
    editor.set_text("word")
    assert time.perf_counter() - start < 1.0
    assert editor.wordWrapMode() is QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def test_pasted_word_of_hundreds_of_thousands_of_letters_does_not_freeze_the_window(
    editor: Editor,
) -> None:
    data = QMimeData()
    data.setText("ы" * 300_000)
    start = time.perf_counter()
    editor.insertFromMimeData(data)
    editor.viewport().repaint()
    assert time.perf_counter() - start < 2.0
    assert editor.text() == "ы" * 300_000
    editor.undo()
    assert editor.text() == ""


def test_long_text_is_filled_in_piece_by_piece_and_read_as_a_whole_meanwhile(
    editor: Editor, qtbot: QtBot
) -> None:
    text = ("Абзац 😀 с\u00a0пробелом.\r\r" * 30_000) + ODD + "\nконец"
    editor.set_text(text)
    whole = editor.text()
    editor.set_text("before")
    seen: list[str] = []
    with qtbot.waitSignal(editor.filled):
        editor.fill(text.replace("\r", "\n"))
        editor.document().contentsChange.connect(lambda *_: seen.append(editor.text()))
        assert editor.filling
        assert editor.text() == whole
        assert editor.document().characterCount() < len(text)
    assert not editor.filling
    assert editor.text() == whole
    assert set(seen) == {whole}
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()
    editor.insertPlainText("x")
    editor.undo()
    assert editor.text() == whole


def test_another_text_ends_the_filling(editor: Editor, qtbot: QtBot) -> None:
    editor.fill("line\n" * 200_000)
    editor.set_text("short")
    assert not editor.filling
    editor.insertPlainText("a ")
    assert editor.text() == "a short"
    assert editor.document().isUndoAvailable()


def test_change_made_while_filling_still_counts_as_a_change(editor: Editor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.filled):
        editor.fill("line\n" * 200_000)
        editor.document().setModified(True)
    assert editor.document().isModified()


def test_snapshot_follows_every_change(editor: Editor) -> None:
    editor.set_text("one")
    assert editor.snapshot() == "one"
    editor.insertPlainText("x")
    assert editor.snapshot() == "xone"
    editor.undo()
    assert editor.snapshot() == "one"
    editor.replace(0, 3, "two")
    assert editor.snapshot() == "two"
