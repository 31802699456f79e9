"""Verse and plays: an author's, but not prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from stylepad.studio.texts.cleaning.layout import Covered, Layout, Line
from stylepad.studio.texts.extract import Cut

_UPPER = re.compile(r"[^\w]*[A-ZА-ЯЁѢІѲѴ]")
_SPEECH = re.compile(r"[—–-]\s?|\d|\*")
_OPEN_END = re.compile(r"[\w,;—–-][\"»”’)]*$")
_VOWELS = re.compile(r"[аеёиоуыэюяѣіaeiouy]+", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W\d_]{2,})[^\w]*$")
_LINE = range(6, 76)
_STANZA = 4
_FULL = 0.8
"""Share of the usual width from which on lines are not verse, unless they are indented."""

_OPEN = 0.45
"""Share of the lines that end in the middle of a sentence."""

_NARROW = 60
_EVEN = 0.35
"""How much the lines of a stanza may differ in syllables, as a share of their mean."""

_LABEL = re.compile(
    r"[_*]{0,2}([A-ZА-ЯЁІ][^\W\d_]*\.?(?:[ -][^\W\d_]{1,14}\.?){0,3}?)\s*"
    r"(?:\([^)]{1,120}\)|\[[^\]]{1,120}\])?\s*(?:[.:]\s*[—–-]?|\s[—–]|$)\s*"
)
_TIMES = 5
"""How often a name begins a paragraph to be that of a speaker."""

_WINDOW = 12
_PLAY = 0.55
"""Share of a stretch of paragraphs that speakers begin, from which on it is a play."""


def find_verse(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield stanzas: runs of short lines, each with a capital, of even length, open or rhymed."""
    run: list[Line] = []
    for number, line in enumerate(layout.lines):
        free = not covered.has(line.start, line.end)
        if free and number not in layout.prose and _may_be_verse(line):
            run.append(line)
            continue
        yield from _stanza(run, layout.width)
        run = []
    yield from _stanza(run, layout.width)


def find_play(layout: Layout, covered: Covered) -> Iterator[Cut]:
    """Yield the stretches in which speakers' names begin most paragraphs."""
    free = [p for p in layout.paragraphs if not covered.has(p.start, p.end)]
    labels = [_label(layout.text(paragraph)) for paragraph in free]
    counts = Counter(label for label in labels if label)
    spoken = [
        (bool(label) and counts[label] >= _TIMES) or layout.raw[paragraph.start] in "[("
        for label, paragraph in zip(labels, free, strict=True)
    ]
    if not any(counts[label] >= _TIMES for label in counts if label):
        return
    place = 0
    while place < len(free):
        end = place
        while end < len(free) and _share(spoken, max(place, end - _WINDOW), end + _WINDOW) >= _PLAY:
            end += 1
        first, last = _spoken_ends(spoken, place, end)
        if last - first >= _WINDOW:
            yield Cut("play", free[first].start, free[last - 1].end)
            end = max(end, last)
        place = max(end, place + 1)


def _spoken_ends(spoken: list[bool], start: int, end: int) -> tuple[int, int]:
    """Return a stretch from its first speech to its last; the window blurs both."""
    while start < end and not spoken[start]:
        start += 1
    while end > start and not spoken[end - 1]:
        end -= 1
    while any(spoken[end : end + 2]):
        end += 1
    return start, end


def _share(spoken: list[bool], start: int, end: int) -> float:
    window = spoken[start:end]
    return sum(window) / max(1, len(window))


def _label(text: str) -> str:
    found = _LABEL.match(text)
    return found[1].rstrip(".").casefold() if found else ""


def _may_be_verse(line: Line) -> bool:
    return (
        len(line.text) in _LINE and bool(_UPPER.match(line.text)) and not _SPEECH.match(line.text)
    )


def _stanza(run: list[Line], width: int) -> Iterator[Cut]:
    if len(run) < _STANZA:
        return
    run = _trimmed(run)
    if len(run) < _STANZA - 1:
        return
    full = sum(len(line.text) for line in run) > _FULL * width * len(run)
    if width and full and not all(line.indent >= 2 for line in run):
        # Lines as long as all others: a paragraph whose lines happen to begin with names.
        return
    syllables = [len(_VOWELS.findall(line.text)) for line in run]
    mean = sum(syllables) / len(syllables)
    spread = sum(abs(count - mean) for count in syllables) / len(syllables)
    open_ends = sum(bool(_OPEN_END.search(line.text)) for line in run) / len(run)
    joined = sum(not line.after_blank for line in run[1:]) / (len(run) - 1)
    even = mean >= 3 and spread <= _EVEN * mean
    rhymed = _rhymed(run)
    narrow = max(len(line.text) for line in run) <= _NARROW
    looks = open_ends >= _OPEN or (open_ends >= _OPEN / 2 and rhymed)
    stands = joined >= 0.5 or rhymed or (narrow and open_ends >= _OPEN)
    if even and looks and stands:
        yield Cut("verse", run[0].start, run[-1].end)


def _trimmed(run: list[Line]) -> list[Line]:
    """Return a run without the prose before and after it: what announces it, what is far longer."""
    usual = sorted(len(line.text) for line in run)[len(run) // 2]
    announced = [
        place for place, line in enumerate(run[: len(run) // 2 + 1]) if line.text[-1] == ":"
    ]
    start, end = announced[-1] + 1 if announced else 0, len(run)
    while end - start > 2 and len(run[start].text) > 1.6 * usual:
        start += 1
    while end - start > 2 and len(run[end - 1].text) > 1.6 * usual:
        end -= 1
    return run[start:end]


def _rhymed(run: list[Line]) -> bool:
    """Return whether many lines end like one of the two or three before them."""
    ends = [
        found[1][-3:].casefold() if (found := _LAST_WORD.search(line.text)) else "" for line in run
    ]
    pairs = sum(
        any(end and end[-2:] == other[-2:] for other in ends[max(0, number - 3) : number])
        for number, end in enumerate(ends)
    )
    return pairs >= 0.3 * len(run)
