"""How likely a change that a small model made is a slip, seen from the words around it.

A linear model over what can be counted in a change (`traits`) and over its words and endings
(`signs`), fitted by packaging/words/soundness.py on changes that a reader had marked as sound or
not, and on the changes that careful writers made in the pairs of the built-in styles: what they did
once is a precedent.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path
from typing import Protocol

from stylepad.text import bloom, diff, meters
from stylepad.text.neighbours import strangeness
from stylepad.text.words import WORD

WEIGHTS = Path(__file__).with_name("soundness.npz")
SIGNS = 1 << 17
"""Signs are told apart by so many values of a checksum."""

BITS_A_PRECEDENT, HASHES = 12, 7
"""With 12 bits each about 1 unknown change in 300 is taken for a precedent."""
OFTEN = 3
"""Times from which on a precedent is a habit."""

TRAITS = (
    "bias",
    "share",
    "unknown",
    "strange",
    "doubled",
    "old_words",
    "new_words",
    "missing_words",
    "gone",
    "little_gone",
    "long_gone",
    "no_words",
    "parted",
    "precedent",
    "habit",
    "one_for_one",
    "same_ending",
    "same_start",
    "new_marks",
    "old_marks",
    "odd_commas",
    "capital",
    "in_name",
    "russian",
)
_LITTLE = 3
"""Letters of a word that a sentence can mostly do without."""
_SHARE_LEAST = 0.02
_TOKEN = re.compile(WORD.pattern + r"|[^\w\s]")
_MARKS = frozenset(",;:—-.!?…")


class Precedents(Protocol):
    """Changes that careful writers made."""

    def made(self, change: str) -> tuple[bool, bool]:
        """Return whether a change was made at least once, and at least `OFTEN` times."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted: a weight a trait, one in `step`s a sign, the precedents as Bloom filters."""

    traits: Sequence[float]
    signs: Sequence[int]
    step: float
    once: bytes
    often: bytes

    def made(self, change: str) -> tuple[bool, bool]:
        """Return whether a change is a precedent, and whether it is a habit."""
        return bloom.has(self.once, change, HASHES), bloom.has(self.often, change, HASHES)


def odds_of_slip(original: str, edits: Sequence[diff.Change], share: float, language: str) -> float:
    """Return the logarithm of the odds that a change makes the sentence unsound.

    `edits` belong together; `share`, 0 to 1, is how many of the answers to `original` make them.
    """
    weights = _weights()
    counted = traits(original, edits, share, language, weights)
    seen = map(place_of, signs(original, edits, language))
    of_traits: float = sum(map(mul, weights.traits, counted))
    return of_traits + weights.step * sum(weights.signs[place] for place in seen)


def place_of(sign: str) -> int:
    """Return which of the `SIGNS` weights is a sign's."""
    return zlib.crc32(sign.encode()) % SIGNS


def precedent(original: str, edits: Sequence[diff.Change], language: str) -> str:
    """Return what changes are the same by: the words, without capitals, blanks and the place."""
    parts = (f"{_small(original[e.start : e.end])}>{_small(e.text)}" for e in edits)
    return f"{language}:{'+'.join(parts)}"


def traits(
    original: str, edits: Sequence[diff.Change], share: float, language: str, known: Precedents
) -> list[float]:
    """Return what is counted in a change, in the order of `TRAITS`."""
    alone = diff.apply(original, tuple(edits))
    before = " ".join(original[e.start : e.end] for e in edits)
    after = " ".join(e.text for e in edits)
    old, new = WORD.findall(before), WORD.findall(after)
    share = min(max(share, _SHARE_LEAST), 1 - _SHARE_LEAST)
    return [
        1.0,
        math.log(share / (1 - share)),
        len(meters.unknown_words(original, alone)),
        strangeness(original, alone, language),
        meters.doubled_runs(original, alone),
        len(old),
        len(new),
        max(0, len(old) - len(new)),
        *_gone(old, new),
        not old and not new,
        len(edits) > 1,
        *known.made(precedent(original, edits, language)),
        *_one_for_one(old, new),
        *_marks(before, after),
        any(word[0].isupper() for word in new),
        any(_parts_a_name(original, edit) for edit in edits),
        language == "ru",
    ]


