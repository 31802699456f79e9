"""Models in several files."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.errors import ModelError
from stylepad.models.base import describe
from stylepad.models.fingerprint import fingerprint
from stylepad.models.gguf import read_header
from stylepad.models.splits import read_model
from stylepad.models.values import ValueType
from tests import ggufs


def write_parts(folder: Path, count: int = 3) -> list[Path]:
    whole = ggufs.base()
    paths = []
    for number in range(count):
        metadata = whole.metadata if number == 0 else {}
        part = ggufs.Draft(
            metadata=metadata
            | {
                "split.no": (ValueType.UINT16, number),
                "split.count": (ValueType.UINT16, count),
                "split.tensors.count": (ValueType.INT32, len(whole.tensors)),
            },
            tensors=whole.tensors[number::count],
        )
        paths.append(part.write(folder / f"model-{number + 1:05}-of-{count:05}.gguf"))
    return paths


def refused(path: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        read_model(path)
    return caught.value


def test_parts_are_read_as_one_model(tmp_path: Path, tiny_base: Path) -> None:
    paths = write_parts(tmp_path)
    header = read_model(paths[0])
    assert header.tensors.keys() == read_header(tiny_base).tensors.keys()
    assert fingerprint(header) == fingerprint(read_header(tiny_base))
    assert describe(header).size == sum(path.stat().st_size for path in paths)


def test_missing_parts_are_named(tmp_path: Path) -> None:
    first, second, third = write_parts(tmp_path)
    second.unlink()
    third.unlink()
    error = refused(first)
    assert error.code == "model.parts_missing"
    assert "model-00002-of-00003.gguf, model-00003-of-00003.gguf" in error.message


def test_later_part_points_to_the_first(tmp_path: Path) -> None:
    error = refused(write_parts(tmp_path)[1])
    assert error.code == "model.not_first_part"
    assert error.details["first"] == "model-00001-of-00003.gguf"


def test_renamed_part_is_refused(tmp_path: Path) -> None:
    first = write_parts(tmp_path)[0]
    assert refused(first.rename(tmp_path / "model.gguf")).code == "model.metadata"


def test_parts_in_the_wrong_order_are_refused(tmp_path: Path) -> None:
    first, second, third = write_parts(tmp_path)
    swapped = second.read_bytes()
    second.write_bytes(third.read_bytes())
    third.write_bytes(swapped)
    assert refused(first).code == "model.metadata"


def test_tensor_in_two_parts_is_refused(tmp_path: Path) -> None:
    first, second = write_parts(tmp_path, 2)
    draft = ggufs.Draft(
        metadata={"split.no": (ValueType.UINT16, 1)}, tensors=ggufs.base().tensors[:1]
    )
    draft.write(second)
    assert refused(first).code == "model.damaged"


def test_truncated_part_is_refused(tmp_path: Path) -> None:
    first, second = write_parts(tmp_path, 2)
    second.write_bytes(second.read_bytes()[:-1000])
    error = refused(first)
    assert error.code == "model.truncated"
    assert second.name in error.message


def test_split_number_of_another_type_is_refused(tmp_path: Path) -> None:
    draft = ggufs.base()
    draft.metadata["split.count"] = (ggufs.U32, 2)
    assert refused(draft.write(tmp_path / "model.gguf")).code == "model.metadata"
