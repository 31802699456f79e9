"""How much of the original's content a rewriting has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from stylepad.text.facts import compare, facts

_ORDER, _BETA = 6, 2.0


@dataclass(frozen=True, slots=True)
class Kept:
    """What a rewriting keeps: `numbers` and `names` are those of the original and those lost."""

    numbers: int
    numbers_lost: int
    names: int
    names_lost: int
    invented: int
    chrf: float

    @property
    def exact(self) -> bool:
        """Return whether no number and no name is lost or made up."""
        return not (self.numbers_lost or self.names_lost or self.invented)


def kept(plain: str, text: str, language: str) -> Kept:
    """Compare a rewriting with its input."""
    wanted, found = facts(plain, language), compare(plain, text, language)
    lost = set(found.lost)
    return Kept(
        numbers=len(wanted.numbers),
        numbers_lost=len(lost.intersection(wanted.numbers)),
        names=len(wanted.names),
        names_lost=len(lost.intersection(wanted.names)),
        invented=len(found.invented),
        chrf=chrf(text, plain),
    )


def chrf(text: str, original: str) -> float:
    """Return chrF2 from 0 to 1 (M. Popović, 2015): n-grams of characters without white space."""
    scores = []
    said, wanted = "".join(text.split()), "".join(original.split())
    for n in range(1, _ORDER + 1):
        one, other = _grams(said, n), _grams(wanted, n)
        if not one or not other:
            continue
        shared = (one & other).total()
        precision, recall = shared / one.total(), shared / other.total()
        weight = _BETA * _BETA * precision + recall
        scores.append((1 + _BETA * _BETA) * precision * recall / weight if weight else 0.0)
    return sum(scores) / len(scores) if scores else 0.0


def _grams(text: str, n: int) -> Counter[str]:
    return Counter(text[at : at + n] for at in range(len(text) - n + 1))
