"""What others wrote about the author: editors' prefaces, afterwords and notes on a life."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stylepad.studio.texts.cleaning.layout import Covered, Layout, Paragraph
from stylepad.studio.texts.extract import Cut

_BY_OTHERS = re.compile(
    r".{0,30}(?:от (?:редак|издател|составител|переводчик)\w*|об авторе|"
    r"вступительн\w+ (?:статья|слово)|биографи\w+.{0,40}|редакционн\w+.{0,30}|"
    r"предисловие (?:редактора|издател\w+|переводчика|к .{3,40})|"
    r"editor.?s? (?:note|preface|introduction)|translator.?s? (?:note|preface|introduction)|"
    r"publisher.?s? (?:note|preface)|about the author|biographical (?:note|sketch|introduction)|"
    r"introductory (?:note|essay)|death of .{3,40}|comment(?:ary)? (?:by|on) .{3,60}).{0,40}",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"(?:предисловие|введение|вступление|послесловие|комментарии|introduction|preface|foreword|"
    r"afterword|appendix)\b.{0,60}",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:автор\w*|писател\w*|творчеств\w*|рассказ\w* был\w* напечатан\w*|впервые опубликован\w*|"
    r"the author|his works|the poet|was born|published in|edition|18\d\d|19\d\d)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|my|me|myself|я|мой|моя|моё|мои|моих|моего|моей|мне|меня)\b")
_OWN_PER_THOUSAND = 25.0
"""Words for oneself in a thousand, from which on a preface is the author's own."""

_TALK = 0.15
_PER_THOUSAND = 6.0
"""Words about an author in a thousand, from which on a preface is by someone else."""

_FARTHEST = 0.4
"""Share of a text in which an introduction ends, unless its heading says whose it is."""


def find(layout: Layout, headings: Covered, author: str) -> Iterator[Cut]:
    """Yield introductions by others, from their heading to the next of `headings`.

    `author` is whose style is made: who writes that name often is someone else.
    """
    begins = [place for place, p in enumerate(layout.paragraphs) if _begins(layout, p, headings)]
    for order, place in enumerate(begins):
        text = layout.text(layout.paragraphs[place])
        named = bool(_BY_OTHERS.fullmatch(text))
        if not named and not _PERHAPS.fullmatch(text):
            continue
        after = begins[order + 1] if order + 1 < len(begins) else len(layout.paragraphs)
        section = layout.paragraphs[place:after]
        length = section[-1].end - section[0].start
        if length > _FARTHEST * len(layout.raw):
            continue
        texts = [layout.text(paragraph) for paragraph in section]
        if named or (not _talks(texts) and _praises(" ".join(texts), author)):
            yield Cut("introduction", section[0].start, section[-1].end)


def _begins(layout: Layout, paragraph: Paragraph, headings: Covered) -> bool:
    text = layout.text(paragraph)
    if len(text) > 110:
        return False
    if _BY_OTHERS.fullmatch(text) or _PERHAPS.fullmatch(text):
        return not text.endswith((",", ";")) and not text.startswith(("—", "–"))
    return headings.has(paragraph.start, paragraph.end)


def _talks(texts: list[str]) -> bool:
    """Return whether people talk in a section, as they do in a story and not about an author."""
    return sum(text.startswith(("—", "–", "- ")) for text in texts) > _TALK * len(texts)


def _praises(text: str, author: str) -> bool:
    words = max(1, len(text.split()))
    names = [re.escape(name) for name in author.split() if len(name) > 3]
    mentions = len(_ABOUT.findall(text))
    if names:
        mentions += len(re.findall("|".join(names), text, re.IGNORECASE))
    if 1000 * len(_OWN.findall(text)) / words >= _OWN_PER_THOUSAND:
        return False
    return words >= 60 and 1000 * mentions / words >= _PER_THOUSAND
