"""What can be measured on one rewriting against its original, without a model."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from operator import eq

from stylepad.text.names import is_ordinary
from stylepad.text.words import WORD

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
# Parts of a hyphenated word may be in different alphabets: "IT-отдел".
_PART = re.compile(r"[^\W\d_]+")
_SAME_CHARACTER = re.compile(r"([^\W\d_])\1{4,}")
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))
_LONGEST_UNIT = 12
_LONGEST_WORD = 40


def length_ratio(original: str, text: str) -> float:
    """Return the length of `text` over that of `original`, both in letters and digits."""
    return _weight(text) / max(_weight(original), 1)


def loops(original: str, text: str) -> bool:
    """Return whether `text` repeats itself as a model in a loop does and `original` does not.

    A loop is up to three words three times in a row, four or more words twice in a row, a letter
    five times in a row or a word of over 40 letters.
    """
    return _loop_size(text) > _loop_size(original)


def mixed_words(original: str, text: str) -> tuple[str, ...]:
    """Return the words that show a model slipping into another alphabet.

    They are those of Latin and Cyrillic letters at once, and those of the one alphabet where
    `original` is all in the other; words that `original` has are never among them.
    """
    known = set(_PART.findall(original))
    return tuple(
        word
        for word in _PART.findall(text)
        if word not in known and (_is_mixed(word) or _is_foreign(word, original))
    )


def unknown_words(original: str, text: str) -> tuple[str, ...]:
    """Return the words of `text` that neither `original` nor a list of ordinary words has.

    A rare word is among them as well as a broken one; capitalised words are names and are not.
    """
    known = set(_stems(original))
    return tuple(
        word
        for word in WORD.findall(text)
        if len(word) > 2 and word[0].islower() and not is_ordinary(word)
        if not known.intersection(_stems(word))
    )


def unbalanced_marks(original: str, text: str) -> bool:
    """Return whether quotation marks or brackets pair up in `original` but not in `text`."""
    return _balanced(original) and not _balanced(text)


def content_kept(original: str, text: str) -> float:
    """Return the share, 0 to 1, of the original's content words that `text` has in some form.

    Content words are those of four letters or more; forms of one word share their beginning. A
    rewriting keeps a third to two thirds of them; one that has lost the thread keeps fewer.
    """
    wanted = Counter(_stems(original))
    if not wanted:
        return 1.0
    return (wanted & Counter(_stems(text))).total() / wanted.total()


def doubled_runs(original: str, text: str) -> int:
    """Return how many runs of one to three words stand twice in a row, as in “at 10, at 10”.

    Those that `original` doubles too are not counted.
    """
    return max(0, _doubled(_words(text)) - _doubled(_words(original)))


def same_text(original: str, text: str) -> bool:
    """Return whether the words are the same, whatever the punctuation and the spaces."""
    return _words(original) == _words(text)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _doubled(words: list[str]) -> int:
    found = at = 0
    while at < len(words):
        unit = next((n for n in (3, 2, 1) if _repeats_at(words, at, n)), 0)
        found += bool(unit)
        at += unit or 1
    return found


def _repeats_at(words: list[str], at: int, unit: int) -> bool:
    again = words[at + unit : at + 2 * unit]
    return len(again) == unit and words[at : at + unit] == again


def _weight(text: str) -> int:
    return sum(map(str.isalnum, text))


def _loop_size(text: str) -> int:
    """Return 0 for a text without loops, else a number that grows with the longest loop."""
    words = _words(text)
    size = 0
    for unit in range(1, min(_LONGEST_UNIT, len(words) // 2) + 1):
        enough = 2 if unit >= 4 else 3
        longest = _repeats(words, unit)
        if longest >= enough:
            size = max(size, unit * longest)
    same = max((len(match[0]) for match in _SAME_CHARACTER.finditer(text)), default=0)
    long_word = max((len(word) for word in words if len(word) > _LONGEST_WORD), default=0)
    return max(size, same, long_word)


def _repeats(words: list[str], unit: int) -> int:
    """Return how often at most a run of `unit` words stands in a row."""
    if not any(map(eq, words, islice(words, unit, None))):
        return 1
    longest = run = 0
    for index in range(len(words) - unit):
        run = run + 1 if words[index] == words[index + unit] else 0
        longest = max(longest, run)
    return longest // unit + 1


def _is_mixed(word: str) -> bool:
    return bool(_LATIN.search(word) and _CYRILLIC.search(word))


def _is_foreign(word: str, original: str) -> bool:
    latin, cyrillic = bool(_LATIN.search(original)), bool(_CYRILLIC.search(original))
    if latin == cyrillic:
        return False
    return bool((_CYRILLIC if latin else _LATIN).search(word))


def _balanced(text: str) -> bool:
    if text.count('"') % 2:
        return False
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)


def _stems(text: str) -> list[str]:
    words = [word.replace("ё", "е") for word in _words(text)]
    return [word[: max(4, min(6, len(word) - 2))] for word in words if len(word) >= 4]
