"""The figures as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from judge.figures import Reading
from judge.styles import STRENGTHS, StyleFigures


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def name(style: str) -> str:
    """Return how a style is called."""
    return style.capitalize()


def percent(share: float) -> str:
    """Return a share as a percentage."""
    return f"{100 * share:.0f} %"


def style_table(found: Sequence[StyleFigures]) -> str:
    """Return the log-odds and the positions."""
    head = ["style", "floor", "output", "pastiche", "ceiling", "**to pastiche** (90 %)"]
    head += ["all kinds to pastiche", "manner to pastiche", "all kinds to ceiling"]
    rows = []
    for f in found:
        means = [f"{r.style.mean():.2f}" for r in (f.before, f.after, f.pastiche, f.ceiling)]
        ceiling = f"{f.to_ceiling.value:.2f}" + ("*" if f.halved else "")
        ways = [f"**{f.to_pastiche}**", str(f.all_to_pastiche), str(f.manner_to_pastiche)]
        rows.append([name(f.style), *means, *ways, ceiling])
    # No mean of the manner: the pastiche of some authors hardly gains there, and the ratio is wild.
    near, every, ceiling = (
        f"{sum(getattr(f, key).value for f in found) / len(found):.2f}"
        for key in ("to_pastiche", "all_to_pastiche", "to_ceiling")
    )
    return table(head, [*rows, ["mean", "", "", "", "", f"**{near}**", every, "", ceiling]])


def ladder_table(found: Sequence[StyleFigures]) -> str:
    """Return the style at every strength, as positions towards the pastiche."""
    head = ["style", "input", *(f"strength {s:g}" for s in STRENGTHS), "grows"]
    rows = []
    for f in found:
        means = [f.ladder_floor, *(f.ladder[s] for s in STRENGTHS)]
        cells = [f"{r.style.mean():.2f}" for r in means]
        rows.append([name(f.style), *cells, "yes" if f.monotone else "**no**"])
    return table(head, rows)


def words_table(found: Sequence[StyleFigures]) -> str:
    """Return Cosine Delta and the distance of the surface, smaller = nearer."""
    head = ["style"]
    head += [f"Δ {kind}" for kind in ("input", "output", "pastiche", "ceiling")]
    head += [f"surface {kind}" for kind in ("input", "output", "pastiche")]
    rows = []
    for f in found:
        deltas = [f"{r.delta:.2f}" for r in (f.before, f.after, f.pastiche, f.ceiling)]
        marks = [f"{r.distance:.2f}" for r in (f.before, f.after, f.pastiche)]
        rows.append([name(f.style), *deltas, *marks])
    return table(head, rows)


def surface_table(found: Sequence[StyleFigures]) -> str:
    """Return the surface: input → output (pastiche; the author)."""
    head = ["style", *found[0].ceiling.surface]
    rows = []
    for f in found:
        four = (f.before, f.after, f.pastiche, f.ceiling)
        cells = [[f"{r.surface[key]:.3g}" for r in four] for key in head[1:]]
        rows.append([name(f.style), *(f"{a} → {b} ({c}; {d})" for a, b, c, d in cells)])
    return table(head, rows)


def meaning_table(found: Sequence[StyleFigures]) -> str:
    """Return the gate, the facts, the copying and the time."""
    head = [
        "style",
        "parts passed",
        "some part",
        "all parts",
        "exact in what passes",
        "exact in all",
    ]
    head += ["exact in pastiche", "chrF", "stems", "stems pastiche", "longest copied run"]
    head += ["longest run of the composed pairs"]
    head += ["mixed words", "faults", "processor s", "clock s"]
    rows = []
    for f in found:
        gate = [percent(share) for share in (f.gate.parts, f.gate.any, f.gate.whole, f.gate.facts)]
        exact = [percent(f.all_after.exact), percent(f.pastiche.exact)]
        stems = [f"{r.stems:.2f}" for r in (f.all_after, f.pastiche)]
        faults = ", ".join(f"{fault} {count}" for fault, count in f.gate.faults)
        times = [f"{f.gate.processor:.1f}", f"{f.gate.seconds:.1f}"]
        rest = [_run(f.copied), _run(f.learned), str(f.gate.mixed), faults, *times]
        rows.append([name(f.style), *gate, *exact, f"{f.all_after.chrf:.2f}", *stems, *rest])
    return table(head, rows)


def _run(words: Sequence[str]) -> str:
    return f"{len(words)}: {' '.join(words)}" if words else "under 5"


def reading_table(found: Sequence[StyleFigures]) -> str:
    """Return perplexity, its share in the author's band, and made-up words."""
    head = [
        "style",
        "band",
        *(f"perplexity {k}" for k in _KINDS),
        *(f"in band {k}" for k in _KINDS),
    ]
    head += [f"**fits** {kind}" for kind in _KINDS]
    head += [f"made-up {kind}" for kind in (*_KINDS, "author")]
    rows = []
    for f in found:
        three: list[Reading] = [f.all_before, f.all_after, f.pastiche]
        low, high = f.band
        cells = [f"{low:.0f}–{high:.0f}"]
        cells += [f"{sorted(r.perplexity)[len(r.perplexity) // 2]:.0f}" for r in three]
        cells += [percent(r.in_band) for r in three]
        cells += [percent(r.fits) for r in three]
        invented = [f"{r.made_up:.1f}" for r in three[1:]]
        rows.append([name(f.style), *cells, "0.0", *invented, f"{f.author_made_up:.1f}"])
    return table(head, rows)


_KINDS = ("input", "output", "pastiche")
