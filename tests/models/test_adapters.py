"""Adapters: each that does not fit is refused, by a message that names both files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stylepad.errors import AdapterError, ModelError
from stylepad.models.adapters import BASE_NAME, check_adapter
from stylepad.models.gguf import read_header
from stylepad.models.values import ValueType
from tests import ggufs

PLAIN = ggufs.Measures()
RANDOM = np.random.default_rng(3)
Change = Callable[[ggufs.Draft], None]


def check(adapter: ggufs.Draft, base: Path, folder: Path) -> None:
    check_adapter(read_header(adapter.write(folder / "adapter.gguf")), read_header(base))


def refused(adapter: ggufs.Draft, base: Path, folder: Path) -> AdapterError:
    with pytest.raises(AdapterError) as caught:
        check(adapter, base, folder)
    return caught.value


@pytest.mark.parametrize("architecture", ["llama", "qwen3"])
def test_adapter_made_for_the_base_passes(tmp_path: Path, architecture: str) -> None:
    measures = replace(PLAIN, architecture=architecture, tied=True)
    base = ggufs.write_base(tmp_path / "base.gguf", measures, quantization="Q8_0")
    check(ggufs.adapter(base), base, tmp_path)


def test_adapter_for_another_base_is_refused_with_both_named(tmp_path: Path) -> None:
    other = ggufs.write_base(tmp_path / "other.gguf", replace(PLAIN, width=96))
    base = ggufs.write_base(tmp_path / "base.gguf", replace(PLAIN, name="Loaded model"))
    adapter = ggufs.adapter(other)
    adapter.metadata[BASE_NAME] = (ggufs.STRING, "Another model")
    error = refused(adapter, base, tmp_path)
    assert error.code == "adapter.other_base"
    for name in ("Random adapter 1", "Another model", "Loaded model", "base.gguf"):
        assert name in error.message
    assert error.details["made_for"] == "Another model"
    assert error.details["model"] == "Loaded model"


def test_adapter_for_more_layers_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    deeper = ggufs.write_base(tmp_path / "deeper.gguf", replace(PLAIN, layers=3))
    error = refused(ggufs.adapter(deeper), tiny_base, tmp_path)
    assert error.code == "adapter.other_base"
    assert "has no blk.2.attn_q.weight" in error.message


def test_adapter_for_another_architecture_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    qwen = ggufs.write_base(tmp_path / "qwen.gguf", replace(PLAIN, architecture="qwen3"))
    error = refused(ggufs.adapter(qwen), tiny_base, tmp_path)
    assert error.code == "adapter.architecture"
    assert "made for the architecture qwen3, the loaded model is llama" in error.message


def test_model_given_as_adapter_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    assert refused(ggufs.base(), tiny_base, tmp_path).code == "adapter.kind"


def embedding_adapter(base: Path) -> ggufs.Draft:
    draft = ggufs.adapter(base)
    size = len(ggufs.tokenizer()[0])
    draft.tensors += [
        ggufs.lora_part("token_embd.weight.lora_a", (4, size), RANDOM),
        ggufs.lora_part("token_embd.weight.lora_b", (4, 64), RANDOM),
    ]
    return draft


def test_embedding_adapter_on_tied_embeddings_is_refused(tmp_path: Path) -> None:
    tied = ggufs.write_base(tmp_path / "base.gguf", replace(PLAIN, tied=True))
    error = refused(embedding_adapter(tied), tied, tmp_path)
    assert error.code == "adapter.tied_embeddings"
    assert "one matrix for input and output" in error.message


def test_output_adapter_on_tied_embeddings_is_refused(tmp_path: Path) -> None:
    tied = ggufs.write_base(tmp_path / "base.gguf", replace(PLAIN, tied=True))
    draft = ggufs.adapter(tied)
    size = len(ggufs.tokenizer()[0])
    draft.tensors += [
        ggufs.lora_part("output.weight.lora_a", (64, 4), RANDOM),
        ggufs.lora_part("output.weight.lora_b", (4, size), RANDOM),
    ]
    assert refused(draft, tied, tmp_path).code == "adapter.tied_embeddings"


def test_embedding_adapter_on_separate_embeddings_passes(tmp_path: Path, tiny_base: Path) -> None:
    check(embedding_adapter(tiny_base), tiny_base, tmp_path)


def _remove_half(draft: ggufs.Draft) -> None:
    del draft.tensors[1]


def _rank_of_one_half(draft: ggufs.Draft) -> None:
    draft.tensors[1] = ggufs.lora_part(draft.tensors[1].name, (3, 64), RANDOM)


def _no_rank(draft: ggufs.Draft) -> None:
    draft.tensors[0].shape, draft.tensors[0].data = (64, 0), b""
    draft.tensors[1].shape, draft.tensors[1].data = (0, 64), b""


def _transposed(draft: ggufs.Draft) -> None:
    for half in draft.tensors[:2]:
        half.shape = half.shape[::-1]


def _wider(draft: ggufs.Draft) -> None:
    name = draft.tensors[1].name
    draft.tensors[1] = ggufs.lora_part(name, (4, 65), RANDOM)


def _unknown_pair(draft: ggufs.Draft) -> None:
    draft.tensors += [
        ggufs.lora_part("blk.0.attn_soul.weight.lora_a", (64, 4), RANDOM),
        ggufs.lora_part("blk.0.attn_soul.weight.lora_b", (4, 64), RANDOM),
    ]


def _immense_rank(draft: ggufs.Draft) -> None:
    draft.tensors[0] = ggufs.lora_part(draft.tensors[0].name, (64, 5000), RANDOM)
    draft.tensors[1] = ggufs.lora_part(draft.tensors[1].name, (5000, 64), RANDOM)


def _add_norm(draft: ggufs.Draft) -> None:
    draft.tensors.append(ggufs.Tensor("blk.0.attn_norm.weight", (64,), "F32", bytes(256)))


def _norm_pair(draft: ggufs.Draft) -> None:
    draft.tensors += [
        ggufs.Tensor("output_norm.weight.lora_a", (64,), "F32", bytes(256)),
        ggufs.Tensor("output_norm.weight.lora_b", (4,), "F32", bytes(16)),
    ]


def _suffix_within(draft: ggufs.Draft) -> None:
    draft.tensors[0].name = "blk.0.lora_a.attn_q.weight.lora_a"


def _integer_weights(draft: ggufs.Draft) -> None:
    draft.tensors[0].type, draft.tensors[0].data = "I8", bytes(64 * 4)


def _metadata(**values: ggufs.Value | None) -> Change:
    def change(draft: ggufs.Draft) -> None:
        for name, value in values.items():
            key = name.replace("__", ".")
            if value is None:
                del draft.metadata[key]
            else:
                draft.metadata[key] = value

    return change


STRING, F32, U32 = ggufs.STRING, ggufs.F32, ggufs.U32
UNUSABLE: dict[str, tuple[Change, str]] = {
    "no weights": (lambda draft: draft.tensors.clear(), "adapter.damaged"),
    "half a pair": (_remove_half, "adapter.damaged"),
    "halves of different rank": (_rank_of_one_half, "adapter.damaged"),
    "immense rank": (_immense_rank, "adapter.damaged"),
    "halves the wrong way round": (_transposed, "adapter.other_base"),
    "an output wider than the base's": (_wider, "adapter.other_base"),
    "a pair for a tensor that no model has": (_unknown_pair, "adapter.other_base"),
    "a norm": (_add_norm, "adapter.tensor"),
    "a pair for a norm": (_norm_pair, "adapter.tensor"),
    "suffix within the name": (_suffix_within, "adapter.tensor"),
    "integer weights": (_integer_weights, "adapter.tensor"),
    "no alpha": (_metadata(adapter__lora__alpha=None), "adapter.metadata"),
    "alpha not a number": (_metadata(adapter__lora__alpha=(F32, float("nan"))), "adapter.metadata"),
    "no type": (_metadata(adapter__type=None), "adapter.kind"),
    "control vector": (_metadata(adapter__type=(STRING, "control_vector")), "adapter.kind"),
    "activated LoRA": (
        _metadata(adapter__alora__invocation_tokens=(ValueType.ARRAY, (U32, (5, 6)))),
        "adapter.kind",
    ),
    "no architecture": (_metadata(general__architecture=None), "adapter.architecture"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_unusable_adapter_is_refused(tmp_path: Path, tiny_base: Path, case: str) -> None:
    change, code = UNUSABLE[case]
    draft = ggufs.adapter(tiny_base)
    change(draft)
    error = refused(draft, tiny_base, tmp_path)
    assert error.code == code
    assert "Random test model" in error.message


def test_an_adapter_of_rank_0_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    draft = ggufs.adapter(tiny_base)
    _no_rank(draft)
    with pytest.raises(ModelError) as caught:
        check(draft, tiny_base, tmp_path)
    assert caught.value.code == "model.damaged"
    assert "impossible shape" in caught.value.message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("adapter.lora.alpha", (ValueType.FLOAT64, 8.0)),
        ("adapter.lora.alpha", (STRING, "8")),
        ("adapter.lora.alpha", (U32, 8)),
        ("adapter.lora.alpha", (ValueType.ARRAY, (F32, (8.0,)))),
        ("adapter.type", (U32, 1)),
        ("general.type", (U32, 1)),
        ("general.architecture", (U32, 1)),
    ],
)
def test_metadata_of_the_wrong_type_is_refused(
    tmp_path: Path, tiny_base: Path, key: str, value: ggufs.Value
) -> None:
    draft = ggufs.adapter(tiny_base)
    draft.metadata[key] = value
    with pytest.raises(ModelError) as caught:
        check(draft, tiny_base, tmp_path)
    assert caught.value.code == "model.metadata"
