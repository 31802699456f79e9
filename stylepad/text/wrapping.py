"""Paragraphs that were broken into lines at a width: taken apart and put back."""

from __future__ import annotations

import re
import textwrap

NARROWEST, WIDEST = 45, 100
"""Widths at which prose is wrapped; shorter lines are verse, longer ones whole paragraphs."""

_USUAL = 72

_LEAST_FULL = 0.6
"""A wrapped line is at least this full, or it was broken on purpose."""

_BREAK = re.compile(r"[ \t]*(\r\n|[\r\n\u2028\u2029])([ \t]*(?:>[ \t]?)*)")
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)*_]*\s*$")


def is_wrapped(lines: list[str]) -> bool:
    """Return whether the lines are one paragraph that was wrapped at a width.

    Each line but the last must be so full that the first word of the next would not have fitted.
    """
    if len(lines) < 2:
        return False
    lengths = [len(line.rstrip()) for line in lines]
    width = max(lengths)
    if not NARROWEST <= width <= WIDEST or min(lengths[:-1]) < _LEAST_FULL * width:
        return False
    if all(_SENTENCE_END.search(line) for line in lines[:-1]):
        return False
    return all(
        length + 1 + len(following.lstrip(" \t>").split(maxsplit=1)[0]) > width
        for length, following in zip(lengths, lines[1:], strict=False)
    )


def unwrap(passage: str) -> str:
    """Return a wrapped passage as one line; a passage without line breaks as it is."""
    return _BREAK.sub(" ", passage)


def rewrap(rewritten: str, passage: str) -> str:
    """Return `rewritten` broken into lines as `passage` is: its width, line ends and indent.

    A passage without line breaks returns `rewritten` as it is, an unchanged one comes back exactly.
    """
    line_break = _BREAK.search(passage)
    if line_break is None:
        return rewritten
    if rewritten == unwrap(passage):
        return passage
    newline, indent = line_break[1], line_break[2]
    pieces = _BREAK.split(passage)[::3]
    width = max(len(piece.rstrip()) for piece in pieces)
    if len(pieces) == 2:
        # Cut out of a longer paragraph, neither line need be a full one.
        width = max(width, _USUAL)
    lines = textwrap.wrap(
        " ".join(rewritten.split()), width, break_long_words=False, break_on_hyphens=False
    )
    return (newline + indent).join(lines)
