"""Tables of contents, and the title page before the text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stylepad.studio.texts.cleaning.layout import Covered, Layout
from stylepad.studio.texts.extract import Cut

_HEADING = re.compile(
    r"(?:table of )?contents(?: of .{1,40})?[.:]?|list of illustrations|содержание|оглавление|"
    r"illustrations|указатель|перечень.{0,40}",
    re.IGNORECASE,
)
_LEADERS = re.compile(r".{2,120}?(?:\.{3,}|…{2,}|(?:\. ){3,}|\s{3,}|\t)\s*[\divxlc]{1,5}\.?", re.I)
_ENTRY_MOST = 120
_FEWEST = 3
_LINE_MOST = 300
_LINES_MOST = 400
_PAGE = re.compile(r"[\s.…]*\d*\s*$")
_STOPS = re.compile(r"[.:]? [^\w\s]? ?|[.:]")
_TITLE_LONGEST = 90
_TITLE_LINES = 25
_SPEECH = ("—", "–", "«", '"', "“", "'")
_PROSE = 160
"""Characters from which on a paragraph at the beginning is the text itself."""


def find(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield tables of contents, told by their heading or by their page numbers."""
    lines = layout.lines
    number = 0
    while number < len(lines):
        line = lines[number]
        if covered.has(line.start, line.end):
            number += 1
            continue
        if _HEADING.fullmatch(line.text):
            end = _end_of_list(layout, number + 1)
            if end - number > _FEWEST:
                yield Cut("contents", line.start, lines[end - 1].end)
                number = end
                continue
        end = number
        while end < len(lines) and _has_page(lines[end].text):
            end += 1
        if end - number >= _FEWEST:
            yield Cut("contents", line.start, lines[end - 1].end)
        number = max(end, number + 1)


def find_title_page(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield the lines before the text: title, author, publisher, dedication."""
    free = [
        paragraph
        for paragraph in layout.paragraphs
        if not covered.has(paragraph.start, paragraph.end)
    ]
    short = []
    for paragraph in free[:_TITLE_LINES]:
        text = layout.text(paragraph)
        if not text.isupper() and (
            len(text) >= _PROSE or text.startswith(_SPEECH) or text.endswith(("?", "!"))
        ):
            break
        short.append(paragraph)
    else:
        # Nothing but short paragraphs: that is how the text is, not its title page.
        return
    while short and _is_sentence(layout.text(short[-1])):
        short.pop()
    for paragraph in short:
        text = layout.text(paragraph)
        if len(text) <= _TITLE_LONGEST or text.isupper():
            yield Cut("title_page", paragraph.start, paragraph.end)


def _end_of_list(layout: Layout, start: int) -> int:
    """Return where a table of contents ends: at prose, or where one of its entries comes again."""
    lines = layout.lines
    entries: set[str] = set()
    for number in range(start, len(lines)):
        text = lines[number].text
        plain = _plain(text)
        if number in layout.prose or (plain in entries and lines[number].after_blank):
            return number
        entries.add(plain)
        # "Chapter I. The beginning, 5" in the list is "Chapter I" above the text.
        entries.update(plain[: found.start()] for found in _STOPS.finditer(plain))
    return len(lines) if len(lines) - start < _LINES_MOST else start


def _has_page(text: str) -> bool:
    # The pattern is slow on a line as long as a book.
    return len(text) <= _LINE_MOST and bool(_LEADERS.fullmatch(text))


def _plain(text: str) -> str:
    """Return an entry without its page number, small letters only."""
    return _PAGE.sub("", text[:_LINE_MOST]).casefold()


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?", "…")) and len(text.split()) > 6
