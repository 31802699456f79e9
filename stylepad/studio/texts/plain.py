"""Plain text and Markdown."""

from __future__ import annotations

import re

from stylepad.studio.texts.encoding import decoded
from stylepad.studio.texts.extract import Cut, Extract, Heading

_TITLE = re.compile(r"^(?:Title|Название|Заглавие):\s*(.+)$", re.MULTILINE)
_BEGINNING = 4_000
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE)
_MARKS = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)|(?<=\])\([^)\n]*\)|\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|^>[ \t]?", re.M
)
_NOTE = re.compile(r"^\[\^[^\]\n]+\]:.*(?:\n[ \t]+.*)*|\[\^[^\]\n]+\]", re.MULTILINE)


def read_plain(name: str, data: bytes) -> Extract:
    """Return a text file as it stands; raises StudioError "studio.binary"."""
    text, encoding = decoded(name, data)
    named = _TITLE.search(text[:_BEGINNING])
    return Extract(text, "txt", named[1].strip() if named else "", encoding)


def read_markdown(name: str, data: bytes) -> Extract:
    """Return a Markdown file as it stands, its marks and code as cuts."""
    text, encoding = decoded(name, data)
    cuts: list[Cut] = []
    for kind, pattern in (
        ("title_page", _FRONT_MATTER),
        ("code", _FENCE),
        ("footnote", _NOTE),
        ("heading", _HEADING),
        ("separator", _RULE),
        ("mark", _MARKS),
    ):
        for found in pattern.finditer(text):
            if not any(cut.start < found.end() and found.start() < cut.end for cut in cuts):
                cuts.append(Cut(kind, *found.span()))
    headings = tuple(
        Heading(len(found[0]) - len(found[0].lstrip("#")), *found.span())
        for found in _HEADING.finditer(text)
    )
    title = _HEADING.search(text)
    return Extract(
        text,
        "md",
        title[1].strip() if title else "",
        encoding,
        tuple(sorted(cuts, key=lambda cut: cut.start)),
        headings=headings,
    )
