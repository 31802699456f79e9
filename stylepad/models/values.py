"""The metadata values of a GGUF header."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

from stylepad.models import faults
from stylepad.models.model_reasons import why
from stylepad.models.source import Source

MAX_STRING = 1 << 20
"""Bytes of one string; the longest real ones are chat templates of some 30 kB."""

MAX_ELEMENTS = 1 << 21
KEPT_ELEMENTS = 4096
"""Longer arrays are hashed and passed over; only tokenizers have them."""

_TOKENS = "tokenizer.ggml.tokens"


class ValueType(IntEnum):
    """The type of a metadata value, with the numbers of the format."""

    UINT8 = 0
    INT8 = 1
    UINT16 = 2
    INT16 = 3
    UINT32 = 4
    INT32 = 5
    FLOAT32 = 6
    BOOL = 7
    STRING = 8
    ARRAY = 9
    UINT64 = 10
    INT64 = 11
    FLOAT64 = 12


_FORMATS = {
    ValueType.UINT8: "B",
    ValueType.INT8: "b",
    ValueType.UINT16: "H",
    ValueType.INT16: "h",
    ValueType.UINT32: "I",
    ValueType.INT32: "i",
    ValueType.FLOAT32: "f",
    ValueType.BOOL: "?",
    ValueType.UINT64: "Q",
    ValueType.INT64: "q",
    ValueType.FLOAT64: "d",
}

Scalar = int | float | bool | str


@dataclass(frozen=True, slots=True)
class Array:
    """An array: `digest` is the SHA-256 of its bytes; `items` is None where it was passed over.

    `repeated` is the first string that appears twice, sought among the tokens only: llama.cpp ends
    the process on such a vocabulary.
    """

    element: ValueType
    length: int
    digest: str
    items: tuple[Scalar, ...] | None
    repeated: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A metadata value with its type."""

    type: ValueType
    value: Scalar | Array


def read_entry(source: Source, key: str) -> Entry:
    """Read the value of `key`; raises ModelError, for an array of arrays too, as llama.cpp does."""
    type_ = _read_type(source, key)
    if type_ is ValueType.ARRAY:
        return Entry(type_, _read_array(source, key))
    if type_ is ValueType.STRING:
        length = source.bounded(source.u64(), MAX_STRING, "model_value_bytes", key=key)
        return Entry(type_, source.take(length).decode(errors="replace"))
    return Entry(type_, _scalars(source, type_, 1)[0])


def _read_type(source: Source, key: str) -> ValueType:
    try:
        return ValueType(source.u32())
    except ValueError as error:
        raise faults.damaged(source.path, why("model_unknown_value", key=key)) from error


def _read_array(source: Source, key: str) -> Array:
    element = _read_type(source, key)
    if element is ValueType.ARRAY:
        raise faults.damaged(source.path, why("model_nested_array", key=key))
    length = source.bounded(source.u64(), MAX_ELEMENTS, "model_elements", key=key)
    start = source.position
    if element is ValueType.STRING:
        return _read_strings(source, key, length)
    if length <= KEPT_ELEMENTS:
        items = _scalars(source, element, length)
        return Array(element, length, source.digest(start), items)
    source.skip(struct.calcsize(_FORMATS[element]) * length)
    return Array(element, length, source.digest(start), None)


def _read_strings(source: Source, key: str, length: int) -> Array:
    start = source.position
    few = length <= KEPT_ELEMENTS
    spans = source.walk_strings(length, MAX_STRING, keep=few or key == _TOKENS)
    strings = source.slices(spans)
    items = tuple(piece.decode(errors="replace") for piece in strings) if few else None
    repeated = _first_repeated(strings) if key == _TOKENS else None
    return Array(ValueType.STRING, length, source.digest(start), items, repeated)


def _first_repeated(tokens: list[bytes]) -> str | None:
    """Return the first token that appears twice, as llama.cpp sees them: cut at a NUL."""
    seen = [token.partition(b"\0")[0] for token in tokens]
    filled = [token for token in seen if token]
    if len(set(filled)) == len(filled):
        return None
    known: set[bytes] = set()
    for token in filled:
        if token in known:
            return token.decode(errors="replace")
        known.add(token)
    return None


def _scalars(source: Source, type_: ValueType, count: int) -> tuple[Scalar, ...]:
    layout = struct.Struct(f"<{count}{_FORMATS[type_]}")
    return layout.unpack(source.take(layout.size))
