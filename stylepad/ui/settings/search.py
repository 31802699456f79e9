"""Finding a setting by what a writer would call it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stylepad.ui.shortcuts import other_layout

_ENDING = 2
"""Letters at the end of a word that may differ: Russian says шрифт, шрифта, шрифтом."""
_STEM = 3
"""Letters that must agree whatever the ending; a word that has no more than one other is whole."""


def found(query: str, texts: Iterable[str]) -> bool:
    """Return whether every word of a query is in the texts, in any of its forms.

    A word typed on the wrong keyboard layout is found too: “ntvf” is “тема”.
    """
    wanted = _words(query)
    # A key of the other layout may be a sign here: “,jkmit” is “больше”.
    mistyped = _words(other_layout(query))
    there = {word for text in texts for word in _words(text)}
    return _all_in(wanted, there) or _all_in(mistyped, there)


def _all_in(words: list[str], there: set[str]) -> bool:
    if not words:
        return False
    return all(any(_same(word, known) for known in there) for word in words)


def _same(word: str, known: str) -> bool:
    # While a word is still being typed its beginning must do; a whole one may end otherwise.
    if known.startswith(word):
        return True
    stem = word[:-_ENDING]
    alike = abs(len(known) - len(word)) <= _ENDING
    return len(stem) >= _STEM and alike and known.startswith(stem)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold().replace("ё", "е"))
