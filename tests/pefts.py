"""Adapters as PEFT saves them, made on the spot; every part can be changed before it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

PREFIX = "base_model.model."


@dataclass
class Stored:
    """A tensor in a safetensors file; `offsets` overrides where the header says it lies."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes
    offsets: tuple[int, int] | None = None


@dataclass
class Peft:
    """An adapter before it is written."""

    config: dict[str, Any]
    tensors: dict[str, Stored] = field(default_factory=dict)

    def add(self, module: str, a: np.ndarray, b: np.ndarray, dtype: str = "F32") -> None:
        """Add a module's pair: A of (rank, in), B of (out, rank)."""
        self.tensors[f"{PREFIX}{module}.lora_A.weight"] = stored(a, dtype)
        self.tensors[f"{PREFIX}{module}.lora_B.weight"] = stored(b, dtype)

    def write(self, folder: Path) -> Path:
        """Write both files into `folder` and return it."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "adapter_config.json").write_text(json.dumps(self.config), encoding="utf-8")
        write_safetensors(folder / "adapter_model.safetensors", self.tensors)
        return folder


def config(rank: int = 4, alpha: float = 8, **changes: Any) -> dict[str, Any]:
    """Return an adapter_config.json as PEFT writes it."""
    values: dict[str, Any] = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": "someone/Random-test-model",
        "r": rank,
        "lora_alpha": alpha,
        "use_rslora": False,
        "rank_pattern": {},
        "alpha_pattern": {},
        "bias": "none",
        "fan_in_fan_out": False,
        "modules_to_save": None,
        "use_dora": False,
        "init_lora_weights": True,
    }
    return values | changes


def adapter(
    modules: Mapping[str, tuple[int, int]],
    *,
    rank: int = 4,
    ranks: Mapping[str, int] | None = None,
    dtype: str = "F32",
    seed: int = 5,
    strength: float = 0.3,
    **changes: Any,
) -> Peft:
    """Return a random adapter for modules of (in, out); `ranks` by the end of a module's name."""
    random = np.random.default_rng(seed)
    made = Peft(config(rank, **changes))
    for module, (inner, outer) in modules.items():
        own = next((r for end, r in (ranks or {}).items() if module.endswith(end)), rank)
        a = random.standard_normal((own, inner), dtype=np.float32) / np.sqrt(inner)
        b = random.standard_normal((outer, own), dtype=np.float32) * strength
        made.add(module, a, b, dtype)
    return made


def stored(values: np.ndarray, dtype: str = "F32") -> Stored:
    """Return a tensor in one of the float types; BF16 cuts the lower half of a float off."""
    if dtype == "BF16":
        raw = (values.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()
    else:
        raw = values.astype({"F32": "<f4", "F16": "<f2", "F64": "<f8"}[dtype]).tobytes()
    return Stored(dtype, values.shape, raw)


def read(tensor: Stored) -> np.ndarray:
    """Return a stored tensor's values."""
    if tensor.dtype == "BF16":
        whole = np.frombuffer(tensor.data, "<u2").astype("<u4") << 16
        return whole.view("<f4").reshape(tensor.shape)
    kind = {"F32": "<f4", "F16": "<f2"}[tensor.dtype]
    return np.frombuffer(tensor.data, kind).astype(np.float32).reshape(tensor.shape)


def header(tensors: Mapping[str, Stored]) -> dict[str, Any]:
    """Return what the header of a safetensors file says."""
    position, entries = 0, {}
    for name, tensor in tensors.items():
        end = position + len(tensor.data)
        offsets = tensor.offsets or (position, end)
        entries[name] = {
            "dtype": tensor.dtype,
            "shape": list(tensor.shape),
            "data_offsets": list(offsets),
        }
        position = end
    return {"__metadata__": {"format": "pt"}, **entries}


def write_safetensors(path: Path, tensors: Mapping[str, Stored]) -> Path:
    """Write tensors and return the path."""
    data = b"".join(tensor.data for tensor in tensors.values())
    return write_raw(path, json.dumps(header(tensors)).encode(), data)


def write_raw(path: Path, head: bytes, data: bytes = b"", length: int | None = None) -> Path:
    """Write a file whose header may be anything; `length` is what it says of its header."""
    said = len(head) if length is None else length
    path.write_bytes(said.to_bytes(8, "little") + head + data)
    return path
