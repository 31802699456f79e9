"""The measures of a model: layers, widths, heads, vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from stylepad.models import faults
from stylepad.models.gguf import GgufHeader
from stylepad.models.model_reasons import why
from stylepad.models.values import Array, ValueType

MAX_LAYERS = 512
"""`LLAMA_MAX_LAYERS`; llama.cpp ends the process beyond it."""

MAX_WIDTH = 1 << 20


@dataclass(frozen=True, slots=True)
class Shape:
    """A model's measures. `heads`, `kv_heads` and `feed_forward` have one number per layer.

    `key_length` and `value_length` are elements per head.
    """

    architecture: str
    layers: int
    width: int
    feed_forward: tuple[int, ...]
    heads: tuple[int, ...]
    kv_heads: tuple[int, ...]
    key_length: int
    value_length: int
    vocabulary: int
    context: int


def architecture(header: GgufHeader) -> str:
    """Return the architecture's name; raises ModelError where the file has none."""
    name = header.text("general.architecture")
    if not name:
        raise faults.metadata(header.path, why("model_no_key", key="general.architecture"))
    return name


def read_shape(header: GgufHeader) -> Shape:
    """Return the measures; raises ModelError where they are missing, absurd or contradictory."""
    name = architecture(header)
    layers = _measure(header, f"{name}.block_count", MAX_LAYERS)
    width = _measure(header, f"{name}.embedding_length", MAX_WIDTH)
    heads = _per_layer(header, f"{name}.attention.head_count", layers, (0,) * layers)
    kv_heads = _per_layer(header, f"{name}.attention.head_count_kv", layers, heads)
    if any(kv and head % kv for head, kv in zip(heads, kv_heads, strict=True)):
        key = f"{name}.attention.head_count_kv"
        raise faults.metadata(header.path, why("model_kv_heads", key=key))
    per_head = width // heads[0] if heads[0] else 0
    return Shape(
        architecture=name,
        layers=layers,
        width=width,
        feed_forward=_per_layer(header, f"{name}.feed_forward_length", layers, (0,) * layers),
        heads=heads,
        kv_heads=kv_heads,
        key_length=_optional(header, f"{name}.attention.key_length", per_head),
        value_length=_optional(header, f"{name}.attention.value_length", per_head),
        vocabulary=_vocabulary(header),
        context=_measure(header, f"{name}.context_length", 1 << 30),
    )


def _measure(header: GgufHeader, key: str, limit: int) -> int:
    number = header.count(key)
    if number is None:
        raise faults.metadata(header.path, why("model_no_key", key=key))
    if not 0 < number <= limit:
        raise faults.metadata(header.path, why("model_measure", key=key, value=number, most=limit))
    return number


def _optional(header: GgufHeader, key: str, default: int) -> int:
    return _measure(header, key, MAX_WIDTH) if key in header.metadata else default


def _per_layer(
    header: GgufHeader, key: str, layers: int, default: tuple[int, ...]
) -> tuple[int, ...]:
    entry = header.metadata.get(key)
    if entry is None:
        return default
    if not isinstance(entry.value, Array):
        return (_measure(header, key, MAX_WIDTH),) * layers
    array = header.array(key, ValueType.UINT32, ValueType.INT32)
    items = array.items if array is not None else None
    numbers = tuple(item for item in items or () if isinstance(item, int))
    if len(numbers) != layers or not all(0 <= number <= MAX_WIDTH for number in numbers):
        raise faults.metadata(header.path, why("model_per_layer", key=key))
    return numbers


def _vocabulary(header: GgufHeader) -> int:
    tokens = header.array("tokenizer.ggml.tokens", ValueType.STRING)
    if tokens is None or tokens.length == 0:
        raise faults.metadata(header.path, why("model_no_tokenizer"))
    return tokens.length
