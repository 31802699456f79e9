"""What a word is, and how many there are."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
"""A run of letters and digits with hyphens and apostrophes inside ("по-русски", "don't")."""

_COUNTED = re.compile(r"[^\W_][\w'’-]*")


def count_words(text: str) -> int:
    """Return the number of words; dashes, bullets and other marks standing alone are none."""
    return len(_COUNTED.findall(text))
