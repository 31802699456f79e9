"""The first step: the author's name and texts, and their language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from stylepad.ui.library.layout import Page, heading, note
from stylepad.ui.studio import work
from stylepad.ui.studio.board import NewStyle
from stylepad.ui.studio.source_list import SourceList
from stylepad.ui.tasks import Tasks
from stylepad.ui.widgets import button

_LANGUAGES = ("en", "ru")
_ENDINGS = frozenset(".txt .md .html .htm .epub .fb2 .zip .docx .odt .pdf".split())


class FileChooser:
    """Asks for files and folders; tests put another in its place."""

    def files(self, parent: QWidget, title: str, filters: str) -> tuple[Path, ...]:
        """Return the files that the writer chose."""
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, "", filters)
        return tuple(Path(name) for name in chosen)

    def folder(self, parent: QWidget, title: str) -> tuple[Path, ...]:
        """Return the folder that the writer chose."""
        chosen = QFileDialog.getExistingDirectory(parent, title)
        return (Path(chosen),) if chosen else ()


class BeginPage(Page):
    """Gathers what a job begins with; `ready_changed` tells when that is complete or no more."""

    ready_changed = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.chooser = FileChooser()
        self._chosen_by_hand = False
        self.title, self.about = heading(self), note(self)
        self.name = QLineEdit(self)
        self.language = QComboBox(self)
        for code in _LANGUAGES:
            self.language.addItem("", code)
        self.sources = SourceList(self)
        self.add_files, self.add_folder, self.remove = (button(self) for _ in range(3))
        self.formats = note(self)
        self._name_label, self._language_label = QLabel(self), QLabel(self)
        self._name_label.setBuddy(self.name)
        self._language_label.setBuddy(self.language)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def wish(self) -> NewStyle | None:
        """Return what is to be made, None while something is missing."""
        name, sources = self.name.text().strip(), self.sources.paths
        if not name or not sources:
            return None
        return NewStyle(name, str(self.language.currentData()), sources)

    def clear(self) -> None:
        """Begin anew."""
        self.name.clear()
        self.sources.clear()
        self._chosen_by_hand = False
        self._show()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._name_label, self.name)
        short = QHBoxLayout()
        short.addWidget(self.language)
        short.addStretch(1)
        form.addRow(self._language_label, short)
        commands = QVBoxLayout()
        commands.setSpacing(8)
        for each in (self.add_files, self.add_folder, self.remove):
            commands.addWidget(each)
        commands.addStretch(1)
        texts = QHBoxLayout()
        texts.setSpacing(12)
        texts.addWidget(self.sources, 1)
        texts.addLayout(commands)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.title)
        self.body.addWidget(self.about)
        self.body.addSpacing(6)
        self.body.addLayout(form)
        self.body.addSpacing(6)
        self.body.addLayout(texts, 1)
        self.body.addWidget(self.formats)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._show)
        self.language.activated.connect(self._on_language)
        self.sources.edited.connect(self._on_sources)
        self.sources.itemSelectionChanged.connect(self._show)
        self.add_files.clicked.connect(self._choose_files)
        self.add_folder.clicked.connect(self._choose_folder)
        self.remove.clicked.connect(self.sources.remove_selected)

    def _choose_files(self) -> None:
        kinds = " ".join(f"*{ending}" for ending in sorted(_ENDINGS))
        books, everything = self.tr("Books and texts"), self.tr("All files")
        filters = f"{books} ({kinds});;{everything} (*)"
        self.sources.add(self.chooser.files(self, self.tr("Choose the author's texts"), filters))

    def _choose_folder(self) -> None:
        self.sources.add(self.chooser.folder(self, self.tr("Choose a folder of the author's")))

    def _on_language(self) -> None:
        self._chosen_by_hand = True

    def _on_sources(self) -> None:
        self._show()
        sources = self.sources.paths
        if len(sources) == 1 and not self.name.text().strip():
            self.name.setText(_name_of(sources[0]))
        if sources and not self._chosen_by_hand:
            guess: Callable[[object], str] = lambda _report: work.guess_language(sources)  # noqa: E731
            self._tasks.run(guess, done=self._on_guessed, failed=lambda _error: None)

    def _on_guessed(self, language: str) -> None:
        place = self.language.findData(language)
        if place >= 0 and not self._chosen_by_hand:
            self.language.setCurrentIndex(place)

    def _show(self) -> None:
        self.remove.setEnabled(bool(self.sources.selectedItems()))
        self.ready_changed.emit()

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("The author's texts"))
        self.title.setText(self.tr("Whose style, and from which texts?"))
        self.about.setText(
            self.tr(
                "Give as much of the author's prose as you have: 40,000 words are a beginning, "
                "200,000 are plenty. Nothing leaves this machine, unless you choose a server later."
            )
        )
        self._name_label.setText(self.tr("&Name of the style"))
        self.name.setPlaceholderText(self.tr("The author's name, as the list of styles shows it"))
        self._language_label.setText(self.tr("&Language of the texts"))
        for place, name in enumerate((self.tr("English"), self.tr("Russian"))):
            self.language.setItemText(place, name)
        self.add_files.setText(self.tr("Add files…"))
        self.add_folder.setText(self.tr("Add a folder…"))
        self.remove.setText(self.tr("Remove"))
        self.formats.setText(
            self.tr(
                "Plain text in any encoding, Markdown, HTML, EPUB, FB2, DOCX, ODT, PDF with a text "
                "layer; folders and ZIP archives of them."
            )
        )
        self._show()


def _name_of(path: Path) -> str:
    """Return a name to begin with: that of a folder or file, without a book's ending."""
    stem = path.stem if path.suffix.lower() in _ENDINGS else path.name
    return stem.replace("_", " ").replace("-", " ").strip().title()
