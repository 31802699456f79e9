"""What a suggestion kept and lost, and how near it is to the author, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from stylepad.ui.restyle.judged import Summary
from stylepad.ui.restyle.strength import percent

_SHOWN = 6
_LONGEST = 32
_DOTS = 5
_COPIED_FLAGGED = 8
"""Words in a row from which a copied run is a warning; shorter ones are ordinary phrases."""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement; `warns` sets it apart by its sign."""

    text: str
    warns: bool = False


class ReportView(QWidget):
    """The statements about the suggestion that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._shown: tuple[Summary, str] | None = None

    def show_summary(self, summary: Summary | None, style: str) -> None:
        """Show the summary of a suggestion in the manner of `style`; None shows nothing."""
        self._shown = (summary, style) if summary is not None else None
        self._draw()

    @property
    def text(self) -> str:
        """Return the statements as they are shown, one a line."""
        return "\n".join(text.text() for _, text in self._labels if not text.isHidden())

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        lines = report_lines(*self._shown) if self._shown is not None else []
        while len(self._labels) < len(lines):
            self._labels.append(self._row(len(self._labels)))
        for index, (sign, text) in enumerate(self._labels):
            line = lines[index] if index < len(lines) else None
            sign.setVisible(line is not None)
            text.setVisible(line is not None)
            if line is not None:
                sign.setText("!" if line.warns else "✓")
                if sign.property("warns") != line.warns:
                    sign.setProperty("warns", line.warns)
                    sign.style().polish(sign)
                text.setText(line.text)
        self.setAccessibleName(QCoreApplication.translate("Report", "Report"))
        self.setAccessibleDescription("\n".join(line.text for line in lines))

    def _row(self, row: int) -> tuple[QLabel, QLabel]:
        sign, text = QLabel(self), QLabel(self)
        sign.setFixedWidth(14)
        sign.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        sign.setProperty("muted", True)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(sign, row, 0)
        self._grid.addWidget(text, row, 1)
        return sign, text


def report_lines(summary: Summary, style: str) -> list[Line]:
    """Return the statements, the nearness first, then what is well, then what is not."""
    lines: list[Line] = []
    if summary.style is not None:
        lines.append(Line(_nearness(summary.style, style)))
    if summary.kept:
        lines.append(Line(_kept(summary)))
    if summary.lost:
        lost = QCoreApplication.translate("Report", "Lost: {values}")
        lines.append(Line(lost.format(values=_values(summary.lost)), warns=True))
    if summary.invented:
        invented = QCoreApplication.translate("Report", "Not in the original: {values}")
        lines.append(Line(invented.format(values=_values(summary.invented)), warns=True))
    if not (summary.kept or summary.lost or summary.invented):
        lines.append(
            Line(
                QCoreApplication.translate(
                    "Report", "The original has no numbers, names, links or quotations to keep."
                )
            )
        )
    if summary.plain:
        lines.append(Line(_plain(summary.plain)))
    if summary.not_plain:
        lines.append(Line(_not_plain(summary.not_plain), warns=True))
    if summary.copied:
        lines.append(Line(_copied(summary.copied), warns=summary.copied >= _COPIED_FLAGGED))
    texts = _fault_texts()
    lines += [Line(texts[fault], warns=True) for fault in summary.faults if fault in texts]
    if summary.failed and summary.passages > 1:
        lines.append(Line(_failed(summary.failed), warns=True))
    return lines


def _nearness(share: float, style: str) -> str:
    filled = round(share * _DOTS)
    return QCoreApplication.translate("Report", "Near to {style}: {dots} {percent}").format(
        style=style, dots="●" * filled + "○" * (_DOTS - filled), percent=percent(share)
    )


def _kept(summary: Summary) -> str:
    if summary.lost:
        template = QCoreApplication.translate("Report", "Kept: {values}")
    else:
        template = QCoreApplication.translate("Report", "Everything is kept: {values}")
    return template.format(values=_values(summary.kept))


def _copied(words: int) -> str:
    return QCoreApplication.translate(
        "Report", "%n word(s) in a row stand in the author's own text.", "", words
    )


def _failed(passages: int) -> str:
    return QCoreApplication.translate(
        "Report",
        "%n passage(s) did not pass every check; the best of them stand here.",
        "",
        passages,
    )


def _plain(passages: int) -> str:
    return QCoreApplication.translate(
        "Report", "%n passage(s) were made plain first.", "", passages
    )


def _not_plain(passages: int) -> str:
    return QCoreApplication.translate(
        "Report",
        "%n passage(s) could not be made plain first; the text as it was is restyled.",
        "",
        passages,
    )


def _values(values: Sequence[str]) -> str:
    shown = ", ".join(_short(value) for value in values[:_SHOWN])
    rest = len(values) - _SHOWN
    if rest <= 0:
        return shown
    more = QCoreApplication.translate("Report", "and %n more", "", rest)
    return f"{shown} {more}"


def _short(value: str) -> str:
    one_line = " ".join(value.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1].rstrip()}…"


def _fault_texts() -> dict[str, str]:
    """Return what the gate's faults mean; those that other statements tell are not among them."""
    return {
        "empty": QCoreApplication.translate("Report", "The model wrote nothing."),
        "unchanged": QCoreApplication.translate("Report", "The words are the same as before."),
        "unfinished": QCoreApplication.translate("Report", "It breaks off before its end."),
        "length": QCoreApplication.translate(
            "Report", "It is much shorter or much longer than the original."
        ),
        "loop": QCoreApplication.translate("Report", "It repeats itself."),
        "alphabets": QCoreApplication.translate("Report", "Some words mix two alphabets."),
        "language": QCoreApplication.translate("Report", "It is in another language."),
        "doubtful": QCoreApplication.translate(
            "Report", "The model was not sure of these words: read them with care."
        ),
        "quotes": QCoreApplication.translate(
            "Report", "A quotation mark or bracket is not closed."
        ),
    }
