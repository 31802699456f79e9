"""How near the two sides of a pair lie to each other."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

_LIKE = 5  # letters by which two word forms count as the same word
_WORDS = re.compile(r"\w+")


def likeness(one: str, other: str) -> float:
    """Return the share of words, cut to stems and in order, that two texts have in common."""

    def stems(text: str) -> list[str]:
        return [word[:_LIKE] for word in _WORDS.findall(text.lower())]

    return Indel.normalized_similarity(stems(one), stems(other))
