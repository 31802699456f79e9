"""The list of jobs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stylepad.studio.jobs import JobEntry
from stylepad.ui.library.layout import Page, Rows, note
from stylepad.ui.messages import Choice, Messages
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.job_row import JobRow
from stylepad.ui.widgets import button

Item = tuple[JobEntry, bool]


class JobsPage(Page):
    """Every job with its stage, and the way to a new one."""

    new_wanted = Signal()
    open_wanted = Signal(object)

    def __init__(self, board: Board, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board, self._messages = board, messages
        self.hint, self.empty = note(self), note(self)
        self.new = button(self, prominent=True)
        self.new.clicked.connect(self.new_wanted)
        self.rows: Rows[Item, JobRow] = Rows(
            lambda item: item[0].folder, self._make_row, JobRow.show_job, self
        )
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.hint, 1)
        top.addWidget(self.new)
        self.body.addLayout(top)
        self.body.addSpacing(4)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.rows)
        board.changed.connect(self.show_jobs)
        self.retranslate()

    def show_jobs(self) -> None:
        """Show the jobs as they were read last."""
        board = self._board
        self.rows.set_items([(entry, entry.folder in board.alive) for entry in board.jobs])
        self.empty.setVisible(board.read and not board.jobs)

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("Styles in the making"))
        self.hint.setText(
            self.tr(
                "A style is made from an author's books, here on this machine. It may be paused at "
                "any time, and goes on where it was."
            )
        )
        self.new.setText(self.tr("New style…"))
        self.empty.setText(self.tr("Nothing is in the making yet."))
        self.show_jobs()

    def _make_row(self) -> JobRow:
        row = JobRow(self)
        row.open_wanted.connect(self.open_wanted)
        row.start_wanted.connect(self._board.start)
        row.pause_wanted.connect(self._board.pause)
        row.remove_wanted.connect(self._remove)
        return row

    def _remove(self, folder: Path) -> None:
        entry = self._board.entry(folder)
        if entry is None:
            return
        text = self.tr(
            "All that was made for “{name}” is deleted: cleaned texts, pairs, training and report. "
            "The author's own files and an installed style stay."
        ).format(name=entry.name)
        choices = [
            Choice("keep", self.tr("Keep it"), "reject"),
            Choice("delete", self.tr("Delete"), "destructive"),
        ]
        if self._messages.ask(self.tr("Delete the job?"), text, choices) == "delete":
            self._board.remove(folder)
