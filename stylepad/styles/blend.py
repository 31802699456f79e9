"""Blends: styles made of two or more others, each with its own scale."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stylepad.styles.manifest import ID_PATTERN, Manifest

PARTS_MOST = 8
SCALE_MOST = 1.5


@dataclass(frozen=True, slots=True)
class BlendPart:
    """A style of a blend by id; scale 0 is as if it were not there, 1 as trained, to 1.5."""

    style: str
    scale: float


def read_blend(sheet: Manifest) -> tuple[BlendPart, ...]:
    """Return the parts in the table [blend]; none where the style is no blend.

    Raises StyleError for an id that cannot be one, a scale out of range, and where no part counts.
    """
    if "blend" not in sheet.values:
        return ()
    table = sheet.table("blend")
    if len(table.values) > PARTS_MOST:
        raise sheet.fault(
            "blend", f"has {len(table.values)} parts", f"Keep {PARTS_MOST} at most.", "style.value"
        )
    for key in table.values:
        if not re.fullmatch(ID_PATTERN, key):
            raise sheet.fault("blend", f"names “{key[:80]}”", "Name styles by id.", "style.value")
    scales = {key: table.number(key, 0.0, SCALE_MOST, default=0.0) for key in table.values}
    if not any(scales.values()):
        raise sheet.fault(
            "blend", "has no part with a scale above 0", 'Add one: "id" = 0.5.', "style.value"
        )
    return tuple(BlendPart(style, scale) for style, scale in scales.items())
