"""How much a text reads like Russian, to tell apart the encodings that Russian was written in."""

from __future__ import annotations

from dataclasses import dataclass

_ORDER = " абвгдежзийклмнопрстуфхцчшщъыьэюя"
_PAIRS = """
088988878949889998988776865021757
937867778578888478885676776000377
673423733705746707527143335584236
883456826806757856766245463385016
672427611705746807436200420000210
784635853706757857657046450466346
957788777577888678885466776000265
674237830705337413425012420004230
785767653605667726436003320365046
966767867777888667884577765000467
822225202105546412660224552000001
882522654804636927667225130032320
884454863806536842747221531068177
884340802805557864537314423075326
893456934806328924677536545187257
948888777787888678885565776000466
571111701705605948456114421065215
785666864806567854667554553076257
875745832708877876797454651467258
884835813806647958747435533378256
856677676457776366772363776000374
451020600600422506345400110033011
860511400500545715435110120101200
661501702605220521105001000061111
670200820706436414186000150005000
570400700706636533256011000006110
360000700600004202005000001004000
100000500200000000001000000000035
805755745376776055662173663000003
905354616507067322750325463000166
401333003135534044370431020000001
826246144124444024560233556000040
904656656456666145671054535000055
""".split()
"""How common each pair of letters is in Russian books and news, rows the first letter, columns the
second, in `_ORDER`: the natural logarithm of its share is about 1.2 × digit - 15. Counted
in fiction of the 19th century and present-day prose."""

_STEP, _FLOOR = 1.2, -15.0
_CAPITAL_INSIDE = -6.0
"""Added for a capital after a small letter: no Russian word has it, and KOI8-R misread is full of
it."""

_LIKELY = -8.5
"""Mean above which letters are Russian; running text has about -5.7, letters at random -10."""

_ENOUGH = 6
_TYPOGRAPHY = frozenset("«»“”„‘’‚…–—№©®™§°±·•¶¬†‡\u00a0\u00ad€‹›¦¤")


@dataclass(frozen=True, slots=True)
class Score:
    """The mean log-likelihood of a text's letter pairs, and whether that is Russian for sure."""

    mean: float
    is_russian: bool


def score(text: str) -> Score:
    """Return how Russian the letters of a text beyond ASCII read.

    A text whose only such characters are quotation marks, dashes and the like scores 0, the best.
    """
    high = {character for character in text if character > "\x7f"}
    if high <= _TYPOGRAPHY:
        return Score(0.0, True)
    total, count = 0.0, 0
    places = {character: _place(character) for character in set(text)}
    for first, second in zip(" " + text, text + " ", strict=True):
        if first <= "\x7f" and second <= "\x7f":
            continue
        total += _pair(first, second, places)
        count += 1
    mean = total / count
    return Score(mean, mean > _LIKELY and count >= _ENOUGH)


def _pair(first: str, second: str, places: dict[str, int]) -> float:
    row, column = places.get(first, 0), places.get(second, 0)
    if row < 0 or column < 0:
        return _FLOOR
    likelihood = _FLOOR + _STEP * int(_PAIRS[row][column])
    if first.islower() and second.isupper():
        likelihood += _CAPITAL_INSIDE
    return likelihood


def _place(character: str) -> int:
    """Return a character's place in the table: 0 for what is no letter, -1 for what is foreign."""
    lower = character.lower().replace("ё", "е")
    if lower in _ORDER:
        return _ORDER.index(lower)
    return 0 if character <= "\x7f" or character in _TYPOGRAPHY else -1
