"""Figures of the surface of a text: lengths and marks."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from passages import sentences

from judge.texts import normalise, words

MARKS = {",": "commas", ";": "semicolons", ":": "colons", " — ": "dashes", "!": "exclamations"}
_RARE = 3.0  # per 1000 words: what is below that in both is no difference


def surface(texts: Sequence[str]) -> dict[str, float]:
    """Return words a sentence, letters a word, and marks per 1000 words of all texts together."""
    cleaned = [normalise(text) for text in texts]
    spoken = [word for text in cleaned for word in words(text)]
    count = max(1, len(spoken))
    ends = sum(len(sentences(text)) for text in cleaned)
    found = {"words a sentence": count / max(1, ends)}
    found["letters a word"] = sum(map(len, spoken)) / count
    for mark, name in MARKS.items():
        found[name] = 1000 * sum(text.count(mark) for text in cleaned) / count
    return found


def distances(found: dict[str, float], wanted: dict[str, float]) -> dict[str, float]:
    """Return the signed distance to the author in doublings: 1 = twice his figure, -1 = half."""
    return {
        name: log((found[name] + _add(name)) / (wanted[name] + _add(name)), 2) for name in wanted
    }


def distance(found: dict[str, float], wanted: dict[str, float]) -> float:
    """Return the mean of the distances without their signs."""
    return sum(map(abs, distances(found, wanted).values())) / len(wanted)


def _add(name: str) -> float:
    return _RARE if name in MARKS.values() else 0.0
