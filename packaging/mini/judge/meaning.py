"""How much of the original's content a rewriting has: chrF and shared stems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

import snowballstemmer
from passages import sentences

from judge.texts import names, words
from judge.wordforms import WordForms

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


def exact(text: str, original: str, forms: WordForms) -> bool:
    """Say whether a text has the original's numbers in digits and its names, and no others.

    Stricter than the program's gate and none of its code: a number in words is no number in digits;
    a name may inflect but keeps its beginning.
    """
    if set(_NUMBER.findall(text)) != set(_NUMBER.findall(original)):
        return False
    return _have(words(text), original, forms) and _have(words(original), text, forms)


def _have(said: list[str], named: str, forms: WordForms) -> bool:
    """Say whether every name of `named` is begun like one of the words `said`."""
    found = [name.lower().removesuffix("'s") for name in names(named, forms.ordinary)]
    # Polite pronouns have capitals; a word that nothing else has is made up and no name.
    sure = [n for n in found if len(n) > 1 and not (len(n) < 5 and n in forms.ordinary)]
    sure = [n for n in sure if n in forms.known or not _starts(n, named)]
    return all(any(word.startswith(_beginning(n)) for word in said) for n in sure)


def _starts(name: str, text: str) -> bool:
    return any(part.lower().startswith(name) for part in sentences(text))


def _beginning(name: str) -> str:
    return name[: max(3, min(5, len(name) - 2))]


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
