"""How much of the original's content a rewriting has."""

from __future__ import annotations

from dataclasses import dataclass

from stylepad.text.chrf import chrf
from stylepad.text.facts import compare, facts


@dataclass(frozen=True, slots=True)
class Kept:
    """What a rewriting keeps: `numbers` and `names` are those of the original and those lost.

    `chrf` is from 0 to 1.
    """

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
        chrf=chrf(text, plain) / 100,
    )
