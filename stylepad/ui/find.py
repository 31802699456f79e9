"""Searching a text: plain values in, positions out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

_PIECE = 1 << 15
"""Characters searched at a time: a millisecond, so that the window gets its turn between."""
_WIDE = re.compile(r"[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for."""

    needle: str
    match_case: bool = False
    whole_words: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Return the search as a pattern; "ё" and "е" differ, as the writer typed them."""
        literal = re.escape(self.needle)
        if self.whole_words:
            literal = rf"(?<!\w){literal}(?!\w)"
        return re.compile(literal, 0 if self.match_case else re.IGNORECASE)


def find_all(
    text: str, search: Search, stopped: Callable[[], bool] = lambda: False
) -> list[tuple[int, int]]:
    """Return the bounds of every hit, in UTF-16 units as Qt counts them.

    Once `stopped` says so it ends with what was found. Python holds its lock during one search, so
    a long text is searched in pieces.
    """
    if not search.needle:
        return []
    pattern, length = search.pattern(), len(search.needle)
    hits: list[tuple[int, int]] = []
    reached = wider = 0
    for start in range(0, len(text), _PIECE):
        if stopped():
            break
        # A hit may end in the next piece; one more character shows whether the word ends there.
        end = start + _PIECE
        found = pattern.finditer(text, max(start, reached), end + length)
        spans = [match.span() for match in found if match.start() < end]
        if spans:
            reached = spans[-1][1]
        if text.isascii():
            hits += spans
            continue
        wide = [match.start() for match in _WIDE.finditer(text, start, end + length)]
        hits += _to_utf16(spans, wide, wider)
        wider += bisect_left(wide, end)
    return hits


def hit_after(hits: list[tuple[int, int]], position: int) -> int:
    """Return the index of the first hit at or after a position; past the last one, 0."""
    index = bisect_left(hits, (position, position))
    return index if index < len(hits) else 0


def hit_before(hits: list[tuple[int, int]], position: int) -> int:
    """Return the index of the last hit that starts before a position; before all, the last."""
    return (bisect_left(hits, (position, -1)) - 1) % len(hits)


def index_of(hits: list[tuple[int, int]], place: tuple[int, int]) -> int:
    """Return the index of the hit with these bounds, -1 where there is none."""
    index = bisect_left(hits, place)
    return index if index < len(hits) and hits[index] == place else -1


def _to_utf16(hits: list[tuple[int, int]], wide: list[int], before: int) -> list[tuple[int, int]]:
    """Move code point positions past the characters that take two UTF-16 units.

    `wide` are the places of those around the hits, `before` the number of those before them.
    """
    if not wide and not before:
        return hits
    return [
        (start + before + bisect_left(wide, start), end + before + bisect_left(wide, end))
        for start, end in hits
    ]
