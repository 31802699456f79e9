"""A repository that a search has found, and its models, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stylepad.ui.error_texts import describe
from stylepad.ui.library import words
from stylepad.ui.library.layout import Card, Rows, note, say, warn
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.models.editions import Edition
    from stylepad.models.hub import Found, Repository


class EditionRow(QWidget):
    """A model in one quantization: its name, size, one line about it, and getting it."""

    download_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edition: Edition | None = None
        self.text = note(self, muted=False)
        self.about = note(self)
        self.download = button(self)
        self.download.clicked.connect(lambda: self.download_wanted.emit(self._edition))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(12)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.about, 3)
        layout.addWidget(self.download)

    def show_edition(self, edition: Edition) -> None:
        """Show an edition."""
        from stylepad.models.editions import quantizations  # noqa: PLC0415 - loaded by then

        self._edition = edition
        name = edition.quantization or edition.name
        self.text.setText(words.SEPARATOR.join((name, words.size(edition.size))))
        self.text.setToolTip(edition.name)
        known = quantizations().get(edition.quantization)
        language = QLocale().name()[:2]
        told = (known.about.get(language) or known.about["en"]) if known else edition.name
        self.about.setText(told)
        self.download.setText(self.tr("Download"))
        self.download.setAccessibleName(f"{self.download.text()}: {edition.name}")


class RepositoryRow(Card):
    """Asks for its models, and to download one of them."""

    files_wanted = Signal(object)
    download_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self._repository: Repository | None = None
        self.facts = note(self)
        self.lines.addWidget(self.facts)
        self.files = button(self)
        self.files.clicked.connect(self._on_files)
        self.commands.addWidget(self.files)
        self.told = note(self)
        self.editions: Rows[Edition, EditionRow] = Rows(
            lambda edition: edition.files[0].path,
            self._make_row,
            EditionRow.show_edition,
            self,
        )
        self.editions.hide()
        self.below.addWidget(self.told)
        self.below.addWidget(self.editions)
        self.told.hide()

    def show_found(self, found: Found) -> None:
        """Show a repository."""
        self._found = found
        self.set_title(found.name, self.tr("terms to accept first") if found.gated else "")
        downloads = self.tr("%Ln download(s)", "", found.downloads)
        facts = [downloads, found.licence, words.languages(found.languages[:4])]
        say(self.facts, words.SEPARATOR.join(part for part in facts if part))
        if self._repository is not None:
            self.show_repository(self._repository)
        self._name_button()

    def show_repository(self, repository: Repository) -> None:
        """Show the models of the repository."""
        self._repository = repository
        self.editions.set_items(repository.editions)
        empty = "" if repository.editions else self.tr("It has no GGUF models that can be used.")
        self._tell(empty, warns=False)
        self._name_button()

    def show_failure(self, error: Exception) -> None:
        """Say why its models are not known."""
        self._tell(describe(error), warns=True)

    def _tell(self, text: str, *, warns: bool) -> None:
        warn(self.told, warns)
        say(self.told, text)

    def _name_button(self) -> None:
        opened = self.editions.isVisibleTo(self)
        self.files.setText(self.tr("Hide files") if opened else self.tr("Show files"))
        name = self._found.name if self._found is not None else ""
        self.files.setAccessibleName(f"{self.files.text()}: {name}")

    def _make_row(self) -> EditionRow:
        row = EditionRow(self)
        row.download_wanted.connect(lambda edition: self.download_wanted.emit(self._found, edition))
        return row

    def _on_files(self) -> None:
        if self._repository is None:
            self._tell(self.tr("Asking the Hub…"), warns=False)
            self.files_wanted.emit(self._found)
            return
        self.editions.setVisible(not self.editions.isVisibleTo(self))
        self._name_button()
