"""The GGUF reader: what it reads, and that it refuses everything else plainly."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from gguf import GGUFReader

from stylepad.errors import ModelError
from stylepad.models.gguf import read_header
from stylepad.models.tensor_types import TENSOR_TYPES
from stylepad.models.values import Array, ValueType
from tests import ggufs

Change = Callable[[ggufs.Draft], None]
MINUS_ONE = (1 << 64) - 1
"""What -1 is in a file of unsigned numbers."""


def refused(path: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        read_header(path)
    return caught.value


def test_header_agrees_with_the_reference_reader(tiny_base: Path) -> None:
    header, reference = read_header(tiny_base), GGUFReader(tiny_base)
    assert header.version == 3
    assert header.size == tiny_base.stat().st_size
    assert header.data_offset == reference.data_offset
    assert [tensor.name for tensor in reference.tensors] == list(header.tensors)
    for tensor in reference.tensors:
        info = header.tensors[tensor.name]
        assert info.shape == tuple(tensor.shape)
        assert (info.type.name, info.nbytes) == (tensor.tensor_type.name, tensor.n_bytes)
        assert info.offset == tensor.data_offset
    for key, entry in header.metadata.items():
        contents = reference.fields[key].contents()
        if isinstance(entry.value, Array):
            assert entry.value.items == tuple(contents)
        else:
            assert entry.value == contents


def test_version_2_is_read_like_version_3(tmp_path: Path) -> None:
    draft = ggufs.base()
    draft.version = 2
    assert read_header(draft.write(tmp_path / "v2.gguf")).version == 2


def test_header_of_150_000_tokens_is_read_in_moments(tmp_path: Path) -> None:
    draft = ggufs.base(ggufs.Measures(vocabulary=151_936, width=32, layers=1))
    path = draft.write(tmp_path / "large.gguf")
    start = time.process_time()
    header = read_header(path)
    assert time.process_time() - start < 0.3
    tokens = header.array("tokenizer.ggml.tokens", ValueType.STRING)
    assert tokens is not None
    assert (tokens.length, tokens.items) == (151_936, None)


def test_long_arrays_are_told_apart_by_their_digest(tmp_path: Path) -> None:
    digests = set()
    for size in (6000, 6001):
        draft = ggufs.base(ggufs.Measures(vocabulary=size))
        header = read_header(draft.write(tmp_path / "model.gguf"))
        tokens = header.array("tokenizer.ggml.tokens", ValueType.STRING)
        assert tokens is not None
        digests.add(tokens.digest)
    assert len(digests) == 2


def test_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.gguf"
    path.write_text("<!doctype html><title>Sign in</title>")
    error = refused(path)
    assert error.code == "model.not_gguf"
    assert "page.gguf" in error.message


def test_file_cut_anywhere_is_refused_as_truncated(tiny_base: Path, tmp_path: Path) -> None:
    header = read_header(tiny_base)
    end = max(tensor.offset + tensor.nbytes for tensor in header.tensors.values())
    cuts = [*range(40), *range(40, header.data_offset, 97), header.data_offset, end - 1]
    for cut in cuts:
        error = refused(ggufs.truncated(tiny_base, tmp_path / "cut.gguf", cut))
        assert error.code == "model.truncated", cut
        assert f"{cut:,} bytes are there" in error.message


def test_truncated_file_says_how_much_is_missing(tiny_base: Path, tmp_path: Path) -> None:
    header = read_header(tiny_base)
    end = max(tensor.offset + tensor.nbytes for tensor in header.tensors.values())
    error = refused(ggufs.truncated(tiny_base, tmp_path / "cut.gguf", end - 1000))
    assert error.details == {"name": "cut.gguf", "size": str(end - 1000), "expected": str(end)}
    assert f"{end:,} should be" in error.message
    assert "Download it again" in error.message


def test_missing_file_is_named(tmp_path: Path) -> None:
    error = refused(tmp_path / "gone.gguf")
    assert (error.code, "gone.gguf" in error.message) == ("model.missing", True)


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_not_a_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "model.gguf"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    assert refused(path).code == "model.unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_file_without_permission_is_refused(tiny_base: Path, tmp_path: Path) -> None:
    path = ggufs.truncated(tiny_base, tmp_path / "secret.gguf", 100)
    path.chmod(stat.S_IWUSR)
    assert refused(path).code == "model.unreadable"


@pytest.mark.parametrize(
    ("version", "word"), [(1, "version 1"), (4, "version 4"), (3 << 24, "big")]
)
def test_other_versions_are_refused(tmp_path: Path, version: int, word: str) -> None:
    draft = ggufs.base()
    draft.version = version
    error = refused(draft.write(tmp_path / "model.gguf"))
    assert error.code == "model.version"
    assert word in error.message


def _change_tensor(**values: object) -> Change:
    def change(draft: ggufs.Draft) -> None:
        for name, value in values.items():
            setattr(draft.tensors[3], name, value)

    return change


def _set(key: str, value: ggufs.Value) -> Change:
    return lambda draft: draft.metadata.update({key: value})


def _keep_offsets_of_four(draft: ggufs.Draft) -> None:
    draft.tensors[4].offset = draft.tensors[3].offset = 0


MALFORMED: dict[str, Change] = {
    "repeated key": lambda draft: setattr(draft, "repeat_keys", ("general.name",)),
    "repeated tensor": _change_tensor(name="token_embd.weight"),
    "long tensor name": _change_tensor(name="x" * 64),
    "empty tensor name": _change_tensor(name=""),
    "NUL in tensor name": _change_tensor(name="a\0b"),
    "no dimensions": _change_tensor(shape=()),
    "five dimensions": _change_tensor(shape=(1, 1, 1, 1, 64)),
    "a dimension of zero": _change_tensor(shape=(0,)),
    "overflowing shape": _change_tensor(shape=(1 << 33, 1 << 33)),
    "unknown tensor type": _change_tensor(type_number=99),
    "withdrawn tensor type": _change_tensor(type_number=4),
    "rows that are no whole blocks": _change_tensor(type_number=8, shape=(33, 33)),
    "overlapping tensors": _keep_offsets_of_four,
    "unaligned tensor": _change_tensor(offset=7),
    "tensor far outside": _change_tensor(offset=1 << 62),
    "too many tensors": lambda draft: setattr(draft, "tensor_count", 1 << 40),
    "a billion metadata entries": lambda draft: setattr(draft, "entry_count", 10**9),
    "fewer than no metadata entries": lambda draft: setattr(draft, "entry_count", MINUS_ONE),
    "fewer than no tensors": lambda draft: setattr(draft, "tensor_count", MINUS_ONE),
    "a negative dimension": _change_tensor(shape=(64, MINUS_ONE)),
    "two negative dimensions": _change_tensor(shape=(MINUS_ONE, MINUS_ONE)),
    "a negative offset": _change_tensor(offset=MINUS_ONE),
    "unknown value type": _set("general.odd", (99, 1)),  # type: ignore[arg-type]
    "array of arrays": _set("general.odd", (ValueType.ARRAY, (ValueType.ARRAY, ()))),
    "empty key": _set("", (ggufs.U32, 1)),
    "long key": _set("k" * 300, (ggufs.U32, 1)),
    "huge string": _set("general.odd", (ggufs.STRING, "x" * ((1 << 20) + 1))),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_malformed_header_is_refused_as_damaged(tmp_path: Path, case: str) -> None:
    draft = ggufs.base()
    MALFORMED[case](draft)
    error = refused(draft.write(tmp_path / "model.gguf"))
    assert error.code == "model.damaged"
    assert "Download it again" in error.message


def test_counts_that_the_file_cannot_hold_cost_neither_time_nor_memory(tmp_path: Path) -> None:
    raw = bytearray(ggufs.base().write(tmp_path / "model.gguf").read_bytes())
    place = raw.index(b"tokenizer.ggml.tokens") + len("tokenizer.ggml.tokens") + 8
    for count in (1 << 20, 10**9, 1 << 31, 1 << 63, MINUS_ONE):
        raw[place : place + 8] = count.to_bytes(8, "little")
        path = tmp_path / "count.gguf"
        path.write_bytes(raw)
        assert refused(path).code in {"model.damaged", "model.truncated"}


@pytest.mark.parametrize(
    "value",
    [(ggufs.U32, 0), (ggufs.U32, 48), (ggufs.U32, 1 << 30), (ValueType.UINT64, 32)],
)
def test_alignment_must_be_a_power_of_two(tmp_path: Path, value: ggufs.Value) -> None:
    draft = ggufs.base()
    draft.metadata["general.alignment"] = value
    assert refused(draft.write(tmp_path / "model.gguf")).code == "model.metadata"


def test_other_alignment_is_followed(tmp_path: Path) -> None:
    draft = ggufs.base()
    draft.metadata["general.alignment"] = (ggufs.U32, 256)
    draft.alignment = 256
    header = read_header(draft.write(tmp_path / "model.gguf"))
    assert all(tensor.offset % 256 == 0 for tensor in header.tensors.values())


def test_value_of_the_wrong_type_is_refused_when_asked_for(tiny_base: Path) -> None:
    header = read_header(tiny_base)
    with pytest.raises(ModelError, match=r"general\.name is of the wrong type \(string\)"):
        header.count("general.name")
    with pytest.raises(ModelError, match="array of string"):
        header.array("tokenizer.ggml.tokens", ValueType.INT32)
    assert header.count("absent") is None


def test_tensor_types_agree_with_the_installed_library() -> None:
    import ctypes

    library = pytest.importorskip("llama_cpp._ggml").libggml
    library.ggml_type_size.restype = ctypes.c_size_t
    library.ggml_blck_size.restype = ctypes.c_int64
    library.ggml_type_name.restype = ctypes.c_char_p
    for number, type_ in TENSOR_TYPES.items():
        name = library.ggml_type_name(number).decode().upper()
        assert (name, library.ggml_blck_size(number), library.ggml_type_size(number)) == (
            type_.name,
            type_.block,
            type_.block_bytes,
        )
