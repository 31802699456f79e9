"""A file or a folder: typed, pasted, or chosen in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from stylepad.ui.settings.control import Control
from stylepad.ui.widgets import button


class PathControl(Control):
    """A path, "" for the usual one. What is not there is said and not chosen."""

    wide = True

    def __init__(
        self, usual: Callable[[], str], start: Callable[[], Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._usual = usual
        self._start = start
        self._shown = ""
        self.edit = QLineEdit(self)
        self.choose = button(self)
        self.row.addWidget(self.edit, 1)
        self.row.addWidget(self.choose)
        self.edit.editingFinished.connect(self._on_edited)
        self.choose.clicked.connect(self._ask)

    def fields(self) -> list[QWidget]:
        """Return the field and its button."""
        return [self.edit, self.choose]

    def show_value(self, value: object) -> None:
        """Show a path; its end is what tells it from others."""
        self._shown = str(value)
        self.edit.setText(self._shown)
        self.edit.setToolTip(self._shown or self._usual())
        self._show_fault("")

    def text_of(self, value: object) -> str:
        """Return a path, the usual one for ""."""
        return str(value) or self._usual()

    def retranslate(self) -> None:
        """Name the button."""
        self.choose.setText(self.tr("Choose…"))
        self.edit.setPlaceholderText(self._usual())

    def name(self, label: str, help_text: str) -> None:
        """Tell a screen reader what the field and the button are for."""
        super().name(label, help_text)
        self.choose.setAccessibleName(self.tr("Choose: {setting}").format(setting=label))

    def dialog(self) -> QFileDialog:
        """Return the dialog that asks for a path."""
        raise NotImplementedError

    def fault(self, path: Path) -> str:
        """Return what is wrong with a path, "" where it can be used."""
        raise NotImplementedError

    def _ask(self) -> None:
        dialog = self.dialog()
        start = Path(self._shown).expanduser() if self._shown else self._start()
        dialog.setDirectory(str(start if start.is_dir() else start.parent))
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_edited(self) -> None:
        text = self.edit.text().strip()
        if text != self._shown:
            self._take(text)

    def _take(self, text: str) -> None:
        fault = self.fault(Path(text).expanduser()) if text else ""
        self._show_fault(fault)
        if not fault:
            self.chosen.emit(text)

    def _show_fault(self, fault: str) -> None:
        if self.edit.property("failed") != bool(fault):
            self.edit.setProperty("failed", bool(fault))
            self.edit.style().polish(self.edit)
        self.said.emit(fault)


class FolderControl(PathControl):
    """A folder."""

    def __init__(self, usual: Callable[[], Path], parent: QWidget | None = None) -> None:
        super().__init__(lambda: str(usual()), usual, parent)
        self.retranslate()

    def dialog(self) -> QFileDialog:
        """Return the dialog that asks for a folder."""
        dialog = QFileDialog(self, self.tr("Choose a Folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        return dialog

    def fault(self, path: Path) -> str:
        """Return what is wrong with a folder."""
        if path.is_dir():
            return ""
        return self.tr("There is no folder {path}, so the one of before holds.").format(path=path)


class ModelControl(PathControl):
    """A GGUF file."""

    def __init__(self, start: Callable[[], Path], parent: QWidget | None = None) -> None:
        super().__init__(self._built_in, start, parent)
        self.retranslate()

    def dialog(self) -> QFileDialog:
        """Return the dialog that asks for a model."""
        dialog = QFileDialog(self, self.tr("Choose a Model"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Models (*.gguf)"), self.tr("All files (*)")])
        return dialog

    def fault(self, path: Path) -> str:
        """Return what is wrong with a file; its inside is checked when it is loaded."""
        if path.is_file():
            return ""
        return self.tr("There is no file {path}, so the model of before holds.").format(path=path)

    def _built_in(self) -> str:
        return self.tr("The built-in model")
