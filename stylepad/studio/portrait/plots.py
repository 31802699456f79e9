"""The portrait's plots: sentence lengths, telling words, and the fingerprint of the marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from stylepad.studio import svg
from stylepad.studio.portrait.portrait import Portrait
from stylepad.studio.portrait.surface import RIDGE
from stylepad.studio.portrait.telling import Telling
from stylepad.studio.portrait.texts import LANGUAGES, PlotTexts

WIDTH = 640.0
_LEFT, _RIGHT = 24.0, 24.0
_SHOWN = 14


def files(portrait: Portrait) -> dict[str, str]:
    """Return the plots as files, for a browser in the light and in the dark, in every language."""
    return {
        f"{name}.{language}.svg": plot
        for language, texts in LANGUAGES.items()
        for name, plot in draw(portrait, texts, svg.PAGE, svg.page_style()).items()
    }


def draw(
    portrait: Portrait, texts: PlotTexts, palette: svg.Palette, style: str = ""
) -> dict[str, str]:
    """Return the plots "sentences", "telling" and "marks" as SVG."""
    return {
        "sentences": sentences(portrait, texts, palette, style),
        "telling": telling(portrait, texts, palette, style),
        "marks": marks(portrait, texts, palette, style),
    }


def sentences(portrait: Portrait, texts: PlotTexts, palette: svg.Palette, style: str = "") -> str:
    """Return a ridge of sentence lengths: the author in front of the others."""
    rows = (
        ("plain", texts.plain, palette.third),
        ("contemporary", texts.contemporary, palette.second),
        ("author", portrait.name, palette.accent),
    )
    top = max(max(portrait.surface[kind].ridge) for kind, _, _ in rows)
    step, tall, left = 62.0, 104.0, 150.0
    wide = WIDTH - left - _RIGHT
    parts = [svg.text(_LEFT, 30, texts.sentences, palette.ink, size=17, weight="600")]
    base = 0.0
    for number, (kind, name, colour) in enumerate(rows):
        found = portrait.surface[kind]
        base = 150 + step * number
        points = [
            (left + wide * (n - 1) / (RIDGE[-1] - 1), base - tall * sqrt(share / top))
            for n, share in zip(RIDGE, found.ridge, strict=True)
        ]
        parts.append(svg.hill(points, base, colour, 0.28))
        median = left + wide * (min(found.median_sentence, RIDGE[-1]) - 1) / (RIDGE[-1] - 1)
        parts.append(svg.line((median, base), (median, base + 5), colour, 2))
        parts.append(svg.text(_LEFT, base - 18, name, colour, size=14, weight="600"))
        said = texts.median.format(words=f"{found.median_sentence:g}")
        parts.append(svg.text(_LEFT, base - 2, said, palette.muted, size=11.5))
    for n in range(10, RIDGE[-1] + 1, 10):
        x = left + wide * (n - 1) / (RIDGE[-1] - 1)
        parts.append(svg.text(x, base + 20, str(n), palette.muted, size=11.5, anchor="middle"))
    parts.append(
        svg.text(
            WIDTH - _RIGHT, base + 36, texts.sentences_axis, palette.muted, size=11.5, anchor="end"
        )
    )
    return svg.drawing(WIDTH, base + 48, parts, texts.sentences, style)


def telling(portrait: Portrait, texts: PlotTexts, palette: svg.Palette, style: str = "") -> str:
    """Return the most telling words and turns in two columns, with how often they are used."""
    columns = (
        ("contemporary", texts.against_contemporary, palette.second),
        ("plain", texts.against_plain, palette.third),
    )
    parts = [
        svg.text(_LEFT, 30, texts.telling, palette.ink, size=17, weight="600"),
        svg.text(_LEFT, 48, texts.per_ten_thousand, palette.muted, size=11.5),
    ]
    half = (WIDTH - _LEFT - _RIGHT) / 2
    bottom = 0.0
    for number, (kind, title, colour) in enumerate(columns):
        left = _LEFT + number * half
        parts.append(svg.text(left, 76, title, colour, size=13, weight="600"))
        items = chosen(portrait.telling[kind])
        most = max((max(item.here, item.there) for item in items), default=1.0)
        for row, item in enumerate(items):
            y = 98 + 21.0 * row
            bottom = max(bottom, y)
            room = half - 134
            parts.append(svg.text(left, y, shown(item.text), palette.ink, size=13))
            parts.append(
                svg.bar(left + 116, y - 10, room * sqrt(item.here / most), 6, palette.accent)
            )
            parts.append(
                svg.bar(left + 116, y - 3, room * sqrt(item.there / most), 3, colour, opacity=0.8)
            )
    return svg.drawing(WIDTH, bottom + 18, parts, texts.telling, style)


def marks(portrait: Portrait, texts: PlotTexts, palette: svg.Palette, style: str = "") -> str:
    """Return how often each mark is used: the author's dot beside those of the others."""
    names = [name for name in texts.marks if name in portrait.surface["author"].marks]
    most = max(max(found.marks.values()) for found in portrait.surface.values()) or 1.0
    left, top = 170.0, 82.0
    wide = WIDTH - left - _RIGHT - 40
    parts = [
        svg.text(_LEFT, 30, texts.marks_title, palette.ink, size=17, weight="600"),
        svg.text(_LEFT, 48, texts.per_thousand, palette.muted, size=11.5),
        *_legend(portrait, texts, palette, 62.0),
    ]
    for row, name in enumerate(names):
        y = top + 16 + 25.0 * row
        parts.append(
            svg.text(left - 14, y + 4, texts.marks[name], palette.ink, size=13, anchor="end")
        )
        parts.append(svg.line((left, y), (left + wide, y), palette.line))
        for kind, colour in (("plain", palette.third), ("contemporary", palette.second)):
            value = portrait.surface[kind].marks[name]
            parts.append(svg.dot(left + wide * sqrt(value / most), y, 4.5, colour, hollow=True))
        value = portrait.surface["author"].marks[name]
        x = left + wide * sqrt(value / most)
        parts.append(svg.dot(x, y, 5.5, palette.accent))
        parts.append(
            svg.text(left + wide + 44, y + 4, f"{value:.1f}", palette.muted, size=12, anchor="end")
        )
    return svg.drawing(WIDTH, top + 25.0 * len(names) + 18, parts, texts.marks_title, style)


