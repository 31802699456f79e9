"""Fields that the dialogs on styles share."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSpinBox, QWidget

from stylepad.styles.blend import SCALE_MOST

_LINES = 4
_STEP = 5


def strength_field(parent: QWidget, strength: float) -> QSpinBox:
    """Return a field for a strength in percent."""
    field = QSpinBox(parent)
    field.setRange(0, round(100 * SCALE_MOST))
    field.setSingleStep(_STEP)
    field.setSuffix("\u00a0%")
    field.setValue(round(100 * strength))
    # The style sheet's padding does not reach the text inside.
    field.lineEdit().setTextMargins(7, 0, 0, 0)
    return field


def text_field(parent: QWidget, text: str = "") -> QPlainTextEdit:
    """Return a field of some lines that Tab leaves."""
    field = QPlainTextEdit(parent)
    field.setPlainText(text)
    field.setTabChangesFocus(True)
    metrics = field.fontMetrics()
    field.setFixedHeight(metrics.lineSpacing() * _LINES + 18)
    return field


def language_field(parent: QWidget, language: str) -> QComboBox:
    """Return a choice of the language of texts."""
    field = QComboBox(parent)
    field.addItem(QCoreApplication.translate("Library", "Russian"), "ru")
    field.addItem(QCoreApplication.translate("Library", "English"), "en")
    field.setCurrentIndex(max(0, field.findData(language)))
    return field
