"""Adding an adapter from elsewhere to a style, or as a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from stylepad.engine.protocol import LoadedModel
from stylepad.models.hub_place import PREFIX, HubPlace, hub_place
from stylepad.styles.ids import style_id
from stylepad.styles.install import NewStyle, usual_instruction
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.library.fields import language_field, text_field
from stylepad.ui.library.form_dialog import FormDialog
from stylepad.ui.library.layout import note
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.ui.library.work import AdapterWish

_NAME_LIMIT, _MARKER_LIMIT = 100, 400


class AdapterDialog(FormDialog):
    """Asks which adapter, for which style; what is said of a new one is there from the start."""

    def __init__(
        self, styles: Sequence[StylePack], model: LoadedModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._taken = {style.id for style in styles}
        language = QLocale().name()[:2]
        # A blend uses the adapters of its parts and can have none of its own.
        self._styles = sorted(
            (style for style in styles if not style.blend),
            key=lambda style: localized(style.name, language).casefold(),
        )
        self.source = QLineEdit(self)
        self.file, self.folder = button(self), button(self)
        self.target = QComboBox(self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(_NAME_LIMIT)
        self.language = language_field(self, language)
        self.instruction = text_field(self)
        self.marker = QLineEdit(self)
        self.marker.setMaxLength(_MARKER_LIMIT)
        self.replace = QCheckBox(self)
        self.add = self.confirm
        self._usual = ""
        self._was_new: bool | None = None
        self._fill(language)
        self._lay_out()
        self._connect()
        self._follow()

    def _fill(self, language: str) -> None:
        self.setWindowTitle(self.tr("Add an adapter"))
        self.file.setText(self.tr("File…"))
        self.folder.setText(self.tr("Folder…"))
        self.file.setAccessibleName(self.tr("Choose an adapter file"))
        self.folder.setAccessibleName(self.tr("Choose an adapter folder"))
        self.target.addItem(self.tr("A new style"), "")
        for style in self._styles:
            self.target.addItem(localized(style.name, language), style.id)
        self.replace.setText(self.tr("Replace the adapter that it has for this model"))
        self.add.setText(self.tr("Add"))
        self.source.setPlaceholderText(
            self.tr(".gguf, .safetensors, a folder, or hub:owner/name on the Hub")
        )
        self.marker.setPlaceholderText(self.tr("none"))
        self.hint.setText(
            self.tr(
                "Give the instruction and the marker that the adapter was trained with, word for "
                "word; if you do not know them, leave them as they are."
            )
        )

    def _lay_out(self) -> None:
        place = QWidget(self)
        choice = QHBoxLayout(place)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(8)
        choice.addWidget(self.source, 1)
        choice.addWidget(self.file)
        choice.addWidget(self.folder)
        model = note(self, muted=False)
        model.setText(self._model.name)
        self._row(self.tr("For the model"), model)
        self._row(self.tr("Adapter"), place, self.source)
        self._row(self.tr("Add it to"), self.target)
        self._row(self.tr("Name"), self.name)
        self._row(self.tr("Language of its texts"), self.language)
        self._row(self.tr("Instruction"), self.instruction)
        self._row(self.tr("Marker"), self.marker)
        self.form.addRow("", self.replace)

    def _connect(self) -> None:
        self.file.clicked.connect(lambda: self._choose(QFileDialog.FileMode.ExistingFile))
        self.folder.clicked.connect(lambda: self._choose(QFileDialog.FileMode.Directory))
        self.target.currentIndexChanged.connect(self._follow)
        self.name.textChanged.connect(self._follow)
        self.language.currentIndexChanged.connect(self._follow)
        self.source.textChanged.connect(self._follow)

    def show_failure(self, error: Exception) -> None:
        """Say why nothing was added, and offer to replace what is in the way."""
        super().show_failure(error)
        if getattr(error, "code", "") == "style.adapter_exists":
            self.form.setRowVisible(self.replace, True)
            self.replace.setFocus()

    def _choose(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, self.windowTitle())
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFile:
            adapters = self.tr("Adapters (*.gguf *.safetensors)")
            dialog.setNameFilters([adapters, self.tr("All files (*)")])
        dialog.fileSelected.connect(self.source.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _follow(self) -> None:
        new = not self.target.currentData()
        for field in (self.name, self.language, self.instruction, self.marker):
            self.form.setRowVisible(field, new)
        self.hint.setVisible(new)
        self.form.setRowVisible(self.replace, False)
        if new is not self._was_new:
            self._was_new = new
            self._fit()
        self._suggest_instruction()
        named = not new or any(letter.isalnum() for letter in self.name.text())
        self.add.setEnabled(bool(self.source.text().strip()) and named)

    def _suggest_instruction(self) -> None:
        """Keep the usual instruction after the name, until the writer has one of their own."""
        if self.instruction.toPlainText() != self._usual:
            return
        name = self.name.text().strip()
        usual = usual_instruction(name, self.language.currentData()) if name else ""
        if usual != self._usual:
            self._usual = usual
            self.instruction.setPlainText(usual)

    def wish(self) -> AdapterWish:
        """Return which adapter is to go where."""
        from stylepad.ui.library.work import AdapterWish  # noqa: PLC0415 - loaded by then

        chosen = self.target.currentData()
        name = self.name.text().strip()
        new = NewStyle(
            style_id(name, self._taken),
            name,
            self.language.currentData(),
            self.instruction.toPlainText().strip(),
            self.marker.text().strip(),
        )
        return AdapterWish(
            source=_source(self.source.text().strip()),
            model=self._model.path,
            style_id=chosen,
            new=None if chosen else new,
            replace=self.replace.isChecked() and self.replace.isVisibleTo(self),
        )


def _source(text: str) -> Path | HubPlace:
    """Return the file, or the place on the Hub; what is no such place is refused as its name."""
    if text.startswith(PREFIX):
        return hub_place(text) or HubPlace(text.removeprefix(PREFIX))
    return Path(text).expanduser()
