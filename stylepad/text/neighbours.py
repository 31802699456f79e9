"""Which words stand side by side in good prose: a rough measure of whether a text reads.

Kept as one Bloom filter a language, made by packaging/words/neighbours.py. A pair that it does not
know may be rare rather than wrong, so this is for comparing rewritings of one text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from stylepad.text import bloom
from stylepad.text.words import WORD

BITS_A_PAIR = 10
HASHES = 6
"""With 10 bits a pair about 1 unknown pair in 120 is taken for a known one."""


def strangeness(original: str, text: str, language: str) -> float:
    """Return the share, 0 to 1, of the pairs new in `text` that good prose does not have.

    0 where nothing is new, or where no pairs of the language are known.
    """
    known = _filter(language)
    own = set(pairwise(words_of(original)))
    new = [pair for pair in pairwise(words_of(text)) if pair not in own]
    if not known or not new:
        return 0.0
    return sum(not bloom.has(known, f"{one} {other}", HASHES) for one, other in new) / len(new)


def words_of(text: str) -> list[str]:
    """Return the words of a text, small, with the Russian е for ё."""
    return [word.casefold().replace("ё", "е") for word in WORD.findall(text)]


def write_filter(path: Path, pairs: Sequence[str]) -> None:
    """Write a filter that knows `pairs`, each two words with a blank between."""
    path.write_bytes(bloom.made(pairs, BITS_A_PAIR, HASHES))


@cache
def _filter(language: str) -> bytes:
    found = files("stylepad.text") / f"neighbours_{language}.bin"
    return found.read_bytes() if found.is_file() else b""
