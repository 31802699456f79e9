"""Where sentences and clauses end, in Russian and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from razdel import sentenize

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rev|Hon|St|Sgt|Capt|Lt|Col|Gen|Gov|Sen|Rep|Mt|Ft|vs|e\.g|i\.e|"
    r"viz|cf|ca|approx|Fig|fig|Vol|vol|pp|Ave|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z]\.[A-Z])\.$"
)
"""What a piece ends with when English cut short a word and not a sentence; razdel is Russian."""

_ATTRIBUTION = re.compile(r"[a-zа-яё]")
_SPEECH_END = re.compile(r"[!?…][\"”’»']+$")
_CLAUSE_END = re.compile(r"(?<=[;:,])[\"»”’)]*\s+|\s+[—–]\s+|(?<=\w)—(?=\w)")
_UNBROKEN = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|`[^`\n]+`|<[^<>\s][^<>\n]*>|https?://\S+")
_WORD = re.compile(r"\S+")
_WINDOW = 8_000
"""Characters in which sentences are looked for at a time; longer ones are no sentences."""

_TAIL = 12

Piece = tuple[int, int]
"""Start and end of a stretch of a text, no blanks at either end."""


def sentences(text: str) -> list[Piece]:
    """Return the text's sentences in order; only the blanks between them belong to none."""
    pieces: list[Piece] = []
    for start, end in _found(text):
        before = text[max(pieces[-1][0], pieces[-1][1] - _TAIL) : pieces[-1][1]] if pieces else ""
        if before and _continues(before, text[start]):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return _unbroken(text, pieces)


def clauses(text: str) -> list[Piece]:
    """Return the stretches between commas, semicolons, colons and dashes."""
    return _unbroken(text, _between(text, _CLAUSE_END))


def words(text: str) -> list[Piece]:
    """Return the stretches between blanks."""
    return _unbroken(text, [match.span() for match in _WORD.finditer(text)])


def _found(text: str) -> Iterator[Piece]:
    """Yield razdel's sentences, found window by window: its time grows as a sentence's square."""
    position = 0
    while position < len(text):
        window = _whole_words(text, position)
        found = [piece for piece in sentenize(window) if piece.text.strip()]
        if not found:
            position += len(window)
            continue
        at_end = position + len(window) == len(text)
        whole = found if at_end or len(found) == 1 else found[:-1]
        yield from ((position + piece.start, position + piece.stop) for piece in whole)
        position += whole[-1].stop


def _whole_words(text: str, position: int) -> str:
    """Return the text from `position` on, up to a window's length and the last blank in it."""
    window = text[position : position + _WINDOW]
    if position + len(window) == len(text):
        return window
    return window[: max(window.rfind(" "), window.rfind("\n")) + 1] or window


def _continues(tail: str, after: str) -> bool:
    """Return whether a cut between a piece's tail and the next letter is no end of a sentence."""
    if _ABBREVIATION.search(tail) or (tail.endswith("No.") and after.isdigit()):
        return True
    return bool(_SPEECH_END.search(tail) and _ATTRIBUTION.match(after))


def _between(text: str, cut: re.Pattern[str]) -> list[Piece]:
    pieces = []
    start = 0
    for match in cut.finditer(text):
        pieces.append((start, match.start() + len(match.group().rstrip().strip("—– "))))
        start = match.end()
    pieces.append((start, len(text)))
    return [piece for piece in pieces if text[slice(*piece)].strip()]


def _unbroken(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join the pieces that a link, a tag or inline code reaches across."""
    ranges = [match.span() for match in _UNBROKEN.finditer(text)]
    if not ranges:
        return pieces
    joined: list[Piece] = []
    ahead = iter(ranges)
    current = next(ahead, None)
    for start, end in pieces:
        while current and joined and current[1] <= joined[-1][1]:
            current = next(ahead, None)
        if joined and current and current[0] < joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
