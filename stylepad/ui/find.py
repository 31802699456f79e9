"""Searching a text: plain values in, positions out."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass


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


def find_all(text: str, search: Search) -> list[tuple[int, int]]:
    """Return the bounds of every hit, in UTF-16 units as Qt counts them."""
    if not search.needle:
        return []
    hits = [match.span() for match in search.pattern().finditer(text)]
    if not hits or text.isascii() or max(text) <= "\uffff":
        return hits
    return _to_utf16(text, hits)


def hit_after(hits: list[tuple[int, int]], position: int) -> int:
    """Return the index of the first hit at or after a position; past the last one, 0."""
    index = bisect_left(hits, (position, position))
    return index if index < len(hits) else 0


def hit_before(hits: list[tuple[int, int]], position: int) -> int:
    """Return the index of the last hit that starts before a position; before all, the last."""
    return (bisect_left(hits, (position, -1)) - 1) % len(hits)


def _to_utf16(text: str, hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Move code point positions past the characters that take two UTF-16 units."""
    wide = [match.start() for match in re.finditer(r"[\U00010000-\U0010ffff]", text)]
    return [(start + bisect_left(wide, start), end + bisect_left(wide, end)) for start, end in hits]
