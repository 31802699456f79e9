"""GGUF adapters as the matrices that PEFT trains: the inverse of `convert`.

So a training can begin from an adapter that is there already. Names, heads and shapes come from the
files.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stylepad.models import adapter_faults as faults
from stylepad.models.adapter_reasons import why
from stylepad.models.adapters import check_adapter
from stylepad.models.gguf import GgufHeader, TensorInfo
from stylepad.models.lora_targets import Origin, find_origins

_Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LoraWeights:
    """Matrices by module, A of (rank, in) and B of (out, rank); B · A times `scale` is added."""

    rank: int
    scale: float
    pairs: dict[str, tuple[_Matrix, _Matrix]]


def convert_back(adapter: GgufHeader, base: GgufHeader) -> LoraWeights:
    """Read a GGUF adapter for `base` with the row order and names of transformers.

    Raises AdapterError as `check_adapter`, adapter.convert_architecture for an architecture whose
    names are not known, and adapter.unsupported where its modules have different ranks.
    """
    check_adapter(adapter, base)
    pairs = {
        origin.module: (
            _read(adapter, f"{name}.lora_a"),
            _ordered_back(_read(adapter, f"{name}.lora_b"), origin),
        )
        for name, origin in find_origins(adapter, base).items()
    }
    ranks = {len(a) for a, _ in pairs.values()}
    if len(ranks) != 1:
        raise faults.unsupported(adapter.path, why("mixed_ranks"), "Begin without it.")
    rank = ranks.pop()
    alpha = adapter.real("adapter.lora.alpha") or float(rank)
    return LoraWeights(rank, alpha / rank, pairs)


def fitted(weights: LoraWeights, rank: int, scale: float, seed: int) -> LoraWeights:
    """Return the same change as matrices of a higher `rank` and another `scale`.

    New rows of A are random and new columns of B zero, as where a LoRA begins. Raises ValueError
    for a lower rank.
    """
    if rank < weights.rank:
        raise ValueError(f"rank {rank} cannot hold one of {weights.rank}")
    random = np.random.default_rng(seed)
    pairs: dict[str, tuple[_Matrix, _Matrix]] = {}
    for module, (a, b) in weights.pairs.items():
        more = rank - weights.rank
        fresh = random.uniform(-1, 1, (more, a.shape[1])) / np.sqrt(a.shape[1])
        wide = np.concatenate([a, fresh.astype(np.float32)])
        none = np.zeros((len(b), more), np.float32)
        change = np.float32(weights.scale / scale)
        pairs[module] = (wide, np.concatenate([b * change, none], axis=1))
    return LoraWeights(rank, scale, pairs)


def _read(adapter: GgufHeader, name: str) -> _Matrix:
    # The import takes 0.1 s and is needed by no other command.
    import gguf  # noqa: PLC0415

    info: TensorInfo = adapter.tensors[name]
    with adapter.path.open("rb") as file:
        file.seek(info.offset)
        raw = np.frombuffer(file.read(info.nbytes), np.uint8)
    kind = gguf.GGMLQuantizationType(info.type.number)
    rows = info.shape[1]
    return gguf.quants.dequantize(raw.reshape(rows, -1), kind).astype(np.float32)


def _ordered_back(b: _Matrix, origin: Origin) -> _Matrix:
    """Return rows with the halves of each head one after the other, as transformers has them."""
    if not origin.heads:
        return b
    rows, rank = b.shape
    pairs = b.reshape(origin.heads, rows // origin.heads // 2, 2, rank)
    return pairs.swapaxes(1, 2).reshape(rows, rank)
