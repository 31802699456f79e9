"""The Tab key goes through a window as it is laid out.

Qt goes through controls in the order in which they were made, and rows of lists are made as their
items come.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QWidget,
)

_TAB = Qt.FocusPolicy.TabFocus
_WHOLE = (QAbstractSpinBox, QComboBox)
"""Controls that have layouts or fields of their own inside."""


class OrderlyDialog(QDialog):
    """A window whose controls are reached by Tab in the order in which they stand."""

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Go to the next control, or back to the one before."""
        arrange(self)
        return super().focusNextPrevChild(onward)


def arrange(window: QWidget) -> None:
    """Have Tab follow the layouts of a window as they are now."""
    wanted = [each for each in in_layout_order(window) if each.focusPolicy() & _TAB]
    if wanted and wanted != _chain(wanted[0], set(wanted)):
        for one, other in pairwise(wanted):
            QWidget.setTabOrder(one, other)


def in_layout_order(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and all that is laid out inside it, line by line."""
    yield widget
    if isinstance(widget, _WHOLE):
        return
    for child in _children(widget):
        yield from in_layout_order(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        yield from filter(None, [widget.widget()])
    elif isinstance(widget, QTabWidget):
        yield widget.tabBar()
        yield from filter(None, map(widget.widget, range(widget.count())))
    elif isinstance(widget, QSplitter):
        yield from filter(None, map(widget.widget, range(widget.count())))
    elif layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        # Items lie in it as they were put in; a place is its row and column, then how many of each.
        places.sort(key=lambda place: tuple(layout.getItemPosition(place))[:2])  # type: ignore[arg-type]
    for place in places:
        item = layout.itemAt(place)
        inside = item.layout() if item is not None else None
        child = item.widget() if item is not None else None
        if inside is not None:
            yield from _in_layout(inside)
        elif child is not None:
            yield child


def _chain(first: QWidget, among: set[QWidget]) -> list[QWidget]:
    """Return what Tab goes through from a widget on, of some."""
    chain = [first]
    following = first.nextInFocusChain()
    while following is not None and following is not first:
        if following in among:
            chain.append(following)
        following = following.nextInFocusChain()
    return chain
