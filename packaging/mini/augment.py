"""Vary the names and numbers of a pair, the same on both sides, so that copying is learned."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from random import Random

_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-zа-яё,;] )[A-ZА-ЯЁ][a-zа-яё]{2,}\b")
_WORD = r"(?<!\w){}(?!\w)"


class NameStock:
    """Capitalised words by language and ending, so that a stand-in keeps the inflexion."""

    def __init__(self, texts: Iterable[str], most: int = 20_000) -> None:
        self.by_ending: dict[str, list[str]] = defaultdict(list)
        found: set[str] = set()
        for text in texts:
            for name in _NAME.findall(text):
                if len(found) < most and name not in found:
                    found.add(name)
                    self.by_ending[_ending(name)].append(name)

    def stand_in(self, name: str, rng: Random) -> str:
        """Return another name with the same ending, or the name itself."""
        return rng.choice(self.by_ending.get(_ending(name), [name]))


def _ending(name: str) -> str:
    """Russian names are inflected at the end; English ones only need the script."""
    return "en" if name[-1].isascii() else name[-2:]


def vary(plain: str, text: str, names: NameStock, rng: Random) -> tuple[str, str]:
    """Swap numbers and names that stand on both sides; years keep their century."""
    for number in set(_NUMBER.findall(plain)):
        if rng.random() < 0.7 and re.search(rf"(?<!\d){number}(?!\d)", text):
            plain, text = _swap_number(plain, text, number, rng)
    for name in set(_NAME.findall(plain)) & set(_NAME.findall(text)):
        other = names.stand_in(name, rng)
        if rng.random() < 0.6 and other not in plain:
            pattern = re.compile(_WORD.format(re.escape(name)))
            plain, text = pattern.sub(other, plain), pattern.sub(other, text)
    return plain, text


def _swap_number(plain: str, text: str, number: str, rng: Random) -> tuple[str, str]:
    kept = 2 if len(number) == 4 and number[0] in "12" else 0
    digits = [number[:kept]]
    for i in range(kept, len(number)):
        low = "123456789" if i == 0 else "0123456789"
        digits.append(rng.choice(low))
    other = "".join(digits)
    pattern = re.compile(rf"(?<!\d){number}(?!\d)")
    return pattern.sub(other, plain), pattern.sub(other, text)
