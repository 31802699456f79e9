"""Cut works into passages of one to a few sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

_BREAK = re.compile(r"(?<=[.!?…])(?P<close>[\"»”'’)\]]*)\s+(?=[\"«“'‘(—–]*\s?[A-ZА-ЯЁ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Messrs|Esq|Hon|Rev|Capt|Col|Gen|Lieut|Prof|Jr|Sr|vs|etc|e\.g|i\.e|No"
    r"|vol|chap|т|е|д|п|г|гг|см|св|др|пр|им|ул|стр|рис|тыс|руб|коп|акад|проф)|\b[A-ZА-ЯЁ])\.$"
)
_CODE = re.compile(r"[{}<>=\\|`_#*~^]|https?:|::|\(\)|www\.")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_ANY_LETTER = re.compile(r"[^\W\d_]")


def sentences(paragraph: str) -> list[str]:
    """Split one paragraph at sentence ends, minding common abbreviations."""
    parts: list[str] = []
    start = 0
    for match in _BREAK.finditer(paragraph):
        end = match.end("close")
        if _ABBREVIATION.search(paragraph[start : match.start()]):
            continue
        parts.append(paragraph[start:end].strip())
        start = match.end()
    parts.append(paragraph[start:].strip())
    return [part for part in parts if part]


def paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs with white space collapsed; a blank line parts two of them."""
    for block in re.split(r"\n\s*\n", text):
        joined = " ".join(block.split())
        if joined:
            yield joined


def is_clean(passage: str, language: str) -> bool:
    """Say whether a passage is running prose in its language (no code, verse marks or French)."""
    letters = len(_ANY_LETTER.findall(passage))
    if letters < 0.65 * len(passage) or _CODE.search(passage):
        return False
    wanted = _CYRILLIC if language == "ru" else _LATIN
    if len(wanted.findall(passage)) < 0.9 * letters:
        return False
    capitals = sum(1 for ch in passage if ch.isupper())
    return capitals < 0.2 * letters


def passages(text: str, language: str, rng: Random, longest: int = 480) -> Iterator[str]:
    """Yield passages of 20 to `longest` characters: one to five sentences in a row."""
    for paragraph in paragraphs(text):
        run: list[str] = []
        size, wanted = 0, _target_size(rng, longest)
        for sentence in sentences(paragraph):
            if run and size + len(sentence) > wanted:
                yield from _finished(run, language, longest)
                run, size, wanted = [], 0, _target_size(rng, longest)
            run.append(sentence)
            size += len(sentence) + 1
        yield from _finished(run, language, longest)


def _target_size(rng: Random, longest: int) -> int:
    """Draw a length in characters; squaring favours short passages."""
    return 40 + int((longest - 40) * rng.random() ** 1.5)


def _finished(run: list[str], language: str, longest: int) -> Iterator[str]:
    passage = " ".join(run)
    if 20 <= len(passage) <= longest and is_clean(passage, language):
        yield passage
