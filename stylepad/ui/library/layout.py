"""How pages, rows and headings of the window of models and styles are laid out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

MARGIN = 24
GAP = 10
_LEAST_TITLE = 80
_AT_ONCE = 3
"""Rows made in one turn of the event loop: each takes some milliseconds."""


class Page(QScrollArea):
    """A page that scrolls up and down; `body` takes its parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(MARGIN, 16, MARGIN, MARGIN)
        self.body.setSpacing(GAP)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)


class ElidedLabel(QLabel):
    """One line of plain text that ends in "…" where there is too little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Return a width that lets the window be narrow."""
        whole = super().sizeHint()
        return QSize(min(_LEAST_TITLE, whole.width()), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, room.width()
        )
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class Card(QFrame):
    """A row of a list: texts at the left, commands at the right, more below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.title = ElidedLabel(self)
        self.title.setProperty("strong", True)
        self.badge = QLabel(self)
        self.badge.setProperty("badge", True)
        self.badge.setTextFormat(Qt.TextFormat.PlainText)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.commands = QHBoxLayout()
        self.commands.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.badge)
        head.addStretch(1)
        self.lines.addLayout(head)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(self.lines, 1)
        top.addLayout(self.commands)
        top.setAlignment(self.commands, Qt.AlignmentFlag.AlignTop)
        self.below = QVBoxLayout()
        self.below.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addLayout(self.below)

    def set_title(self, title: str, badge: str = "") -> None:
        """Show a title, with a badge behind it where there is one."""
        self.title.setText(title)
        self.badge.setText(badge)
        self.badge.setVisible(bool(badge))
        self.setAccessibleName(", ".join(part for part in (title, badge) if part))


def note(parent: QWidget, *, muted: bool = True) -> QLabel:
    """Return a label of plain text that wraps; quieter than a title where `muted`."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    if muted:
        label.setProperty("muted", True)
    return label


def heading(parent: QWidget) -> QLabel:
    """Return the heading of a part of a page."""
    label = QLabel(parent)
    label.setObjectName("sectionTitle")
    return label


def say(label: QLabel, text: str) -> None:
    """Show a text, or nothing where there is none."""
    label.setText(text)
    label.setVisible(bool(text))


def warn(label: QLabel, on: bool) -> None:
    """Show a text in the colour of faults, or in its own."""
    if bool(label.property("warns")) != on:
        label.setProperty("warns", on)
        label.style().polish(label)


Item = TypeVar("Item")
Row = TypeVar("Row", bound=QWidget)


class Rows(QWidget, Generic[Item, Row]):
    """A list of rows. A row stays while its item's key does, and with it the keyboard's place.

    Many new rows are made a few at a time, so that the window never stands still for them.
    """

    def __init__(
        self,
        key: Callable[[Item], Hashable],
        make: Callable[[], Row],
        show: Callable[[Row, Item], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._make, self._show = key, make, show
        self._rows: dict[Hashable, Row] = {}
        self._missing: list[tuple[int, Item]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_some)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows in their order."""
        return tuple(sorted(self._rows.values(), key=self._layout.indexOf))

    @property
    def complete(self) -> bool:
        """Return whether every item has its row."""
        return not self._missing

    def row(self, key: Hashable) -> Row | None:
        """Return the row of an item."""
        return self._rows.get(key)

    def set_items(self, items: Sequence[Item]) -> None:
        """Show these items, in this order."""
        wanted = {self._key(item) for item in items}
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._missing = []
        for place, item in enumerate(items):
            there = self._rows.get(self._key(item))
            if there is None:
                self._missing.append((place, item))
            else:
                self._place(there, place - len(self._missing))
                self._show(there, item)
        self._make_some()
        self.setVisible(bool(items))

    def _make_some(self) -> None:
        """Make a few of the rows that are missing; the places before them are filled by then."""
        for place, item in self._missing[:_AT_ONCE]:
            row = self._make()
            self._rows[self._key(item)] = row
            self._place(row, place)
            self._show(row, item)
        self._missing = self._missing[_AT_ONCE:]
        if self._missing:
            self._later.start()

    def _place(self, row: Row, place: int) -> None:
        if self._layout.indexOf(row) != place:
            self._layout.insertWidget(place, row)
