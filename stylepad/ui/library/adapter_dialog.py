"""Adding an adapter from elsewhere to a style, or as a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from stylepad.engine.protocol import LoadedModel
from stylepad.styles.ids import style_id
from stylepad.styles.install import NewStyle
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.error_texts import describe
from stylepad.ui.library.layout import note, say, warn
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.ui.library.work import AdapterWish

_WIDTH = 560
_NAME_LIMIT = 100


class AdapterDialog(QDialog):
    """Asks which adapter, for which style; `wanted` carries the wish.

    The one who hears it calls `wait`, and then `accept` or `show_failure`.
    """

    wanted = Signal(object)

    def __init__(
        self, styles: Sequence[StylePack], model: LoadedModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._model = model
        self._taken = {style.id for style in styles}
        language = QLocale().name()[:2]
        self._styles = sorted(styles, key=lambda style: localized(style.name, language).casefold())
        self.source = QLineEdit(self)
        self.file, self.folder = button(self), button(self)
        self.target = QComboBox(self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(_NAME_LIMIT)
        self.language = QComboBox(self)
        self.replace = QCheckBox(self)
        self.told = note(self)
        self.add, self.cancel = button(self, prominent=True), button(self)
        self._fill(language)
        self._lay_out()
        self._connect()
        self._follow()
        self.resize(_WIDTH, self.sizeHint().height())

    def _fill(self, language: str) -> None:
        self.setWindowTitle(self.tr("Add an adapter"))
        self.file.setText(self.tr("File…"))
        self.folder.setText(self.tr("Folder…"))
        self.file.setAccessibleName(self.tr("Choose an adapter file"))
        self.folder.setAccessibleName(self.tr("Choose an adapter folder"))
        self.target.addItem(self.tr("A new style"), "")
        for style in self._styles:
            self.target.addItem(localized(style.name, language), style.id)
        self.language.addItem(self.tr("Russian"), "ru")
        self.language.addItem(self.tr("English"), "en")
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self.replace.setText(self.tr("Replace the adapter that it has for this model"))
        self.add.setText(self.tr("Add"))
        self.cancel.setText(self.tr("Cancel"))
        self.source.setPlaceholderText(self.tr(".gguf, .safetensors or a folder"))

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.source, 1)
        choice.addWidget(self.file)
        choice.addWidget(self.folder)
        model = note(self, muted=False)
        model.setText(self._model.name)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._row(self.tr("For the model"), model)
        label = QLabel(self.tr("Adapter"), self)
        label.setBuddy(self.source)
        self.source.setAccessibleName(label.text())
        self._form.addRow(label, choice)
        self._row(self.tr("Add it to"), self.target)
        self._row(self.tr("Name"), self.name)
        self._row(self.tr("Language of its texts"), self.language)
        self._form.addRow("", self.replace)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addLayout(self._form)
        layout.addWidget(self.told)
        layout.addLayout(buttons)
        self.told.hide()

    def _row(self, text: str, field: QWidget) -> None:
        label = QLabel(text, self)
        label.setBuddy(field)
        field.setAccessibleName(text)
        self._form.addRow(label, field)

    def _connect(self) -> None:
        self.file.clicked.connect(lambda: self._choose(QFileDialog.FileMode.ExistingFile))
        self.folder.clicked.connect(lambda: self._choose(QFileDialog.FileMode.Directory))
        self.target.currentIndexChanged.connect(self._follow)
        self.name.textChanged.connect(self._follow)
        self.source.textChanged.connect(self._follow)
        self.add.clicked.connect(self._on_add)
        self.cancel.clicked.connect(self.reject)

    def wait(self) -> None:
        """Say that the adapter is being checked."""
        self.add.setEnabled(False)
        self._tell(self.tr("Checking the adapter…"), warns=False)

    def show_failure(self, error: Exception) -> None:
        """Say why nothing was added; everything can be corrected and tried again."""
        self.add.setEnabled(True)
        self._tell(describe(error), warns=True)
        if getattr(error, "code", "") == "style.adapter_exists":
            self._form.setRowVisible(self.replace, True)
            self.replace.setFocus()

    def _tell(self, text: str, *, warns: bool) -> None:
        warn(self.told, warns)
        say(self.told, text)

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
        self._form.setRowVisible(self.name, new)
        self._form.setRowVisible(self.language, new)
        self._form.setRowVisible(self.replace, False)
        named = not new or any(letter.isalnum() for letter in self.name.text())
        self.add.setEnabled(bool(self.source.text().strip()) and named)

    def _on_add(self) -> None:
        self.wanted.emit(self._wish())

    def _wish(self) -> AdapterWish:
        from stylepad.ui.library.work import AdapterWish  # noqa: PLC0415 - loaded by then

        chosen = self.target.currentData()
        name = self.name.text().strip()
        new = NewStyle(style_id(name, self._taken), name, self.language.currentData())
        return AdapterWish(
            source=Path(self.source.text().strip()).expanduser(),
            model=self._model.path,
            style_id=chosen,
            new=None if chosen else new,
            replace=self.replace.isChecked() and self.replace.isVisibleTo(self),
        )
