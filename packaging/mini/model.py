"""The llama-architecture decoder, written out so that its tensors are llama.cpp's tensors."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """Sizes of the model."""

    vocabulary: int = 12_288
    width: int = 256
    layers: int = 6
    heads: int = 4
    feed_forward: int = 768
    context: int = 512
    rope_base: float = 10_000.0
    norm_epsilon: float = 1e-5

    def as_dict(self) -> dict[str, float]:
        """Return the sizes for a manifest."""
        return asdict(self)


MATRICES = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")


def tensor_shapes(shape: Shape) -> dict[str, tuple[int, ...]]:
    """Return GGUF tensor names with torch shapes (rows = outputs), matrices first by block."""
    width, wide = shape.width, shape.feed_forward
    sizes = {
        **dict.fromkeys(MATRICES[:4], (width, width)),
        "ffn_gate": (wide, width),
        "ffn_up": (wide, width),
        "ffn_down": (width, wide),
    }
    table: dict[str, tuple[int, ...]] = {}
    for block in range(shape.layers):
        for name in MATRICES:
            table[f"blk.{block}.{name}.weight"] = sizes[name]
    table["token_embd.weight"] = (shape.vocabulary, width)
    for block in range(shape.layers):
        table[f"blk.{block}.attn_norm.weight"] = (width,)
        table[f"blk.{block}.ffn_norm.weight"] = (width,)
    table["output_norm.weight"] = (width,)
    return table


def initial(shape: Shape, seed: int) -> dict[str, Tensor]:
    """Draw the starting weights (float32)."""
    generator = torch.Generator().manual_seed(seed)
    weights: dict[str, Tensor] = {}
    for name, size in tensor_shapes(shape).items():
        if len(size) == 1:
            weights[name] = torch.ones(size)
            continue
        scale = 0.02 if name.startswith("token") else 0.5 / math.sqrt(size[1])
        if "output" in name or "ffn_down" in name:
            scale /= math.sqrt(2 * shape.layers)
        weights[name] = torch.randn(size, generator=generator) * scale
    return weights


def rotary(shape: Shape) -> tuple[Tensor, Tensor]:
    """Return cosines and sines, (context, head/2) each, for interleaved pairs as llama.cpp has."""
    half = shape.width // shape.heads // 2
    rates = shape.rope_base ** (-torch.arange(half, dtype=torch.float32) / half)
    angles = torch.arange(shape.context, dtype=torch.float32)[:, None] * rates
    return angles.cos(), angles.sin()


class _Norm(torch.autograd.Function):
    """RMS norm with the fewest passes over memory; about three times faster than composed."""

    @staticmethod
    def forward(ctx, x: Tensor, weight: Tensor, epsilon: float) -> Tensor:  # type: ignore[no-untyped-def,override]
        length = torch.linalg.vector_norm(x, dim=-1, keepdim=True, dtype=torch.float32)
        scale = torch.rsqrt(length.square() / x.shape[-1] + epsilon).to(x.dtype)
        unit = x * scale
        ctx.save_for_backward(unit, weight, scale)
        return unit * weight

    @staticmethod
    def backward(ctx, outer: Tensor) -> tuple[Tensor, Tensor, None]:  # type: ignore[no-untyped-def,override]
        unit, weight, scale = ctx.saved_tensors
        along = outer * unit
        to_weight = along.reshape(-1, along.shape[-1]).sum(0)
        mean = (along @ weight.unsqueeze(-1)) / along.shape[-1]
        return (outer * weight - unit * mean) * scale, to_weight, None


def _swap(size: int) -> Tensor:
    """Return the matrix that turns each pair (even, odd) into (-odd, even)."""
    matrix = torch.zeros(size, size)
    for even in range(0, size, 2):
        matrix[even + 1, even] = -1.0
        matrix[even, even + 1] = 1.0
    return matrix


class Decoder(torch.nn.Module):
    """The network without its head; adapters add low-rank terms to every matrix."""

    def __init__(self, shape: Shape, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.shape = shape
        self.w = weights
        self.adapter: dict[str, tuple[Tensor, Tensor]] = {}
        self.adapter_scale = 1.0
        self.adapter_dropout = 0.0
        kind = weights["token_embd.weight"].dtype
        cos, sin = rotary(shape)
        self.cos = cos.repeat_interleave(2, 1)[:, None].to(kind)
        self.sin = sin.repeat_interleave(2, 1)[:, None].to(kind)
        self.swap = _swap(shape.width // shape.heads).to(kind)
        self.score_scale = (shape.width // shape.heads) ** -0.5
        self.mask = torch.full((shape.context, shape.context), float("-inf"), dtype=kind).triu(1)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        y = functional.linear(x, self.w[name])
        low = self.adapter.get(name)
        if low is not None:
            seen = functional.dropout(x, self.adapter_dropout) if self.adapter_dropout else x
            y = y + self.adapter_scale * functional.linear(functional.linear(seen, low[0]), low[1])
        return y

    def _attention(self, x: Tensor, block: str) -> Tensor:
        batch, time, width = x.shape
        heads = self.shape.heads

        def split(name: str) -> Tensor:
            return self._linear(x, f"{block}.{name}.weight").view(batch, time, heads, -1)

        def turned(y: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
            # A small product is faster than gathering every other column.
            return (y * cos + (y @ self.swap) * sin).transpose(1, 2)

        cos, sin = self.cos[:time], self.sin[:time]
        q = turned(split("attn_q"), cos * self.score_scale, sin * self.score_scale)
        k = turned(split("attn_k"), cos, sin)
        v = split("attn_v").transpose(1, 2)
        # Short rows: two plain products are 2.5 times faster here than the fused kernel's backward.
        scores = q @ k.transpose(-1, -2) + self.mask[:time, :time]
        y = torch.softmax(scores, -1) @ v
        return self._linear(
            y.transpose(1, 2).reshape(batch, time, width), f"{block}.attn_output.weight"
        )

    def forward(self, ids: Tensor) -> Tensor:
        """Return final hidden states (batch, time, width) for ids (batch, time)."""
        epsilon = self.shape.norm_epsilon
        x = functional.embedding(ids, self.w["token_embd.weight"])
        for i in range(self.shape.layers):
            block = f"blk.{i}"
            x = x + self._attention(
                _Norm.apply(x, self.w[f"{block}.attn_norm.weight"], epsilon), block
            )
            y = _Norm.apply(x, self.w[f"{block}.ffn_norm.weight"], epsilon)
            gate = functional.silu(self._linear(y, f"{block}.ffn_gate.weight"))
            up = self._linear(y, f"{block}.ffn_up.weight")
            x = x + self._linear(gate * up, f"{block}.ffn_down.weight")
        return _Norm.apply(x, self.w["output_norm.weight"], epsilon)


class _HeadLoss(torch.autograd.Function):
    """Summed cross-entropy of the tied head; the gradient is formed in the forward pass."""

    @staticmethod
    def forward(ctx, hidden: Tensor, table: Tensor, targets: Tensor) -> Tensor:  # type: ignore[no-untyped-def,override]
        logits = functional.linear(hidden, table)
        # In the logits' own type: the float32 softmax costs more than the products around it.
        probabilities = torch.softmax(logits, -1)
        picked = probabilities.gather(1, targets[:, None]).float().clamp_min(1e-20)
        loss = -picked.log().sum()
        if ctx.needs_input_grad[0] or ctx.needs_input_grad[1]:
            probabilities.scatter_add_(1, targets[:, None], -torch.ones_like(picked).to(logits))
            slope = probabilities
            ctx.save_for_backward(
                slope @ table, slope.T @ hidden if ctx.needs_input_grad[1] else hidden[:0]
            )
        return loss

    @staticmethod
    def backward(ctx, _outer: Tensor) -> tuple[Tensor, Tensor | None, None]:  # type: ignore[no-untyped-def,override]
        # The loss is a sum that nothing scales: the outer gradient is 1.
        to_hidden, to_table = ctx.saved_tensors
        return to_hidden, to_table if ctx.needs_input_grad[1] else None, None


def answer_loss(hidden: Tensor, table: Tensor, targets: Tensor, places: Tensor) -> Tensor:
    """Return the summed loss at `places`, flat indices of (batch, time), of `targets`."""
    return _HeadLoss.apply(hidden.reshape(-1, hidden.shape[-1])[places], table, targets)
