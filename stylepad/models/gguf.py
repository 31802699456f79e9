"""The header of a GGUF file: its metadata and where its tensors lie, read without native code.

llama.cpp ends the whole process on several kinds of malformed file, so everything that can be
checked is checked here first. Format: version 3 of the GGUF specification (version 2 has the same
layout); the limits are far above any published model and keep a hostile file from costing memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from stylepad.errors import ModelError
from stylepad.models import faults
from stylepad.models.model_reasons import why
from stylepad.models.source import KEY, TENSOR_NAME, Source
from stylepad.models.tensor_types import TENSOR_TYPES, TensorType
from stylepad.models.values import Array, Entry, ValueType, read_entry

MAGIC = b"GGUF"
DEFAULT_ALIGNMENT = 32
MAX_ALIGNMENT = 1 << 20
MAX_METADATA = 4096
MAX_TENSORS = 65536
MAX_KEY = 256
MAX_TENSOR_NAME = 63
MAX_DIMENSIONS = 4
MAX_TENSOR_BYTES = 1 << 46


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """One tensor: `shape` innermost dimension first, `offset` in bytes from the file's start."""

    name: str
    shape: tuple[int, ...]
    type: TensorType
    offset: int
    nbytes: int


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says of itself. `size` is the file's, `data_offset` where tensors begin."""

    path: Path
    version: int
    size: int
    alignment: int
    data_offset: int
    metadata: Mapping[str, Entry]
    tensors: Mapping[str, TensorInfo]

    def text(self, key: str) -> str | None:
        """Return a string value, None where absent; raises ModelError if of another type."""
        entry = self._entry(key, ValueType.STRING)
        return entry.value if entry is not None and isinstance(entry.value, str) else None

    def count(self, key: str) -> int | None:
        """Return an unsigned 32-bit value, None if absent; raises ModelError if of another type."""
        entry = self._entry(key, ValueType.UINT32)
        return entry.value if entry is not None and isinstance(entry.value, int) else None

    def real(self, key: str) -> float | None:
        """Return a 32-bit float value, None where absent; raises ModelError if of another type."""
        entry = self._entry(key, ValueType.FLOAT32)
        return entry.value if entry is not None and isinstance(entry.value, float) else None

    def flag(self, key: str) -> bool | None:
        """Return a boolean value, None where absent; raises ModelError if of another type."""
        entry = self._entry(key, ValueType.BOOL)
        return entry.value if entry is not None and isinstance(entry.value, bool) else None

    def array(self, key: str, *elements: ValueType) -> Array | None:
        """Return an array of one of the `elements` types, None where absent; raises ModelError."""
        entry = self._entry(key, ValueType.ARRAY)
        if entry is None or not isinstance(entry.value, Array):
            return None
        if elements and entry.value.element not in elements:
            found = entry.value.element.name.lower()
            raise faults.metadata(self.path, why("model_array_type", key=key, found=found))
        return entry.value

    def _entry(self, key: str, type_: ValueType) -> Entry | None:
        entry = self.metadata.get(key)
        if entry is not None and entry.type is not type_:
            raise wrong_type(self.path, key, entry)
        return entry


def wrong_type(path: Path, key: str, entry: Entry) -> ModelError:
    """Return the error for a value of another type than its key has."""
    found = entry.type.name.lower()
    return faults.metadata(path, why("model_value_type", key=key, found=found))


def read_header(path: Path) -> GgufHeader:
    """Read and check a GGUF file's header; 150,000 tokens take about 0.1 s.

    Raises ModelError with code model.missing, model.unreadable, model.not_gguf, model.version,
    model.truncated, model.damaged or model.metadata.
    """
    try:
        # Opening a pipe would wait for a writer.
        if path.exists() and not path.is_file():
            raise faults.refused_file(path, why("model_no_file"))
        with path.open("rb") as file:
            return _read(Source(path, file))
    except FileNotFoundError as error:
        raise faults.missing(path) from error
    except OSError as error:
        raise faults.unreadable(path, error) from error


def read_start(path: Path, start: bytes) -> tuple[dict[str, Entry], bool]:
    """Return the metadata that is whole in a file's first bytes, and whether that is all of it.

    What is no GGUF file, or not a sound one, has none.
    """
    metadata: dict[str, Entry] = {}
    with suppress(ModelError):
        source = Source(path, io.BytesIO(start))
        _read_version(source)
        source.skip(8)
        for key, entry in _entries(source, source.u64()):
            metadata[key] = entry
        return metadata, True
    return metadata, False


