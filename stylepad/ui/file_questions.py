"""What the writer is asked about files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from stylepad.documents.encoding import Candidate
from stylepad.ui.encoding_dialog import EncodingDialog
from stylepad.ui.messages import Choice, Messages

SUFFIXES = ("*.txt", "*.md", "*.markdown", "*.text")


class FileQuestions(QObject):
    """Asks through dialogs; tests put another one in its place."""

    def __init__(self, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._messages = messages
        self._window = window

    def path_to_open(self, folder: Path) -> Path | None:
        """Return the file to open, or None."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a Text"), str(folder), self._filters()
        )
        return Path(name) if name else None

    def path_to_save(self, suggestion: Path) -> Path | None:
        """Return where to save, or None; a name without a suffix becomes a .txt file."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the Text As"), str(suggestion), self._filters()
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_name(f"{path.name}.txt")

    def encoding(self, name: str, readings: Sequence[Candidate]) -> int | None:
        """Return the index of the reading that looks right, or None."""
        dialog = EncodingDialog(name, readings, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen
        dialog.deleteLater()
        return chosen if accepted else None

    def unsaved(self, name: str) -> str:
        """Return "save", "discard" or "cancel" for a text that is not saved."""
        return self._messages.ask(
            self.tr("Unsaved Text"),
            self.tr("“{name}” has changes that are not saved. Save them?").format(name=name),
            (
                Choice("save", self.tr("Save")),
                Choice("discard", self.tr("Don't Save"), "destructive"),
                Choice("cancel", self.tr("Cancel"), "reject"),
            ),
        )

    def changed_on_disk(self, name: str) -> str:
        """Return "overwrite", "save_as", "reload" or "cancel" before a foreign change is lost."""
        return self._messages.ask(
            self.tr("Changed on Disk"),
            self.tr(
                "“{name}” was changed by another program since you opened it. Saving would "
                "replace what is there now."
            ).format(name=name),
            (
                Choice("save_as", self.tr("Save As…")),
                Choice("overwrite", self.tr("Keep Mine"), "destructive"),
                Choice("reload", self.tr("Reload Theirs"), "destructive"),
                Choice("cancel", self.tr("Cancel"), "reject"),
            ),
        )

    def _filters(self) -> str:
        texts = self.tr("Texts ({suffixes})").format(suffixes=" ".join(SUFFIXES))
        everything = self.tr("All files (*)")
        return f"{texts};;{everything}"
