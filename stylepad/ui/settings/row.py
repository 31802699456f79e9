"""A setting's row: label and help to the left, its control to the right, and a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from stylepad.ui.settings.choices import Choices
from stylepad.ui.settings.control import WIDTH
from stylepad.ui.settings.controls import control_for
from stylepad.ui.settings.kinds import Place, Setting, say
from stylepad.ui.widgets import paint_note, quiet_button


class SettingRow(QWidget):
    """Follows the setting and changes it."""

    def __init__(self, setting: Setting, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._choices = choices
        self._said = ""
        self.setObjectName(f"setting_{setting.key}")
        self.label = QLabel(self)
        self.label.setObjectName("settingLabel")
        self.help = _small_text(self)
        self.note = _small_text(self)
        self.note.setObjectName("settingNote")
        self.control = control_for(setting.kind, choices, self)
        self.reset = quiet_button(self, picture="undo")
        self._lay_out()
        self.label.setBuddy(self.control.fields()[0])
        self.control.chosen.connect(lambda value: choices.set(setting.key, value))
        self.control.said.connect(self._on_said)
        self.reset.clicked.connect(self._on_reset)
        choices.changed.connect(self._on_changed)
        self._show()
        self.retranslate()

    @property
    def _is_place(self) -> bool:
        return isinstance(self.setting.kind, Place)

    def texts(self) -> list[str]:
        """Return what the row is found by, in English and in the interface language."""
        sources = list(self.setting.texts())
        return [*sources, *map(say, sources)]

    def retranslate(self) -> None:
        """Say everything in the interface language."""
        label, help_text = say(self.setting.label), say(self.setting.help)
        self.label.setText(label)
        self.help.setText(help_text)
        self.control.retranslate()
        self.control.name(label, help_text)
        self.reset.setAccessibleName(self.tr("Reset: {setting}").format(setting=label))
        if not self._is_place:
            usual = self.control.text_of(self._choices.usual(self.setting.key))
            self.reset.setToolTip(self.tr("Reset to: {value}").format(value=usual))
        self._show_note()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 12, 0, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.help, 1, 0)
        grid.addWidget(self.note, 5 if self.control.wide else 2, 0)
        top = Qt.AlignmentFlag.AlignTop
        if self.control.wide:
            grid.setRowMinimumHeight(3, 6)
            grid.addWidget(self.control, 4, 0, 1, 3)
            grid.addWidget(self.reset, 4, 3, top)
        else:
            self.control.setFixedWidth(WIDTH)
            grid.addWidget(self.control, 0, 2, 3, 1, top)
            grid.addWidget(self.reset, 0, 3, 3, 1, top)
        grid.setColumnMinimumWidth(1, 12)
        grid.setColumnStretch(0, 1)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)

    def _on_changed(self, key: str) -> None:
        if key == self.setting.key:
            self._show()

    def _on_reset(self) -> None:
        self._choices.reset(self.setting.key)
        self.control.fields()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_said(self, text: str) -> None:
        self._said = text
        self._show_note()

    def _show(self) -> None:
        key = self.setting.key
        if self._is_place:
            self.reset.hide()
            return
        self.control.show_value(self._choices.shown(key))
        fixed = key in self._choices.fixed
        self.control.setEnabled(not fixed)
        self.reset.setVisible(not fixed and not self._choices.is_usual(key))

    def _show_note(self) -> None:
        text = self._said
        variable, _value = self._choices.fixed.get(self.setting.key, ("", None))
        if variable:
            text = self.tr("Set for this run by the environment variable {variable}.").format(
                variable=variable
            )
        paint_note(self.note, calm=bool(variable))
        self.note.setText(text)
        self.note.setVisible(bool(text))


def _small_text(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("muted", True)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
