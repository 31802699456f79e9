"""The cleaned text: what the cuts leave, a paragraph a line, in plain typography."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from stylepad.studio.texts.cleaning.layout import Covered, Layout, Line, Paragraph
from stylepad.studio.texts.extract import Cut

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f\ufffd]"
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})
_EMPHASIS = re.compile(
    r"(?<![\w_])_([^_\n]{1,300}?)_(?![\w_])|(?<![\w=])=([^=\n]{1,200}?)=(?![\w=])"
)
_LONG_BLANK = re.compile(r"_{2,}")
_DASHES = re.compile(r"\s*(?:-{2,}|\u2015)\s*|(?<=\s)[-–](?=\s)")
_SPEECH_DASH = re.compile(r"^(?:-{1,3}|–|\u2015)\s*(?=[^\W\d]|[\"«“…])")
_DOTS = re.compile(r"\s?\.(?:\s\.){2}(?!\s?\.)|(?<![.…])\.{3}(?!\.)")
_BEFORE_MARK = re.compile(r"\s+(?=[,;.!?…](?:\s|$))|\(\s*\)|\[\s*\]")
_STRAIGHT = re.compile(r"(?<![\w.,!?…;:)»])\"(?=\S)|\"")
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")
_WORD_MOST = 60
_OPEN_DASH = re.compile(r"(?:—|--)\w")
_GLUED_DASH = re.compile(r"\w(?:—|--)$")
_HEAD = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(r"[\"«(—–]?[a-zа-яёѣі]")
_ENDED = re.compile(r"[.!?…:;][\"»”’)\]*]*$")
_BREAKS = frozenset(
    "heading separator verse play contents introduction licence title_page fragment".split()
)
"""Kinds of cuts over which no paragraph reaches."""

_TURNS = frozenset({"page_number", "running_head"})


def render(raw: str, cuts: Iterable[Cut], language: str) -> str:
    """Return the cleaned text: paragraphs parted by blank lines, cuts left out unless restored."""
    layout = Layout(raw)
    active = sorted((cut for cut in cuts if not cut.restored), key=lambda cut: cut.start)
    covered = Covered(active)
    breaks = [cut.start for cut in active if cut.kind in _BREAKS]
    turns = [cut.start for cut in active if cut.kind in _TURNS]
    hyphenated = {word.casefold() for word in re.findall(r"\w+-\w+", raw)}
    paragraphs: list[str] = []
    last_end = 0
    for paragraph in layout.paragraphs:
        lines = _uncut(layout, paragraph, covered)
        text = tidy(_together([text for _, text in lines], hyphenated), language)
        if not text:
            continue
        between = (last_end, lines[0][0].start)
        turned = _any_in(turns, *between) or "\f" in raw[slice(*between)]
        whole = layout.wrapped and paragraphs and not _any_in(breaks, *between)
        if whole and _is_one(paragraphs[-1], text, turned, layout.indented, lines[0][0].indent):
            paragraphs[-1] = "".join(_joined(paragraphs[-1], text, hyphenated))
        else:
            paragraphs.append(text)
        last_end = paragraph.end
    return "\n\n".join(paragraphs) + ("\n" if paragraphs else "")


def tidy(text: str, language: str) -> str:
    """Return a paragraph in plain typography: one kind of quotation mark, dash and blank."""
    text = _INVISIBLE.sub("", text).translate(_LIGATURES)
    text = _EMPHASIS.sub(lambda found: found[1] or found[2] or "", text)
    text = _LONG_BLANK.sub("—", text).replace("_", "")
    text = _BLANKS.sub(" ", text).strip()
    text = _DOTS.sub("…" if language == "ru" else "...", text)
    text = _SPEECH_DASH.sub("— ", text)
    text = _DASHES.sub(" — " if language == "ru" else "—", text).strip()
    text = _BEFORE_MARK.sub("", _BLANKS.sub(" ", text))
    text = _russian_quotes(text) if language == "ru" else _english_quotes(text)
    return text if any(character.isalnum() for character in text) else ""


def _russian_quotes(text: str) -> str:
    text = text.replace("“", "«" if "”" in text else "»").replace("„", "«").replace("”", "»")
    return _STRAIGHT.sub(lambda found: "«" if len(found[0]) and _opens(found) else "»", text)


def _opens(found: re.Match[str]) -> bool:
    before = found.string[: found.start()][-1:]
    after = found.string[found.end() :][:1]
    return bool(after) and not after.isspace() and (not before or before in " (—–[«…-")


def _english_quotes(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")


def _uncut(layout: Layout, paragraph: Paragraph, covered: Covered) -> list[tuple[Line, str]]:
    """Return a paragraph's lines of which something is left, each with that."""
    found = []
    for line in layout.lines[paragraph.first : paragraph.last]:
        left = "".join(layout.raw[start:end] for start, end in covered.gaps(line.start, line.end))
        if left := left.strip():
            found.append((line, left))
    return found


def _together(lines: list[str], hyphenated: set[str]) -> str:
    """Put a paragraph's lines together; it may have as many as a book, so only ends are seen."""
    pieces: list[str] = []
    for line in lines:
        pieces[-1:] = _joined(pieces[-1], line, hyphenated) if pieces else [line]
    return "".join(pieces)


def _joined(before: str, after: str, hyphenated: set[str]) -> list[str]:
    """Return two lines so that they can be put together, also a word broken at their ends."""
    broken, head = _HYPHEN.search(before[-_WORD_MOST:]), _HEAD.match(after)
    if not broken or not head or not head[0][0].islower():
        glued = _OPEN_DASH.match(after) or _GLUED_DASH.search(before[-_WORD_MOST:])
        return [before if glued else before + " ", after]
    if f"{broken[1]}-{head[0]}".casefold() in hyphenated:
        return [before, after]
    return [before[:-1], after]


def _is_one(before: str, after: str, turned: bool, indented: bool, indent: int) -> bool:
    """Return whether a page's end, or a note, parted one paragraph in two."""
    if turned and indented:
        return indent < 2
    return not _ENDED.search(before) and (turned or bool(_GOES_ON.match(after)))


def _any_in(positions: list[int], start: int, end: int) -> bool:
    """Return whether one of the positions, which are in order, is from `start` to before `end`."""
    place = bisect_left(positions, start)
    return place < len(positions) and positions[place] < end
