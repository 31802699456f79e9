"""Several works in one file: collected tales and volumes of works are taken apart.

Training, stopping and judging each need works of their own, so a volume of tales must not count as
one. A novel whose chapters have names must: it is told by its chapters being numbered through, or
not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from stylepad.studio.texts.cleaning.headings import is_chapter
from stylepad.studio.texts.cleaning.layout import Covered, Layout
from stylepad.studio.texts.extract import Cut, Heading
from stylepad.text.words import count_words

_COLLECTED = re.compile(
    r"\b(?:tales|stories|works|essays|sketches|novellas|volume [\dIVX]+|рассказы|повести|сказки|"
    r"очерки|новеллы|сочинени[яй]|произведени[яй]|сборник|собрание|том [\dIVX]+)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"(?:(?:chapter|глава|часть|part)\s+)?(?:I|1|one|(?:the )?first|перв(?:ая|ый)|І)\b[.)]?"
    r"(?:\s.*)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+")
_FRONT = 2_000
"""Characters at the beginning in which a title page says what a book holds."""

_WORDS = 400
"""A section with fewer words of prose is no work of its own."""

_NO_TITLES = ("BY ", "FROM ", "TO ", "[", "(")
_LEVELS = 7
_LINE_MOST = 300


@dataclass(frozen=True, slots=True)
class Part:
    """One work of a collection: its title, and where it lies in the raw text."""

    title: str
    start: int
    end: int


def parts(
    raw: str, title: str, cuts: Iterable[Cut], headings: Iterable[Heading]
) -> tuple[Part, ...]:
    """Return the works that a text holds, which tile it; none where it is a single work.

    `headings` are those whose level the file says; without any, lines in capitals and the entries
    of a table of contents are taken for titles.
    """
    cuts = tuple(cuts)
    covered = Covered(cuts)
    collected = _says_so(raw, title, cuts)
    sections = _large_enough(raw, covered, _by_level(raw, tuple(headings)))
    if sections and (collected or _restarts(raw, cuts, sections) > len(sections) / 2):
        return () if _are_parts(sections) else sections
    return _large_enough(raw, covered, _by_looks(Layout(raw), raw, cuts)) if collected else ()


def _says_so(raw: str, title: str, cuts: tuple[Cut, ...]) -> bool:
    """Return whether the title or the title page says that the book holds several works."""
    front = [
        raw[cut.start : cut.end]
        for cut in cuts
        if cut.start < _FRONT and cut.kind in {"title_page", "heading"}
    ]
    return any(_COLLECTED.search(text) for text in [title, *front])


def _are_parts(sections: tuple[Part, ...]) -> bool:
    """Return whether titles are numbered by a word of their own, as "Epoch the Second" is."""
    firsts = (_ARTICLE.sub("", part.title.casefold()).split(maxsplit=1) for part in sections)
    words = Counter(first[0] for first in firsts if first)
    return bool(words) and words.most_common(1)[0][1] > len(sections) / 2


def _by_level(raw: str, headings: tuple[Heading, ...]) -> list[tuple[int, str]]:
    """Return the titles of the highest level that has several which are no chapters."""
    for level in range(_LEVELS):
        titles = [
            (heading.start, text)
            for heading in headings
            if heading.level == level
            and (text := " ".join(raw[heading.start : heading.end].split()))
            and not is_chapter(text)
        ]
        if len(titles) >= 2:
            return titles
    return []


def _by_looks(layout: Layout, raw: str, cuts: tuple[Cut, ...]) -> list[tuple[int, str]]:
    """Return the paragraphs that are titles by their capitals, or by the table of contents."""
    listed = {
        _plain(line)
        for cut in cuts
        if cut.kind == "contents"
        for line in raw[cut.start : cut.end].splitlines()[1:]
        if line.strip()
    }
    contents = Covered(cut for cut in cuts if cut.kind in {"contents", "licence", "introduction"})
    titles, capitals = [], []
    for paragraph in layout.paragraphs:
        if contents.has(paragraph.start, paragraph.end) or paragraph.end - paragraph.start > 110:
            continue
        text = layout.text(paragraph)
        if is_chapter(text) or not any(letter.isalpha() for letter in text):
            continue
        if _plain(text) in listed:
            titles.append((paragraph.start, text))
        elif text.isupper() and len(text) > 3 and not text.startswith(_NO_TITLES):
            capitals.append((paragraph.start, text))
    found = titles if len(titles) > 1 else capitals
    counts = Counter(text for _, text in found)
    return [(start, text) for start, text in found if counts[text] <= 2]


def _large_enough(raw: str, covered: Covered, titles: list[tuple[int, str]]) -> tuple[Part, ...]:
    """Return the sections that have prose enough; others go to the work before them."""
    if not titles:
        return ()
    ends = [start for start, _ in titles[1:]] + [len(raw)]
    kept: list[tuple[int, str]] = []
    for (start, text), end in zip(titles, ends, strict=True):
        prose = " ".join(raw[slice(*gap)] for gap in covered.gaps(start, end))
        if count_words(prose) >= _WORDS:
            kept.append((start, text))
    if len(kept) < 2:
        return ()
    # What stands before the first title belongs to the first work: a title page, mostly.
    starts = [0, *(start for start, _ in kept[1:])]
    stops = [*(start for start, _ in kept[1:]), len(raw)]
    return tuple(
        Part(text.strip("_*. "), start, stop)
        for (_, text), start, stop in zip(kept, starts, stops, strict=True)
    )


def _restarts(raw: str, cuts: tuple[Cut, ...], sections: tuple[Part, ...]) -> int:
    """Return how many sections have a first chapter of their own."""
    firsts = [
        cut.start
        for cut in cuts
        if cut.kind == "heading" and _FIRST.fullmatch(" ".join(raw[cut.start : cut.end].split()))
    ]
    return sum(any(part.start <= first < part.end for first in firsts) for part in sections)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]*\d*\s*$", "", text[:_LINE_MOST].strip(" _*")).casefold()
