"""The base of every control: shows a value, says what the writer chose."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

WIDTH = 240
"""Pixels that every control is wide, so that they stand in one column."""


class Control(QWidget):
    """Shows one value. `chosen` carries the value that the writer chose, never one shown.

    `said` carries a note about what was entered and cannot be used, "" when that is over.
    """

    wide: ClassVar[bool] = False
    """Whether it needs the whole width of a row, as a path does."""

    chosen = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def fields(self) -> list[QWidget]:
        """Return the widgets that take the keyboard; the first is the main one."""
        raise NotImplementedError

    def show_value(self, value: object) -> None:
        """Show a value."""
        raise NotImplementedError

    def text_of(self, value: object) -> str:
        """Return a value in words."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything in the interface language."""

    def name(self, label: str, help_text: str) -> None:
        """Tell a screen reader what the control is for."""
        for field in self.fields():
            field.setAccessibleName(label)
            field.setAccessibleDescription(help_text)


class Steady(QObject):
    """Keeps the wheel from changing a control that the pointer only passes while scrolling."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the page unless the control has the keyboard."""
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def steady(widget: QWidget) -> None:
    """Protect a control against the wheel."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(Steady(widget))


def spin(parent: QWidget) -> QSpinBox:
    """Return a number field in which a number that is still being typed is not chosen yet."""
    box = QSpinBox(parent)
    box.setKeyboardTracking(False)
    box.setAccelerated(True)
    # The style sheet's padding does not reach the text inside.
    box.lineEdit().setTextMargins(7, 0, 0, 0)
    steady(box)
    return box


def combo(parent: QWidget) -> QComboBox:
    """Return a drop-down that neither a long entry nor the wheel can upset."""
    box = QComboBox(parent)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setMaxVisibleItems(16)
    steady(box)
    return box
