"""Make the lists of words that are no names even where a sentence begins with them.

    python packaging/words/ordinary.py ru FOLDER... > stylepad/text/ordinary_ru.txt

reads the .txt files under the folders and writes the stems that are mostly written small inside
sentences, one to a line, in alphabetical order.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import snowballstemmer

CHARACTERS_PER_FILE = 250_000
LEAST_SMALL = 8
LEAST_SHARE = 0.7
"""Of a stem's occurrences inside sentences, the share that must be written small."""

_INSIDE = re.compile(r"[^\W\d_]+(?=[,;:]?\s+([^\W\d_]+))")
_LANGUAGES = {"ru": "russian", "en": "english"}
_LETTERS = {"ru": re.compile(r"[а-яё]+"), "en": re.compile(r"[a-z]+")}


def count(folders: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """Return counts of the words inside sentences: those written small, those capitalised."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in sorted(file for folder in folders for file in folder.rglob("*.txt")):
        with path.open(encoding="utf-8", errors="ignore") as stream:
            text = stream.read(CHARACTERS_PER_FILE)
        for word in _INSIDE.findall(text):
            (small if word.islower() else capital)[word.lower()] += 1
    return small, capital


def ordinary(language: str, folders: list[Path]) -> list[str]:
    """Return the stems that are mostly written small inside sentences."""
    stem = snowballstemmer.stemmer(_LANGUAGES[language]).stemWord
    stems: dict[str, list[int]] = {}
    for column, counter in enumerate(count(folders)):
        for word, number in counter.items():
            if _LETTERS[language].fullmatch(word):
                stems.setdefault(stem(word.replace("ё", "е")), [0, 0])[column] += number
    return sorted(
        key
        for key, (small, capital) in stems.items()
        if small >= LEAST_SMALL and small >= LEAST_SHARE * (small + capital)
    )


if __name__ == "__main__":
    print("\n".join(ordinary(sys.argv[1], [Path(argument) for argument in sys.argv[2:]])))
