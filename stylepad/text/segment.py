"""Cutting a text into the passages that are rewritten, with all between them left as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stylepad.text.blocks import prose
from stylepad.text.sentences import Piece, clauses, sentences, words
from stylepad.text.wrapping import rewrap, unwrap

__all__ = ["Span", "rewrap", "segment", "unwrap"]

LONGEST_WORD = 200
"""A run this long without a blank is no word of prose and is left alone."""

_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BARRIER = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f\ufffc]+|(?<!\S)\S{{{LONGEST_WORD},}}")
_QUOTE_MARK = re.compile(r"(?<=[\r\n\u2028\u2029])[ \t]*(?:>[ \t]*)+")
_INVISIBLE = "\ufeff\u200b"
_NOT_PROSE = re.compile(
    r"!?\[[^\]\n]*\]\([^)\n]*\)|`[^`\n]+`|<[^<>\n]+>|(?:https?://|www\.)\S+|\S+@\S+\.\w+|[#@]\w+"
)
_SPLITTERS: tuple[Callable[[str], list[Piece]], ...] = (sentences, clauses, words)
_HOPELESS = 3
"""A paragraph this many times longer than one that did not fit is cut without being measured."""


@dataclass(frozen=True, slots=True)
class Span:
    """A passage to rewrite, `text[start:end]`; no blanks at either end."""

    start: int
    end: int


def segment(
    text: str, fits: Callable[[str], bool], whole: Callable[[str], bool] | None = None
) -> tuple[Span, ...]:
    """Return the passages of a text in order, each of which `fits`.

    A passage is a paragraph, or as many of its sentences as fit, or a cut at a clause or a word
    where a sentence is too long: one alone stays whole as long as `whole` says so, which is `fits`
    unless given. What is between passages is to be kept as it is: blank lines,
    indents, list and quote marks, headings, code, tables, and what has no letters.
    """
    cutter = _Cutter(text, fits, whole or fits)
    spans: list[Span] = []
    for start, end in prose(text):
        for piece in _between_barriers(text, start, end):
            spans.extend(cutter.passages(piece))
    return tuple(spans)


class _Cutter:
    """Cuts paragraphs to the size that fits, measuring as seldom as it can."""

    def __init__(
        self, text: str, fits: Callable[[str], bool], whole: Callable[[str], bool]
    ) -> None:
        self._text = text
        self._fits = fits
        self._whole = whole
        self._room = 0
        self._too_long = 0

    def passages(self, piece: Piece) -> Iterator[Span]:
        length = piece[1] - piece[0]
        hopeless = self._too_long and length > _HOPELESS * self._too_long
        if not hopeless and self._fits(self._text[slice(*piece)]):
            yield Span(*piece)
            return
        self._too_long = min(self._too_long or length, length)
        yield from self._cut(piece, 0)

    def _cut(self, piece: Piece, level: int) -> Iterator[Span]:
        """Yield a piece that does not fit in as few parts as possible, by the level's splitter."""
        if level == len(_SPLITTERS):
            return
        offset, end = piece
        parts = _SPLITTERS[level](self._text[offset:end])
        units = [self._unquoted(offset + first, offset + last) for first, last in parts]
        units = [unit for unit in units if unit[0] < unit[1]]
        index = 0
        while index < len(units):
            count = self._most(units, index)
            if count == 0 and level == 0 and self._whole(self._text[slice(*units[index])]):
                yield Span(*units[index])
                count = 1
            elif count == 0:
                yield from self._cut(units[index], level + 1)
                count = 1
            else:
                span = Span(units[index][0], units[index + count - 1][1])
                self._room = span.end - span.start
                if _LETTER.search(self._text, span.start, span.end):
                    yield span
            index += count

    def _unquoted(self, start: int, end: int) -> Piece:
        """Leave out a quote mark at the start of a line that a cut has come to stand before."""
        mark = _QUOTE_MARK.match(self._text, start, end)
        return (mark.end() if mark else start), end

    def _most(self, units: list[Piece], index: int) -> int:
        """Return how many units from `index` on fit together, searching out from a good guess."""
        start = units[index][0]
        low, high = 0, len(units) - index + 1
        guess = 1
        while guess < high - 1 and units[index + guess][1] - start <= self._room:
            guess += 1
        step = 1
        while high - low > 1:
            if self._fits(self._text[start : units[index + guess - 1][1]]):
                low, guess = guess, guess + step
            else:
                high, guess = guess, guess - step
            if not low < guess < high:
                guess = (low + high) // 2
            step *= 2
        return low


def _between_barriers(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield what can be rewritten of a paragraph: no control characters, no endless words."""
    position = start
    for barrier in _BARRIER.finditer(text, start, end):
        if barrier[0][0] > " " and _UNSPACED.search(barrier[0]):
            continue
        yield from _trimmed(text, position, barrier.start())
        position = barrier.end()
    yield from _trimmed(text, position, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the stretch without the blanks around it, unless it says nothing."""
    stretch = text[start:end]
    if not _LETTER.search(_NOT_PROSE.sub(" ", stretch)):
        return
    core = stretch.strip().strip(_INVISIBLE).strip()
    position = start + stretch.find(core)
    yield position, position + len(core)
