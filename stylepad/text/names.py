"""The names of a text: what is capitalised for another reason than beginning a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SENTENCE_START = re.compile(r"(?:\A|[.!?…:;\n\"«“„‘'(\[—–*_#>|]|(?<!\w)-|--)[\s\"«“„'(\[*_]*\Z")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rev|St|Sgt|Capt|Lt|Col|Gen|г|гр|ул|им|св|тов|проф|акад|"
    r"пр|пер|пл|д-р|кн)|\b[^\W\d_])\.\s*\Z",
    re.IGNORECASE,
)
_CONTEXT = 24

_PLAIN_CAPITALS = frozenset(
    "i i'm i'd i'll i've i’m i’d i’ll i’ve mr mrs ms miss dr sir madam ma'am lady lord god heaven "
    "providence almighty o oh ok hi hello the a an and of in on "
    "dad daddy mum mummy mom mama papa pa ma grandad grandpa grandma granny nan aunt uncle итак "
    "вы вас вам вами ваш ваша ваше ваши вашу вашего вашей вашему вашим ваших вашими "
    "бог бога богу богом боже господь господа господу господи господом господин господина "
    "государь государя сиятельство превосходительство благородие высокоблагородие".split()
)
"""Capitalised inside sentences without naming anybody."""

_RUSSIAN_DATE = re.compile(
    r"\b(?:(январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|ём|ем|е)|"
    r"(март|август)(?:а|у|ом|е)?|(ма)(?:й|я|ю|ем|е)|"
    r"(понедельник|вторник|четверг)(?:а|у|ом|е|и|ам)?|(пятниц|суббот)(?:а|ы|у|е|ой|ам)|"
    r"(воскресень)(?:е|я|ю|ем|ям)|(?<=во\s)(сред)у|(?<=по\s)(сред)ам)\b",
    re.IGNORECASE,
)
_ENGLISH_DATE = re.compile(
    r"\b(?:(?:January|February|April|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b|"
    r"(?:May|March)\b(?=,?\s+\d|[.,;])|(?:(?<=\d\s)|(?<=\b[Ii]n\s)|(?<=last\s)|(?<=next\s)|(?<=of\s)|"
    r"(?<=this\s)|(?<=by\s)|(?<=until\s))(?:May|March)\b)"
)
_ENDING = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ою|ею|ой|ей|ом|ем|ым|им|ых|их|ах|ях|ам|ям|ий|ый|ая|яя|ую|юю|"
    r"а|я|о|е|у|ю|ы|и|ь|й)$"
)
_FLEETING = re.compile(r"[еоь](?=[бвгджзклмнпрстфхцчшщ]$)")
_SOFT = "аеиоуыэюяйь"
_POSSESSIVE = re.compile(r"(?:'s|')$")
_ORDINARY_FORM = re.compile(
    r"\w{3}(?:[йь]те|ите|тся|ться|лся|лась|лись|лось|вши|вшись|[аиеяыу]ли|[аиеяы]ло|"
    r"ный|ная|ное|ные|ного|овая|овый|овое)$"
)
"""Russian verbs and adjectives, which no list holds in full."""

_SHOUTING = 0.6
"""From this share of capital letters on, capitals do not tell names."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, the keys it shares with its inflected forms, and how sure it is a name.

    It is sure unless its word is an ordinary one as well ("Rose", "Надежда"), and guessed where all
    that speaks for it is an uncommon word at the start of a sentence.
    """

    text: str
    start: int
    end: int
    keys: frozenset[str]
    sure: bool
    guessed: bool = False


def names(text: str) -> list[Name]:
    """Return the names, months and weekdays of a text in order."""
    dates = [
        Name(match[0], *match.span(), _date_keys(match), sure=True)
        for pattern in (_RUSSIAN_DATE, _ENGLISH_DATE)
        for match in pattern.finditer(text)
    ]
    found = {date.start: date for date in dates}
    inside, starting = _capitalised(text)
    known = frozenset[str]().union(*(keys(word[0]) for word in inside))
    for word in inside:
        found.setdefault(word.start(), _name(word))
    for word in starting:
        certain = known & keys(word[0]) or _is_acronym(word[0])
        if certain or not is_ordinary(word[0]):
            found.setdefault(word.start(), _name(word, guessed=not certain))
    return [found[start] for start in sorted(found)]


def capitalised_keys(text: str) -> frozenset[str]:
    """Return the keys of every capitalised word and date: where a name may have been kept."""
    return _keys_of(text, (word for word in _WORD.findall(text) if word[0].isupper()))


def all_keys(text: str) -> frozenset[str]:
    """Return the keys of every word and date of a text."""
    return _keys_of(text, _WORD.findall(text))


def _keys_of(text: str, words: Iterable[str]) -> frozenset[str]:
    found = {key for word in _with_parts(words) for key in keys(word)}
    for match in _RUSSIAN_DATE.finditer(text):
        found |= _date_keys(match)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def keys(word: str) -> frozenset[str]:
    """Return what a name's forms may have in common: "Ларису" and "Лариса", "Павел" and "Павла".

    Two words are forms of one name when their keys meet. A masculine name may end like a case of
    another word ("Рустам"), so the word is taken both with and without what looks like an ending.
    """
    lower = word.lower().replace("ё", "е").replace("’", "'")
    if not _CYRILLIC.search(lower):
        singular = _POSSESSIVE.sub("", lower)
        return frozenset({singular.removesuffix("s") if len(singular) > 3 else singular})
    roots = {_FLEETING.sub("", root).rstrip(_SOFT) for root in (lower, _ENDING.sub("", lower))}
    return frozenset(root for root in roots if len(root) > 1) or frozenset({lower})


def is_ordinary(word: str) -> bool:
    """Return whether a word is mostly written small in either language's books."""
    lower = word.lower().replace("ё", "е").replace("’", "'")
    if lower in _PLAIN_CAPITALS or _ORDINARY_FORM.search(lower):
        return True
    language = "ru" if _CYRILLIC.search(lower) else "en"
    parts = [lower, lower.partition("'")[0], *lower.split("-")]
    return any(stem(part) in _ordinary(language) for part in parts if part)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word of either language."""
    stemmer = _stemmer("russian" if _CYRILLIC.search(word) else "english")
    return str(stemmer.stemWord(word))


@cache
def _ordinary(language: str) -> frozenset[str]:
    listed = files("stylepad.text").joinpath(f"ordinary_{language}.txt")
    return frozenset(listed.read_text(encoding="utf-8").split())


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)


def _capitalised(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Return the capitalised words inside sentences and those that begin them."""
    inside: list[re.Match[str]] = []
    starting: list[re.Match[str]] = []
    shouting = _is_shouting(text)
    for word in _WORD.finditer(text):
        if not word[0][0].isupper() or len(word[0]) < 2 or word[0].lower() in _PLAIN_CAPITALS:
            continue
        if shouting and word[0].isupper():
            continue
        before = text[max(0, word.start() - _CONTEXT) : word.start()]
        begins = _SENTENCE_START.search(before) if before else True
        (starting if begins and not _SHORTENED.search(before) else inside).append(word)
    return inside, starting


def _is_shouting(text: str) -> bool:
    upper = sum(letter.isupper() for letter in text)
    lower = sum(letter.islower() for letter in text)
    return upper > _SHOUTING * (upper + lower)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _name(match: re.Match[str], guessed: bool = False) -> Name:
    sure = _is_acronym(match[0]) or not is_ordinary(match[0])
    return Name(match[0], *match.span(), keys(match[0]), sure, guessed)


def _date_keys(match: re.Match[str]) -> frozenset[str]:
    if match.re is _ENGLISH_DATE:
        return keys(match[0])
    return frozenset({"date:" + next(group for group in match.groups() if group).lower()})


def _with_parts(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield word
        if "-" in word:
            yield from word.split("-")
