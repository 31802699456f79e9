"""How much of the original's content a rewriting has: chrF and shared stems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

import snowballstemmer

from judge.texts import names, words

_NUMBER = re.compile(r"\d+")
_LANGUAGES = {"ru": "russian", "en": "english"}


def chrf(text: str, original: str, order: int = 6, beta: float = 2.0) -> float:
    """Return chrF2 from 0 to 1 (M. Popović, 2015): n-grams of characters without white space."""
    scores = []
    said, wanted = "".join(text.split()), "".join(original.split())
    for n in range(1, order + 1):
        a, b = _grams(said, n), _grams(wanted, n)
        if not a or not b:
            continue
        shared = (a & b).total()
        precision, recall = shared / a.total(), shared / b.total()
        weight = beta * beta * precision + recall
        scores.append((1 + beta * beta) * precision * recall / weight if weight else 0.0)
    return sum(scores) / len(scores) if scores else 0.0


def exact(text: str, original: str, ordinary: Collection[str]) -> bool:
    """Say whether a text has the original's numbers in digits and its names, and no others.

    Stricter than the program's gate and none of its code: a number in words is no number in digits;
    a name may inflect but keeps its beginning.
    """
    if set(_NUMBER.findall(text)) != set(_NUMBER.findall(original)):
        return False
    said, wanted = _beginnings(words(text)), _beginnings(words(original))
    kept = _beginnings(names(original, ordinary)) <= said
    return kept and _beginnings(names(text, ordinary)) <= wanted


def _beginnings(found: list[str]) -> set[str]:
    return {word.lower().removesuffix("'s")[: max(3, min(5, len(word) - 2))] for word in found}


class Stems:
    """Compares texts by the stems of their words, the commonest words left out."""

    def __init__(self, language: str, commonest: Collection[str]) -> None:
        self._stemmer = snowballstemmer.stemmer(_LANGUAGES[language])
        self._common = frozenset(commonest)

    def kept(self, text: str, original: str) -> float:
        """Return the share of the original's content stems that the text has."""
        wanted = Counter(self._stems(original))
        if not wanted:
            return 1.0
        return (wanted & Counter(self._stems(text))).total() / wanted.total()

    def _stems(self, text: str) -> list[str]:
        found = [word for word in words(text) if word not in self._common]
        return list(self._stemmer.stemWords(found))


def _grams(text: str, n: int) -> Counter[str]:
    return Counter(text[i : i + n] for i in range(len(text) - n + 1))
