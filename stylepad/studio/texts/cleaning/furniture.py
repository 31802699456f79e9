"""What a printed page has beside its text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from stylepad.studio.texts.cleaning.layout import Covered, Layout, Line
from stylepad.studio.texts.extract import Cut

_ALONE = re.compile(
    r"[-–—\[({|•·\s]*(?:стр\.?|с\.|page|p\.|pg\.?)?\s*(\d{1,4})[-–—\])}|•·\s.]*", re.I
)
_INLINE = re.compile(
    r"\s?[\[{](?:pg\.?|page|p\.|стр\.?|с\.)\s*\d{1,4}[\]}]|\{\d{1,4}\}|\[\d{1,4}/\d{1,4}\]", re.I
)
_DIGITS = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
_HEAD_MOST = 70
_TIMES = 5
"""How often a line stands at the edge of a page, or between page numbers, to be a running head."""

_TIMES_AT_EDGES = 3
"""The same where form feeds say for sure where pages begin."""

_RISING = 0.6
"""Share of the numbers alone that are a little larger than the last, if they are pages'."""

_STEP_MOST = 12
_PAGE_MOST = 6_000
"""Characters that a printed page has at most."""


def find(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield page numbers and running heads."""
    for number in _INLINE.finditer(layout.raw):
        yield Cut("page_number", *number.span())
    edges = _edges(layout)
    free = [n for n, line in enumerate(layout.lines) if not covered.has(line.start, line.end)]
    numbers = _page_numbers(layout, free, edges)
    for place in sorted(numbers):
        yield Cut("page_number", layout.lines[place].start, layout.lines[place].end)
    for place in _running_heads(layout, free, edges, numbers):
        yield Cut("running_head", layout.lines[place].start, layout.lines[place].end)


def _edges(layout: Layout) -> set[int]:
    """Return the lines that are first or last on a page, where form feeds part the pages."""
    if "\f" not in layout.raw:
        return set()
    edges: set[int] = set()
    for number in range(1, len(layout.lines)):
        before, after = layout.lines[number - 1], layout.lines[number]
        # The feed itself may stand within the blanks before a line.
        if "\f" in layout.raw[before.end : after.start]:
            edges.update(range(max(0, number - 2), min(len(layout.lines), number + 2)))
    edges.update({0, 1, len(layout.lines) - 1} & set(range(len(layout.lines))))
    return edges


def _page_numbers(layout: Layout, free: list[int], edges: set[int]) -> set[int]:
    """Return the lines that are numbers of pages: they rise steadily, and there are many."""
    found = [
        (place, int(match[1]))
        for place in free
        if (match := _ALONE.fullmatch(layout.lines[place].text))
    ]
    rising = sum(0 < after - before <= _STEP_MOST for (_, before), (_, after) in pairwise(found))
    if len(found) >= _TIMES and rising >= _RISING * (len(found) - 1):
        reach = layout.lines[found[-1][0]].start - layout.lines[found[0][0]].start
        # What is farther apart than pages numbers the chapters.
        if reach <= _PAGE_MOST * (len(found) - 1):
            return {place for place, _ in found}
    return {place for place, _ in found if place in edges}


def _running_heads(
    layout: Layout, free: list[int], edges: set[int], numbers: set[int]
) -> list[int]:
    """Return short lines that come again and again where pages begin or end."""
    beside = edges | {place + step for place in numbers for step in (-1, 1)}
    shapes = Counter(
        _shape(layout.lines[place])
        for place in free
        if _short(layout.lines[place]) and place in beside
    )
    return [
        place
        for place in free
        if place not in numbers and place in beside and _short(layout.lines[place])
        if shapes[_shape(layout.lines[place])] >= (_TIMES_AT_EDGES if edges else _TIMES)
    ]


def _short(line: Line) -> bool:
    return 3 < len(line.text) <= _HEAD_MOST


def _shape(line: Line) -> str:
    """Return a line without its numbers: heads carry that of the page."""
    return _DIGITS.sub("#", line.text.casefold())
