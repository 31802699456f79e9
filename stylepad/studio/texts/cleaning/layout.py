"""How a raw text is laid out: its lines and paragraphs, and whether lines were broken by hand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from stylepad.studio.texts.extract import Cut

_LOWER = re.compile(r"\s*[\"«„“(—–-]*\s*[a-zа-яёѣіѳѵ]")
_INDENT = re.compile(r"[ \t\u3000]{2,}")
_WRAPPED_SHARE = 0.3
"""Share of lines that begin with a small letter, from which on lines are parts of paragraphs."""

_WIDEST = 100
"""Characters; where lines are longer than this as a rule, each is a paragraph."""

_PARTED = 0.05
"""Share of the lines that come after a blank one, under which blanks part no paragraphs."""

_MARGIN = 0.85
_HEADING = 0.5
_SPEECH = re.compile(r"[—–-]\s?[^\W\d_]")
_PROSE = 140
"""Characters from which on a paragraph that ends as a sentence is prose."""

_END = re.compile(r"[.!?…:;][\"»”’)\]*]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the blanks around it; positions in the raw text."""

    start: int
    end: int
    text: str
    indent: int
    after_blank: bool

    @property
    def ends_sentence(self) -> bool:
        """Return whether the line ends as a sentence does."""
        return bool(_END.search(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph: from `first` to before `last` of the layout's lines."""

    start: int
    end: int
    first: int
    last: int


class Layout:
    """A raw text with its lines and paragraphs; blank lines and form feeds are in none."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.lines = _lines(raw)

    @cached_property
    def wrapped(self) -> bool:
        """Return whether lines were broken by hand, several to a paragraph."""
        lines = [line for line in self.lines if len(line.text) > 3]
        if len(lines) < 4:
            return False
        lengths = sorted(len(line.text) for line in lines)
        lower = sum(bool(_LOWER.match(line.text)) for line in lines)
        return lengths[len(lengths) * 9 // 10] < _WIDEST and lower > _WRAPPED_SHARE * len(lines)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs in order."""
        indented = self.indented
        found: list[Paragraph] = []
        first = 0
        for number in range(1, len(self.lines) + 1):
            if number < len(self.lines) and not self._begins(number, indented):
                continue
            start, end = self.lines[first].start, self.lines[number - 1].end
            found.append(Paragraph(start, end, first, number))
            first = number
        return tuple(found) if self.lines else ()

    @cached_property
    def width(self) -> int:
        """Return how long lines are that were broken by hand; 0 where none were."""
        lengths = sorted(len(line.text) for line in self.lines)
        return lengths[len(lengths) * 9 // 10] if self.wrapped else 0

    @cached_property
    def prose(self) -> frozenset[int]:
        """Return the numbers of the lines that are running prose, as lists and titles are not."""
        found: list[int] = []
        for paragraph in self.paragraphs:
            lines = self.lines[paragraph.first : paragraph.last]
            lower = sum(bool(_LOWER.match(line.text)) for line in lines)
            broken = len(lines) > 1 and lower < _WRAPPED_SHARE * (len(lines) - 1)
            if paragraph.end - paragraph.start > _PROSE and lines[-1].ends_sentence and not broken:
                found.extend(range(paragraph.first, paragraph.last))
        return frozenset(found)

    def text(self, paragraph: Paragraph) -> str:
        """Return a paragraph's text, its lines joined."""
        return " ".join(line.text for line in self.lines[paragraph.first : paragraph.last])

    def _begins(self, number: int, indented: bool) -> bool:
        line = self.lines[number]
        if not self.wrapped or line.after_blank:
            return True
        if indented:
            return line.indent >= 2
        return self._unparted and self._looks_last(number - 1)

    @cached_property
    def _unparted(self) -> bool:
        """Return whether neither blank lines nor indents part the paragraphs, as in many PDFs."""
        blanks = sum(line.after_blank for line in self.lines)
        return self.wrapped and blanks < _PARTED * len(self.lines)

    def _looks_last(self, number: int) -> bool:
        """Return whether a paragraph ends with a line: its sentence ends before the margin.

        A short line that ends none, after one that does, is a heading; so it ends there too.
        """
        line, after = self.lines[number], self.lines[number + 1]
        if _LOWER.match(after.text):
            return False
        before = self.lines[number - 1] if number else None
        if not line.ends_sentence:
            short = len(line.text) < _HEADING * self.width and not _LOWER.match(line.text)
            return short and (
                before is None or before.ends_sentence or self._looks_last(number - 1)
            )
        return len(line.text) < _MARGIN * self.width or bool(_SPEECH.match(after.text))

    @cached_property
    def indented(self) -> bool:
        """Return whether paragraphs are told by their first line's indent, as in old libraries."""
        deep = sum(line.indent >= 2 for line in self.lines)
        return self.wrapped and 0.02 * len(self.lines) < deep < 0.6 * len(self.lines)


class Covered:
    """Which stretches of a raw text are cut already."""

    def __init__(self, cuts: Iterable[Cut] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
            if self._ends and cut.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], cut.end)
            else:
                self._starts.append(cut.start)
                self._ends.append(cut.end)

    def has(self, start: int, end: int) -> bool:
        """Return whether a stretch lies in a cut as a whole."""
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and self._ends[place] >= end

    def gaps(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return what of a stretch is not cut."""
        place = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for cut_start, cut_end in zip(self._starts[place:], self._ends[place:], strict=True):
            if cut_end <= start:
                continue
            if cut_start >= end:
                break
            if cut_start > start:
                found.append((start, cut_start))
            start = max(start, cut_end)
        if start < end:
            found.append((start, end))
        return found


def _lines(raw: str) -> tuple[Line, ...]:
    lines = []
    blank = True
    position = 0
    for piece in raw.split("\n"):
        text = piece.strip(" \t\f\v\u00a0\u3000\ufeff")
        if text:
            start = position + piece.index(text)
            indent = sum(4 if character == "\t" else 1 for character in piece[: start - position])
            lines.append(Line(start, start + len(text), text, indent, blank))
        blank = not text
        position += len(piece) + 1
    return tuple(lines)
