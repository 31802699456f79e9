"""Licence blocks and libraries' notes: what a site or a project put around the author's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stylepad.studio.texts.cleaning.layout import Covered, Layout
from stylepad.studio.texts.extract import Cut

_BEGIN = re.compile(
    r"^.{0,12}(?:START OF (?:THE |THIS )?PROJECT GUTENBERG|END\*? ?THE SMALL PRINT|"
    r"\*END\*THE SMALL PRINT|Start of (?:the )?Project Gutenberg)[^\n]*(?:\n[^\n]+)?$",
    re.MULTILINE | re.IGNORECASE,
)
_FINISH = re.compile(
    r"^.{0,12}(?:END OF (?:THE |THIS )?PROJECT GUTENBERG|End of (?:the )?Project Gutenberg|"
    r"Конец проекта Гутенберг)[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_HEADER_MOST = 30_000
"""Characters; a beginning mark further down is no header."""

_ANYWHERE = re.compile(
    r"project gutenberg|gutenberg\.org|royallib|litres\.ru|lib\.ru\b|libking|flibusta|librusec|"
    r"bookscafe|wikisource|standard ?ebooks|archive\.org|az\.lib|ilibrary\.ru|rvb\.ru|feb-web|"
    r"спасибо, что скачали|бесплатной электронной библиотек|все книги автора|эта же книга в других|"
    r"приятного чтения|"
    r"электронная библиотека|текст предоставлен|общественное достояние|"
    r"public domain|creative commons|cc[- ]by|all rights reserved|все права защищены|"
    r"\bisbn\b|\bББК\b|\bУДК\b|подписано в печать|distributed proofread|transcriber.?s.? note|"
    r"(?:words|phrases|text) .{0,60}\(?underscores?\)?|"
    r"\b(?:12|16|8) ?(?:mo|vo)\b|trade mark|"
    r"^produced by|^e-?text (?:prepared|by)|\bOCR\b|spell ?check|вычитка|"
    r"\bscan(?:ned)? by|сканирование|"
    r"сканировал|печатается по|воспроизводится по|издание:|^источник( текста)?:|^оригинал здесь|"
    r"printed in (?:the )?(?:u\.?\s?s|great britain|england)|entered according to act|"
    r"library of congress|copyright(?:ed)? (?:©|\(c\)|\d|by)|©|(?:https?://|www\.)\S+|\S+@\S+\.\w{2,4}\b",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST = 600
"""Characters: a longer paragraph that has such a word in it is the author's."""

_EDGE = 0.06
"""Share of a text at either end where such paragraphs stand; further in, they must be short."""


def find(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield licence blocks as wholes, and single paragraphs of libraries' notes."""
    raw = layout.raw
    start, end = 0, len(raw)
    if (begin := _last_begin(raw)) is not None:
        start = begin
        yield Cut("licence", 0, start)
    if (finish := _FINISH.search(raw, start)) is not None:
        end = finish.start()
        yield Cut("licence", end, len(raw))
    for paragraph in layout.paragraphs:
        if not start <= paragraph.start < end or covered.has(paragraph.start, paragraph.end):
            continue
        length = paragraph.end - paragraph.start
        at = min(paragraph.start - start, end - paragraph.end) / max(1, end - start)
        if length > (_LONGEST if at < _EDGE else _LONGEST / 4):
            continue
        if _ANYWHERE.search(layout.text(paragraph)):
            yield Cut("licence", paragraph.start, paragraph.end)


def _last_begin(raw: str) -> int | None:
    ends = [found.end() for found in _BEGIN.finditer(raw, 0, _HEADER_MOST)]
    return max(ends) if ends else None
