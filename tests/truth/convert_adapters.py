"""Our conversion against llama.cpp's, tensor for tensor, and against PEFT's merged models.

`LLAMA_CPP` is the folder of llama.cpp's sources inside the sdist of llama-cpp-python.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch
from gguf import GGUFReader
from peft import PeftModel
from safetensors.torch import load_file, save_file

from stylepad.models.gguf import read_header
from stylepad.models.importing import import_adapter
from tests.truth import llama_logits, small_models
from tests.truth.small_models import FAMILIES, adapt, make_base, modules, save_base
from tests.truth.upstream import Upstream

LLAMA_CPP = Path(os.environ["LLAMA_CPP"])
TOKENS = np.random.default_rng(3).integers(6, small_models.VOCABULARY, 48).tolist()
TOLERANCE = 0.002
GELU_TOLERANCE = 0.05
"""Of logits some units wide, both sides in 32 bits, where only the order of adding differs; but
llama.cpp looks Gemma's GELU up in a table of 16-bit numbers."""

_PATTERNS = {
    "rank_pattern": {"down_proj": 4, r"model\.layers\.[01]\.self_attn\.o_proj": 16},
    "alpha_pattern": {"layers.0.mlp.down_proj": 40, "o_proj": 4},
}
VARIANTS = {
    "plain": {},
    "rank-stabilized": {"use_rslora": True},
    "patterns": _PATTERNS,
    "rank-stabilized patterns": {"use_rslora": True, **_PATTERNS},
}


@dataclass(frozen=True)
class Base:
    family: str
    folder: Path
    gguf: Path

    @property
    def tolerance(self) -> float:
        return GELU_TOLERANCE if "gemma" in self.family else TOLERANCE


@pytest.fixture(scope="module")
def upstream() -> Iterator[Upstream]:
    process = Upstream(LLAMA_CPP)
    yield process
    process.close()


@pytest.fixture(scope="module", params=list(FAMILIES))
def base(
    request: pytest.FixtureRequest, upstream: Upstream, tmp_path_factory: pytest.TempPathFactory
) -> Base:
    return make(request.param, upstream, tmp_path_factory.mktemp(request.param))


def make(family: str, upstream: Upstream, folder: Path) -> Base:
    saved = save_base(make_base(family), folder / "base")
    return Base(family, saved, upstream.convert("base", saved, folder / "base.gguf"))


def by_us(base: Base, adapter: Path, output: Path) -> Path:
    import_adapter(adapter, read_header(base.gguf), output)
    return output


def assert_equal(ours: Path, theirs: Path) -> None:
    found, expected = GGUFReader(ours), GGUFReader(theirs)
    for key in ("general.architecture", "general.type", "adapter.type", "adapter.lora.alpha"):
        assert found.fields[key].contents() == expected.fields[key].contents(), key
    tensors = {tensor.name: tensor for tensor in found.tensors}
    assert tensors.keys() == {tensor.name for tensor in expected.tensors}
    for tensor in expected.tensors:
        mine = tensors[tensor.name]
        assert mine.tensor_type == tensor.tensor_type
        assert mine.shape.tolist() == tensor.shape.tolist()
        assert np.array_equal(mine.data, tensor.data), tensor.name


def saved(adapted: PeftModel, folder: Path) -> Path:
    adapted.save_pretrained(folder)
    return folder


def far(a: np.ndarray | torch.Tensor, b: np.ndarray | torch.Tensor) -> float:
    return float(np.abs(np.asarray(a) - np.asarray(b)).max())


def report(base: Base, what: str, **distances: float) -> None:
    listed = ", ".join(f"{name} {value:.2g}" for name, value in distances.items())
    print(f"\n  {base.family} {what}: {listed}")


def test_base_itself_is_the_same_model_on_both_sides(base: Base) -> None:
    distance = far(
        llama_logits.logits(base.gguf, TOKENS),
        small_models.logits(make_base(base.family), TOKENS),
    )
    report(base, "base", distance=distance)
    assert distance < base.tolerance


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_conversion_equals_upstream_tensor_for_tensor(
    base: Base, upstream: Upstream, dtype: str, tmp_path: Path
) -> None:
    adapted = adapt(make_base(base.family), modules(base.family)).to(getattr(torch, dtype))
    adapter = saved(adapted, tmp_path / "adapter")
    stored = load_file(adapter / "adapter_model.safetensors")
    assert {str(tensor.dtype) for tensor in stored.values()} == {f"torch.{dtype}"}
    assert len(stored) == 2 * len(modules(base.family)) * adapted.config.num_hidden_layers

    ours = by_us(base, adapter, tmp_path / "ours.gguf")

    assert_equal(ours, upstream.convert("adapter", base.folder, adapter, tmp_path / "theirs.gguf"))


