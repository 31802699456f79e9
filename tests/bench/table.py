"""One row of the table per figure: what was measured, its target, and whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure against its limit; `limit` None where it is only told."""

    name: str
    value: float
    unit: str
    limit: float | None
    note: str = ""

    @property
    def held(self) -> bool:
        """Return whether the figure is within its limit."""
        return self.limit is None or self.value <= self.limit

    def cells(self) -> tuple[str, str, str, str, str]:
        """Return what stands in the table."""
        target = "" if self.limit is None else f"≤ {_number(self.limit)} {self.unit}"
        verdict = "" if self.limit is None else ("ok" if self.held else "MISSED")
        return self.name, f"{_number(self.value)} {self.unit}", target, verdict, self.note


def render(rows: Sequence[Row]) -> str:
    """Return the table as aligned text."""
    head = ("figure", "measured", "target", "", "how")
    lines = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")
