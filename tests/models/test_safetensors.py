"""Safetensors: every float type is read as it is, and a hostile file gets a clear refusal."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from stylepad.errors import AdapterError
from stylepad.models import safetensors
from stylepad.models.safetensors import read_safetensors
from tests import pefts

VALUES = np.array([[1.5, -2.25, 3e-5], [0.0, 65000.0, -1e-3]], np.float32)


def write(folder: Path, **tensors: pefts.Stored) -> Path:
    return pefts.write_safetensors(folder / "adapter_model.safetensors", tensors)


def refused(path: Path, name: str = "") -> AdapterError:
    with pytest.raises(AdapterError) as caught:
        read_safetensors(path).load(name)
    return caught.value


def test_every_float_type_is_read_as_it_is(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        single=pefts.stored(VALUES),
        half=pefts.stored(VALUES, "F16"),
        brain=pefts.stored(VALUES, "BF16"),
    )
    file = read_safetensors(path)

    assert np.array_equal(file.load("single"), VALUES)
    assert np.array_equal(file.load("half"), VALUES.astype(np.float16).astype(np.float32))
    brain = file.load("brain")
    assert brain.dtype == np.float32
    assert brain.shape == VALUES.shape
    # Eight bits of mantissa, cut off.
    assert np.allclose(brain, VALUES, rtol=2**-7, atol=0)
    assert not np.array_equal(brain, VALUES)
    assert brain[0, 0] == 1.5
    assert brain[0, 1] == -2.25


def test_bfloat16_is_the_upper_half_of_a_float(tmp_path: Path) -> None:
    raw = np.array([0x3F80, 0xC040, 0x0001], "<u2").tobytes()
    path = write(tmp_path, numbers=pefts.Stored("BF16", (3,), raw))

    values = read_safetensors(path).load("numbers")

    assert values[0] == 1.0
    assert values[1] == -3.0
    assert values[2] == np.float32(2.0**-133)


def test_file_without_tensors_is_read(tmp_path: Path) -> None:
    assert read_safetensors(write(tmp_path)).tensors == {}


@pytest.mark.parametrize("dtype", ["F64"])
def test_tensor_of_another_type_is_refused_when_it_is_read(tmp_path: Path, dtype: str) -> None:
    path = write(tmp_path, odd=pefts.stored(VALUES, dtype), good=pefts.stored(VALUES))

    error = refused(path, "odd")

    assert error.code == "adapter.damaged"
    assert "F64" in error.message
    assert np.array_equal(read_safetensors(path).load("good"), VALUES)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_not_numbers_are_refused(tmp_path: Path, value: float) -> None:
    path = write(tmp_path, bad=pefts.stored(np.array([1.0, value], np.float32)))
    assert "not numbers" in refused(path, "bad").message


def test_file_that_shrinks_after_its_header_was_read_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, numbers=pefts.stored(VALUES))
    file = read_safetensors(path)
    os.truncate(path, path.stat().st_size - 4)

    with pytest.raises(AdapterError) as caught:
        file.load("numbers")
    assert caught.value.code == "adapter.damaged"


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.safetensors").code == "adapter.source"
    assert refused(tmp_path).code == "adapter.source"


def test_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe").code == "adapter.source"


def entry(**changes: object) -> bytes:
    values = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
    return json.dumps({"a": values | changes}).encode()


TWO = (
    '{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},'
    ' "b": {"dtype": "F32", "shape": [2], "data_offsets": %s}}'
)
HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda p: p.touch(), "0 bytes"),
    "a few bytes": (lambda p: p.write_bytes(b"1234"), "4 bytes"),
    "huge header": (lambda p: pefts.write_raw(p, b"{}", length=1 << 40), "its header would be"),
    "negative header": (lambda p: pefts.write_raw(p, b"{}", length=(1 << 64) - 1), "would be"),
    "header cut off": (lambda p: pefts.write_raw(p, b"{}", length=4096), "cut off"),
    "not JSON": (lambda p: pefts.write_raw(p, b"hello"), "not JSON"),
    "not text": (lambda p: pefts.write_raw(p, b"\xff\xfe{}"), "not JSON"),
    "deep JSON": (lambda p: pefts.write_raw(p, b"[" * 200_000), "not JSON"),
    "endless number": (lambda p: pefts.write_raw(p, b"1" * 10_000), "not JSON"),
    "a list": (lambda p: pefts.write_raw(p, b"[]"), "not a table"),
    "name twice": (
        lambda p: pefts.write_raw(p, b'{"a": {"dtype": 1}, "a": {"dtype": 2}}'),
        "a name twice",
    ),
    "key twice": (
        lambda p: pefts.write_raw(p, b'{"a": {"dtype": "F32", "dtype": "F16"}}'),
        "a name twice",
    ),
    "no table": (lambda p: pefts.write_raw(p, b'{"a": 1}'), "not a tensor"),
    "empty name": (lambda p: pefts.write_raw(p, b'{"": {}}'), "not a tensor"),
    "name with a newline": (lambda p: pefts.write_raw(p, b'{"a\\nb": {}}'), "not a tensor"),
    "unknown type": (lambda p: pefts.write_raw(p, entry(dtype="F31"), bytes(8)), "unknown type"),
    "type that is no text": (lambda p: pefts.write_raw(p, entry(dtype=[]), bytes(8)), "type"),
    "negative shape": (lambda p: pefts.write_raw(p, entry(shape=[-2]), bytes(8)), "no sense"),
    "fractional shape": (lambda p: pefts.write_raw(p, entry(shape=[2.0]), bytes(8)), "no sense"),
    "true as shape": (lambda p: pefts.write_raw(p, entry(shape=[True]), bytes(8)), "no sense"),
    "text as shape": (lambda p: pefts.write_raw(p, entry(shape="2"), bytes(8)), "no sense"),
    "nine dimensions": (lambda p: pefts.write_raw(p, entry(shape=[1] * 9), bytes(4)), "no sense"),
    "immense shape": (
        lambda p: pefts.write_raw(p, entry(shape=[1 << 30, 1 << 30]), bytes(8)),
        "does not fit",
    ),
    "shape of another size": (
        lambda p: pefts.write_raw(p, entry(shape=[3]), bytes(8)),
        "does not fit",
    ),
    "backward place": (
        lambda p: pefts.write_raw(p, entry(data_offsets=[8, 0]), bytes(8)),
        "does not fit",
    ),
    "one offset": (lambda p: pefts.write_raw(p, entry(data_offsets=[8]), bytes(8)), "where"),
    "overlap": (lambda p: pefts.write_raw(p, (TWO % [4, 12]).encode(), bytes(12)), "overlaps"),
    "same place": (lambda p: pefts.write_raw(p, (TWO % [0, 8]).encode(), bytes(8)), "overlaps"),
    "gap": (lambda p: pefts.write_raw(p, (TWO % [12, 20]).encode(), bytes(20)), "gap"),
    "gap at the start": (
        lambda p: pefts.write_raw(p, entry(data_offsets=[4, 12]), bytes(12)),
        "gap",
    ),
    "data cut off": (lambda p: pefts.write_raw(p, entry(), bytes(7)), "cut off"),
    "data left over": (lambda p: pefts.write_raw(p, entry(), bytes(9)), "belong to no tensor"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_file_is_refused_with_what_is_wrong(tmp_path: Path, case: str) -> None:
    make, reason = HOSTILE[case]
    path = tmp_path / "hostile.safetensors"
    make(path)

    error = refused(path, "a")

    assert error.code == "adapter.damaged"
    assert reason in error.message
    assert "hostile.safetensors" in error.message


def test_too_many_tensors_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safetensors, "MAX_TENSORS", 2)
    path = write(tmp_path, a=pefts.stored(VALUES), b=pefts.stored(VALUES), c=pefts.stored(VALUES))
    assert "names 3 tensors" in refused(path).message


def test_mutants_are_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    whole = write(tmp_path, a=pefts.stored(VALUES), b=pefts.stored(VALUES, "BF16")).read_bytes()
    chance = random.Random(4)
    path = tmp_path / "mutant.safetensors"
    outcomes = {"read": 0, "refused": 0}
    for _ in range(1000):
        mutant = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            mutant[chance.randrange(len(mutant))] = chance.randrange(256)
        path.write_bytes(mutant[: chance.choice((None, chance.randrange(len(mutant))))])
        try:
            file = read_safetensors(path)
            for name in file.tensors:
                file.load(name)
            outcomes["read"] += 1
        except AdapterError:
            outcomes["refused"] += 1
    assert all(outcomes.values())
