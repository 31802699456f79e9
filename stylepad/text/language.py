"""Which of the two languages a text is in."""

from __future__ import annotations

import re

SAMPLE = 20_000
"""Characters that are looked at; the language of a long text shows in its beginning."""

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-zà-öø-ÿ]", re.IGNORECASE)
_LATIN_WORD = re.compile(r"[a-zà-öø-ÿœ]+", re.IGNORECASE)
_LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")

_ENGLISH = frozenset(
    "the of and to a in is it that was he for on are with as i his they at be this have from "
    "or had by not but what all were we when your can said there she which do their her if "
    "will each my you how an our out up them then so some would no me him has been more who "
    "its did us into".split()
)
_OTHERS = frozenset(
    "le la les des une du et est dans qui que pour pas sur avec au der die das und ist nicht "
    "ein eine mit den dem zu von el los las una del por para con como il di che non per gli "
    "della och att det som en på inte het een van niet dat nie się jest na że".split()
)
_ENOUGH_WORDS = 8
"""From this many words on, a Latin text without a single English word is not called English."""


def detect(text: str) -> str:
    """Return "ru" or "en" by the majority of letters, "" where it is neither or there are none.

    Other languages in the same scripts are told apart by letters (Ukrainian, Serbian) and by their
    commonest words (French, German, …).
    """
    sample = _LINK.sub(" ", text[:SAMPLE])
    cyrillic = len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if cyrillic == latin == 0:
        return ""
    if cyrillic >= latin:
        # One foreign letter in thirty is a name or a quotation; more is another language.
        foreign = cyrillic - len(_RUSSIAN.findall(sample))
        return "ru" if foreign * 30 <= cyrillic else ""
    return "en" if _reads_english(sample) else ""


def _reads_english(sample: str) -> bool:
    words = [word.lower() for word in _LATIN_WORD.findall(sample)]
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    if english == others == 0:
        return len(words) < _ENOUGH_WORDS
    return english >= others
