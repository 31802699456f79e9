"""The pairs to look through: a table, and the pair that is selected, to edit or to reject."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.ui.library.layout import note, say
from stylepad.ui.studio import pairs_work, words
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.pairs_model import AUTHOR, ORIGIN, PLAIN, STANDS, PairsModel
from stylepad.ui.studio.step_page import StepPage
from stylepad.ui.tasks import Tasks
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.studio.pairs.values import Pair

_FILES = "*.jsonl *.csv"


class _Filter(QSortFilterProxyModel):
    """Pairs with some words in them, and only the used ones if that is wanted."""

    def __init__(self, source: PairsModel) -> None:
        super().__init__()
        self._pairs = source
        self._words, self._used = "", False
        self.setSourceModel(source)

    def look_for(self, text: str, used: bool) -> None:
        """Show the pairs with a text."""
        self._words, self._used = text.casefold().strip(), used
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: object) -> bool:
        """Return whether a pair is shown."""
        pair = self._pairs.pair(row)
        if self._used and not pair.kept:
            return False
        return not self._words or self._words in f"{pair.plain}\n{pair.text}".casefold()


class PairsPage(StepPage):
    """All pairs of a job. What is changed here counts from the next training on."""

    edited = Signal()

    def __init__(self, board: Board, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(Stage.PAIRS, board, tasks, parent)
        self.model = PairsModel(self.palette())
        self.shown = _Filter(self.model)
        self.total = note(self)
        self.search, self.used = QLineEdit(self), QCheckBox(self)
        self.search.setClearButtonEnabled(True)
        self.table = self._table()
        self.plain, self.text = self._field(), self._field()
        self.plain_label, self.text_label = QLabel(self), QLabel(self)
        self.plain_label.setBuddy(self.plain)
        self.text_label.setBuddy(self.text)
        self.keep, self.reject = button(self), button(self)
        self.bring, self.take = button(self), button(self)
        self._lay_out()
        self._connect()
        self.clear()
        self.retranslate()

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.shown)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(180)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(28)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        for column in (PLAIN, AUTHOR):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in ((ORIGIN, 140), (STANDS, 165)):
            header.resizeSection(column, width)
        return table

    def _field(self) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setTabChangesFocus(True)
        field.setMinimumHeight(90)
        return field

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.search, 1)
        top.addWidget(self.used)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        for label, field in ((self.plain_label, self.plain), (self.text_label, self.text)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(label)
            column.addWidget(field)
            sides.addLayout(column, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.keep)
        below.addWidget(self.reject)
        below.addStretch(1)
        below.addWidget(self.bring)
        below.addWidget(self.take)
        self.text.setReadOnly(True)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.total)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 3)
        self.body.addLayout(sides, 1)
        self.body.addLayout(below)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.used.toggled.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.plain.textChanged.connect(self._show_commands)
        self.keep.clicked.connect(self._on_keep)
        self.reject.clicked.connect(self._on_reject)
        self.bring.clicked.connect(self._on_import)
        self.take.clicked.connect(self._on_export)

    # --- showing ------------------------------------------------------------------------------

    def clear(self) -> None:
        """Show no pairs."""
        self._show(())

    def load(self, entry: JobEntry) -> None:
        """Read the pairs once the stage has made them."""
        if entry.state.of(self.stage).total or entry.state.of(self.stage).done:
            self.fetch(pairs_work.read, self._show)

    def _show(self, pairs: tuple[Pair, ...]) -> None:
        chosen = {pair.id for pair in self.selected()}
        self.model.set_pairs(pairs)
        kept = sum(pair.kept for pair in pairs)
        text = self.tr("{kept} pairs are used, {rest} are left out.").format(
            kept=words.number(kept), rest=words.number(len(pairs) - kept)
        )
        say(self.total, text if pairs else "")
        for row in range(self.shown.rowCount()):
            if chosen and self._pair(row).id in chosen:
                self.table.selectRow(row)
                break
        self._on_selected()

    def _pair(self, row: int) -> Pair:
        return self.model.pair(self.shown.mapToSource(self.shown.index(row, 0)).row())

    def selected(self) -> list[Pair]:
        """Return the pairs that are selected."""
        return [self._pair(index.row()) for index in self.table.selectionModel().selectedRows()]

    def _filter(self) -> None:
        self.shown.look_for(self.search.text(), self.used.isChecked())

    def _on_selected(self, _now: QItemSelection | None = None, _old: object = None) -> None:
        pairs = self.selected()
        one = pairs[0] if len(pairs) == 1 else None
        self.plain.setPlainText(one.plain if one else "")
        self.text.setPlainText(one.text if one else "")
        self.plain.setReadOnly(one is None)
        self._show_commands()

    def _show_commands(self) -> None:
        pairs = self.selected()
        one = pairs[0] if len(pairs) == 1 else None
        plain = self.plain.toPlainText().strip()
        changed = one is not None and plain != one.plain.strip() and bool(plain)
        self.keep.setText(self.tr("Save the change") if changed else self.tr("Use"))
        self.keep.setEnabled(changed or any(not pair.kept for pair in pairs))
        self.reject.setEnabled(any(pair.kept for pair in pairs))

    # --- changing -----------------------------------------------------------------------------

    def _on_keep(self) -> None:
        pairs, plain = self.selected(), self.plain.toPlainText().strip()
        if len(pairs) == 1 and plain != pairs[0].plain.strip():
            self._change(lambda folder: pairs_work.edit(folder, pairs[0].id, plain))
        elif pairs:
            ids = [pair.id for pair in pairs]
            self._change(lambda folder: pairs_work.keep(folder, ids, True))

    def _on_reject(self) -> None:
        ids = [pair.id for pair in self.selected()]
        if ids:
            self._change(lambda folder: pairs_work.keep(folder, ids, False))

    def _on_import(self) -> None:
        title = self.tr("Import pairs")
        kinds = self.tr("Pairs (JSONL, CSV)")
        name, _ = QFileDialog.getOpenFileName(self, title, "", f"{kinds} ({_FILES})")
        if name:
            self._change(lambda folder: pairs_work.bring(folder, Path(name)))

    def _on_export(self) -> None:
        title = self.tr("Export pairs")
        kinds = self.tr("Pairs (JSONL, CSV)")
        name, _ = QFileDialog.getSaveFileName(self, title, "pairs.jsonl", f"{kinds} ({_FILES})")
        if name:
            self._change(lambda folder: pairs_work.take(folder, Path(name)))

    def _change(self, change: object) -> None:
        folder = self.folder
        if folder is None:
            return
        self.tasks.run(
            lambda _report: change(folder),  # type: ignore[operator]
            done=lambda _none: self._on_changed(),
            failed=self.failed.emit,
        )

    def _on_changed(self) -> None:
        self.edited.emit()
        self.reload()

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("Pairs"))
        self.search.setPlaceholderText(self.tr("Look for words"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.used.setText(self.tr("Only those used"))
        self.table.setAccessibleName(self.tr("Pairs"))
        self.plain_label.setText(self.tr("&Plain side, to edit"))
        self.text_label.setText(self.tr("The author's &words"))
        self.reject.setText(self.tr("Reject"))
        self.bring.setText(self.tr("Import…"))
        self.take.setText(self.tr("Export…"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 3)
        self._show_commands()
