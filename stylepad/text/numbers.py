"""The numbers of a text, in digits and in Russian and English words, by their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SPACE = " \u00a0\u202f"
_GROUPED = {
    "en": rf"\d{{1,3}}(?:(?:,\d{{3}})+|(?:[{_SPACE}]\d{{3}})+)(?:\.\d+)?",
    "ru": rf"\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?:[.,]\d+)?",
}
_DIGITS = {
    language: re.compile(
        rf"(?P<before>[$€£₽¥№]{{0,1}})[{_SPACE}]?(?P<minus>(?<![^\s(\[$€£₽¥№])[-−])?"
        rf"(?P<number>(?<!\d){grouped}(?!\d)|\d+(?:[.:/,]\d+)*)[{_SPACE}]?(?P<after>[%$€£₽¥‰°]?)"
    )
    for language, grouped in _GROUPED.items()
}
_CURRENCIES = frozenset("$€£₽¥")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written at `start`:`end`, its value in a canonical form, and its currency sign.

    `firm` is False for "one", "first" and "second", which are as often no numbers at all.
    """

    text: str
    start: int
    end: int
    value: str
    currency: str = ""
    firm: bool = True

    def same(self, other: Number) -> bool:
        """Return whether both mean the same amount; a sign may be left out but not changed."""
        signs = {self.currency, other.currency} - {""}
        return self.value == other.value and len(signs) < 2


def numbers(text: str, language: str) -> list[Number]:
    """Return the numbers of a text in order; a comma in "10,000" groups in English only."""
    found = [*_in_digits(text, language), *_in_words(text)]
    return sorted(found, key=lambda number: number.start)


def _in_digits(text: str, language: str) -> Iterator[Number]:
    for match in _DIGITS["ru" if language == "ru" else "en"].finditer(text):
        signs = _CURRENCIES & {match["before"], match["after"]}
        value = ("-" if match["minus"] else "") + _canonical(match["number"], language)
        written = match[0].strip(_SPACE)
        yield Number(written, match.start(), match.end(), value, "".join(signs))


def _canonical(written: str, language: str) -> str:
    """Return "10000" for "10,000", "3.5" for "3,5", "2.3" for "2:30" and for "2.30"."""
    plain = re.sub(rf"[{_SPACE}]", "", written)
    if language != "ru" and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    parts = re.split(r"[.:/,]", plain)
    parts = [part.lstrip("0") or "0" for part in parts[:1]] + parts[1:]
    if len(parts) == 2:
        parts = [parts[0], parts[1].rstrip("0")]
    return ".".join(part for part in parts if part)


def _forms(table: str) -> dict[str, int]:
    """Read lines of "value: forms"; a form ending in "+" takes every adjective ending."""
    values: dict[str, int] = {}
    for line in table.strip().splitlines():
        value, _, forms = line.partition(":")
        for form in forms.split():
            if form.endswith("+"):
                values |= {form[:-1] + ending: int(value) for ending in _ADJECTIVE}
            else:
                values[form] = int(value)
    return values


