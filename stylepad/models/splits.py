"""Models in several files: `name-00001-of-00003.gguf`, as llama.cpp's gguf-split makes them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from stylepad.models import faults
from stylepad.models.gguf import GgufHeader, TensorInfo, read_header, wrong_type
from stylepad.models.model_reasons import why
from stylepad.models.values import ValueType

MAX_PARTS = 512
_NAME = re.compile(r"(?P<prefix>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf")


def read_model(path: Path) -> GgufHeader:
    """Read a model's header, with the tensors and the size of all its parts together.

    Raises ModelError as `read_header` does, and where a part is missing or `path` is not the first.
    """
    header = read_header(path)
    count = _split_number(header, "split.count") or 1
    if count == 1:
        return header
    paths = _part_paths(header, count)
    if _split_number(header, "split.no") != 0:
        raise faults.not_first_part(path, paths[0].name)
    if absent := [part.name for part in paths if not part.is_file()]:
        raise faults.parts_missing(path, absent)
    return _joined(header, [read_header(part) for part in paths[1:]])


def model_parts(header: GgufHeader) -> list[Path]:
    """Return the files of a model that `read_model` has read, the first one first."""
    count = _split_number(header, "split.count") or 1
    return [header.path] if count == 1 else _part_paths(header, count)


def _part_paths(header: GgufHeader, count: int) -> list[Path]:
    match = _NAME.fullmatch(header.path.name)
    if match is None or int(match["count"]) != count or count > MAX_PARTS:
        raise faults.metadata(header.path, why("model_part_name", count=count))
    numbers = range(1, count + 1)
    return [header.path.with_name(f"{match['prefix']}-{n:05}-of-{count:05}.gguf") for n in numbers]


def _joined(first: GgufHeader, rest: list[GgufHeader]) -> GgufHeader:
    tensors: dict[str, TensorInfo] = dict(first.tensors)
    for number, part in enumerate(rest, start=1):
        if _split_number(part, "split.no") != number:
            place = why("model_part_number", number=number + 1, first=first.path.name)
            raise faults.metadata(part.path, place)
        if repeated := tensors.keys() & part.tensors.keys():
            raise faults.damaged(part.path, why("model_in_two_parts", name=min(repeated)))
        tensors |= part.tensors
    return replace(first, tensors=tensors, size=first.size + sum(part.size for part in rest))


def _split_number(header: GgufHeader, key: str) -> int | None:
    entry = header.metadata.get(key)
    if entry is None:
        return None
    if entry.type is not ValueType.UINT16 or not isinstance(entry.value, int):
        raise wrong_type(header.path, key, entry)
    return entry.value
