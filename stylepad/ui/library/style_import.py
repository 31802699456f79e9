"""Bringing style packs in from files, folders and the Hub; what replaces what is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QWidget

from stylepad.errors import Cancelled, StyleError
from stylepad.models.hub_place import PREFIX, HubPlace, bare_place
from stylepad.models.progress import Progress
from stylepad.styles.archive import SUFFIX
from stylepad.styles.pack import localized
from stylepad.ui.library import words
from stylepad.ui.library.layout import Card, note, say
from stylepad.ui.library.question import Question
from stylepad.ui.library.style_desk import StyleDesk
from stylepad.ui.tasks import Progress as Report
from stylepad.ui.tasks import Task
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.models.control import Control
    from stylepad.styles.admission import Admitted
    from stylepad.styles.home import StyleHome
    from stylepad.ui.library.style_work import Imported, Refused

_ASKED = {"style.older", "style.other_content", "style.folder_taken"}
"""Faults that the writer may overrule."""


class StyleImport(Card):
    """Asks for a repository, shows how far it is, and asks whether what is there is replaced."""

    shown = Signal()

    def __init__(self, desk: StyleDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking_hub = False
        self._task: Task[Imported] | None = None
        self._place: HubPlace | None = None
        self._open: list[Refused] = []
        self.note = note(self)
        self.lines.addWidget(self.note)
        self.field = QLineEdit(self)
        self.get, self.leave, self.stop = button(self), button(self), button(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.question = Question(self)
        self._lay_out()
        self.field.returnPressed.connect(self._fetch)
        self.field.textChanged.connect(self._show)
        self.get.clicked.connect(self._fetch)
        self.leave.clicked.connect(self._leave)
        self.stop.clicked.connect(self._stop)
        self.question.confirmed.connect(self._replace)
        self.question.kept.connect(self._keep)
        self.retranslate()

    def _lay_out(self) -> None:
        self._hub_row = QWidget(self)
        row = QHBoxLayout(self._hub_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.get)
        row.addWidget(self.leave)
        self.commands.addWidget(self.stop)
        for part in (self._hub_row, self.bar, self.question):
            self.below.addWidget(part)

    # --- asking for packs ---------------------------------------------------------------------

    def choose_files(self) -> None:
        """Let the writer choose .stylepack files."""
        dialog = QFileDialog(self, self.tr("Import styles"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [self.tr("Style packs (*.stylepack)"), self.tr("All files (*)")],
        )
        dialog.filesSelected.connect(lambda names: self.take([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_folder(self) -> None:
        """Let the writer choose a folder of a style, or of several."""
        dialog = QFileDialog(self, self.tr("Import styles"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(lambda name: self.take([Path(name)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_hub(self) -> None:
        """Ask for a repository of the Hub."""
        self._asking_hub = True
        self._show()
        self.field.setFocus()

    def take(self, sources: list[Path]) -> None:
        """Install the packs in files and folders."""
        if self._task is None:
            self._install(sources)

    def retranslate(self) -> None:
        """Say everything in the interface language."""
        self.field.setPlaceholderText(self.tr("owner/name"))
        self.field.setAccessibleName(self.tr("Repository on the Hub"))
        self.get.setText(self.tr("Get styles"))
        self.leave.setText(self.tr("Cancel"))
        self.stop.setText(self.tr("Stop"))
        self.stop.setAccessibleName(self.tr("Stop importing"))
        self.bar.setAccessibleName(self.tr("Importing styles"))
        self._show()

    # --- working ------------------------------------------------------------------------------

    def _install(self, sources: list[Path], *, force: bool = False) -> None:
        def work(home: StyleHome, _control: Control, _report: Report) -> Imported:
            from stylepad.ui.library import style_work  # noqa: PLC0415 - see there

            return style_work.install(home, sources, force=force)

        self._run(work)

    def _fetch(self) -> None:
        text = self.field.text().strip()
        if not text or self._task is not None:
            return
        place = self._place = bare_place(text) or HubPlace(text.removeprefix(PREFIX))

        def work(home: StyleHome, control: Control, report: Report) -> Imported:
            from stylepad.ui.library import style_work  # noqa: PLC0415 - see there

            return style_work.fetch(home, place, self._desk.hub, control, report)

        self._run(work)

    def _run(self, work: object) -> None:
        self.bar.setRange(0, 0)
        self.note.clear()
        self._task = self._desk.run(work, self._on_done, self._on_failed, self._on_progress)  # type: ignore[arg-type]
        self._show()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_progress(self, value: object) -> None:
        if isinstance(value, Progress) and value.total:
            self.bar.setRange(0, 100)
            self.bar.setValue(100 * value.done // value.total)
            say(self.note, words.progress(value))

    def _on_done(self, imported: Imported) -> None:
        self._task, self._asking_hub = None, False
        self.field.clear()
        if imported.done:
            self._desk.told.emit(" ".join(map(_told, imported.done)))
        for fault in imported.unusable:
            self._desk.failed.emit(fault)
        for refused in imported.refused:
            if refused.fault.code in _ASKED:
                self._open.append(refused)
            else:
                self._desk.failed.emit(refused.fault)
        self._show()
        self._let_go()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._show()
        if not isinstance(error, Cancelled):
            self._desk.failed.emit(error)
        if self._asking_hub:
            self.field.setFocus()

    def _let_go(self) -> None:
        """Delete what was fetched once nothing more is asked about it."""
        place = self._place
        if place is None or self._open or self._task is not None:
            return
        self._place = None

        def work(_home: StyleHome, _control: Control, _report: Report) -> None:
            from stylepad.ui.library import style_work  # noqa: PLC0415 - see there

            style_work.discard(place, self._desk.hub)

        self._desk.run(work, lambda _none: None)

    # --- the questions ------------------------------------------------------------------------

    def _replace(self) -> None:
        self._install([self._open.pop(0).source], force=True)

    def _keep(self) -> None:
        self._open.pop(0)
        self._show()
        self._let_go()

    def _leave(self) -> None:
        self._asking_hub = False
        self.field.clear()
        self._show()

    def _show(self) -> None:
        working, asks = self._task is not None, bool(self._open)
        self._hub_row.setVisible(self._asking_hub and not working and not asks)
        self.get.setEnabled(bool(self.field.text().strip()))
        self.bar.setVisible(working)
        self.stop.setVisible(working)
        self.note.setVisible(working and bool(self.note.text()))
        self.question.setVisible(asks and not working)
        if working:
            self.set_title(self.tr("Importing styles"))
        elif asks:
            self._ask(self._open[0].fault)
        else:
            self.set_title(self.tr("Styles from the Hub"))
            say(
                self.note,
                self.tr("A repository with a style pack: a style.toml or a .stylepack file."),
            )
        was_there = self.isVisible()
        self.setVisible(working or asks or self._asking_hub)
        if self.isVisible() and (asks or not was_there):
            self.shown.emit()

    def _ask(self, fault: StyleError) -> None:
        details = {"installed": "", "version": "", "folder": "", **fault.details}
        style = details.get("style", "")
        texts = {
            "style.older": self.tr(
                "Version {installed} is installed, and this one is {version}, which is older. "
                "Going back deletes the installed one."
            ),
            "style.other_content": self.tr(
                "Version {version} is installed already, with other content: one of the two was "
                "changed. If you replace it, what is installed now is not used any more."
            ),
            "style.folder_taken": self.tr(
                "There is a style in {folder} that cannot be used. Replacing it deletes that one."
            ),
        }
        self.set_title(self.tr("Replace the style “{style}”?").format(style=style))
        text = texts[fault.code].format_map(details)
        self.question.ask(text, self.tr("Replace"), self.tr("Keep what is there"), style)


def _told(done: Admitted) -> str:
    from stylepad.styles.admission import Outcome  # noqa: PLC0415 - loaded by then

    texts = {
        Outcome.NEW: QCoreApplication.translate("StyleImport", "“{name}” {version} is installed."),
        Outcome.REPLACED: QCoreApplication.translate(
            "StyleImport", "“{name}” {version} takes the place of {before}."
        ),
        Outcome.SAME: QCoreApplication.translate(
            "StyleImport", "“{name}” {version} was installed already."
        ),
    }
    name = localized(done.pack.name, QLocale().name()[:2])
    return texts[done.outcome].format(name=name, version=done.pack.version, before=done.before)


def packs_among(paths: list[Path]) -> list[Path]:
    """Return the files and folders that may be style packs, by their names."""
    return [path for path in paths if path.suffix.lower() == SUFFIX or path.is_dir()]
