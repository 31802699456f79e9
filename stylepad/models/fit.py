"""Whether a model fits the memory of this machine, before anything is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from stylepad.errors import ModelError
from stylepad.models.gguf import GgufHeader
from stylepad.models.memory import HOST_RESERVE, Device, Plan, needs, plan_layers
from stylepad.models.shape import read_shape
from stylepad.models.sizes import readable

USUAL_CONTEXT = 4096
"""Tokens of all sequences together that the engine makes room for, where nothing else is asked."""

USUAL_SEQUENCES = 8
"""Answers that are decoded together where nothing else is asked."""

MIN_CONTEXT = 256
"""Tokens under which not even a short passage has room beside its rewriting."""

_TIGHT = 0.85
"""The share of the free memory from which on other programs are pushed out."""


class Verdict(StrEnum):
    """How a model fits. TIGHT leaves little for other programs."""

    FITS = "fits"
    TIGHT = "tight"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Fit:
    """What a model needs of main memory and devices, in bytes, against what is free.

    `context` is what one text may have, in tokens. `weights`, `cache` and `work` (compute buffers
    and the engine itself) make up the whole, for a bar; `largest` is the longest context that would
    fit, 0 where none does.
    """

    name: str
    context: int
    weights: int
    cache: int
    work: int
    plan: Plan
    free: int
    devices: tuple[Device, ...]
    largest: int

    @property
    def needed(self) -> int:
        """Return the bytes of main memory."""
        return self.plan.host_bytes + HOST_RESERVE

    @property
    def verdict(self) -> Verdict:
        """Return how it fits."""
        if self.needed > self.free:
            return Verdict.NO
        return Verdict.TIGHT if self.needed > _TIGHT * self.free else Verdict.FITS


def fit(header: GgufHeader, free: int, devices: Sequence[Device] = (), context: int = 0) -> Fit:
    """Return how a model fits `free` bytes of main memory and the devices.

    `context` is as in the settings: 0 is the usual one, and it is never more than the model's own.
    Raises ModelError as `read_shape`.
    """
    wanted = min(context or USUAL_CONTEXT, read_shape(header).context)
    cells = context_cells(wanted)
    need = needs(header, cells)
    cache = sum(need.layers) - sum(needs(header, 0).layers)
    return Fit(
        name=header.path.name,
        context=wanted,
        weights=sum(tensor.nbytes for tensor in header.tensors.values()),
        cache=cache,
        work=need.compute + HOST_RESERVE,
        plan=plan_layers(header, cells, devices),
        free=free,
        devices=tuple(devices),
        largest=_largest(header, free, devices, wanted),
    )


def context_cells(window: int, sequences: int = USUAL_SEQUENCES) -> int:
    """Return for how many tokens of all sequences together the engine makes room.

    `window` is the most tokens of one of them.
    """
    return min(window * sequences, max(window, USUAL_CONTEXT))


def refusal(fit: Fit, others: Sequence[str] = ()) -> ModelError:
    """Return the clear no for a model that does not fit, with what would.

    `others` are names of models that fit, the best first.
    """
    instead = []
    if fit.largest:
        instead.append(f"a context of {fit.largest} tokens")
    instead += others[:3]
    would = f" These would fit: {', '.join(instead)}." if instead else ""
    return ModelError(
        f"{fit.name} does not fit: with a context of {fit.context} tokens it needs"
        f" {readable(fit.needed)} of memory, and {readable(fit.free)} can be had.{would} Your text"
        " is not affected.",
        code="model.no_fit",
        name=fit.name,
        needed=readable(fit.needed),
        free=readable(fit.free),
        instead=", ".join(instead),
    )


def _largest(header: GgufHeader, free: int, devices: Sequence[Device], wanted: int) -> int:
    """Return the longest context up to `wanted` that fits, in steps of `MIN_CONTEXT`, else 0."""

    def fits(context: int) -> bool:
        cells = context_cells(context)
        return plan_layers(header, cells, devices).host_bytes + HOST_RESERVE <= free

    if fits(wanted):
        return wanted
    # On the host, need grows with the context; a longer one never fits where a shorter does not.
    low, high = 0, wanted // MIN_CONTEXT
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle * MIN_CONTEXT):
            low = middle
        else:
            high = middle - 1
    return low * MIN_CONTEXT