def signs(original: str, edits: Sequence[diff.Change], language: str) -> Iterator[str]:
    """Yield the words and endings of a change and of what stands on its two sides."""
    old = " + ".join(_small(original[e.start : e.end]) for e in edits)
    new = " + ".join(_small(e.text) for e in edits)
    for sign in (f"m|{old}>{new}", f"n|{new}", f"o|{old}"):
        yield f"{language}|{sign}"
    for edit in edits:
        for sign in _signs_of_place(original, edit):
            yield f"{language}|{sign}"


def _signs_of_place(original: str, edit: diff.Change) -> Iterator[str]:
    gone, come = _tokens(original[edit.start : edit.end]), _tokens(edit.text)
    far_left, left = ["^", "^", *_tokens(original[: edit.start])][-2:]
    right, far_right = [*_tokens(original[edit.end :]), "$", "$"][:2]
    first, last = (come or ["0"])[0], (come or ["0"])[-1]
    new = " ".join(come)
    yield f"L|{left}|{first}"
    yield f"R|{last}|{right}"
    for size in (2, 3):
        yield f"L{size}|{_end(left, size)}|{_end(first, size)}"
        yield f"R{size}|{_end(last, size)}|{_end(right, size)}"
        yield f"c{size}|{_ends(gone, size)}>{_ends(come, size)}"
    yield f"LR|{_end(left)}|{_ends(come)}|{_end(right)}"
    yield f"Ln|{_end(left)}|{new}"
    yield f"Rn|{new}|{_end(right)}"
    yield f"RR|{_end(last)}|{_end(right)}|{_end(far_right)}"
    yield f"LL|{_end(far_left)}|{_end(left)}|{_end(first)}"
    yield from (f"w|{word}" for word in come)
    yield from (f"d|{word}" for word in gone)


def _gone(old: Sequence[str], new: Sequence[str]) -> tuple[bool, bool, bool]:
    gone = bool(old) and not new
    little = all(len(word) <= _LITTLE for word in old)
    return gone, gone and little, gone and not little


def _one_for_one(old: Sequence[str], new: Sequence[str]) -> tuple[bool, bool, bool]:
    if not len(old) == len(new) == 1:
        return False, False, False
    (one,), (other,) = old, new
    one, other = one.lower(), other.lower()
    return True, one[-2:] == other[-2:], one[:3] == other[:3]


def _marks(before: str, after: str) -> tuple[int, int, int]:
    new, old = (sum(character in _MARKS for character in text) for text in (after, before))
    return new, old, (new - old) % 2


def _parts_a_name(original: str, edit: diff.Change) -> bool:
    if edit.start < edit.end:
        return False
    left, right = _TOKEN.findall(original[: edit.start]), _TOKEN.findall(original[edit.end :])
    # The first word of a sentence has its capital from there.
    between = left[-2:-1] and left[-2] not in ".!?…" and right
    return bool(between) and left[-1][0].isupper() and right[0][0].isupper()


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower().replace("ё", "е"))


def _small(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


def _end(token: str, size: int = 2) -> str:
    return token if len(token) <= size + 1 else f"~{token[-size:]}"


def _ends(tokens: Sequence[str], size: int = 2) -> str:
    return " ".join(_end(token, size) for token in tokens)


@cache
def _weights() -> Weights:
    import numpy as np  # noqa: PLC0415  (the window opens without numpy)

    with np.load(WEIGHTS) as body:
        return Weights(
            body["traits"].tolist(),
            memoryview(body["signs"].tobytes()).cast("b"),
            float(body["step"]),
            body["once"].tobytes(),
            body["often"].tobytes(),
        )
