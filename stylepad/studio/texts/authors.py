"""Whom the files themselves name as author: two people's books make one blurred style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from stylepad.studio.texts.works import latin

_HEAD = 4000
_SAID = re.compile(r"^[ \t]*(?:Author|Автор)[ \t]*:[ \t]*(\S[^\n]{1,120})$", re.MULTILINE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NOBODY = re.compile(
    r"unknown|anonym|various|неизвест|аноним|разные|коллектив|сборник", re.IGNORECASE
)
_ALIKE = 0.75
"""Ratio of common letters from which two spellings are of one name: Dostoyevsky, Dostoevskii."""


def said(text: str) -> str:
    """Return the author whom the head of a plain text names, as Project Gutenberg's do, or ""."""
    found = _SAID.search(text[:_HEAD])
    return found[1].strip() if found else ""


def people(names: Iterable[str]) -> list[tuple[str, int]]:
    """Return who is named and how often, one spelling a person, the most frequent first."""
    counted = Counter(
        " ".join(name.split()) for name in names if name.strip() and not _NOBODY.search(name)
    )
    found: list[tuple[str, int]] = []
    for name, times in counted.most_common():
        place = next((place for place, (other, _) in enumerate(found) if _same(name, other)), None)
        if place is None:
            found.append((name, times))
        else:
            found[place] = (found[place][0], found[place][1] + times)
    return sorted(found, key=lambda person: -person[1])


def _same(first: str, second: str) -> bool:
    """Return whether two names may be one person's; initials and order say nothing."""
    one, other = _words(first), _words(second)
    if len(one) > len(other):
        one, other = other, one
    if all(any(_alike(word, its) for its in other) for word in one):
        return True
    return _alike(_surname(first), _surname(second))


def _surname(name: str) -> str:
    before, comma, _ = name.partition(",")
    words = _words(before)
    return (words[0] if comma else words[-1]) if words else ""


def _words(name: str) -> list[str]:
    return _LETTERS.findall(latin(name))


def _alike(first: str, second: str) -> bool:
    return first == second or (
        min(len(first), len(second)) > 3 and SequenceMatcher(None, first, second).ratio() >= _ALIKE
    )
