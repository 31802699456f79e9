"""The curve of a training, drawn as it grows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from stylepad.ui.studio import words
from stylepad.ui.studio.work import CurvePoint
from stylepad.ui.theme import theme_for

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 26, 24
_SMOOTHED = 25


class CurveView(QWidget):
    """Loss by step: on the texts that are learnt, and on the works set aside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[CurvePoint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size with room for the axes."""
        return QSize(460, 190)

    def show_points(self, points: tuple[CurvePoint, ...]) -> None:
        """Draw a curve."""
        if points == self._points:
            return
        self._points = points
        self.setVisible(bool(points))
        self.setAccessibleName(self._described())
        self.update()

    def _described(self) -> str:
        if not self._points:
            return ""
        last = self._points[-1]
        losses = [point.loss for point in self._points if point.loss is not None]
        text = self.tr("Training curve: loss {loss} at step {step}")
        loss = f"{losses[-1]:.2f}" if losses else "?"
        return text.format(loss=loss, step=words.number(last.step))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw axes, both lines and what they are."""
        learnt = _smoothed([(p.step, p.loss) for p in self._points if p.loss is not None])
        aside = [(p.step, p.stop_loss) for p in self._points if p.stop_loss is not None]
        values = [value for _, value in [*learnt, *aside]]
        if not values:
            return
        theme = theme_for(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        low, high = min(values), max(values)
        margin = max(0.02, 0.1 * (high - low))
        low, high = low - margin, high + margin
        steps = max(1, self._points[-1].step)
        self._axes(painter, area, (low, high), steps)

        def line(points: Sequence[tuple[int, float]]) -> list[QPointF]:
            return [
                QPointF(
                    area.left() + area.width() * step / steps,
                    area.bottom() - area.height() * (value - low) / (high - low),
                )
                for step, value in points
            ]

        painter.setPen(QPen(QColor(theme.muted), 1.5))
        painter.drawPolyline(QPolygonF(line(learnt)))
        painter.setPen(QPen(QColor(theme.accent), 2.5))
        painter.drawPolyline(QPolygonF(line(aside)))
        painter.setBrush(QColor(theme.accent))
        for place in line(aside):
            painter.drawEllipse(place, 2.5, 2.5)
        self._legend(painter, theme.muted, theme.accent)
        painter.end()

    def _axes(self, painter: QPainter, area: QRectF, span: tuple[float, float], steps: int) -> None:
        theme = theme_for(self.palette())
        low, high = span
        for part in range(4):
            value = low + (high - low) * part / 3
            height = area.bottom() - area.height() * part / 3
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
            painter.setPen(QColor(theme.muted))
            box = QRectF(0, height - 9, _LEFT - 8, 18)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, f"{value:.2f}")
        text = self.tr("step {step}").format(step=words.number(steps))
        below = QRectF(area.left(), area.bottom() + 4, area.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, text)

    def _legend(self, painter: QPainter, learnt: str, aside: str) -> None:
        left = float(_LEFT)
        names = ((learnt, self.tr("texts being learnt")), (aside, self.tr("works set aside")))
        for colour, name in names:
            painter.setPen(QPen(QColor(colour), 2.5))
            painter.drawLine(QPointF(left, 11), QPointF(left + 16, 11))
            painter.setPen(QColor(theme_for(self.palette()).text))
            width = self.fontMetrics().horizontalAdvance(name)
            place = QRectF(left + 22, 0, width + 4, 22)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
            left += 22 + width + 20


def _smoothed(points: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return the points as means over stretches: single steps jump too much to be read."""
    size = max(1, len(points) // (4 * _SMOOTHED))
    found = []
    for start in range(0, len(points), size):
        part = points[start : start + size]
        found.append((part[-1][0], sum(value for _, value in part) / len(part)))
    return found
