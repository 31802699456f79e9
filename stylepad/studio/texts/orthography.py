"""Russian spelling before 1918: recognised, and put into that of today by rule.

The rules are those of the reform; what they cannot know are words whose ending was the same in
both genders (ея, однѣ are given as a list) and names.
"""

from __future__ import annotations

import re

_OLD_LETTERS = re.compile(r"[ѣѢѳѲѵѴ]|[іІ](?=[аеёиоуыэюяйѣАЕЁИОУЫЭЮЯЙѢ])")
_FINAL_SIGN = re.compile(r"[бвгджзклмнпрстфхцчшщ]ъ\b", re.IGNORECASE)
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]+")
_LETTERS = str.maketrans("ѣѢіІѳѲѵѴїЇ", "еЕиИфФиИиИ")
_SHARE = 0.05
"""Share of the words with a sign of the old spelling, from which on a text is in it."""

_WORDS = {
    "ея": "ее", "нея": "нее", "онѣ": "они", "однѣ": "одни", "однѣхъ": "одних", "однѣмъ": "одним",
    "однѣми": "одними", "самоё": "саму", "сватьба": "свадьба", "итти": "идти", "притти": "прийти",
    "прійти": "прийти", "прійдти": "прийти", "чортъ": "черт", "чорта": "черта", "чорту": "черту",
    "чортомъ": "чертом", "нетолько": "не только", "рѣшотка": "решетка",
}  # fmt: skip
_AGO = re.compile(r"(?<=[бвгдзклмнпрстфхц])аго(?=ся\b|\b)", re.IGNORECASE)
_SOFT_AGO = re.compile(r"(?<=[жшщч])аго(?=ся\b|\b)|(?<=[нршщжч])яго(?=ся\b|\b)", re.IGNORECASE)
_KEEPS_AGO = frozenset("благо саго имаго чикаго сантьяго яго".split())
_HARD_I = re.compile(r"(?<!сверх)(?<!меж)ъи", re.IGNORECASE)
_PREFIX = re.compile(
    r"\b(?!низ[кшц]|воз[кч]|разк)((?:не)?(?:без|чрез|через|воз|вз|из|низ|раз|роз))(?=[кпстфхцчшщ])",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?:[бвгдзклмнпрстфхц]ыя|(?:[кжшщч]|[бвгджзклмпрстфхцчшщйь]н|\bсин|\bранн|\bпоздн|мног"
    r"|друг|строг|дорог|долг|отлог|убог|туг|\bнаг|тих|глух|сух|плох|ветх|лих)ія)(?:ся)?$"
)
"""Plural adjectives that ended in -ыя and -ія, and no nouns, which end in -ія as they did."""

_NOUNS = frozenset("словакія фракія финикія ликія".split())
_LAST_YA = re.compile(r"(я)(ся)?$", re.IGNORECASE)
_SOFT_FINAL = re.compile(r"(?<=[бвгджзйклмнпрстфхцчшщ])ъ(?=\b|-)", re.IGNORECASE)


def is_old(text: str) -> bool:
    """Return whether a Russian text is in the spelling before 1918."""
    words = _CYRILLIC_WORD.findall(text[:200_000])
    marked = sum(bool(_OLD_LETTERS.search(word) or _FINAL_SIGN.search(word)) for word in words)
    return len(words) > 20 and marked >= _SHARE * len(words)


def modernise(text: str) -> str:
    """Return a text in today's spelling; words that are in it already stay as they are."""
    return _CYRILLIC_WORD.sub(lambda found: _word(found[0]), text)


def _word(word: str) -> str:
    lower = word.lower()
    known = _WORDS.get(lower)
    if known is not None:
        return _cased(word, known)
    plural = bool(_PLURAL.search(lower)) and lower not in _NOUNS
    word = _SOFT_FINAL.sub("", word).translate(_LETTERS)
    if word.lower() in _KEEPS_AGO:
        return word
    word = _AGO.sub(lambda found: _as("ого", found[0]), word)
    word = _SOFT_AGO.sub(lambda found: _as("его", found[0]), word)
    word = _HARD_I.sub(lambda found: _as("ы", found[0]), word)
    if plural:
        word = _LAST_YA.sub(lambda found: _as("е", found[1]) + (found[2] or ""), word)
    return _PREFIX.sub(lambda found: _devoiced(found[0]), word)


def _devoiced(prefix: str) -> str:
    return prefix[:-1] + ("С" if prefix[-1] == "З" else "с")


def _as(ending: str, like: str) -> str:
    return ending.upper() if like.isupper() and len(like) > 1 else ending


def _cased(word: str, known: str) -> str:
    if word.isupper() and len(word) > 1:
        return known.upper()
    return known.capitalize() if word[0].isupper() else known
