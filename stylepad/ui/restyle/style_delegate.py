"""Draws a style as two lines and a badge."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stylepad.ui.restyle.style_list import StyleEntry, StyleRole
from stylepad.ui.theme import Theme, theme_for

_MARGIN = 6
_PADDING = 10
_GAP = 3


class StyleDelegate(QStyledItemDelegate):
    """Two-line rows: name, author and badge above, the description below; all of it elides."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        """Return the height of two lines; the width is the view's."""
        lines = QFontMetrics(_bold(option.font)).height() + QFontMetrics(option.font).height()
        return QSize(200, lines + _GAP + 2 * _PADDING)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row in the theme's colours; the chosen one is framed, not only coloured."""
        entry = index.data(StyleRole.ENTRY)
        if not isinstance(entry, StyleEntry):
            return
        theme = theme_for(option.palette)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = option.rect.adjusted(_MARGIN, 1, -_MARGIN, -1)
        self._draw_ground(painter, row, option, theme)
        inner = row.adjusted(_PADDING, _PADDING - 1, -_PADDING, 1 - _PADDING)
        strong = theme.selection_text if chosen else theme.text
        weak = theme.selection_text if chosen else theme.muted
        if entry.pack is None:
            strong = weak = theme.selection_text if chosen else theme.error_text
        right = self._draw_badge(painter, inner, entry, option.font, weak)
        first = QRect(inner.topLeft(), QPoint(right, inner.center().y()))
        used = _draw_elided(painter, first, entry.title, _bold(option.font), strong)
        rest = first.adjusted(used + 8, 0, 0, 0)
        _draw_elided(painter, rest, entry.note, option.font, weak)
        second = QRect(QPoint(inner.left(), inner.center().y() + 1), inner.bottomRight())
        _draw_elided(painter, second, entry.description, option.font, weak)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, row: QRect, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            colour, frame = theme.selection, theme.accent
        elif option.state & QStyle.StateFlag.State_MouseOver:
            colour = frame = theme.hover
        else:
            return
        painter.setPen(QColor(frame))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _draw_badge(
        self, painter: QPainter, inner: QRect, entry: StyleEntry, font: QFont, colour: str
    ) -> int:
        """Draw the badge at the top right and return where it starts."""
        if not entry.badge:
            return inner.right()
        small = QFont(font)
        small.setPointSizeF(max(6.0, font.pointSizeF() * 0.85))
        metrics = QFontMetrics(small)
        width = metrics.horizontalAdvance(entry.badge) + 14
        height = metrics.height() + 2
        top = inner.top() + (QFontMetrics(_bold(font)).height() - height) / 2
        box = QRectF(inner.right() - width, top, width, height)
        painter.setPen(QColor(colour))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.badge)
        return int(box.left()) - 8


def _draw_elided(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> int:
    """Draw one line that ends in "…" where it is too long; return the width it took."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, align, shown)
    return metrics.horizontalAdvance(shown)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
