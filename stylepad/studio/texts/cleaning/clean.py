"""All that is found in a raw text that is not the author's prose, in the order it is looked for."""

from __future__ import annotations

from collections.abc import Iterable

from stylepad.studio.texts.cleaning import (
    contents,
    footnotes,
    foreign,
    forms,
    fragments,
    furniture,
    headings,
    introductions,
    licence,
)
from stylepad.studio.texts.cleaning.layout import Covered, Layout
from stylepad.studio.texts.extract import Cut


def find_cuts(raw: str, given: Iterable[Cut], author: str, language: str) -> tuple[Cut, ...]:
    """Return the cuts of a raw text in order of their beginning; none overlaps another.

    `given` are those that the file itself named; `author` is whose style is made, `language` in
    which.
    """
    layout = Layout(raw)
    cuts = list(given)
    for finder in (
        licence.find,
        contents.find,
        furniture.find,
        headings.find,
        fragments.find_catalogue,
        fragments.find_titles,
        footnotes.find,
    ):
        cuts.extend(finder(layout, Covered(cuts)))
    marks = Covered(cut for cut in cuts if cut.kind in {"heading", "contents", "licence"})
    cuts.extend(introductions.find(layout, marks, author))
    cuts.extend(contents.find_title_page(layout, Covered(cuts)))
    cuts.extend(forms.find_play(layout, Covered(cuts)))
    cuts.extend(forms.find_verse(layout, Covered(cuts)))
    cuts.extend(fragments.find(layout, Covered(cuts)))
    cuts.extend(foreign.find(layout, Covered(cuts), language))
    return _apart(raw, cuts)


def _apart(raw: str, cuts: list[Cut]) -> tuple[Cut, ...]:
    """Return the cuts without overlaps: what was found first keeps what it covers."""
    found: list[Cut] = []
    covered = Covered()
    by_kind: dict[str, list[Cut]] = {}
    for cut in cuts:
        by_kind.setdefault(cut.kind, []).append(cut)
    for kind, same in by_kind.items():
        pieces = [
            Cut(kind, *gap) for cut in _joined(same) for gap in covered.gaps(cut.start, cut.end)
        ]
        found.extend(pieces)
        covered = Covered(found)
    solid = (cut for cut in found if not raw[cut.start : cut.end].isspace())
    return tuple(sorted(solid, key=lambda cut: cut.start))


def _joined(cuts: list[Cut]) -> list[Cut]:
    """Join cuts of one kind that overlap."""
    joined: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: cut.start):
        if joined and cut.start < joined[-1].end:
            joined[-1] = Cut(cut.kind, joined[-1].start, max(joined[-1].end, cut.end))
        elif cut.start < cut.end:
            joined.append(cut)
    return joined
