"""What an adapter is bound to: the base model's measures and its tokenizer."""

from __future__ import annotations

import hashlib

from stylepad.models.gguf import GgufHeader
from stylepad.models.shape import read_shape
from stylepad.models.values import ValueType

_DIGITS = 16


def fingerprint(header: GgufHeader) -> str:
    """Return the 16 hexadecimal digits that name a base model in style packs.

    They depend on architecture, layer count, widths, head counts, vocabulary size and tokenizer
    (kind, pre-tokenizer, tokens, merges); not on quantization, names, chat template or context
    length, none of which an adapter minds. Raises ModelError for a header without these.
    """
    shape = read_shape(header)
    parts = (
        shape.architecture,
        str(shape.layers),
        str(shape.width),
        _numbers(shape.feed_forward),
        _numbers(shape.heads),
        _numbers(shape.kv_heads),
        str(shape.key_length),
        str(shape.value_length),
        str(shape.vocabulary),
        header.text("tokenizer.ggml.model") or "",
        header.text("tokenizer.ggml.pre") or "",
        _digest(header, "tokenizer.ggml.tokens"),
        _digest(header, "tokenizer.ggml.merges"),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]


def _numbers(per_layer: tuple[int, ...]) -> str:
    return ",".join(map(str, per_layer))


def _digest(header: GgufHeader, key: str) -> str:
    array = header.array(key, ValueType.STRING)
    return array.digest if array is not None else ""
