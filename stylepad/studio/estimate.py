"""How long a training takes and how much memory it needs, before it begins; no torch."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import psutil

from stylepad.errors import StudioError
from stylepad.models.gguf import GgufHeader
from stylepad.models.memory import Device
from stylepad.models.shape import read_shape
from stylepad.models.sizes import readable
from stylepad.studio.train.plan import Plan
from stylepad.studio.train.rows import Rows
from stylepad.studio.training_plan import TINY, weights_of

LONGEST_SECONDS = 72 * 3600.0
_LIBRARIES = 600 << 20
"""Bytes of torch, transformers and what they need (450–550 MB measured)."""

_STATE_BYTES = 24
"""A trained number with its gradient, both moments of AdamW, and the best so far, in 32 bits."""

_GPU_SPEED = 2e13
"""Operations a second of a small GPU at this kind of work, for a rough figure."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a training needs. `memory` and `free` are bytes of `device`'s memory ("" is the CPU's).

    `loading` are bytes of main memory while the base is read, `seconds` are of computing.
    """

    tokens: int
    seconds: float
    memory: int
    loading: int
    free: int
    main_free: int
    device: str = ""

    @property
    def fits(self) -> bool:
        """Return whether the memory suffices."""
        return self.memory <= self.free and self.loading <= self.main_free


def machine_speed() -> float:
    """Return this machine's operations a second on a large matrix product; takes 0.2 s."""
    random = np.random.default_rng(0)
    one = random.standard_normal((768, 768), dtype=np.float32)
    other = one.T.copy()
    _ = one @ other
    begun, rounds = time.perf_counter(), 0
    while time.perf_counter() - begun < 0.2:
        _ = one @ other
        rounds += 1
    return rounds * 2 * 768**3 / (time.perf_counter() - begun)


def estimate(
    header: GgufHeader,
    rows: Rows,
    plan: Plan,
    devices: tuple[Device, ...] = (),
    *,
    speed: Callable[[], float] = machine_speed,
    free: int | None = None,
) -> Estimate:
    """Return what a training needs, from the base's header and a short measurement.

    Computing is two operations a weight and token forwards and as many back (the base itself does
    not learn), six for each trained number: a core that did 95 billion a second learned 1,200
    tokens a second of the built-in base in 32 bits. Raises ModelError.
    """
    size, trained = weights_of(header), trained_numbers(header, plan.rank)
    main_free = int(psutil.virtual_memory().available) if free is None else free
    device = max(devices, key=lambda device: device.free, default=None)
    bytes_each = 2 if device or plan.precision == "bfloat16" else 4
    weights = size * bytes_each
    work = weights + trained * _STATE_BYTES + _activations(header, plan, rows)
    loading = size * 4 + weights + _LIBRARIES
    tokens = _tokens(rows, plan)
    operations = (4 + 2 * plan.checkpointing) * size + 6 * trained
    if device is None:
        # Small products leave most of a processor idle; what each step costs beside them counts.
        share = 0.4 if size <= TINY else 0.5
        seconds = tokens * operations / (speed() * share)
        need, room = max(work + _LIBRARIES, loading), main_free
    else:
        seconds = tokens * operations / _GPU_SPEED
        need, room = work + (1 << 30), device.free
    if plan.seconds:
        seconds = min(seconds, plan.seconds)
    name = device.name if device else ""
    return Estimate(tokens, seconds, need, loading, room, main_free, name)


def check_possible(found: Estimate, name: str) -> None:
    """Raise StudioError where a training cannot work: "studio.no_memory", "studio.too_slow"."""
    if not found.fits:
        needed = max(found.memory, found.loading)
        raise StudioError(
            f"{name} cannot be trained on this machine: it needs {readable(needed)} of memory, and"
            f" {readable(min(found.free, found.main_free))} can be had. The pairs are kept. Choose"
            " a smaller base, or carry the job's folder to a larger machine and run “stylepad train"
            " JOB” there.",
            code="studio.no_memory",
            name=name,
            needed=readable(needed),
            free=readable(min(found.free, found.main_free)),
        )
    if found.seconds > LONGEST_SECONDS:
        hours = round(found.seconds / 3600)
        raise StudioError(
            f"{name} cannot be trained on this machine in sensible time: it would take about"
            f" {hours} hours. The pairs are kept. Choose a smaller base, give it a limit of time"
            " (seconds), or carry the job's folder to a machine with a GPU and run “stylepad train"
            " JOB” there.",
            code="studio.too_slow",
            name=name,
            hours=str(hours),
        )


def trained_numbers(header: GgufHeader, rank: int) -> int:
    """Return how many numbers a LoRA of this rank on every linear layer has."""
    return sum(
        rank * (tensor.shape[0] + tensor.shape[1])
        for tensor in header.tensors.values()
        if len(tensor.shape) == 2 and tensor.name.startswith("blk.")
    )


def _tokens(rows: Rows, plan: Plan) -> int:
    if plan.steps:
        return plan.steps * plan.step_tokens
    return int(rows.tokens * plan.epochs)


def _activations(header: GgufHeader, plan: Plan, rows: Rows) -> int:
    """Return bytes of what a batch keeps for its way back, and of its logits."""
    shape = read_shape(header)
    widest = max(shape.feed_forward, default=0)
    layer = 16 * shape.width + 5 * widest
    layers = shape.width * shape.layers + layer if plan.checkpointing else layer * shape.layers
    share = 1 - float(rows.starts.sum()) / max(1, rows.tokens)
    logits = 3 * shape.vocabulary * share
    longest = int(rows.lengths.max(initial=1))
    scores = 2 * longest * max(shape.heads, default=1) * (1 if plan.checkpointing else shape.layers)
    return int(4 * plan.batch_tokens * (layers + logits + scores))
