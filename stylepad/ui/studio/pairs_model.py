"""The pairs of a job as a table: plain side, the author's, where it comes from, how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPalette

from stylepad.ui.studio import pair_words

if TYPE_CHECKING:
    from stylepad.studio.pairs.values import Pair

PLAIN, AUTHOR, ORIGIN, STANDS = range(4)
_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 400


class PairsModel(QAbstractTableModel):
    """Pairs, some thousand of them. `edited` carries an id and the new plain side."""

    edited = Signal(str, str)

    def __init__(self, palette: QPalette) -> None:
        super().__init__()
        self._pairs: list[Pair] = []
        self._faint = palette.color(QPalette.ColorRole.PlaceholderText)

    def set_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these pairs."""
        self.beginResetModel()
        self._pairs = list(pairs)
        self.endResetModel()

    def pair(self, row: int) -> Pair:
        """Return the pair of a row."""
        return self._pairs[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of pairs."""
        return 0 if parent.isValid() else len(self._pairs)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Plain"),
            self.tr("The author"),
            self.tr("Made by"),
            self.tr("Used"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows; the whole text to edit it and as its tip."""
        pair, column = self._pairs[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                pair.plain[:_SHOWN],
                pair.text[:_SHOWN],
                pair_words.source(pair.source),
                pair_words.stands(pair.kept, pair.why),
            )[column]
        if role == Qt.ItemDataRole.EditRole and column in (PLAIN, AUTHOR):
            return (pair.plain, pair.text)[column]
        if role == Qt.ItemDataRole.ToolTipRole and column in (PLAIN, AUTHOR):
            return (pair.plain, pair.text)[column]
        if role == Qt.ItemDataRole.ForegroundRole and not pair.kept:
            return QColor(self._faint)
        return None
