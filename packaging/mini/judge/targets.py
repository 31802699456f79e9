"""What is to be reached, beside what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import data

from judge.styles import COPIED, StyleFigures
from judge.tables import percent, table


@dataclass(frozen=True)
class Target:
    """A figure to reach."""

    what: str
    wanted: str
    found: str
    reached: bool

    def row(self) -> list[str]:
        """Return the line of the table."""
        return [self.what, self.wanted, self.found, "reached" if self.reached else "**missed**"]


def targets(found: Sequence[StyleFigures], resources: Path) -> list[Target]:
    """Set the figures beside what is to be reached."""
    ways = [f.to_pastiche.value for f in found]
    mean, least = sum(ways) / len(ways), min(ways)
    above = sum(way > 1 for way in ways)
    facts = min(f.gate.facts for f in found)
    parts = sum(f.gate.parts for f in found) / len(found)
    run = max(len(f.copied) for f in found)
    mixed = sum(f.gate.mixed for f in found)
    grows = sum(f.monotone for f in found)
    slowest = max(f.gate.processor for f in found)
    base = max(p.stat().st_size for p in (resources / "models").glob("*.gguf")) / 1e6
    adapters = [
        p.stat().st_size for s in data.STYLES for p in (resources / "styles" / s).rglob("*.gguf")
    ]
    adapter = max(adapters, default=0) / 1e6
    ask = Target
    return [
        ask("style, floor to pastiche, mean", "≥ 0.80", f"{mean:.2f}", mean >= 0.8),
        ask("the same, trained on two cores alone", "≥ 0.50", f"{mean:.2f}", mean >= 0.5),
        ask("style, the weakest", "≥ 0.50", f"{least:.2f}", least >= 0.5),
        ask("the same, trained on two cores alone", "≥ 0.25", f"{least:.2f}", least >= 0.25),
        ask("styles above the pastiche", "≥ 2", str(above), above >= 2),
        ask(
            "numbers and names exact in what passes, the weakest",
            "≥ 95 %",
            percent(facts),
            facts >= 0.95,
        ),
        ask("parts with a candidate that passes", "≥ 90 %", percent(parts), parts >= 0.9),
        ask("longest run copied from the author, words", f"< {COPIED}", str(run), run < COPIED),
        ask("words of mixed or wrong alphabets", "0", str(mixed), mixed == 0),
        ask("styles that grow with strength", "7", str(grows), grows == len(found)),
        ask("base, MB", "< 60", f"{base:.1f}", base < 60),
        ask("largest adapter, MB", "< 3", f"{adapter:.2f}", 0 < adapter < 3),
        ask(
            "seconds for 40 words on one thread, the slowest", "≤ 3", f"{slowest:.1f}", slowest <= 3
        ),
    ]


def target_table(found: Sequence[StyleFigures], resources: Path) -> str:
    """Return what is reached and what is missed."""
    rows = [target.row() for target in targets(found, resources)]
    return table(["what", "to reach", "found", ""], rows)
