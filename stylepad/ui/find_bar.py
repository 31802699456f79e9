"""The find and replace bar under the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QTextEdit, QWidget

from stylepad.ui.editor import Editor
from stylepad.ui.find import Search, hit_after, hit_before, index_of
from stylepad.ui.finder import Finder, Hits, Then
from stylepad.ui.tasks import Tasks
from stylepad.ui.theme import theme_for
from stylepad.ui.widgets import button, quiet_button

SHOWN_MARKS = 400
"""Hits that are marked around the cursor: more than a screen holds."""
SEARCH_DELAY = 120
"""Milliseconds after the last change of the text before the hits are counted anew."""


class FindBar(QWidget):
    """Finds and replaces; Esc closes it and returns to the text."""

    def __init__(self, editor: Editor, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._editor = editor
        self._finder = Finder(editor, tasks, self)
        self._hits: Hits = []
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_DELAY)
        self._build()
        self._connect()
        self._retranslate()
        self.hide()

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self.needle = QLineEdit(self)
        self.replacement = QLineEdit(self)
        self.count = QLabel(self)
        self.count.setMinimumWidth(110)
        self.match_case = quiet_button(self, checkable=True)
        self.whole_words = quiet_button(self, checkable=True)
        self.previous = quiet_button(self, picture="up")
        self.next = quiet_button(self, picture="down")
        self.close_button = quiet_button(self, picture="close")
        self.replace_one = button(self)
        self.replace_all = button(self)
        options = QHBoxLayout()
        options.setSpacing(2)
        for widget in (self.previous, self.next, self.match_case, self.whole_words):
            options.addWidget(widget)
        options.addWidget(self.count)
        options.addStretch(1)
        options.addWidget(self.close_button)
        replacing = QHBoxLayout()
        replacing.setSpacing(6)
        replacing.addWidget(self.replace_one)
        replacing.addWidget(self.replace_all)
        replacing.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 10, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.needle, 0, 0)
        grid.addLayout(options, 0, 1)
        grid.addWidget(self.replacement, 1, 0)
        grid.addLayout(replacing, 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)

    def _connect(self) -> None:
        self.needle.textChanged.connect(self._on_search_changed)
        self.match_case.toggled.connect(self._on_search_changed)
        self.whole_words.toggled.connect(self._on_search_changed)
        self.needle.returnPressed.connect(self.find_next)
        self.replacement.returnPressed.connect(self._replace_one)
        self.next.clicked.connect(self.find_next)
        self.previous.clicked.connect(self.find_previous)
        self.replace_one.clicked.connect(self._replace_one)
        self.replace_all.clicked.connect(self._replace_all)
        self.close_button.clicked.connect(self.close_bar)
        self._timer.timeout.connect(self._search)
        self._editor.document().contentsChanged.connect(self._on_text_changed)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Find and replace"))
        for field, name in (
            (self.needle, self.tr("Find")),
            (self.replacement, self.tr("Replace with")),
        ):
            field.setAccessibleName(name)
            field.setPlaceholderText(name)
        for tool, text, name in (
            (self.match_case, self.tr("Aa"), self.tr("Match case")),
            (self.whole_words, self.tr("|ab|"), self.tr("Whole words")),
            (self.previous, "", self.tr("Previous match")),
            (self.next, "", self.tr("Next match")),
            (self.close_button, "", self.tr("Close the find bar")),
        ):
            tool.setText(text)
            tool.setToolTip(name)
            tool.setAccessibleName(name)
        self.replace_one.setText(self.tr("Replace"))
        self.replace_all.setText(self.tr("Replace All"))
        self._show_count()

    # --- opening and closing ------------------------------------------------------------------

    def open_find(self) -> None:
        """Show the bar for finding; a short selection becomes what is looked for."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Show the bar with the replacing row."""
        self._open(replacing=True)

    def _open(self, *, replacing: bool) -> None:
        for widget in (self.replacement, self.replace_one, self.replace_all):
            widget.setVisible(replacing)
        cursor = self._editor.textCursor()
        selected = cursor.selectedText()
        if selected and len(selected) <= 100 and "\u2029" not in selected:
            self.needle.setText(selected)
        self.show()
        self.needle.setFocus()
        self.needle.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide the bar and go back to the text."""
        self.hide()
        self._timer.stop()
        self._finder.forget()
        self._hits = []
        self._editor.set_marks("find", [])
        self._editor.setFocus()

    # --- finding ------------------------------------------------------------------------------

    def find_next(self) -> None:
        """Select the next hit, from the top again after the last."""
        self._search(self._select_next)

    def find_previous(self) -> None:
        """Select the hit before, from the end again before the first."""
        self._search(self._select_previous)

    def _on_search_changed(self) -> None:
        self._search(self._select_from_here)

    def _select_next(self, hits: Hits) -> None:
        if hits:
            self._select(hit_after(hits, self._editor.textCursor().selectionEnd()))

    def _select_previous(self, hits: Hits) -> None:
        if hits:
            self._select(hit_before(hits, self._editor.textCursor().selectionStart()))

    def _select_from_here(self, hits: Hits) -> None:
        if hits:
            self._select(hit_after(hits, self._editor.textCursor().selectionStart()))

    def _on_text_changed(self) -> None:
        if self.isVisible():
            self._timer.start()

    def _search(self, then: Then = lambda _hits: None) -> None:
        """Find the hits, then show them; `then` gets them and may do something with one."""

        def found(hits: Hits) -> None:
            self._hits = hits
            self._show_count()
            self._mark()
            then(hits)

        self._timer.stop()  # what it would look for is looked for now
        if self.isVisible():
            self._finder.look_for(self._wanted(), found)

    def _wanted(self) -> Search:
        return Search(self.needle.text(), self.match_case.isChecked(), self.whole_words.isChecked())

    def _select(self, index: int) -> None:
        start, end = self._hits[index]
        cursor = self._editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._show_count()
        self._mark()

    def _show_count(self) -> None:
        failed = bool(self.needle.text()) and not self._hits
        if not self.needle.text():
            text = ""
        elif failed:
            text = self.tr("Not found")
        else:
            cursor = self._editor.textCursor()
            place = (cursor.selectionStart(), cursor.selectionEnd())
            current = index_of(self._hits, place) + 1
            total = len(self._hits)
            text = (
                self.tr("{current} of {total}").format(current=current, total=total)
                if current
                else self.tr("%n match(es)", "", total)
            )
        self.count.setText(text)
        if self.needle.property("failed") != failed:
            self.needle.setProperty("failed", failed)
            self.needle.style().polish(self.needle)

    def _mark(self) -> None:
        theme = theme_for(self._editor.palette())
        look = QTextCharFormat()
        look.setBackground(QColor(theme.match))
        look.setForeground(QColor(theme.match_text))
        middle = hit_after(self._hits, self._editor.textCursor().position()) if self._hits else 0
        first = max(0, middle - SHOWN_MARKS // 2)
        marks = []
        for start, end in self._hits[first : first + SHOWN_MARKS]:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format = look
            marks.append(mark)
        self._editor.set_marks("find", marks)

    # --- replacing ----------------------------------------------------------------------------

    def _replace_one(self) -> None:
        self._search(self._replace_selected)

    def _replace_selected(self, hits: Hits) -> None:
        cursor = self._editor.textCursor()
        selected = index_of(hits, (cursor.selectionStart(), cursor.selectionEnd()))
        if selected >= 0 and not self._editor.isReadOnly():
            cursor.insertText(self.replacement.text())
        self.find_next()

    def _replace_all(self) -> None:
        self._search(self._replace_each)

    def _replace_each(self, hits: Hits) -> None:
        if not hits or self._editor.isReadOnly():
            return
        step = QTextCursor(self._editor.document())
        step.beginEditBlock()
        for start, end in reversed(hits):
            step.setPosition(start)
            step.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            step.insertText(self.replacement.text())
        step.endEditBlock()
        self._search(lambda _left: self.count.setText(self.tr("%n replaced", "", len(hits))))

    # --- Qt events ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; Shift+Enter finds backwards."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.find_previous()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language or the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._mark()
        super().changeEvent(event)
