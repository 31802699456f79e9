"""How differences are marked: pieces of text with a mark, and the formats of the marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor, QPalette, QTextCharFormat

from stylepad.text.diff import Change
from stylepad.ui.theme import theme_for


class Mark(Enum):
    """What a piece of text is: as it was, gone from the original, or new in the suggestion."""

    NONE = "none"
    REMOVED = "removed"
    ADDED = "added"
    DIMMED = "dimmed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one mark."""

    text: str
    mark: Mark


def original_pieces(original: str, changes: Sequence[Change]) -> list[Piece]:
    """Return the original cut into pieces, with what the changes take away marked."""
    return _joined(
        Piece(original[each.start : each.end], Mark.NONE if each.kind == "keep" else Mark.REMOVED)
        for each in changes
    )


def suggestion_pieces(changes: Sequence[Change]) -> list[Piece]:
    """Return the suggestion cut into pieces, with what the changes bring marked."""
    return _joined(
        Piece(each.text, Mark.NONE if each.kind == "keep" else Mark.ADDED) for each in changes
    )


def formats(palette: QPalette) -> dict[Mark, QTextCharFormat]:
    """Return a format per mark in the colours of the palette's theme: never colour alone."""
    theme = theme_for(palette)
    removed = QTextCharFormat()
    removed.setBackground(QColor(theme.removed))
    removed.setForeground(QColor(theme.removed_text))
    removed.setFontStrikeOut(True)
    added = QTextCharFormat()
    added.setBackground(QColor(theme.added))
    added.setForeground(QColor(theme.added_text))
    added.setFontUnderline(True)
    dimmed = QTextCharFormat()
    dimmed.setForeground(QColor(theme.muted))
    return {
        Mark.NONE: QTextCharFormat(),
        Mark.REMOVED: removed,
        Mark.ADDED: added,
        Mark.DIMMED: dimmed,
    }


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces without empty ones, neighbours with the same mark as one."""
    result: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if result and result[-1].mark is piece.mark:
            result[-1] = Piece(result[-1].text + piece.text, piece.mark)
        else:
            result.append(piece)
    return result
