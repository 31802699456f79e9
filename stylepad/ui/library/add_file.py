"""Adding a model's file: chosen in a dialog or dropped, then linked where it lies or copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from stylepad.models.progress import Progress
from stylepad.ui.library import words
from stylepad.ui.library.layout import Card, note, say
from stylepad.ui.widgets import button

SUFFIX = ".gguf"


class AddFile(Card):
    """Asks in the page itself what to do with files, one after the other, and shows a copy."""

    link_wanted = Signal(object)
    copy_wanted = Signal(object)
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: list[Path] = []
        self._copying = ""
        self.note = note(self)
        self.lines.addWidget(self.note)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.below.addWidget(self.bar)
        self.link, self.copy, self.drop, self.stop = (button(self) for _ in range(4))
        row = QHBoxLayout()
        for each in (self.link, self.copy, self.drop, self.stop):
            row.addWidget(each)
        row.addStretch(1)
        self.below.addLayout(row)
        self.link.clicked.connect(lambda: self._answer(copy=False))
        self.copy.clicked.connect(lambda: self._answer(copy=True))
        self.drop.clicked.connect(self._next)
        self.stop.clicked.connect(self.stop_wanted)
        self.hide()

    def choose(self) -> None:
        """Let the writer choose files."""
        dialog = QFileDialog(self, self.tr("Add a model"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("GGUF models (*.gguf)"), self.tr("All files (*)")])
        dialog.filesSelected.connect(lambda names: self.offer([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def offer(self, files: list[Path]) -> None:
        """Ask what to do with files."""
        self._files += files
        self.retranslate()
        if files:
            self.link.setFocus()

    def show_copy(self, progress: Progress | None) -> None:
        """Show how far a copy is; None at its end."""
        if progress is None:
            self._copying = ""
        else:
            self.bar.setValue(100 * progress.done // progress.total if progress.total else 0)
            say(self.note, words.progress(progress))
        self.retranslate()

    def retranslate(self) -> None:
        """Show the question, or the copy, in the interface language."""
        asking = bool(self._files) and not self._copying
        self.link.setText(self.tr("Use where it is"))
        self.copy.setText(self.tr("Copy"))
        self.drop.setText(self.tr("Do not add"))
        self.stop.setText(self.tr("Stop copying"))
        self.bar.setAccessibleName(self.tr("Copying"))
        if asking:
            self.set_title(self.tr("Add {file}?").format(file=self._files[0].name))
            say(
                self.note,
                self.tr(
                    "Used where it is, it takes no more room and is lost when the file is moved. "
                    "Copied, it is the program's own."
                ),
            )
        elif self._copying:
            self.set_title(self.tr("Copying {file}").format(file=self._copying))
        for each in self._questions():
            each.setVisible(asking)
        for part in (self.stop, self.bar):
            part.setVisible(bool(self._copying))
        self.setVisible(asking or bool(self._copying))

    def _questions(self) -> tuple[QPushButton, ...]:
        return self.link, self.copy, self.drop

    def _answer(self, *, copy: bool) -> None:
        path = self._files.pop(0)
        if copy:
            self._copying = path.name
            self.note.clear()
            self.bar.setValue(0)
            self.copy_wanted.emit(path)
        else:
            self.link_wanted.emit(path)
        self.retranslate()

    def _next(self) -> None:
        self._files.pop(0)
        self.retranslate()