@pytest.mark.parametrize("variant", VARIANTS)
def test_base_with_our_adapter_is_the_model_that_peft_merges(
    base: Base, upstream: Upstream, variant: str, tmp_path: Path
) -> None:
    adapted = adapt(make_base(base.family), modules(base.family), **VARIANTS[variant])
    adapter = saved(adapted, tmp_path / "adapter")
    theirs = llama_logits.logits(
        base.gguf,
        TOKENS,
        upstream.convert("adapter", base.folder, adapter, tmp_path / "theirs.gguf"),
    )
    ours = llama_logits.logits(base.gguf, TOKENS, by_us(base, adapter, tmp_path / "ours.gguf"))
    without = llama_logits.logits(base.gguf, TOKENS)
    merged = small_models.logits(adapted.merge_and_unload(), TOKENS)

    distances = {
        "ours": far(ours, merged),
        "upstream": far(theirs, merged),
        "no adapter": far(without, merged),
    }
    report(base, variant, **distances)
    assert distances["ours"] < base.tolerance
    assert distances["no adapter"] > 10 * base.tolerance
    if variant == "plain":
        assert distances["upstream"] < base.tolerance
    else:
        # llama.cpp's converter has the wrong scale here: the tolerance tells them apart.
        assert distances["upstream"] > 10 * base.tolerance


def test_fan_in_fan_out_changes_nothing_for_linear_layers(base: Base, tmp_path: Path) -> None:
    adapted = adapt(make_base(base.family), modules(base.family), fan_in_fan_out=True)
    adapter = saved(adapted, tmp_path / "adapter")
    # PEFT itself corrects the flag; an adapter of another maker may still have it.
    config = adapter / "adapter_config.json"
    text = config.read_text(encoding="utf-8").replace(
        '"fan_in_fan_out": false', '"fan_in_fan_out": true'
    )
    assert '"fan_in_fan_out": true' in text
    config.write_text(text, encoding="utf-8")

    ours = llama_logits.logits(base.gguf, TOKENS, by_us(base, adapter, tmp_path / "ours.gguf"))

    assert far(ours, small_models.logits(adapted.merge_and_unload(), TOKENS)) < base.tolerance


@pytest.mark.parametrize("family", ["llama", "qwen3", "granite", "phi3"])
def test_embeddings_of_untied_models_are_as_upstream_and_peft_have_them(
    family: str, upstream: Upstream, tmp_path: Path
) -> None:
    base = make(family, upstream, tmp_path)
    targets = [*modules(family), "embed_tokens", "lm_head"]
    adapted = adapt(make_base(family), targets)
    adapter = saved(adapted, tmp_path / "adapter")
    names = load_file(adapter / "adapter_model.safetensors")
    assert any("lora_embedding_A" in name for name in names)
    assert any(name.endswith("lm_head.lora_A.weight") for name in names)

    ours = by_us(base, adapter, tmp_path / "ours.gguf")

    assert_equal(ours, upstream.convert("adapter", base.folder, adapter, tmp_path / "theirs.gguf"))
    distance = far(
        llama_logits.logits(base.gguf, TOKENS, ours),
        small_models.logits(adapted.merge_and_unload(), TOKENS),
    )
    report(base, "embeddings", ours=distance)
    assert distance < base.tolerance


@pytest.mark.parametrize("wrapper", ["model.language_model.", "language_model.model."])
def test_names_of_a_model_with_eyes_are_as_upstream_has_them(
    wrapper: str, upstream: Upstream, tmp_path: Path
) -> None:
    base = make("gemma3", upstream, tmp_path)
    adapter = saved(adapt(make_base("gemma3"), modules("gemma3")), tmp_path / "adapter")
    file = adapter / "adapter_model.safetensors"
    tensors = load_file(file)
    renamed = {
        name.replace("base_model.model.model.", f"base_model.model.{wrapper}"): tensor
        for name, tensor in tensors.items()
    }
    assert renamed.keys().isdisjoint(tensors)
    save_file(renamed, file)

    ours = by_us(base, adapter, tmp_path / "ours.gguf")

    assert_equal(ours, upstream.convert("adapter", base.folder, adapter, tmp_path / "theirs.gguf"))
