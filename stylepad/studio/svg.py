"""Small drawings: SVG written by hand, in colours that are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

FONT = "Literata, Georgia, 'Times New Roman', serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by meaning, as in resources/themes; `others` are those of what is compared with."""

    ink: str
    muted: str
    line: str
    accent: str
    second: str
    third: str


LIGHT = Palette("#24221f", "#67625a", "#d3cdc2", "#2b5c86", "#b0722d", "#8d877c")
DARK = Palette("#dcd8d0", "#a19c92", "#45474b", "#7fb2e0", "#d9a45f", "#8f8a80")
PAGE = Palette(
    "var(--ink)",
    "var(--muted)",
    "var(--line)",
    "var(--accent)",
    "var(--second)",
    "var(--third)",
)
"""Colours that the page sets, for light and for dark."""


def variables(palette: Palette) -> str:
    """Return the CSS that gives PAGE the colours of a palette."""
    names = ("ink", "muted", "line", "accent", "second", "third")
    return "".join(f"--{name}:{getattr(palette, name)};" for name in names)


def page_style() -> str:
    """Return the style sheet for PAGE: light, and dark where the reader prefers it."""
    dark = f"@media (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return f":root{{{variables(LIGHT)}}}{dark}"


def drawing(width: float, height: float, parts: Iterable[str], title: str, style: str = "") -> str:
    """Return a whole drawing; `title` is read out in place of it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" font-family="{escape(FONT)}">'
    )
    sheet = f"<style>{style}</style>" if style else ""
    return f"{head}<title>{escape(title)}</title>{sheet}{''.join(parts)}</svg>\n"


def text(
    x: float,
    y: float,
    words: str,
    colour: str,
    *,
    size: float = 13,
    anchor: str = "start",
    weight: str = "",
) -> str:
    """Return a line of text with its baseline at `y`."""
    bold = f' font-weight="{weight}"' if weight else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size:g}" '
        f'text-anchor="{anchor}"{bold}>{escape(words)}</text>'
    )


def line(
    start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1
) -> str:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width:g}"/>'
    )


def bar(x: float, y: float, width: float, height: float, colour: str, *, opacity: float = 1) -> str:
    """Return a filled rectangle with slightly round corners."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{height:.1f}" '
        f'rx="1.5" fill="{colour}" fill-opacity="{opacity:g}"/>'
    )


def dot(x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> str:
    """Return a dot, or a ring."""
    look = f'fill="none" stroke="{colour}" stroke-width="1.6"' if hollow else f'fill="{colour}"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {look}/>'


def curve(points: Sequence[tuple[float, float]], colour: str, width: float = 2) -> str:
    """Return a line through points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )


def hill(
    points: Sequence[tuple[float, float]], base: float, colour: str, opacity: float = 0.22
) -> str:
    """Return the area between points and a base line, with its outline."""
    first, last = points[0][0], points[-1][0]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    area = f"{first:.1f},{base:.1f} {path} {last:.1f},{base:.1f}"
    shape = f'<polygon points="{area}" fill="{colour}" fill-opacity="{opacity:g}"/>'
    return shape + curve(points, colour, 1.8)
