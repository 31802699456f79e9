"""Short lines that are no sentences: titles of chapters, single verses, signatures, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stylepad.studio.texts.cleaning.headings import is_chapter
from stylepad.studio.texts.cleaning.layout import Covered, Layout
from stylepad.studio.texts.extract import Cut

_LONGEST = 90
_TITLE_LONGEST = 70
_ENDED = re.compile(r"[.!?…:;][\"»”’')\]*_]*$")
_SPEECH = re.compile(r"[—–«“\"‘']|-+\s?\w")
_GOES_ON = re.compile(r"[^\w]{0,2}[a-zа-яёѣі]")
_USUAL = 0.6
"""Share of the numbered chapters that a short paragraph follows, if chapters have titles."""

_CHAPTERS = 3
_PRICED = re.compile(
    r"\$\s?\d|\b(?:12|16|8)(?:mo|vo)\b|\bcloth\b.{0,40}\bprice|\d+s\. ?\d*d?\.|цена \d+ ?(?:р|к)",
    re.I,
)
_CATALOGUE = re.compile(
    r".{0,60}(?:'s books|books for|by the same author|works by|other books|new publications|"
    r"catalogue|advertisements|selections from|в той же серии|того же автора|каталог).{0,60}",
    re.IGNORECASE,
)
_LATE = 0.75
_NEAR, _PRICES = 80, 3
"""Among so many paragraphs after its heading a catalogue names so many prices."""


def find_titles(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield the titles of chapters under their numbers, where most chapters have one."""
    paragraphs = layout.paragraphs
    chapters = [
        place
        for place, paragraph in enumerate(paragraphs[:-1])
        if covered.has(paragraph.start, paragraph.end) and is_chapter(layout.text(paragraph))
    ]
    titles = [
        paragraphs[place + 1]
        for place in chapters
        if _may_be_title(layout, place + 1)
        and not covered.has(paragraphs[place + 1].start, paragraphs[place + 1].end)
    ]
    if len(chapters) >= _CHAPTERS and len(titles) >= _USUAL * len(chapters):
        yield from (Cut("heading", title.start, title.end) for title in titles)


def find(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield the short paragraphs that end like no sentence and are not gone on with."""
    free = [p for p in layout.paragraphs if not covered.has(p.start, p.end)]
    for place, paragraph in enumerate(free):
        text = layout.text(paragraph)
        if len(text) > _LONGEST or _ENDED.search(text) or _SPEECH.match(text):
            continue
        after = layout.text(free[place + 1]) if place + 1 < len(free) else ""
        if not _GOES_ON.match(after) and not _GOES_ON.match(text):
            yield Cut("fragment", paragraph.start, paragraph.end)


def find_catalogue(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield a publisher's list of other books at the end, told by its heading and its prices."""
    paragraphs = layout.paragraphs
    for place, paragraph in enumerate(paragraphs):
        if paragraph.start < _LATE * len(layout.raw) or covered.has(paragraph.start, paragraph.end):
            continue
        if not _CATALOGUE.fullmatch(layout.text(paragraph)):
            continue
        after = paragraphs[place + 1 : place + 1 + _NEAR]
        if sum(bool(_PRICED.search(layout.text(item))) for item in after) >= _PRICES:
            yield Cut("licence", paragraph.start, len(layout.raw))
            return


def _may_be_title(layout: Layout, place: int) -> bool:
    text = layout.text(layout.paragraphs[place])
    return (
        len(text) <= _TITLE_LONGEST
        and not _SPEECH.match(text)
        and not text.endswith(("!", "?", ","))
    )