def _read(source: Source) -> GgufHeader:
    version = _read_version(source)
    tensor_count = source.bounded(source.u64(), MAX_TENSORS, "model_tensor_count")
    metadata = _read_metadata(source, source.u64())
    alignment = _alignment(source.path, metadata)
    infos = [_read_tensor(source) for _ in range(tensor_count)]
    data_offset = _padded(source.position, alignment)
    tensors = _place(source, infos, data_offset, alignment)
    return GgufHeader(source.path, version, source.size, alignment, data_offset, metadata, tensors)


def _read_version(source: Source) -> int:
    start = source.peek(8)
    if not start:
        raise faults.truncated(source.path, 0, None)
    if not MAGIC.startswith(start[:4]):
        raise faults.not_gguf(source.path)
    source.take(4)
    version = source.u32()
    if version & 0xFFFF == 0:
        raise faults.version(source.path, why("model_big_endian"))
    if version not in (2, 3):
        raise faults.version(source.path, why("model_version", version=version))
    return version


def _read_metadata(source: Source, count: int) -> dict[str, Entry]:
    metadata: dict[str, Entry] = {}
    for key, entry in _entries(source, count):
        if key in metadata:
            raise faults.damaged(source.path, why("model_key_twice", key=key))
        metadata[key] = entry
    return metadata


def _entries(source: Source, count: int) -> Iterator[tuple[str, Entry]]:
    for _ in range(source.bounded(count, MAX_METADATA, "model_entry_count")):
        key = source.name(MAX_KEY, KEY)
        yield key, read_entry(source, key)


def _alignment(path: Path, metadata: Mapping[str, Entry]) -> int:
    entry = metadata.get("general.alignment")
    if entry is None:
        return DEFAULT_ALIGNMENT
    value = entry.value
    if entry.type is not ValueType.UINT32 or not isinstance(value, int):
        raise wrong_type(path, "general.alignment", entry)
    if not 8 <= value <= MAX_ALIGNMENT or value & (value - 1):
        raise faults.metadata(path, why("model_alignment", value=value, most=MAX_ALIGNMENT))
    return value


def _read_tensor(source: Source) -> TensorInfo:
    name = source.name(MAX_TENSOR_NAME, TENSOR_NAME)
    dimensions = source.u32()
    if not 1 <= dimensions <= MAX_DIMENSIONS:
        raise faults.damaged(source.path, why("model_dimensions", name=name, count=dimensions))
    shape = tuple(source.u64() for _ in range(dimensions))
    type_ = TENSOR_TYPES.get(number := source.u32())
    if type_ is None:
        raise faults.damaged(source.path, why("model_unknown_tensor", name=name, number=number))
    offset = source.u64()
    return TensorInfo(name, shape, type_, offset, _tensor_bytes(source.path, name, shape, type_))


def _tensor_bytes(path: Path, name: str, shape: tuple[int, ...], type_: TensorType) -> int:
    elements = 1
    for dimension in shape:
        elements *= dimension
    nbytes = elements // type_.block * type_.block_bytes
    if not 0 < nbytes <= MAX_TENSOR_BYTES:
        told = " × ".join(str(dimension) for dimension in shape)
        raise faults.damaged(path, why("model_impossible_shape", name=name, shape=told))
    if shape[0] % type_.block:
        raise faults.damaged(path, why("model_rows", name=name, length=shape[0], type=type_.name))
    return nbytes


def _place(
    source: Source, infos: list[TensorInfo], data_offset: int, alignment: int
) -> dict[str, TensorInfo]:
    """Turn offsets into file positions; tensors follow each other without gap or overlap.

    llama.cpp refuses any other order (`gguf_init_from_reader`).
    """
    tensors: dict[str, TensorInfo] = {}
    end = position = 0
    for info in infos:
        if info.name in tensors:
            raise faults.damaged(source.path, why("model_tensor_twice", name=info.name))
        if info.offset != position:
            raise faults.damaged(source.path, why("model_tensor_place", name=info.name))
        start = data_offset + info.offset
        tensors[info.name] = TensorInfo(info.name, info.shape, info.type, start, info.nbytes)
        end = start + info.nbytes
        position = _padded(info.offset + info.nbytes, alignment)
    if end > source.size:
        raise faults.truncated(source.path, source.size, end)
    return tensors


def _padded(position: int, alignment: int) -> int:
    return (position + alignment - 1) // alignment * alignment
