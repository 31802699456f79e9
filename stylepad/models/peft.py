"""LoRA adapters as PEFT saves them: adapter_config.json and adapter_model.safetensors."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stylepad.errors import Reason
from stylepad.models import adapter_faults as faults
from stylepad.models.adapter_reasons import why
from stylepad.models.peft_config import MERGE, LoraConfig, read_config
from stylepad.models.safetensors import SafetensorsFile, Tensor, read_safetensors

CONFIG_NAME = "adapter_config.json"
WEIGHTS_NAME = "adapter_model.safetensors"
PICKLES = frozenset({".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt"})

_PREFIX = "base_model.model."
_SUFFIX = re.compile(r"\.lora_(?:(?P<side>[AB])\.weight|embedding_(?P<rows>[AB])(?:\.weight)?)")
_UNHEARD = re.compile(r"(?:^|\.)(?:vision_tower|vision_model|multi_modal_projector|visual)\.")
"""Parts of models with eyes that no text passes through."""

_MAX_MODULE = 80
"""Characters; real names of linear layers have under 60."""

_PATIENCE = 10.0
"""Seconds for all modules; real patterns take milliseconds."""

_SAVE_AGAIN = "Save it with PEFT's save_pretrained."


@dataclass(frozen=True, slots=True)
class LoraPair:
    """The two matrices of a module: the weight changes by strength / rank · B · A.

    `a` is (rank, in) and `b` (out, rank); for an embedding, whose rows are looked up, `a` is
    (rank, tokens) and `b` (width, rank). `module` is its name inside the model.
    """

    module: str
    a: Tensor
    b: Tensor
    rank: int
    strength: float
    embedding: bool


@dataclass(frozen=True, slots=True)
class PeftAdapter:
    """A checked adapter. `kept_bases` are the base's own matrices that PEFT saved beside it."""

    path: Path
    config: LoraConfig
    weights: SafetensorsFile
    pairs: tuple[LoraPair, ...]
    kept_bases: tuple[Tensor, ...]


def read_peft(path: Path) -> PeftAdapter:
    """Read an adapter from its folder, its weights, or its adapter_config.json.

    Pickles are refused unopened. Raises AdapterError with code adapter.pickle, adapter.source,
    adapter.format, adapter.config, adapter.unsupported or adapter.damaged.
    """
    try:
        config_path, weights_path = _files(path)
    except OSError as error:
        raise faults.source(path, error) from error
    config = read_config(config_path)
    weights = read_safetensors(weights_path)
    sides, kept = _sorted_out(path, weights)
    if not sides:
        raise faults.damaged(weights_path, why("no_text_weights"))
    return PeftAdapter(path, config, weights, tuple(_pairs(weights, config, sides)), kept)


def _files(path: Path) -> tuple[Path, Path]:
    if path.suffix.lower() in PICKLES:
        raise faults.pickle(path)
    if path.name == CONFIG_NAME:
        path = path.parent
    if not path.is_dir():
        return path.with_name(CONFIG_NAME), path
    weights = path / WEIGHTS_NAME
    if not weights.exists():
        found = sorted(path.glob("adapter_model*"))
        pickle = next((file for file in found if file.suffix.lower() in PICKLES), None)
        raise faults.pickle(pickle) if pickle else faults.kind(path)
    return path / CONFIG_NAME, weights


@dataclass(slots=True)
class _Sides:
    embedding: bool
    halves: dict[str, Tensor] = field(default_factory=dict)


def _sorted_out(
    path: Path, weights: SafetensorsFile
) -> tuple[dict[str, _Sides], tuple[Tensor, ...]]:
    sides: dict[str, _Sides] = {}
    kept: list[Tensor] = []
    for name, tensor in weights.tensors.items():
        if not name.startswith(_PREFIX):
            raise faults.unsupported(path, why("strange_names", name=name), _SAVE_AGAIN)
        inner = name.removeprefix(_PREFIX)
        if _UNHEARD.search(inner):
            continue
        match = _SUFFIX.search(inner)
        if match and match.end() == len(inner):
            found = sides.setdefault(inner[: match.start()], _Sides(bool(match["rows"])))
            side = match["side"] or match["rows"]
            if side in found.halves or found.embedding is not bool(match["rows"]):
                raise faults.damaged(weights.path, why("twice", name=name))
            found.halves[side] = tensor
        elif inner.endswith(".base_layer.weight"):
            kept.append(tensor)
        else:
            raise faults.unsupported(path, *_strange(inner))
    return sides, tuple(kept)


def _strange(name: str) -> tuple[Reason, str]:
    """Return what a tensor that is no half of a pair means, and what to do."""
    if "lora_magnitude_vector" in name:
        return why("dora_tensor", name=name), MERGE
    if name.endswith(".bias"):
        return why("bias_tensor", name=name), MERGE
    if re.search(r"\.lora_[AB]\.", name):
        return why("strange_names", name=name), _SAVE_AGAIN
    return why("replaces", name=name), MERGE


def _pairs(
    weights: SafetensorsFile, config: LoraConfig, sides: dict[str, _Sides]
) -> Iterator[LoraPair]:
    deadline = time.monotonic() + _PATIENCE
    for module, found in sides.items():
        if len(module) > _MAX_MODULE:
            raise faults.target(weights.path, f"{module:.80}…")
        if time.monotonic() > deadline:
            raise faults.config(config.path, why("config_slow"))
        yield _pair(weights, config, module, found)


def _pair(weights: SafetensorsFile, config: LoraConfig, module: str, sides: _Sides) -> LoraPair:
    if sides.halves.keys() != {"A", "B"}:
        raise faults.damaged(weights.path, why("half", module=module))
    a, b = sides.halves["A"], sides.halves["B"]
    rank = config.rank_of(module)
    if len(a.shape) != 2 or len(b.shape) != 2 or a.shape[0] != b.shape[1]:
        raise faults.damaged(weights.path, why("no_product", module=module))
    if a.shape[0] != rank:
        raise faults.config(
            config.path, why("config_rank", module=module, rank=rank, found=a.shape[0])
        )
    return LoraPair(module, a, b, rank, config.strength_of(module), sides.embedding)