_ADJECTIVE = "ый ой ая ое ые ого ому ым ом ую ых ыми".split()
_CARDINALS = _forms(
    """
    0: zero ноль нуль ноля нуля
    1: one один одна одно одного одной одному одну одним одном
    2: two два две двух двум двумя двое двоих двоим двоими
    3: three три трех трем тремя трое троих троим троими
    4: four четыре четырех четырем четырьмя четверо четверых четверым
    5: five пять пяти пятью пятеро пятерых пятерым
    6: six шесть шести шестью шестеро шестерых шестерым
    7: seven семь семи семеро семерых семерым
    8: eight восемь восьми восемью восьмью восьмеро восьмерых
    9: nine девять девяти девятью девятеро
    10: ten десять десяти десятью десятеро
    11: eleven одиннадцать одиннадцати одиннадцатью
    12: twelve двенадцать двенадцати двенадцатью dozen дюжина дюжины дюжину дюжиной дюжине
    13: thirteen тринадцать тринадцати тринадцатью
    14: fourteen четырнадцать четырнадцати четырнадцатью
    15: fifteen пятнадцать пятнадцати пятнадцатью
    16: sixteen шестнадцать шестнадцати шестнадцатью
    17: seventeen семнадцать семнадцати семнадцатью
    18: eighteen восемнадцать восемнадцати восемнадцатью
    19: nineteen девятнадцать девятнадцати девятнадцатью
    20: twenty двадцать двадцати двадцатью
    30: thirty тридцать тридцати тридцатью
    40: forty fourty сорок сорока
    50: fifty пятьдесят пятидесяти пятьюдесятью
    60: sixty шестьдесят шестидесяти шестьюдесятью
    70: seventy семьдесят семидесяти семьюдесятью
    80: eighty восемьдесят восьмидесяти восемьюдесятью
    90: ninety девяносто девяноста
    100: сто ста
    200: двести двухсот двумстам двумястами двухстах
    300: триста трехсот тремстам тремястами трехстах
    400: четыреста четырехсот четыремстам четырьмястами
    500: пятьсот пятисот пятистам пятьюстами
    600: шестьсот шестисот шестистам шестьюстами
    700: семьсот семисот семистам семьюстами
    800: восемьсот восьмисот восьмистам восемьюстами
    900: девятьсот девятисот девятистам девятьюстами
    """
)
_ORDINALS = _forms(
    """
    1: first перв+
    2: second втор+
    3: third третий третья третье третьего третьей третьему третьим третьем третью третьи третьих
    4: fourth четверт+
    5: fifth пят+
    6: sixth шест+
    7: seventh седьм+
    8: eighth восьм+
    9: ninth девят+
    10: tenth десят+
    11: eleventh одиннадцат+
    12: twelfth двенадцат+
    13: thirteenth тринадцат+
    14: fourteenth четырнадцат+
    15: fifteenth пятнадцат+
    16: sixteenth шестнадцат+
    17: seventeenth семнадцат+
    18: eighteenth восемнадцат+
    19: nineteenth девятнадцат+
    20: twentieth двадцат+
    30: thirtieth тридцат+
    40: fortieth сороков+
    50: fiftieth пятидесят+
    60: sixtieth шестидесят+
    70: seventieth семидесят+
    80: eightieth восьмидесят+
    90: ninetieth девяност+
    100: hundredth сот+
    """
)
_SCALES = _forms(
    """
    100: hundred
    1000: thousand тысяча тысячи тысяч тысячу тысяче тысячей тысячам тысячами тысячах
    1000000: million миллион миллиона миллионов миллиону миллионом миллионы миллионам
    1000000000: billion миллиард миллиарда миллиардов миллиардом
    """
)
_INDEFINITE = frozenset(
    "тысячи тысяч тысячам тысячами тысячах миллионов миллионы миллионам миллиардов".split()
)
"""Scales that name no number when they stand alone: "тысячи людей"."""

_SOFT = frozenset({1, 2})
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[ \u00a0\n]+|-|[ \n-]and[ \n-]")
_DAY_BEFORE_YESTERDAY = re.compile(r"\s+дня\b")


@dataclass
class _Spelled:
    """A number that is being put together from words."""

    start: int
    end: int
    total: int = 0
    current: int = 0
    closed: bool = False
    soft: bool = False

    @classmethod
    def begin(cls, match: re.Match[str], word: str) -> _Spelled:
        spelled = cls(match.start(), match.end())
        if word in _SCALES:
            spelled.current = _SCALES[word]
            return spelled
        spelled.current = _CARDINALS.get(word, _ORDINALS.get(word, 0))
        spelled.closed = word in _ORDINALS
        spelled.soft = spelled.current == 1 or (spelled.closed and spelled.current in _SOFT)
        return spelled

    def add(self, match: re.Match[str], word: str, between: str) -> bool:
        """Take one more word; return False where it begins another number."""
        if self.closed:
            return False
        if word in _SCALES:
            scale = _SCALES[word]
            if scale == 100:
                self.current = max(1, self.current) * 100
            else:
                self.total += max(1, self.current) * scale
                self.current = 0
        else:
            value = _CARDINALS.get(word, _ORDINALS.get(word, 0))
            if not self._takes(value, between):
                return False
            self.current += value
            self.closed = word in _ORDINALS
        self.end = match.end()
        self.soft = False
        return True

    def _takes(self, value: int, between: str) -> bool:
        """Return whether a value can follow: units after tens, anything small after hundreds."""
        if "and" in between and value in range(20, 100) and self.current in range(1, 10):
            return True  # "three and twenty"
        if value == 0:
            return False
        if self.current == 0:
            return self.total > 0
        size = 10 if value < 10 else 100 if value < 100 else 1000
        return self.current % size == 0 and self.current % 100 != 10


def _in_words(text: str) -> Iterator[Number]:
    open_number: _Spelled | None = None
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("ё", "е")
        if word not in _CARDINALS and word not in _ORDINALS and word not in _SCALES:
            continue
        between = text[open_number.end : match.start()] if open_number else ""
        follows = _BETWEEN.fullmatch(between)
        if open_number and follows and open_number.add(match, word, between):
            continue
        if open_number:
            yield from _finished(text, open_number)
        alone = word in _INDEFINITE or (
            word.startswith("треть") and _DAY_BEFORE_YESTERDAY.match(text, match.end())
        )
        open_number = None if alone else _Spelled.begin(match, word)
    if open_number:
        yield from _finished(text, open_number)


def _finished(text: str, number: _Spelled) -> Iterator[Number]:
    value = str(number.total + number.current)
    written = text[number.start : number.end]
    yield Number(written, number.start, number.end, value, firm=not number.soft)
