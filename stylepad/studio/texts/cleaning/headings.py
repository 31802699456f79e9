"""Headings, separators and illustrations; whoever looks for prose steps over them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stylepad.studio.texts.cleaning.layout import Covered, Layout, Line
from stylepad.studio.texts.extract import Cut

_ROMAN = r"(?=[IVXLCMІХ])[IІ]?[MCDХXLVIІ]{1,9}"
_ORDINAL = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|тринадцат|"
    r"четырнадцат|пятнадцат|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат|тридцат|сорок|"
    r"пятьдесят|последн)\w*(?: \w+)?"
)
_COUNT = (
    r"(?:the )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\w+teen(?:th)?|twent\w+|thirt\w+|fort\w+|fift\w+)(?:-\w+)?"
)
_CHAPTER = re.compile(
    rf"(?:(?:chapter|book|part|epoch|volume|vol\.|canto|section|letter|stave|act|scene|глава|часть|"
    rf"книга|том|раздел|отделение|отдел|письмо|действие|явление|картина|выпуск|тетрадь)\s+"
    rf"(?:{_ROMAN}|\d{{1,3}}|{_COUNT}|{_ORDINAL})(?:[-–—]?[яйаео]{{1,2}})?\b.{{0,90}}"
    rf"|(?:{_ORDINAL}|\d{{1,3}}(?:[-–—]?[яйае])?|{_ROMAN})\s+(?:глава|часть|книга|письмо)"
    rf"|(?:prologue|epilogue|пролог|эпилог|conclusion|заключение|finis|the end|"
    rf"конец(?: .{{1,30}})?)"
    rf"|[({{\[]?(?:{_ROMAN}|\d{{1,3}}|§\s*\d+)[.)\]}}]?)\.?",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"[\W_]{1,40}")
_ILLUSTRATION = re.compile(
    r"\[(?:Illustration|Picture|Image|Иллюстрация|Рис\.)[^\]]{0,600}\]", re.IGNORECASE
)
_CAPITALS = re.compile(r"[^a-zа-яёѣ]*[A-ZА-ЯЁѢІ]{3,}[^a-zа-яёѣ]*")
_LONGEST = 110
_CHAPTER_MOST = 200


def find(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield headings of chapters, lines of stars, and the places of pictures."""
    for picture in _ILLUSTRATION.finditer(layout.raw):
        yield Cut("illustration", *picture.span())
    for paragraph in layout.paragraphs:
        if covered.has(paragraph.start, paragraph.end):
            continue
        lines = layout.lines[paragraph.first : paragraph.last]
        if SEPARATOR.fullmatch(text := layout.text(paragraph)):
            yield Cut("separator", paragraph.start, paragraph.end)
        elif (len(lines) == 1 and is_heading(text)) or _has_title(lines):
            yield Cut("heading", paragraph.start, paragraph.end)


def _has_title(lines: tuple[Line, ...]) -> bool:
    """Return whether a chapter's number and its title stand in one paragraph."""
    return (
        len(lines) <= 3
        and is_heading(lines[0].text)
        and not any(line.ends_sentence for line in lines[1:-1])
        and not lines[-1].text.endswith((":", "!", "?", ","))
        and sum(len(line.text) for line in lines) <= _LONGEST
    )


def is_chapter(text: str) -> bool:
    """Return whether a line is a chapter's number, with or without its title."""
    return len(text) <= _CHAPTER_MOST and bool(_CHAPTER.fullmatch(text))


def is_heading(text: str) -> bool:
    """Return whether a paragraph is the heading of a chapter, or all in capitals."""
    if len(text) > _LONGEST:
        return False
    if is_chapter(text):
        return True
    return bool(_CAPITALS.fullmatch(text)) and not text.startswith(("—", "–", "-", '"', "«", "“"))
