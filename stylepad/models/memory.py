"""How much memory a model needs, and how many of its layers fit onto the devices at hand.

llama.cpp counts the output matrix as one more layer and moves layers to devices from the last one
down; the token embedding always stays in main memory (`llama_model_base::load_tensors`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from stylepad.models import faults
from stylepad.models.base import EMBEDDING, OUTPUT, tied_embeddings
from stylepad.models.gguf import GgufHeader
from stylepad.models.shape import Shape, read_shape

CACHE_ELEMENT_BYTES = 2
"""The key-value cache is kept in 16-bit floats."""

BATCH_TOKENS = 512
OUTPUT_ROWS = 16
"""Tokens per compute batch, and rows of logits of one batch, at most."""

DEVICE_RESERVE = 512 << 20
"""Bytes left free per device: the driver's context takes 300–500 MiB on current GPUs."""

HOST_RESERVE = 128 << 20
"""Bytes for the engine process itself: interpreter and libraries (70–100 MiB measured)."""


class Reason(StrEnum):
    """Why a model runs where it runs."""

    ALL_FIT = "all_fit"
    SOME_FIT = "some_fit"
    NONE_FIT = "none_fit"
    NO_DEVICE = "no_device"


@dataclass(frozen=True, slots=True)
class Device:
    """A device that layers can be moved to, with its memory in bytes."""

    name: str
    free: int
    total: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """How many layers the devices took after they had refused more, and under what conditions.

    `context` tokens a sequence; `devices` with the memory that was free before. `writing` is
    whether they took more, and then failed while they wrote.
    """

    gpu_layers: int
    context: int
    sequences: int
    devices: tuple[Device, ...]
    writing: bool = False

    def holds(self, context: int, sequences: int, devices: Sequence[Device]) -> bool:
        """Return whether as much would be refused again: nothing differs, no memory came free."""
        before = [(device.name, device.total) for device in self.devices]
        now = [(device.name, device.total) for device in devices]
        freed = sum(device.free for device in devices) - sum(each.free for each in self.devices)
        same = (self.context, self.sequences, before) == (context, sequences, now)
        return same and freed < DEVICE_RESERVE


@dataclass(frozen=True, slots=True)
class Needs:
    """Bytes a model needs: per movable layer (weights and cache), on the host, for computing.

    `shared` bytes of the last layer are the tied embedding, which the host has in any case.
    """

    layers: tuple[int, ...]
    host: int
    compute: int
    shared: int

    def on_host(self, moved: int) -> int:
        """Return the bytes in main memory when `moved` layers are elsewhere."""
        kept = self.layers[: len(self.layers) - moved]
        return sum(kept) + self.host + self.compute - (self.shared if moved == 0 else 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many of `layers` go to devices, why not more, and the bytes there and on the host."""

    gpu_layers: int
    layers: int
    reason: Reason
    device_bytes: int
    host_bytes: int


def needs(header: GgufHeader, context: int) -> Needs:
    """Return what a model needs for a context of so many tokens, all sequences together."""
    shape = read_shape(header)
    tied = tied_embeddings(header)
    weights = [0] * shape.layers
    output = host = shared = 0
    for tensor in header.tensors.values():
        layer = _layer_of(tensor.name)
        if layer is not None and layer < shape.layers:
            weights[layer] += tensor.nbytes
        elif tensor.name == EMBEDDING:
            host += tensor.nbytes
            shared = tensor.nbytes if tied else 0
        elif tensor.name.startswith(OUTPUT.partition(".")[0]):
            output += tensor.nbytes
        else:
            host += tensor.nbytes
    cached = _cache_per_layer(shape, context)
    layers = [size + cache for size, cache in zip(weights, cached, strict=True)]
    return Needs((*layers, output + shared), host, _compute(shape), shared)


def plan_layers(header: GgufHeader, context: int, devices: Sequence[Device]) -> Plan:
    """Plan as many layers as fit onto `devices` beside a reserve; the last layers go first."""
    need = needs(header, context)
    room = sum(max(device.free - DEVICE_RESERVE - need.compute, 0) for device in devices)
    moved = used = 0
    for size in reversed(need.layers):
        if used + size > room:
            break
        used += size
        moved += 1
    count = len(need.layers)
    return Plan(moved, count, _reason(moved, count, devices), used, need.on_host(moved))


def check_ram(header: GgufHeader, plan: Plan, free: int) -> None:
    """Raise ModelError (model.memory) where the part on the host does not fit `free` bytes."""
    needed = plan.host_bytes + HOST_RESERVE
    if needed > free:
        raise faults.no_memory(header.path, needed, free)


def _reason(moved: int, count: int, devices: Sequence[Device]) -> Reason:
    if not devices:
        return Reason.NO_DEVICE
    if moved == count:
        return Reason.ALL_FIT
    return Reason.SOME_FIT if moved else Reason.NONE_FIT


def _layer_of(name: str) -> int | None:
    kind, _, rest = name.partition(".")
    number = rest.partition(".")[0]
    return int(number) if kind == "blk" and number.isascii() and number.isdigit() else None


def _cache_per_layer(shape: Shape, context: int) -> list[int]:
    per_head = (shape.key_length + shape.value_length) * CACHE_ELEMENT_BYTES
    return [heads * per_head * context for heads in shape.kv_heads]


def _compute(shape: Shape) -> int:
    """Return an upper estimate of the compute buffers, in bytes.

    A batch of activations: a few rows of the width and of the feed-forward width per token, in
    32-bit floats, and the logits of the rows that are read.
    """
    rows = 8 * shape.width + 3 * max(shape.feed_forward, default=0)
    return 4 * (BATCH_TOKENS * rows + OUTPUT_ROWS * shape.vocabulary)
