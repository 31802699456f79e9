"""What the writer changes about how a style draws its words.

A style says how it is best drawn (style.toml, [sampling]); styles differ in that on purpose. So
the writer's wish is not a temperature but a factor on the style's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TEMPERATURE_FACTORS: Mapping[str, float] = {"careful": 0.6, "balanced": 1.0, "bold": 1.4}
"""Factor on the style's temperature by boldness."""

REPEAT_PENALTIES: Mapping[str, float | None] = {
    "style": None,
    "off": 1.0,
    "light": 1.05,
    "strong": 1.15,
}
"""Repeat penalty by what is done against repeated words; None is the style's own.

Above 1.2 the penalty hits articles, prepositions and full stops, and sentences fall apart.
"""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A factor on the style's temperature, and a repeat penalty or None for the style's."""

    temperature_factor: float = 1.0
    repeat_penalty: float | None = None


def adjustment(boldness: str, repetition: str) -> Adjustment:
    """Return what the settings ask for; a word that is not known changes nothing."""
    return Adjustment(
        TEMPERATURE_FACTORS.get(boldness, 1.0), REPEAT_PENALTIES.get(repetition, None)
    )
