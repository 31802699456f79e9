"""The cleaned text: what the cuts leave, a paragraph a line, in plain typography."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stylepad.studio.texts.cleaning.layout import Covered, Layout, Paragraph
from stylepad.studio.texts.extract import Cut

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f\ufffd]"
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})
_EMPHASIS = re.compile(
    r"(?<![\w_])_([^_\n]{1,300}?)_(?![\w_])|(?<![\w=])=([^=\n]{1,200}?)=(?![\w=])"
)
_DASHES = re.compile(r"\s*(?:-{2,}|\u2015)\s*|(?<=\s)[-–](?=\s)")
_SPEECH_DASH = re.compile(r"^(?:-{1,3}|–|\u2015)\s*(?=[^\W\d]|[\"«“…])")
_DOTS = re.compile(r"\s?\.(?:\s\.){2}(?!\s?\.)|(?<![.…])\.{3}(?!\.)")
_BEFORE_MARK = re.compile(r"\s+(?=[,;.!?…](?:\s|$))|\(\s*\)|\[\s*\]")
_STRAIGHT = re.compile(r"(?<![\w.,!?…;:)»])\"(?=\S)|\"")
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")
_OPEN_DASH = re.compile(r"(?:—|--)\w")
_GLUED_DASH = re.compile(r"\w(?:—|--)$")
_HEAD = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(r"[\"«(—–]?[a-zа-яёѣі]")
_ENDED = re.compile(r"[.!?…:;][\"»”’)\]*]*$")
_HEADLIKE = frozenset(
    {"heading", "separator", "verse", "play", "contents", "introduction", "licence"}
)


def render(raw: str, cuts: Iterable[Cut], language: str) -> str:
    """Return the cleaned text: paragraphs parted by blank lines, cuts left out unless restored."""
    layout = Layout(raw)
    active = [cut for cut in cuts if not cut.restored]
    covered = Covered(active)
    breaks = [cut for cut in active if cut.kind in _HEADLIKE]
    hyphenated = {word.casefold() for word in re.findall(r"\w+-\w+", raw)}
    paragraphs: list[str] = []
    last_end = 0
    for paragraph in layout.paragraphs:
        text = tidy(_uncut(layout, paragraph, covered, hyphenated), language)
        if not text:
            continue
        broken = any(last_end <= cut.start < paragraph.start for cut in _near(breaks, last_end))
        if paragraphs and not broken and _go_together(paragraphs[-1], text, layout.wrapped):
            paragraphs[-1] = _join(paragraphs[-1], text, hyphenated)
        else:
            paragraphs.append(text)
        last_end = paragraph.end
    return "\n\n".join(paragraphs) + ("\n" if paragraphs else "")


def tidy(text: str, language: str) -> str:
    """Return a paragraph in plain typography: one kind of quotation mark, dash and blank."""
    text = _INVISIBLE.sub("", text).translate(_LIGATURES)
    text = _EMPHASIS.sub(lambda found: found[1] or found[2] or "", text)
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


def _uncut(layout: Layout, paragraph: Paragraph, covered: Covered, hyphenated: set[str]) -> str:
    text = ""
    for line in layout.lines[paragraph.first : paragraph.last]:
        left = "".join(layout.raw[start:end] for start, end in covered.gaps(line.start, line.end))
        if left.strip():
            text = _join(text, left.strip(), hyphenated) if text else left.strip()
    return text


def _join(before: str, after: str, hyphenated: set[str]) -> str:
    """Put two lines together, and a word that was broken at their ends."""
    broken, head = _HYPHEN.search(before), _HEAD.match(after)
    if not broken or not head or not head[0][0].islower():
        glued = _OPEN_DASH.match(after) or _GLUED_DASH.search(before)
        return before + after if glued else f"{before} {after}"
    if f"{broken[1]}-{head[0]}".casefold() in hyphenated:
        return before + after
    return before[: broken.end(1)] + after


def _go_together(before: str, after: str, wrapped: bool) -> bool:
    """Return whether a page's end parted one paragraph in two."""
    return wrapped and not _ENDED.search(before) and bool(_GOES_ON.match(after))


def _near(breaks: list[Cut], position: int) -> list[Cut]:
    """Return the cuts from a position on; the list is in order and is used up from its front."""
    while breaks and breaks[0].start < position:
        breaks.pop(0)
    return breaks[:1]