def chosen(found: Mapping[str, Sequence[Telling]], shown_most: int = _SHOWN) -> list[Telling]:
    """Return words and turns to show: as many of each as make a mixed picture, best first."""
    wanted = (("words", shown_most // 2), ("pairs", shown_most // 4), ("triples", shown_most))
    taken: list[Telling] = []
    for name, most in wanted:
        room = min(most, shown_most - len(taken))
        fresh = [item for item in found[name] if len(item.text) <= 16]
        taken += fresh[:room]
    return taken


def shown(turn: str) -> str:
    """Return a turn as it is written: marks stand at the word before them."""
    pieces: list[str] = []
    for token in turn.split():
        if pieces and token[0] in ",;:!?…":
            pieces[-1] += token
        elif token[0] in ",;:!?…":
            pieces.append(f"…{token}" if token != "…" else token)
        else:
            pieces.append(token)
    return " ".join(pieces)


def _legend(portrait: Portrait, texts: PlotTexts, palette: svg.Palette, y: float) -> list[str]:
    parts = []
    x = _LEFT
    for name, colour, hollow in (
        (portrait.name, palette.accent, False),
        (texts.contemporary, palette.second, True),
        (texts.plain, palette.third, True),
    ):
        parts.append(svg.dot(x + 5, y, 4.5, colour, hollow=hollow))
        parts.append(svg.text(x + 16, y + 4, name, palette.muted, size=12))
        x += 34 + 7.4 * len(name)
    return parts
