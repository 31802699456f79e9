"""Changing a style: its name, what is said of it, what the model is told, its usual strength."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit, QWidget

from stylepad.styles.editing import Changes
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.library.fields import strength_field, text_field
from stylepad.ui.library.form_dialog import FormDialog

_NAME_LIMIT, _MARKER_LIMIT = 100, 400


class EditDialog(FormDialog):
    """Asks for changes; only what is another than before is changed."""

    def __init__(self, style: StylePack, *, own: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._language = QLocale().name()[:2]
        self._name = localized(style.name, self._language)
        self._about = localized(style.description, self._language)
        self._percent = round(100 * style.strength)
        self.name = QLineEdit(self._name, self)
        self.name.setMaxLength(_NAME_LIMIT)
        self.description = text_field(self, self._about)
        self.instruction = text_field(self, style.instruction)
        self.marker = QLineEdit(style.marker, self)
        self.marker.setMaxLength(_MARKER_LIMIT)
        self.strength = strength_field(self, style.strength)
        self._lay_out(own=own)
        for field in (self.name, self.marker, self.description, self.instruction):
            field.textChanged.connect(self._follow)
        self.strength.valueChanged.connect(self._follow)
        self._follow()
        self._fit()

    def _lay_out(self, *, own: bool) -> None:
        self.setWindowTitle(self.tr("Edit {name}").format(name=self._name))
        self.confirm.setText(self.tr("Save"))
        self.marker.setPlaceholderText(self.tr("none"))
        self._row(self.tr("Name"), self.name)
        self._row(self.tr("Description"), self.description)
        self._row(self.tr("Instruction"), self.instruction)
        self._row(self.tr("Marker"), self.marker)
        self._row(self.tr("Usual strength"), self.strength)
        text = self.tr(
            "An adapter knows the instruction and the marker that it was trained with; other words "
            "weaken it."
        )
        if not own:
            text += " " + self.tr(
                "This style ships with the program: the changes go into a copy of your own, and "
                "when you delete the copy it is as it was."
            )
        self.hint.setText(text)

    def wish(self) -> Changes:
        """Return what is to be changed."""
        return Changes(
            name=_other(self.name.text().strip(), self._name),
            description=_other(self.description.toPlainText().strip(), self._about),
            instruction=_other(self.instruction.toPlainText().strip(), self._style.instruction),
            marker=_other(self.marker.text().strip(), self._style.marker),
            strength=(
                self.strength.value() / 100 if self.strength.value() != self._percent else None
            ),
            language=self._language,
        )

    def _follow(self) -> None:
        texts = [self.name.text(), self.description.toPlainText(), self.instruction.toPlainText()]
        changed = self.wish() != Changes(language=self._language)
        self.confirm.setEnabled(changed and all(text.strip() for text in texts))


def _other(text: str, before: str) -> str | None:
    return text if text != before.strip() else None
