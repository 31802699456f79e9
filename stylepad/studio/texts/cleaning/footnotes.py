"""Footnotes: the notes, wherever they stand, and their markers in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stylepad.studio.texts.cleaning.layout import Covered, Layout
from stylepad.studio.texts.extract import Cut

_GUTENBERG = re.compile(r"\[(?:Footnote|Note|Сноска|Примечание)\b", re.IGNORECASE)
_MARKER = re.compile(
    r"\s?\[\s?(?:\d{1,4}|[A-Za-zА-Яа-я]|\*{1,4}|[ivxlc]{1,6}|прим\.? \d+|note \d+|сноска \d+)\s?\]"
    r"|\s?\{\s?(?:\d{1,4}|\*{1,3}|[a-zA-Z])\s?\}"
    r"|\s?\(\s?\*{1,3}\s?\d{0,3}\s?\)"
    r"|(?<=[\w.,;:!?»”\"])(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,4}|\*{1,3}(?:\)|(?![\w*])))"
    r"|\s?[\[(][^\]\n()]{2,300}\((?:фр|франц|нем|лат|англ|польск|итал|греч|укр|исп)\w*\.?\)[^\]\n]{0,3}[\])]"
    r"|\s?\[(?:sic|Greek[^\]\n]{0,200})\]"
    r"|(?:(?<=[^\W\d])|(?<=[^\W\d][.,;:!?]))[†‡](?=[\s.,;:!?)»”\"]|$)",
)
_NOTE = re.compile(
    r"(?:\[\s?(?:\d{1,4}|[A-Za-zА-Яа-я]|\*{1,4}|[ivxlc]{1,6})\s?\]|\{\s?(?:\d{1,4}|\*{1,3})\s?\}"
    r"|\(\s?\*{1,3}\s?\d{0,3}\s?\)|\*{1,3}\)|\*{1,3}(?=\s?\w)|[†‡]\s?(?=[^\W\d])|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,4}\s?(?=\S))",
)
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]?\s+\S|\d{1,3}[.)]\S")
_HEADING = re.compile(
    r"(?:примечания?|сноски|комментари[ий]|notes?|foot-?notes?|end-?notes?)\b.{0,60}", re.IGNORECASE
)
_BRACKETED = re.compile(r"\[[^\[\]]{40,}\]\.?", re.DOTALL)
_EDITORS = re.compile(
    r"\((?:прим(?:\.|еч\w*)|ред\.|перев\.|франц?\.|фр\.|лат\.|нем\.|англ\.|итал\.|польск\.|греч\.)[^)]{0,40}\)"
    r"|[—–-]\s*(?:прим(?:\.|ечание|еч\.)\s|ред\.|перев\.)",
    re.IGNORECASE,
)
_LONGEST = 3_000
_LATE = 0.5
"""Where in a text a heading of notes begins them; before, "Notes" is the name of a chapter."""


def find(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield notes and their markers; a marker goes even where its note was not found."""
    notes = [*_bracketed(layout.raw), *_section(layout, covered), *_paragraphs(layout, covered)]
    yield from notes
    inside = Covered([*notes])
    for marker in _MARKER.finditer(layout.raw):
        if not inside.has(*marker.span()):
            yield Cut("footnote", *marker.span())


def _bracketed(raw: str) -> Iterator[Cut]:
    """Yield notes in brackets, "[Footnote 1: …]", with the brackets inside them."""
    for opening in _GUTENBERG.finditer(raw):
        if raw.find("]", opening.end(), opening.start() + _LONGEST) < 0:
            continue
        depth = 0
        for position in range(opening.start(), min(len(raw), opening.start() + _LONGEST)):
            depth += {"[": 1, "]": -1}.get(raw[position], 0)
            if depth == 0:
                yield Cut("footnote", opening.start(), position + 1)
                break


def _section(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield the notes at the end of a book, from their heading on."""
    free = [p for p in layout.paragraphs if not covered.has(p.start, p.end)]
    for place, paragraph in enumerate(free):
        if paragraph.start < _LATE * len(layout.raw) or not _HEADING.fullmatch(
            layout.text(paragraph)
        ):
            continue
        rest = [layout.text(after) for after in free[place + 1 :]]
        marked = sum(bool(_NOTE.match(text) or _NUMBERED.match(text)) for text in rest)
        if rest and marked >= 0.4 * len(rest):
            yield Cut("footnote", paragraph.start, free[-1].end)
            return


def _paragraphs(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield paragraphs that begin with a marker which the text before them has."""
    for paragraph in layout.paragraphs:
        if covered.has(paragraph.start, paragraph.end):
            continue
        text = layout.text(paragraph)
        if len(text) > _LONGEST:
            continue
        if (
            _NOTE.match(text)
            or _BRACKETED.fullmatch(text)
            or (len(text) < 300 and _NUMBERED.match(text) and _EDITORS.search(text))
        ):
            yield Cut("footnote", paragraph.start, paragraph.end)
