"""Safetensors files read as numpy, bfloat16 included, and never trusted.

Format: a 64-bit length, that many bytes of JSON, then the tensors without gap or overlap, little
endian. The `safetensors` package reads no bfloat16 without torch and maps the file into memory,
where one that is cut short meanwhile would end the process.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylepad.errors import AdapterError
from stylepad.models import adapter_faults as faults
from stylepad.models.adapter_reasons import why

MAX_HEADER = 16 << 20
"""Bytes; the largest adapters have some 4,000 tensors of 150 bytes each."""

MAX_TENSORS = 65536
MAX_DIMENSIONS = 8
MAX_NAME = 512
MAX_ELEMENTS = 1 << 40

_PREFIX = 8
_BYTES = {
    **dict.fromkeys(("BOOL", "U8", "I8", "F8_E4M3", "F8_E5M2"), 1),
    **dict.fromkeys(("I16", "U16", "F16", "BF16"), 2),
    **dict.fromkeys(("I32", "U32", "F32"), 4),
    **dict.fromkeys(("I64", "U64", "F64"), 8),
}
_FLOATS = {"F32": "<f4", "F16": "<f2", "BF16": "<u2"}


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor: `shape` outermost dimension first, `offset` in bytes from the file's start."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int
    nbytes: int


@dataclass(frozen=True, slots=True)
class SafetensorsFile:
    """A checked safetensors file; its tensors are read one at a time."""

    path: Path
    tensors: Mapping[str, Tensor]

    def load(self, name: str) -> NDArray[np.float32]:
        """Read a tensor as 32-bit floats of its shape.

        Raises AdapterError "adapter.damaged" for a type other than F32, F16 and BF16, for weights
        that are not finite and for a file that has changed, "adapter.source" if it is gone.
        """
        tensor = self.tensors[name]
        if tensor.dtype not in _FLOATS:
            raise faults.damaged(self.path, why("not_float", name=name, type=tensor.dtype))
        try:
            with self.path.open("rb") as file:
                file.seek(tensor.offset)
                raw = file.read(tensor.nbytes)
        except OSError as error:
            raise faults.source(self.path, error) from error
        if len(raw) != tensor.nbytes:
            raise faults.damaged(self.path, why("cut_now"))
        values = _floats(raw, tensor.dtype).reshape(tensor.shape)
        if not np.isfinite(values).all():
            raise faults.damaged(self.path, why("not_numbers", name=name))
        return values


def read_safetensors(path: Path) -> SafetensorsFile:
    """Read and check the header of a safetensors file.

    Raises AdapterError "adapter.source" where it cannot be read, "adapter.damaged" otherwise.
    """
    try:
        # Opening a pipe would wait for a writer.
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is not a regular file")
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            length = int.from_bytes(file.read(_PREFIX), "little")
            _check_length(path, size, length)
            raw = file.read(length)
    except OSError as error:
        raise faults.source(path, error) from error
    header = _parse(path, raw)
    header.pop("__metadata__", None)
    if len(header) > MAX_TENSORS:
        raise faults.damaged(path, why("many_tensors", count=len(header), most=MAX_TENSORS))
    start = _PREFIX + length
    tensors = [_tensor(path, name, entry, start) for name, entry in header.items()]
    _check_places(path, tensors, start, size)
    return SafetensorsFile(path, {tensor.name: tensor for tensor in tensors})


def header_length(start: bytes) -> int:
    """Return how many of a file's first bytes say what it holds, its own length among them."""
    return _PREFIX + int.from_bytes(start[:_PREFIX], "little")


def names_in(start: bytes) -> frozenset[str]:
    """Return the tensors that a file's first bytes name; none where these are not all of them."""
    length = header_length(start)
    try:
        header = json.loads(start[_PREFIX:length]) if len(start) >= length else None
    except (ValueError, RecursionError):
        return frozenset()
    return frozenset(header) - {"__metadata__"} if isinstance(header, dict) else frozenset()


def _check_length(path: Path, size: int, length: int) -> None:
    if size < _PREFIX:
        raise faults.damaged(path, why("short", size=size))
    if length > MAX_HEADER:
        raise faults.damaged(path, why("header_long", length=length))
    if _PREFIX + length > size:
        raise faults.damaged(path, why("header_cut", size=size))


def _parse(path: Path, raw: bytes) -> dict[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = dict(pairs)
        if len(names) != len(pairs):
            raise faults.damaged(path, why("header_twice"))
        return names

    try:
        header = json.loads(raw.decode("utf-8"), object_pairs_hook=unique)
    except AdapterError:
        raise
    except (ValueError, RecursionError) as error:
        raise faults.damaged(path, why("header_json")) from error
    if not isinstance(header, dict):
        raise faults.damaged(path, why("header_table"))
    return header


def _tensor(path: Path, name: str, entry: object, start: int) -> Tensor:
    label = name[:80]
    if not isinstance(entry, dict) or not 0 < len(name) <= MAX_NAME or not name.isprintable():
        raise faults.damaged(path, why("entry", name=repr(label)))
    dtype = entry.get("dtype")
    if not isinstance(dtype, str) or dtype not in _BYTES:
        raise faults.damaged(path, why("unknown_type", name=label))
    shape = _counts(path, label, entry.get("shape"))
    offsets = _counts(path, label, entry.get("data_offsets"))
    if len(offsets) != 2:
        raise faults.damaged(path, why("no_place", name=label))
    elements = 1
    for dimension in shape:
        elements *= dimension
    nbytes = elements * _BYTES[dtype]
    if elements > MAX_ELEMENTS or offsets[1] - offsets[0] != nbytes:
        raise faults.damaged(path, why("shape_place", name=label))
    return Tensor(name, dtype, shape, start + offsets[0], nbytes)


def _counts(path: Path, label: str, value: object) -> tuple[int, ...]:
    if isinstance(value, list) and len(value) <= MAX_DIMENSIONS:
        counts = tuple(item for item in value if type(item) is int and 0 <= item <= MAX_ELEMENTS)
        if len(counts) == len(value):
            return counts
    raise faults.damaged(path, why("shape_nonsense", name=label))


def _check_places(path: Path, tensors: list[Tensor], start: int, size: int) -> None:
    """Refuse gaps and overlaps, as the reference implementation does, and a file cut short."""
    position = start
    for tensor in sorted(tensors, key=lambda tensor: (tensor.offset, tensor.nbytes)):
        if tensor.offset != position:
            raise faults.damaged(path, why("overlap", name=tensor.name))
        position += tensor.nbytes
    if position > size:
        raise faults.damaged(path, why("cut", size=size, needed=position))
    if position < size:
        raise faults.damaged(path, why("excess", count=size - position))


def _floats(raw: bytes, dtype: str) -> NDArray[np.float32]:
    stored = np.frombuffer(raw, _FLOATS[dtype])
    if dtype == "BF16":
        # The upper half of a 32-bit float.
        return (stored.astype(np.uint32) << np.uint32(16)).view(np.float32)
    return stored.astype(np.float32)
