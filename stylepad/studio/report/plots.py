"""The report's plots: style by strength, what it costs, and the curve of the training."""

from __future__ import annotations

from collections.abc import Sequence

from stylepad.studio import svg
from stylepad.studio.report.result import StudioReport
from stylepad.studio.report.texts import ReportTexts, number

WIDTH, HEIGHT = 640.0, 330.0
_LEFT, _RIGHT, _TOP, _BASE = 64.0, 30.0, 72.0, 272.0


def draw(report: StudioReport, texts: ReportTexts, palette: svg.Palette) -> dict[str, str]:
    """Return the plots "style", "costs" and, where there is a curve, "curve" as SVG."""
    found = {"style": style(report, texts, palette), "costs": costs(report, texts, palette)}
    if len(report.curve) > 1:
        found["curve"] = curve(report, texts, palette)
    return found


def style(report: StudioReport, texts: ReportTexts, palette: svg.Palette) -> str:
    """Return how far the style comes at each strength, between plain prose and the author."""
    top = max(1.1, *(item.style_high for item in report.ladder))
    low = min(-0.05, *(item.style_low for item in report.ladder))

    def high(share: float) -> float:
        return _BASE - (_BASE - _TOP) * (share - low) / (top - low)

    parts = _head(texts.style_title, texts.style_note, palette)
    for share, name in ((0.0, texts.floor), (1.0, texts.ceiling)):
        y = high(share)
        parts.append(svg.line((_LEFT, y), (WIDTH - _RIGHT, y), palette.line, 1.5))
        parts.append(svg.text(WIDTH - _RIGHT, y - 5, name, palette.muted, size=12, anchor="end"))
        parts.append(_mark(y, f"{share:.0%}", palette))
    across = [_across(report, item.strength) for item in report.ladder]
    points = [(x, high(item.style)) for x, item in zip(across, report.ladder, strict=True)]
    parts.append(svg.curve(points, palette.accent, 2.4))
    for (x, y), item in zip(points, report.ladder, strict=True):
        chosen = item.strength == report.recommended
        ends = (x, high(item.style_low)), (x, high(item.style_high))
        parts.append(svg.line(*ends, palette.accent, 1.4))
        parts.append(svg.dot(x, y, 7 if chosen else 4, palette.accent))
        parts.append(svg.text(x + 10, y - 9, f"{item.style:.0%}", palette.ink, size=12.5))
        if chosen:
            parts.append(
                svg.text(x, _BASE + 40, texts.recommended, palette.accent, size=12, anchor="middle")
            )
    return svg.drawing(
        WIDTH, HEIGHT, [*parts, *_strengths(report, texts, palette)], texts.style_title
    )


def costs(report: StudioReport, texts: ReportTexts, palette: svg.Palette) -> str:
    """Return what is kept at each strength: facts, fluency, likeness."""
    rows = (
        (texts.exact, palette.accent, [item.exact for item in report.ladder]),
        (texts.fluent, palette.second, [item.fluent for item in report.ladder]),
        (texts.alike, palette.third, [item.chrf for item in report.ladder]),
    )
    parts = _head(texts.costs_title, texts.costs_note, palette)
    top = _TOP + 22

    def high(share: float) -> float:
        return _BASE - (_BASE - top) * share

    for share in (0.0, 0.5, 1.0):
        y = high(share)
        parts.append(svg.line((_LEFT, y), (WIDTH - _RIGHT, y), palette.line))
        parts.append(_mark(y, f"{share:.0%}", palette))
    x = _LEFT
    for name, colour, values in rows:
        points = [
            (_across(report, item.strength), high(value))
            for item, value in zip(report.ladder, values, strict=True)
        ]
        parts.append(svg.curve(points, colour))
        parts += [svg.dot(*point, 3.5, colour) for point in points]
        parts.append(svg.dot(x + 4, _TOP - 4, 4, colour))
        parts.append(svg.text(x + 14, _TOP, name, palette.muted, size=11.5))
        x += 34 + 6.8 * len(name)
    return svg.drawing(
        WIDTH, HEIGHT, [*parts, *_strengths(report, texts, palette)], texts.costs_title
    )


def curve(report: StudioReport, texts: ReportTexts, palette: svg.Palette) -> str:
    """Return the loss on works set aside by step."""
    steps, losses = zip(*report.curve, strict=True)
    low, top = min(losses), max(losses)
    room = (top - low) or 1.0
    last = steps[-1] or 1.0
    points = [
        (
            _LEFT + (WIDTH - _LEFT - _RIGHT) * step / last,
            _BASE - 10 - (_BASE - _TOP - 26) * (loss - low) / room,
        )
        for step, loss in report.curve
    ]
    parts = _head(texts.curve_title, texts.curve_note, palette)
    parts.append(svg.line((_LEFT, _BASE), (WIDTH - _RIGHT, _BASE), palette.line))
    parts.append(svg.hill(points, _BASE, palette.accent, 0.14))
    least = points[losses.index(low)]
    parts.append(svg.dot(*least, 5, palette.second))
    for loss, (x, y) in ((losses[0], points[0]), (losses[-1], points[-1])):
        parts.append(
            svg.text(x, y - 8, number(round(loss, 2), texts), palette.ink, size=12, anchor="middle")
        )
    parts.append(svg.text(_LEFT, _BASE + 18, "0", palette.muted, size=12, anchor="middle"))
    end = f"{last:g}"
    parts.append(svg.text(WIDTH - _RIGHT, _BASE + 18, end, palette.muted, size=12, anchor="end"))
    parts.append(
        svg.text(WIDTH / 2, _BASE + 18, texts.step, palette.muted, size=12, anchor="middle")
    )
    return svg.drawing(WIDTH, HEIGHT - 30, parts, texts.curve_title)


def _head(title: str, note: str, palette: svg.Palette) -> list[str]:
    return [
        svg.text(24, 28, title, palette.ink, size=17, weight="600"),
        svg.text(24, 47, note, palette.muted, size=11.5),
    ]


def _mark(y: float, said: str, palette: svg.Palette) -> str:
    return svg.text(_LEFT - 10, y + 4, said, palette.muted, size=12, anchor="end")


def _strengths(report: StudioReport, texts: ReportTexts, palette: svg.Palette) -> Sequence[str]:
    marks = [
        svg.text(
            _across(report, item.strength),
            _BASE + 20,
            number(item.strength, texts),
            palette.muted,
            size=12,
            anchor="middle",
        )
        for item in report.ladder
    ]
    end = svg.text(WIDTH - _RIGHT, _BASE + 40, texts.strength, palette.muted, size=12, anchor="end")
    return [*marks, end]


def _across(report: StudioReport, strength: float) -> float:
    least, most = report.ladder[0].strength, report.ladder[-1].strength
    share = (strength - least) / ((most - least) or 1.0)
    return _LEFT + 24 + (WIDTH - _LEFT - _RIGHT - 90) * share
