"""Converted adapters in llama.cpp: base + adapter is base with the change in its weights.

For every family the change of each module is worked out with numpy and added to the weights of a
random model; llama.cpp must say the same of that as of the base with our adapter, and must not
where the scale is wrong. `make test-convert` holds the same against transformers, PEFT and
llama.cpp's own converter.
"""

from __future__ import annotations

import copy
import math
from pathlib import Path

import numpy as np
import pytest

from stylepad.models.gguf import read_header
from stylepad.models.importing import import_adapter
from tests import pefts
from tests.families import FAMILIES, family_base, linear_modules, merge
from tests.models import native

TOLERANCE = 0.01
"""Of logits some units wide: llama.cpp keeps keys and values in 16 bits; measured under 0.001."""


def merged(
    architecture: str, adapter: pefts.Peft, scales: dict[str, float], folder: Path, **base: bool
) -> Path:
    """Write the base with B · A · scale added; `scales` by the end of a module's name."""
    draft = copy.deepcopy(family_base(architecture, **base))
    for name, tensor in adapter.tensors.items():
        if not name.endswith(".lora_A.weight"):
            continue
        module = name.removeprefix(pefts.PREFIX).removesuffix(".lora_A.weight")
        b = pefts.read(adapter.tensors[name.replace("lora_A", "lora_B")])
        scale = next(value for end, value in scales.items() if module.endswith(end))
        merge(draft, module, scale * b @ pefts.read(tensor), architecture)
    return draft.write(folder / f"merged-{scales['']:.3f}.gguf")


def distances(
    architecture: str,
    adapter: pefts.Peft,
    scales: list[dict[str, float]],
    folder: Path,
    **base: bool,
) -> list[float]:
    """Return how far base + converted adapter is from the base merged with each set of scales.

    The last distance is that of the base without the adapter.
    """
    model = family_base(architecture, **base).write(folder / "base.gguf")
    converted = folder / "converted.gguf"
    import_adapter(adapter.write(folder / "adapter"), read_header(model), converted)
    others = [merged(architecture, adapter, chosen, folder, **base) for chosen in scales]
    first, *rest = native.probe_all([(model, converted), *((path,) for path in others)])
    assert first["adapters"] == [True]
    plain, styled = (np.array(row) for row in first["logits"])
    compared = [np.array(result["logits"][0]) for result in rest]
    assert all(row.size == 8 for row in (plain, styled, *compared))
    return [float(np.abs(styled - row).max()) for row in (*compared, plain)]


@pytest.mark.parametrize("architecture", FAMILIES)
def test_adapter_of_every_family_is_the_merged_model(tmp_path: Path, architecture: str) -> None:
    adapter = pefts.adapter(linear_modules(architecture), rank=4, alpha=8)

    right, wrong, without = distances(architecture, adapter, [{"": 2.0}, {"": 1.0}], tmp_path)

    assert right < TOLERANCE
    assert wrong > 10 * TOLERANCE
    assert without > 10 * TOLERANCE


@pytest.mark.parametrize("architecture", ["llama", "gemma3", "phi3"])
def test_rank_stabilized_adapter_has_its_own_scale(tmp_path: Path, architecture: str) -> None:
    adapter = pefts.adapter(linear_modules(architecture), rank=16, alpha=8, use_rslora=True)
    scales = [{"": 8 / math.sqrt(16)}, {"": 8 / 16}]

    right, as_plain_lora, _ = distances(architecture, adapter, scales, tmp_path)

    assert right < TOLERANCE
    assert as_plain_lora > 10 * TOLERANCE


@pytest.mark.parametrize("architecture", ["llama", "qwen3"])
def test_patterns_give_each_module_its_rank_and_alpha(tmp_path: Path, architecture: str) -> None:
    adapter = pefts.adapter(
        linear_modules(architecture),
        rank=4,
        alpha=8,
        ranks={"down_proj": 2, "q_proj": 8},
        rank_pattern={"down_proj": 2, r"model\.layers\.\d+\.self_attn\.q_proj": 8},
        alpha_pattern={"layers.0.self_attn.v_proj": 24, "q_proj": 4},
    )
    right_ones = {"q_proj": 0.5, "layers.0.self_attn.v_proj": 6.0, "down_proj": 4.0, "": 2.0}
    without_alphas = {"q_proj": 1.0, "down_proj": 4.0, "": 2.0 + 1e-3}

    right, wrong, _ = distances(architecture, adapter, [right_ones, without_alphas], tmp_path)

    assert right < TOLERANCE
    assert wrong > 10 * TOLERANCE


@pytest.mark.parametrize("architecture", ["llama", "qwen2"])
def test_separate_q_k_v_go_into_a_base_that_has_them_in_one(
    tmp_path: Path, architecture: str
) -> None:
    adapter = pefts.adapter(
        linear_modules(architecture),
        ranks={"k_proj": 2},
        rank_pattern={"k_proj": 2},
        alpha_pattern={"v_proj": 2},
    )
    scales = {"k_proj": 4.0, "v_proj": 0.5, "": 2.0}

    right, wrong, _ = distances(architecture, adapter, [scales, {"": 1.0}], tmp_path, fused=True)

    assert right < TOLERANCE
    assert wrong > 10 * TOLERANCE


def test_some_of_q_k_v_change_a_base_that_has_them_in_one(tmp_path: Path) -> None:
    modules = {
        name: sizes
        for name, sizes in linear_modules("llama").items()
        if name.endswith(("k_proj", "v_proj"))
    }
    adapter = pefts.adapter(modules, strength=1.0)

    right, wrong, _ = distances("llama", adapter, [{"": 2.0}, {"": 1.0}], tmp_path, fused=True)

    assert right < TOLERANCE
    assert wrong > 10 * TOLERANCE
