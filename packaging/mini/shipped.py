"""Read the shipped base back: its weights to go on from, its tokenizer to write rows with."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy as np
import tokenizer as tok
import torch
from torch import Tensor


def weights(path: Path) -> dict[str, Tensor]:
    """Return the float32 weights of a base that `export.write_base` wrote."""
    found: dict[str, Tensor] = {}
    for tensor in gguf.GGUFReader(path).tensors:
        values = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
        found[tensor.name] = torch.from_numpy(np.array(values, dtype=np.float32))
    return found


def adapter(path: Path) -> dict[str, tuple[Tensor, Tensor]]:
    """Return the float32 A and B of every matrix of an adapter that was shipped."""
    found: dict[str, dict[str, Tensor]] = {}
    for tensor in gguf.GGUFReader(path).tensors:
        name, _, side = tensor.name.rpartition(".")
        values = np.array(tensor.data, dtype=np.float32)
        found.setdefault(name, {})[side] = torch.from_numpy(values)
    return {name: (sides["lora_a"], sides["lora_b"]) for name, sides in found.items()}


def write_tokenizer(path: Path, target: Path) -> None:
    """Write the tokenizer of a base as the JSON that it was trained into."""
    fields = gguf.GGUFReader(path).fields
    pieces = fields["tokenizer.ggml.tokens"].contents()
    merges = [tuple(merge.split(" ")) for merge in fields["tokenizer.ggml.merges"].contents()]
    tokenizer = tok.of({piece: number for number, piece in enumerate(pieces)}, merges)
    body = json.loads(tokenizer.to_str())
    target.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
