"""GGUF adapters become PEFT's matrices again: conversion there and back is the identity."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stylepad import paths
from stylepad.errors import AdapterError
from stylepad.models.convert_back import convert_back, fitted
from stylepad.models.gguf import read_header
from stylepad.models.importing import import_adapter
from tests import ggufs, pefts
from tests.families import INTERLEAVED, SEPARATE, family_base, linear_modules

FAMILIES = (*SEPARATE, "phi3")


@pytest.mark.parametrize("architecture", FAMILIES)
def test_a_converted_adapter_comes_back_as_peft_saved_it(tmp_path: Path, architecture: str) -> None:
    made = pefts.adapter(linear_modules(architecture), rank=4, alpha=8)
    base = read_header(family_base(architecture).write(tmp_path / "base.gguf"))
    import_adapter(made.write(tmp_path / "peft"), base, tmp_path / "adapter.gguf")

    back = convert_back(read_header(tmp_path / "adapter.gguf"), base)

    assert (back.rank, back.scale) == (4, 2.0)
    assert back.pairs.keys() == linear_modules(architecture).keys()
    for module, (a, b) in back.pairs.items():
        for matrix, side in ((a, "A"), (b, "B")):
            saved = pefts.read(made.tensors[f"{pefts.PREFIX}{module}.lora_{side}.weight"])
            assert np.array_equal(matrix, saved), (module, side)


@pytest.mark.parametrize("architecture", INTERLEAVED)
def test_rows_of_queries_are_not_left_in_llama_cpps_order(
    tmp_path: Path, architecture: str
) -> None:
    made = pefts.adapter(linear_modules(architecture))
    base = read_header(family_base(architecture).write(tmp_path / "base.gguf"))
    path = tmp_path / "adapter.gguf"
    import_adapter(made.write(tmp_path / "peft"), base, path)
    header = read_header(path)
    info = header.tensors["blk.0.attn_q.weight.lora_b"]
    raw = path.read_bytes()[info.offset : info.offset + info.nbytes]
    stored = np.frombuffer(raw, "<f4").reshape(info.shape[::-1])

    _, b = convert_back(header, base).pairs["model.layers.0.self_attn.q_proj"]

    assert not np.array_equal(stored, b)
    assert np.array_equal(np.sort(stored, axis=0), np.sort(b, axis=0))


@pytest.mark.parametrize("style", sorted(path.name for path in paths.built_in_styles().iterdir()))
def test_shipped_adapters_are_read_whole(style: str) -> None:
    (path,) = (paths.built_in_styles() / style / "adapters").glob("*.gguf")

    back = convert_back(read_header(path), read_header(paths.built_in_model()))

    assert len(back.pairs) == 42
    assert all(np.isfinite(a).all() and np.isfinite(b).all() for a, b in back.pairs.values())


def test_a_higher_rank_and_another_scale_hold_the_same_change(
    tiny_base: Path, tiny_adapter: Path
) -> None:
    small = convert_back(read_header(tiny_adapter), read_header(tiny_base))

    wide = fitted(small, 7, 0.5, seed=3)

    for module, (a, b) in wide.pairs.items():
        before_a, before_b = small.pairs[module]
        assert a.shape[0] == b.shape[1] == 7
        change = small.scale * before_b @ before_a
        assert np.allclose(0.5 * b @ a, change, atol=1e-5)
        assert np.any(a[4:]), "new rows must be able to learn"
    with pytest.raises(ValueError, match="rank 3"):
        fitted(small, 3, 0.5, seed=3)


def test_an_adapter_for_another_base_is_refused(tmp_path: Path, tiny_adapter: Path) -> None:
    other = ggufs.write_base(tmp_path / "other.gguf", ggufs.Measures(width=96))

    with pytest.raises(AdapterError) as caught:
        convert_back(read_header(tiny_adapter), read_header(other))

    assert caught.value.code == "adapter.other_base"
