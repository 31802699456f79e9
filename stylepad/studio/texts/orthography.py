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
    "ея": "её", "нея": "неё", "онѣ": "они", "однѣ": "одни", "однѣхъ": "одних", "однѣмъ": "одним",
    "однѣми": "одними", "обѣихъ": "обеих", "самою": "самою", "самоё": "саму", "кто-нибудь": "кто-нибудь",
    "ихъ": "их", "міръ": "мир", "сватьба": "свадьба", "итти": "идти", "притти": "прийти",
    "прійти": "прийти", "прійдти": "прийти", "придти": "прийти", "чортъ": "чёрт", "чорта": "чёрта",
    "чорту": "чёрту", "чортомъ": "чёртом", "лучшаго": "лучшего", "большаго": "большего",
    "меньшаго": "меньшего", "рѣшоткой": "решёткой", "нетолько": "не только", "какъ-то": "как-то",
    "ктожъ": "кто ж", "чтожъ": "что ж", "такъ-называемый": "так называемый", "во-первыхъ": "во-первых",
    "её": "её", "сегодняшняго": "сегодняшнего",
}  # fmt: skip
_HUSHING_AGO = re.compile(r"([жшщч])аго(?=ся\b|\b)", re.IGNORECASE)
_AGO = re.compile(r"(?<=[бвгдзклмнпрстфхц])аго(?=\b)", re.IGNORECASE)
_YAGO = re.compile(r"(?<=[нршщжч])яго(?=ся\b|\b)", re.IGNORECASE)
_KEEPS_AGO = frozenset(
    "благо саго наблаго облаго мага зимбаго чикаго сантъяго сантьяго сапаго иаго яго".split()
)
_YYA = re.compile(r"(?<=[бвгдзклмнпрстфхцжшчщ])([ыи])я(?=ся\b|\b)", re.IGNORECASE)
_PREFIX = re.compile(
    r"\b((?:не)?(?:без|чрез|через|воз|вз|из|низ|раз|роз))(?=[кпстфхцчшщ])", re.IGNORECASE
)
_KEEPS_PREFIX = re.compile(r"(?:изс|разс|возс|безс)?", re.IGNORECASE)
_SOFT_FINAL = re.compile(r"(?<=[бвгджзйклмнпрстфхцчшщ])ъ(?=\b|-)", re.IGNORECASE)
_PARTICLES = re.compile(r"\b(что|как|так|где|кто|куда|когда|откуда) (нибудь)\b", re.IGNORECASE)
_NOT_PLURAL = frozenset(
    "россия англия мария италия азия партия история армия линия гения змия лилия фамилия химия копия "
    "биология кития".split()
)


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
    plural = _feminine_plural(lower)
    word = _SOFT_FINAL.sub("", word)
    word = word.translate(_LETTERS)
    if word.lower() in _KEEPS_AGO:
        return word
    word = _HUSHING_AGO.sub(lambda found: found[1] + _as("его", found[0]), word)
    word = _AGO.sub(lambda found: _as("ого", found[0]), word)
    word = _YAGO.sub(lambda found: _as("его", found[0]), word)
    if plural:
        word = re.sub(r"я(ся)?$", r"е\1", word)
    return _PREFIX.sub(lambda found: _devoiced(found[0]), word)


def _feminine_plural(lower: str) -> bool:
    """Return whether a word ends in -ыя or -ія as plural adjectives did (добрыя, синія)."""
    if re.search(r"[бвгдзклмнпрстфхц]ыя(ся)?$", lower):
        return True
    return bool(re.search(r"[гкхжшщч]ія(ся)?$|[нш]нія$", lower)) and not _noun_in_iya(lower)


def _noun_in_iya(lower: str) -> bool:
    """Return whether a word in -ія is a noun: Англія, монархія, логія, psychologія."""
    return bool(
        re.search(
            r"(?:лог|арх|ург|англ|раг|ерг|енг|анг)ія$|^(?:бельг|турк|турц|валах|чех|монах|дух)ія$",
            lower,
        )
    )


def _devoiced(prefix: str) -> str:
    return prefix[:-1] + ("С" if prefix[-1] == "З" else "с")


def _as(ending: str, like: str) -> str:
    return ending.upper() if like.isupper() and len(like) > 1 else ending


def _cased(word: str, known: str) -> str:
    if word.isupper() and len(word) > 1:
        return known.upper()
    return known.capitalize() if word[0].isupper() else known
