"""A sheet of examples of every style to read."""

from __future__ import annotations

from collections.abc import Sequence

from judge.figures import Scale
from judge.inputs import Input
from judge.instruments import Instruments

# Examples of each kind: 30 a style.
_SHOWN = {"modern": 16, "own": 6, "prose": 4, "sample": 4}
_WITH_PASTICHE = 8  # the first of them; the others are in the pairs
Row = dict[str, object]


def examples(items: Sequence[Input]) -> list[Input]:
    """Return 30 passages of a style, those without a pastiche making up for missing kinds."""
    chosen: list[Input] = []
    for kind, count in _SHOWN.items():
        chosen += [item for item in items if item.kind == kind][:count]
    rest = [item for item in items if item not in chosen]
    return chosen + rest[: sum(_SHOWN.values()) - len(chosen)]


def sheet(
    scale: Scale, judge: Instruments, items: Sequence[Input], rows: dict[tuple[str, float], Row]
) -> str:
    """Return the examples of one style as Markdown."""
    lines = [f"## {scale.style.capitalize()}"]
    for number, item in enumerate(examples(items), 1):
        row = rows[item.id, 1.0]
        text = str(row["text"])
        lines.append(f"**{number}** ({item.kind}). {item.plain}\n\n> {text}\n")
        if item.kind == "modern" and number <= _WITH_PASTICHE:
            lines.append(f"*Pastiche:* {item.reference}\n")
        lines.append(f"<sub>{_remarks(scale, judge, item, row)}</sub>\n")
    return "\n".join(lines)


def _remarks(scale: Scale, judge: Instruments, item: Input, row: Row) -> str:
    text = str(row["text"])
    before, after = judge.classifier.style([item.plain, text], scale.style)
    said = [f"style {before:.1f} → {after:.1f}", f"fit {judge.fit(text):.2f}"]
    faults = [str(fault) for fault in row["faults"]]  # type: ignore[attr-defined]
    said.append("passed" if row["passed"] else "not passed: " + ", ".join(sorted(set(faults))))
    if invented := judge.forms.made_up(text, item.plain):
        said.append("made up: " + ", ".join(invented))
    return "; ".join(said)
