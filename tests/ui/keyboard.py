"""Walks through a window as a writer without a mouse does: by the Tab key."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSlider,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTabBar,
    QTextEdit,
)
COMPOUND = (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QAbstractItemView, QKeySequenceEdit)
"""Controls whose parts are no controls of their own."""

STEPS_MOST = 400


def tab_round(qtbot: QtBot, window: QWidget) -> list[QWidget]:
    """Press Tab until it comes back to where it began; return what had the keyboard, in order.

    Whatever gets it must be visible in its page, and must let go of it.
    """
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    focused = _press(window, Qt.Key.Key_Tab)
    visited: list[QWidget] = []
    while focused not in visited:
        assert len(visited) < STEPS_MOST, "Tab never comes back"
        visited.append(focused)
        assert _is_seen(focused), f"{name(focused)} has the keyboard and is not in view"
        focused = _press(focused, Qt.Key.Key_Tab)
        assert focused is not visited[-1] or len(visited) == 1, f"{name(focused)} keeps Tab"
    assert focused is visited[0], f"Tab came back to {name(focused)}, not to where it began"
    # The round has no beginning of its own: it is where the way goes back up.
    turns = [visited[place:] + visited[:place] for place in range(len(visited))]
    return min(turns, key=lambda turn: len(backward(turn)))


def shift_tab_round(visited: list[QWidget]) -> list[QWidget]:
    """Go the same way back by Shift+Tab; return what had the keyboard, in order."""
    back: list[QWidget] = []
    focused = visited[0]
    focused.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in visited:
        focused = _press(focused, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        back.append(focused)
    # As a hand does: Qt would take Shift to be held down for whatever comes next.
    QTest.keyRelease(focused, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
    return back


def missed(window: QWidget, visited: list[QWidget]) -> list[str]:
    """Return the names of controls that can be used and never had the keyboard."""
    return [name(each) for each in controls(window) if not _is_reached(each, visited)]


def controls(window: QWidget) -> Iterator[QWidget]:
    """Yield the controls of a window that are shown and enabled."""
    for each in window.findChildren(QWidget):
        usable = each.isVisible() and each.isEnabled() and each.window() is window
        if usable and isinstance(each, CONTROLS) and not _is_part(each):
            yield each


def backward(visited: list[QWidget]) -> list[str]:
    """Return the steps that went up, or to the left in a line, except into another column."""
    steps = []
    for one, other in pairwise(visited):
        before, after = _place(one), _place(other)
        above = after.center().y() < before.top() and after.left() < before.right()
        same_line = before.top() <= after.center().y() <= before.bottom()
        left = same_line and after.right() <= before.left()
        if above or left:
            steps.append(f"{name(one)} → {name(other)}")
    return steps


def check_keyboard(qtbot: QtBot, window: QWidget) -> list[QWidget]:
    """Assert that a window can be used by keyboard alone; return the round from its top.

    Everything is reached once, line by line, and back the same way; whatever is reached has a name
    for those who cannot see it.
    """
    visited = tab_round(qtbot, window)
    assert not (never := missed(window, visited)), never
    assert not (steps := backward(visited)), steps
    back = shift_tab_round(visited)
    assert back == [*reversed(visited[1:]), visited[0]], [name(each) for each in back]
    nameless = [repr(each) for each in visited if not name(each)]
    assert not nameless, nameless
    return visited


def name(widget: QWidget) -> str:
    """Return what a control is called."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or _label(widget) or widget.objectName()


def _label(widget: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    labels = widget.window().findChildren(QLabel)
    return next((each.text() for each in labels if each.buddy() is widget), "")


def _press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> QWidget:
    QTest.keyClick(widget, key, modifiers)
    focused = QApplication.focusWidget()
    assert focused is not None, f"after {name(widget)} nothing has the keyboard"
    return focused


def _is_part(widget: QWidget) -> bool:
    """Return whether a widget is a part of a control, such as the field of a number."""
    if isinstance(widget, QHeaderView):
        return True
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, COMPOUND):
            return True
        parent = parent.parentWidget()
    return False


def _is_reached(widget: QWidget, visited: list[QWidget]) -> bool:
    if widget in visited or widget.focusProxy() in visited:
        return True
    # Of buttons of which one is chosen Tab reaches that one, and the arrow keys the others.
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    together: list[QAbstractButton] = list(group.buttons()) if group else []
    if isinstance(widget, QAbstractButton) and widget.autoExclusive():
        parent = widget.parentWidget()
        assert parent is not None
        together += [
            each
            for each in parent.findChildren(
                QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if each.autoExclusive()
        ]
    return any(each in visited for each in together if not group or group.exclusive())


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _is_seen(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and parent.isAncestorOf(widget):
            port = parent.viewport()
            place = QRect(widget.mapTo(port, QPoint(0, 0)), widget.size())
            return port.rect().intersects(place)
        parent = parent.parentWidget()
    return widget.isVisible() and widget.window().rect().intersects(_place(widget))
