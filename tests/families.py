"""Small random models of every architecture that adapters are converted for, and that run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests import ggufs

SEPARATE = ("llama", "granite", "smollm3", "qwen2", "qwen3", "gemma2", "gemma3")
INTERLEAVED = ("llama", "granite", "smollm3")
"""Architectures whose Q and K have their rows in llama.cpp's order, not in transformers'."""

FAMILIES = (*SEPARATE, "phi3")
_TIED = ("gemma2", "gemma3")


def measures(architecture: str) -> ggufs.Measures:
    """Return the measures of the small model."""
    return replace(ggufs.Measures(), architecture=architecture, tied=architecture in _TIED)


def family_base(architecture: str, *, fused: bool = False) -> ggufs.Draft:
    """Return a random model in F32; `fused` puts Q, K and V into one matrix, as phi3 has them."""
    m = measures(architecture)
    draft = ggufs.base(m)
    for layer in range(m.layers):
        if architecture in _TIED:
            _add_norms(draft, layer, ("post_attention_norm", "post_ffw_norm"), m.width)
        if architecture == "gemma3":
            _add_norms(draft, layer, ("attn_q_norm", "attn_k_norm"), m.head_length)
        if fused or architecture == "phi3":
            _fuse(draft, layer, ("attn_q", "attn_k", "attn_v"), "attn_qkv")
        if architecture == "phi3":
            _fuse(draft, layer, ("ffn_gate", "ffn_up"), "ffn_up")
    if architecture == "granite":
        for key, value in (("logit", 8.0), ("residual", 0.5), ("embedding", 4.0)):
            draft.metadata[f"granite.{key}_scale"] = (ggufs.F32, value)
    return draft


def linear_modules(architecture: str) -> dict[str, tuple[int, int]]:
    """Return (in, out) of every linear layer by its name inside a transformers model."""
    m = measures(architecture)
    query, keys = m.heads * m.head_length, m.kv_heads * m.head_length
    if architecture == "phi3":
        inner = {
            "self_attn.qkv_proj": (m.width, query + 2 * keys),
            "mlp.gate_up_proj": (m.width, 2 * m.feed_forward),
        }
    else:
        inner = {
            "self_attn.q_proj": (m.width, query),
            "self_attn.k_proj": (m.width, keys),
            "self_attn.v_proj": (m.width, keys),
            "mlp.gate_proj": (m.width, m.feed_forward),
            "mlp.up_proj": (m.width, m.feed_forward),
        }
    inner |= {"self_attn.o_proj": (query, m.width), "mlp.down_proj": (m.feed_forward, m.width)}
    return {
        f"model.layers.{layer}.{name}": sizes
        for layer in range(m.layers)
        for name, sizes in inner.items()
    }


GGUF_NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "self_attn.qkv_proj": "attn_qkv",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "mlp.gate_up_proj": "ffn_up",
}


def merge(draft: ggufs.Draft, module: str, change: np.ndarray, architecture: str) -> None:
    """Add `change`, of shape (out, in) in transformers' row order, to the weight of a module."""
    _, _, layer, part = module.split(".", 3)
    m = measures(architecture)
    if architecture in INTERLEAVED and part in ("self_attn.q_proj", "self_attn.k_proj"):
        heads = m.heads if part.endswith("q_proj") else m.kv_heads
        change = change[row_order(heads, m.head_length)]
    names = {tensor.name for tensor in draft.tensors}
    name, first = f"blk.{layer}.{GGUF_NAMES[part]}.weight", 0
    if name not in names:
        name = f"blk.{layer}.attn_qkv.weight"
        query, keys = m.heads * m.head_length, m.kv_heads * m.head_length
        first = {"q": 0, "k": query, "v": query + keys}[part.removeprefix("self_attn.")[0]]
    tensor = draft.tensor(name)
    weights = np.frombuffer(tensor.data, "<f4").reshape(tensor.shape[::-1]).copy()
    weights[first : first + len(change)] += change.astype(np.float32)
    tensor.data = weights.tobytes()


def row_order(heads: int, length: int) -> list[int]:
    """Return the row of transformers' order that stands at each place in llama.cpp's.

    Transformers pairs row i of a head with row i + length / 2, llama.cpp neighbours.
    """
    half = length // 2
    return [
        head * length + half * second + pair
        for head in range(heads)
        for pair in range(half)
        for second in (0, 1)
    ]


def _add_norms(draft: ggufs.Draft, layer: int, names: tuple[str, ...], size: int) -> None:
    ones = np.ones(size, "<f4").tobytes()
    draft.tensors += [
        ggufs.Tensor(f"blk.{layer}.{name}.weight", (size,), "F32", ones) for name in names
    ]


def _fuse(draft: ggufs.Draft, layer: int, names: tuple[str, ...], result: str) -> None:
    parts = [draft.tensor(f"blk.{layer}.{name}.weight") for name in names]
    draft.tensors = [tensor for tensor in draft.tensors if tensor not in parts]
    rows = sum(part.shape[1] for part in parts)
    data = b"".join(bytes(part.data) for part in parts)
    shape = (parts[0].shape[0], rows)
    draft.tensors.append(ggufs.Tensor(f"blk.{layer}.{result}.weight", shape, "F32", data))
