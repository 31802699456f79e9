"""The second step: what was understood of the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stylepad.errors import StudioError
from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.ui.error_texts import describe
from stylepad.ui.library.layout import Rows, heading, note, say, warn
from stylepad.ui.studio import texts_work, words
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.cuts_dialog import CutsDialog
from stylepad.ui.studio.step_page import StepPage
from stylepad.ui.studio.texts_work import CutView, TextsView, WorkView
from stylepad.ui.studio.work_row import WorkRow
from stylepad.ui.tasks import Tasks

if TYPE_CHECKING:
    from stylepad.studio.texts.summary import Note


class TextsPage(StepPage):
    """The works with their words and cuts, what they come to, and what the writer should know."""

    edited = Signal()

    def __init__(self, board: Board, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(Stage.TEXTS, board, tasks, parent)
        self.dialog: CutsDialog | None = None
        self._view = TextsView((), None)
        self.total, self.expect = heading(self), note(self)
        self.warnings = note(self, muted=False)
        self.works: Rows[WorkView, WorkRow] = Rows(
            lambda view: view.entry.number, self._make_row, WorkRow.show_work, self
        )
        self.skipped_title, self.skipped = heading(self), note(self)
        for part in (self.total, self.expect, self.warnings, self.works):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addWidget(self.skipped_title)
        self.body.addWidget(self.skipped)
        warn(self.warnings, True)
        self.clear()
        self.retranslate()

    def edition(self, entry: JobEntry) -> object:
        """Return also how many files were read: works appear one by one."""
        return (super().edition(entry), entry.state.of(self.stage).done)

    def clear(self) -> None:
        """Show nothing."""
        self._show(TextsView((), None))

    def load(self, _entry: JobEntry) -> None:
        """Read the works."""
        self.fetch(texts_work.read_texts, self._show)

    def _show(self, view: TextsView) -> None:
        self._view = view
        self.works.set_items(view.works)
        summary = view.summary
        kept = [each.entry for each in view.works if each.entry.kept]
        total = sum(entry.words for entry in kept)
        text = self.tr("{works} works, {words} words").format(
            works=words.number(len(kept)), words=words.number(total)
        )
        say(self.total, text if view.works else "")
        say(self.expect, self._expectation(view))
        notes = summary.warnings if summary else ()
        told = [_told(each) for each in notes]
        say(self.warnings, "\n\n".join(told))
        skipped = summary.skipped if summary else ()
        self.skipped_title.setVisible(bool(skipped))
        told = [_told(each) for each in skipped[:20]]
        say(self.skipped, "\n".join(told))

    def _expectation(self, view: TextsView) -> str:
        if view.summary is None:
            return ""
        return {
            "little": "",  # A warning says it.
            "enough": self.tr("Enough for a style; more would make it steadier."),
            "comfortable": self.tr("Plenty for a style."),
        }.get(view.summary.amount, "")

    def _make_row(self) -> WorkRow:
        row = WorkRow(self)
        row.chosen.connect(self._on_chosen)
        row.cuts_wanted.connect(self._on_cuts_wanted)
        return row

    def _on_chosen(self, number: int, keep: bool) -> None:
        folder = self.folder
        if folder is not None:
            self._change(lambda: texts_work.choose(folder, number, keep))

    def _change(self, change: object) -> None:
        self.tasks.run(
            lambda _report: change(),  # type: ignore[operator]
            done=lambda _none: self._on_changed(),
            failed=self.failed.emit,
        )

    def _on_changed(self) -> None:
        self.edited.emit()
        self.reload()

    def _on_cuts_wanted(self, view: WorkView) -> None:
        self.fetch(
            lambda folder: texts_work.read_cuts(folder, view.entry),
            lambda cuts: self._open_cuts(view, cuts),
        )

    def _open_cuts(self, view: WorkView, cuts: tuple[CutView, ...]) -> None:
        dialog = CutsDialog(view.entry.title, cuts, self)
        dialog.restore_wanted.connect(
            lambda start, on: self._on_restore(view.entry.number, start, on)
        )
        dialog.destroyed.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _on_restore(self, number: int, start: int, restored: bool) -> None:
        folder = self.folder
        if folder is not None:
            self._change(lambda: texts_work.restore(folder, number, start, restored))

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("What was understood"))
        self.skipped_title.setText(self.tr("Left out"))
        self._show(self._view)


def _told(note: Note) -> str:
    """Return a note in the interface language, its numbers as that writes them."""
    details = {
        name: words.number(int(value)) if value.isdecimal() else value
        for name, value in note.details.items()
    }
    return describe(StudioError(note.message, code=note.code, **details))
