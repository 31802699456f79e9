"""Whether the training went too far or not far enough, read from its curve and from the copying."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from stylepad.studio.report.figures import AtStrength

_RISE = 0.02
_STILL_FALLING = 0.02
_COPIED = 0.02
_GAP = 0.35


class Advice(StrEnum):
    """What is wrong with a training, and so what to change."""

    ROSE = "rose"
    GAP = "gap"
    RECITES = "recites"
    UNFINISHED = "unfinished"


def advice(curve: Sequence[dict[str, Any]], ladder: Sequence[AtStrength]) -> tuple[Advice, ...]:
    """Return what the curve and the copying show; () where nothing is wrong.

    ROSE: the loss on works set aside is over 2 % above its least. GAP: it is over 0.35 nats above
    that of the texts learned from, and no longer falls. RECITES: more than 2 in 100 rewritings
    have eight words of the author in a row. UNFINISHED: the least loss of the last third
    of the training is still 2 % below the least before; one measurement alone says little, as they
    go up and down by about as much.
    """
    found: list[Advice] = []
    stops = [float(row["stop_loss"]) for row in curve if row.get("stop_loss") is not None]
    losses = [float(row["loss"]) for row in curve if row.get("loss") is not None]
    if len(stops) > 1:
        least = min(stops)
        if stops[-1] > (1 + _RISE) * least:
            found.append(Advice.ROSE)
        elif _still_falls(stops):
            found.append(Advice.UNFINISHED)
        last = losses[-10:]
        if last and stops[-1] - sum(last) / len(last) > _GAP and Advice.UNFINISHED not in found:
            found.append(Advice.GAP)
    if any(item.copied > _COPIED for item in ladder if item.strength <= 1.0):
        found.append(Advice.RECITES)
    return tuple(found)


def _still_falls(stops: Sequence[float]) -> bool:
    """Return whether the last third of the measurements, in order, fell below all before."""
    last = max(1, len(stops) // 3)
    return min(stops[-last:]) < (1 - _STILL_FALLING) * min(stops[:-last])


def read_curve(path: Path) -> tuple[dict[str, Any], ...]:
    """Return the rows of curve.jsonl; () where a style was trained elsewhere and has none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ()
    rows = []
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue  # The last line of a training that was killed.
        if isinstance(row, dict):
            rows.append(row)
    return tuple(rows)
