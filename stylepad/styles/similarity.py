"""Which exemplars to show for a passage: like it in sense and wording, and not like each other.

Likeness is the mean of two cosines of tf-idf vectors, over the beginnings of words (what a
passage is about, whatever the endings) and over character 4-grams (what those miss). The choice
is by maximal marginal relevance (Carbonell and Goldstein 1998). The same input always gives the
same choice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from stylepad.styles.exemplars import Exemplar
from stylepad.text.language import detect
from stylepad.text.words import WORD

Vector = dict[str, float]

_GRAM = 4
_CONTENT_LETTERS = 4
_RELEVANCE = 0.5
"""The weight of likeness to the passage against unlikeness to what is chosen already."""

_LOOKED_AT = 8
"""Exemplars that are compared with each other, for one that is chosen."""


class ExemplarIndex:
    """Exemplars of a style, prepared for finding those that are like a passage."""

    def __init__(self, exemplars: Sequence[Exemplar]) -> None:
        self._exemplars = tuple(exemplars)
        self._languages = [detect(exemplar.plain) for exemplar in exemplars]
        counts = [_terms(item.plain) for item in exemplars]
        found = Counter(term for terms in counts for term in terms)
        size = len(counts)
        self._idf = {term: math.log((1 + size) / (1 + n)) + 1.0 for term, n in found.items()}
        self._rare = math.log(1 + size) + 1.0
        self._vectors = [self._vector(terms) for terms in counts]
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, vector in enumerate(self._vectors):
            for term, value in vector.items():
                self._places[term].append((number, value))

    def likest(self, passage: str, most: int) -> tuple[Exemplar, ...]:
        """Return up to `most` exemplars, the best first.

        Those in the passage's language come before all others.
        """
        likeness = self._likeness(passage)
        language = detect(passage)
        foreign = [language not in {"", there} for there in self._languages]
        chosen: list[int] = []
        doubled = [0.0] * len(self._exemplars)
        best_first = sorted(
            range(len(likeness)), key=lambda number: (foreign[number], -likeness[number], number)
        )
        rest = set(best_first[: _LOOKED_AT * most])
        while rest and len(chosen) < most:

            def worth(number: int) -> tuple[bool, float, int]:
                value = _RELEVANCE * likeness[number] - (1 - _RELEVANCE) * doubled[number]
                return (not foreign[number], value, -number)

            best = max(rest, key=worth)
            rest.remove(best)
            chosen.append(best)
            for number in rest:
                doubled[number] = max(doubled[number], self._alike(best, number))
        return tuple(self._exemplars[number] for number in chosen)

    def _likeness(self, passage: str) -> list[float]:
        scores = [0.0] * len(self._exemplars)
        for term, value in self._vector(_terms(passage)).items():
            for number, there in self._places.get(term, ()):
                scores[number] += value * there
        return scores

    def _alike(self, first: int, second: int) -> float:
        one, other = self._vectors[first], self._vectors[second]
        return sum(value * other[term] for term, value in one.items() if term in other)

    def _vector(self, terms: Counter[str]) -> Vector:
        """Return tf-idf values, each half (words, grams) of length √½: their dot is the mean."""
        values = {
            term: (1.0 + math.log(n)) * self._idf.get(term, self._rare) for term, n in terms.items()
        }
        norms = {
            kind: math.sqrt(2 * sum(v * v for term, v in values.items() if term[0] == kind)) or 1.0
            for kind in "wg"
        }
        return {term: value / norms[term[0]] for term, value in values.items()}


def _terms(text: str) -> Counter[str]:
    """Count a text's word beginnings, written "w…", and character n-grams, written "g…"."""
    words = Counter(word.casefold().replace("ё", "е") for word in WORD.findall(text))
    terms: Counter[str] = Counter()
    for word, times in words.items():
        # In both languages the words that are in every text are short.
        if len(word) >= _CONTENT_LETTERS:
            terms[f"w{_stem(word)}"] += times
        for gram in _grams(word):
            terms[f"g{gram}"] += times
    return terms


def _stem(word: str) -> str:
    # Forms of one word share their beginning; a real stemmer finds no more here and takes seconds
    # for a thousand exemplars.
    return word[: max(4, min(6, len(word) - 2))]


def _grams(word: str) -> Iterator[str]:
    padded = f" {word} "
    for start in range(max(1, len(padded) - _GRAM + 1)):
        yield padded[start : start + _GRAM]
