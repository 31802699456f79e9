"""What llama.cpp itself makes of the random models: they run, and their adapters change them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stylepad.models.base import check_base
from stylepad.models.gguf import read_header
from tests import ggufs
from tests.models import native

PLAIN = ggufs.Measures()


@pytest.mark.parametrize(
    ("measures", "quantization"),
    [
        (PLAIN, "F32"),
        (replace(PLAIN, tied=True), "Q8_0"),
        (replace(PLAIN, architecture="qwen3", head_length=32), "F16"),
    ],
)
def test_random_model_runs_and_an_adapter_changes_it(
    tmp_path: Path, measures: ggufs.Measures, quantization: str
) -> None:
    model = ggufs.write_base(tmp_path / "model.gguf", measures, quantization=quantization)
    adapter = ggufs.write_adapter(tmp_path / "adapter.gguf", model)
    result = native.probe(model, adapter)
    assert result["model"]
    assert result["adapters"] == [True]
    assert result["text"] == native.PROMPT
    plain, styled = result["logits"]
    assert any(abs(a - b) > 0.1 for a, b in zip(plain, styled, strict=True))
    header = read_header(model)
    assert result["size"] == sum(tensor.nbytes for tensor in header.tensors.values())


def test_unknown_architecture_is_refused_by_the_library_too(tmp_path: Path) -> None:
    path = ggufs.write_base(tmp_path / "odd.gguf", replace(PLAIN, architecture="odd"))
    assert native.probe(path) == {"model": False}


def test_model_with_layers_of_different_width_runs(tmp_path: Path) -> None:
    draft = ggufs.base(replace(PLAIN, kv_heads=4))
    values = (ggufs.ValueType.ARRAY, (ggufs.ValueType.INT32, (4, 4)))
    draft.metadata["llama.attention.head_count_kv"] = values
    path = draft.write(tmp_path / "model.gguf")
    check_base(read_header(path))
    assert native.probe(path)["model"]
