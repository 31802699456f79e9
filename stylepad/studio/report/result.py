"""What a report says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stylepad.studio.report.figures import AtStrength
from stylepad.studio.report.overfitting import Advice


@dataclass(frozen=True, slots=True)
class Example:
    """A passage, what the style made of it, and the author's own words, "" where he has none."""

    plain: str
    text: str
    original: str


@dataclass(frozen=True, slots=True)
class StudioReport:
    """How well a style writes, by strength.

    `floor` and `ceiling` are the meter's raw values of the inputs and of the author, `band` the
    share of unknown neighbours that nine tenths of the author's passages keep under. `curve` are
    pairs of step and loss on works set aside.
    """

    name: str
    language: str
    own_inputs: int
    modern_inputs: int
    floor: float
    ceiling: float
    band: float
    ladder: tuple[AtStrength, ...]
    recommended: float
    advice: tuple[Advice, ...]
    curve: tuple[tuple[float, float], ...]
    examples: tuple[Example, ...]

    @property
    def best(self) -> AtStrength:
        """Return the figures at the recommended strength."""
        return next(item for item in self.ladder if item.strength == self.recommended)


def report_of(body: Mapping[str, Any]) -> StudioReport:
    """Return the report that report.json holds; raises KeyError, TypeError, ValueError."""
    found = StudioReport(
        name=str(body["name"]),
        language=str(body["language"]),
        own_inputs=int(body["own_inputs"]),
        modern_inputs=int(body["modern_inputs"]),
        floor=float(body["floor"]),
        ceiling=float(body["ceiling"]),
        band=float(body["band"]),
        ladder=tuple(AtStrength(**row) for row in body["ladder"]),
        recommended=float(body["recommended"]),
        advice=tuple(Advice(code) for code in body["advice"]),
        curve=tuple((float(step), float(loss)) for step, loss in body["curve"]),
        examples=tuple(Example(**row) for row in body["examples"]),
    )
    if all(item.strength != found.recommended for item in found.ladder):
        raise ValueError("the recommended strength was not measured")
    return found
