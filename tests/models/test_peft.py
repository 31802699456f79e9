"""PEFT adapters: what their configuration says of each module, and what is refused and why."""

from __future__ import annotations

import json
import math
import re
import time
from pathlib import Path
from typing import Any

import pytest

from stylepad.errors import AdapterError
from stylepad.models import peft
from stylepad.models.peft import read_peft
from stylepad.models.peft_config import LoraConfig, read_config
from tests import pefts

MODULE = "model.layers.0.self_attn.q_proj"
SIZES = {MODULE: (16, 16), "model.layers.10.self_attn.q_proj": (16, 16)}


def config(folder: Path, **changes: Any) -> LoraConfig:
    path = folder / "adapter_config.json"
    path.write_text(json.dumps(pefts.config(**changes)), encoding="utf-8")
    return read_config(path)


def refused(path: Path) -> AdapterError:
    with pytest.raises(AdapterError) as caught:
        read_peft(path)
    return caught.value


def refused_config(folder: Path, **changes: Any) -> AdapterError:
    error = refused(pefts.adapter(SIZES, **changes).write(folder / "gogol-lora"))
    assert "as they were" in error.message
    assert error.details["name"] in ("gogol-lora", "adapter_config.json")
    return error


def test_folder_weights_and_configuration_name_the_same_adapter(tmp_path: Path) -> None:
    folder = pefts.adapter(SIZES).write(tmp_path / "adapter")
    paths = (folder, folder / "adapter_model.safetensors", folder / "adapter_config.json")

    for adapter in map(read_peft, paths):
        assert {pair.module for pair in adapter.pairs} == SIZES.keys()
        assert {(pair.rank, pair.strength) for pair in adapter.pairs} == {(4, 8.0)}
        assert adapter.config.base_name == "Random-test-model"


def test_weights_of_another_name_are_read_with_the_configuration_beside(tmp_path: Path) -> None:
    folder = pefts.adapter(SIZES).write(tmp_path / "adapter")
    file = (folder / "adapter_model.safetensors").rename(folder / "gogol.safetensors")
    assert len(read_peft(file).pairs) == 2


def test_path_of_the_makers_machine_is_not_kept(tmp_path: Path) -> None:
    for path in ("/home/maker/secret/Qwen3-4B/", r"C:\Users\maker\Qwen3-4B"):
        assert config(tmp_path, base_model_name_or_path=path).base_name == "Qwen3-4B"
    assert config(tmp_path, base_model_name_or_path=None).base_name == ""


def test_strength_is_alpha_and_rank_stabilized_alpha_times_root_of_rank(tmp_path: Path) -> None:
    assert config(tmp_path, rank=16, alpha=8).strength_of(MODULE) == 8
    assert config(tmp_path, rank=16, alpha=8, use_rslora=True).strength_of(MODULE) == 32


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("q_proj", True),
        ("self_attn.q_proj", True),
        ("layers.0.self_attn.q_proj", True),
        ("model.layers.0.self_attn.q_proj", True),
        ("^model.layers.0.self_attn.q_proj", True),
        (r".*\.0\..*", True),
        (r"layers\.[0-3]\..*_proj", True),
        (r"layers\.\d+\.self_attn\.(q|k)_proj", True),
        ("proj", False),
        ("_proj", False),
        ("self_attn", False),
        ("layers.1.self_attn.q_proj", False),
        ("layers.0.self_attn", False),
        ("Q_proj", False),
        ("ayers.0.self_attn.q_proj", False),
    ],
)
def test_pattern_matches_the_end_of_a_module_from_a_dot(
    tmp_path: Path, pattern: str, matches: bool
) -> None:
    found = config(tmp_path, rank_pattern={pattern: 2}, alpha_pattern={pattern: 3})

    assert found.rank_of(MODULE) == (2 if matches else 4)
    assert found.strength_of(MODULE) == (3 if matches else 8)


def test_first_pattern_that_matches_decides(tmp_path: Path) -> None:
    found = config(tmp_path, rank_pattern={"layers.0.self_attn.q_proj": 2, "q_proj": 6})
    assert found.rank_of(MODULE) == 2
    assert found.rank_of("model.layers.10.self_attn.q_proj") == 6


def test_rank_and_alpha_patterns_are_looked_up_apart(tmp_path: Path) -> None:
    found = config(
        tmp_path, use_rslora=True, rank_pattern={"q_proj": 9}, alpha_pattern={"layers.0.*": 5}
    )
    assert found.strength_of(MODULE) == 5 * 3
    assert found.strength_of("model.layers.1.self_attn.q_proj") == 8 * 3
    assert found.strength_of("model.layers.0.mlp.up_proj") == 5 * math.sqrt(4)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a|a)*b",
        r"(.*){9}",
        ".*.*.*.*",
        "a?" * 30 + "b",
        "(.|.)" * 30 + "b",
        "|".join("a" * 70),
        "a" * 600,
        r"(a)\1",
        "(?x: a + )",
    ],
)
def test_pattern_that_could_be_matched_for_ever_is_refused(tmp_path: Path, pattern: str) -> None:
    for field in ("rank_pattern", "alpha_pattern"):
        error = refused_config(tmp_path, **{field: {pattern: 4}})
        assert error.code == "adapter.config"
        assert "too intricate" in error.message


@pytest.mark.parametrize(
    "pattern",
    [".*.*.*9", f".*.*({'|'.join(['.'] * 64)})9", f"(.{'|.' * 31})(.{'|.' * 31}).*9"],
)
def test_worst_patterns_that_pass_take_no_time(tmp_path: Path, pattern: str) -> None:
    found = config(tmp_path, rank_pattern={pattern: 9})
    started = time.perf_counter()
    assert found.rank_of("model.language_model.layers.100.self_attn.gate_up_proj" + "x" * 26) == 4
    assert time.perf_counter() - started < 5


def test_patterns_that_take_too_long_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peft, "_PATIENCE", 0.0)
    error = refused_config(tmp_path, rank_pattern={"q_proj": 4})
    assert error.code == "adapter.config"
    assert "too long" in error.message


def test_endless_name_is_refused_before_patterns_are_matched(tmp_path: Path) -> None:
    adapter = pefts.adapter({"m" * 400: (8, 8)}, rank_pattern={".*.*.*9": 4})
    assert refused(adapter.write(tmp_path)).code == "adapter.target"


def test_half_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    adapter = pefts.adapter(SIZES)
    name = f"{pefts.PREFIX}{MODULE}.lora_A.weight"
    for other in ("lora_embedding_A", "lora_embedding_A.weight"):
        double = adapter.tensors | {name.replace("lora_A.weight", other): adapter.tensors[name]}
        folder = pefts.Peft(adapter.config, double).write(tmp_path / other)
        assert "twice" in refused(folder).message


def test_broken_pattern_is_refused(tmp_path: Path) -> None:
    assert "broken pattern" in refused_config(tmp_path, alpha_pattern={"(q_proj": 4}).message


UNSUPPORTED: dict[str, tuple[dict[str, Any], str]] = {
    "DoRA": ({"use_dora": True}, "DoRA"),
    "bias of all": ({"bias": "all"}, "biases"),
    "bias of the adapted": ({"bias": "lora_only"}, "biases"),
    "bias of B": ({"lora_bias": True}, "biases"),
    "whole modules": ({"modules_to_save": ["lm_head"]}, "modules_to_save"),
    "tokens": ({"trainable_token_indices": [5]}, "single tokens"),
    "parameters": ({"target_parameters": ["experts.gate_up_proj"]}, "bare parameters"),
    "repeated layers": ({"layer_replication": [[0, 2], [1, 2]]}, "repeats layers"),
    "activated": ({"alora_invocation_tokens": [5, 6]}, "activated"),
    "pooled input": ({"use_qalora": True}, "QALoRA"),
    "block-diagonal": ({"use_bdlora": {"nblocks": 2}}, "block-diagonal"),
    "KaSA": ({"kasa_config": {"beta": 1}}, "KaSA"),
    "PiSSA": ({"init_lora_weights": "pissa_niter_4"}, "changed weights"),
    "OLoRA": ({"init_lora_weights": "olora"}, "changed weights"),
    "LoftQ": ({"init_lora_weights": "loftq"}, "changed weights"),
    "another method": ({"peft_type": "IA3"}, "IA3"),
    "no method": ({"peft_type": None}, "not a LoRA"),
}


@pytest.mark.parametrize("case", UNSUPPORTED)
def test_what_a_gguf_adapter_cannot_hold_is_refused_with_the_reason(
    tmp_path: Path, case: str
) -> None:
    changes, reason = UNSUPPORTED[case]
    error = refused_config(tmp_path, **changes)
    assert error.code == "adapter.unsupported"
    assert reason in error.message
    assert "adapter gogol-lora cannot" in error.message


@pytest.mark.parametrize("start", [True, False, "gaussian", "eva", "orthogonal"])
def test_plain_starts_are_read(tmp_path: Path, start: object) -> None:
    assert config(tmp_path, init_lora_weights=start).rank == 4


@pytest.mark.parametrize(
    "changes",
    [
        {"r": 0},
        {"r": -4},
        {"r": 4.0},
        {"r": "4"},
        {"r": True},
        {"r": None},
        {"r": 1 << 40},
        {"lora_alpha": None},
        {"lora_alpha": "16"},
        {"lora_alpha": -16},
        {"lora_alpha": True},
        {"lora_alpha": 10**400},
        {"lora_alpha": math.inf},
        {"lora_alpha": math.nan},
        {"use_rslora": "yes"},
        {"rank_pattern": ["q_proj"]},
        {"rank_pattern": {"q_proj": 0}},
        {"alpha_pattern": {"q_proj": "8"}},
        {"alpha_pattern": {f"m{number}": 4 for number in range(10_000)}},
    ],
)
def test_value_that_makes_no_sense_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    folder = pefts.adapter(SIZES).write(tmp_path)
    values = pefts.config() | changes
    (folder / "adapter_config.json").write_text(json.dumps(values), encoding="utf-8")
    assert refused(folder).code == "adapter.config"


@pytest.mark.parametrize("text", ["", "[]", "{", "\udcff", "[" * 100_000, "1" * 5000])
def test_configuration_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    folder = pefts.adapter(SIZES).write(tmp_path)
    raw = text.encode("utf-8", "surrogateescape")
    (folder / "adapter_config.json").write_bytes(raw)
    assert refused(folder).code == "adapter.config"


def test_weights_without_their_configuration_are_refused(tmp_path: Path) -> None:
    folder = pefts.adapter(SIZES).write(tmp_path)
    (folder / "adapter_config.json").unlink()
    error = refused(folder / "adapter_model.safetensors")
    assert error.code == "adapter.config"
    assert "strength" in error.message


def test_pickles_are_refused_unopened(tmp_path: Path) -> None:
    folder = pefts.adapter(SIZES).write(tmp_path)
    (folder / "adapter_model.safetensors").unlink()
    pickle = folder / "adapter_model.bin"
    pickle.write_bytes(b"\x80\x04cos\nsystem\n(S'true'\ntR.")
    pickle.chmod(0)
    for path in (folder, pickle, folder / "weights.pt", folder / "weights.PTH"):
        error = refused(path)
        assert error.code == "adapter.pickle"
        assert "any program" in error.message


def test_folder_without_weights_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "adapter.format"


def test_rank_that_the_weights_do_not_have_is_refused(tmp_path: Path) -> None:
    adapter = pefts.adapter(SIZES, rank=4)
    adapter.config["r"] = 8
    error = refused(adapter.write(tmp_path))
    assert error.code == "adapter.config"
    assert "has rank 8, its weights have 4" in error.message


def renamed(adapter: pefts.Peft, old: str, new: str) -> pefts.Peft:
    adapter.tensors = {re.sub(old, new, name): t for name, t in adapter.tensors.items()}
    return adapter


@pytest.mark.parametrize(
    ("old", "new", "code", "reason"),
    [
        (r"lora_A.weight", "lora_magnitude_vector", "adapter.unsupported", "DoRA"),
        (r"lora_A.weight", "bias", "adapter.unsupported", "biases"),
        (r"lora_A.weight", "weight", "adapter.unsupported", "as a whole"),
        (r"lora_A.weight", "lora_A.default.weight", "adapter.unsupported", "not named as PEFT"),
        (r"base_model.model.", "", "adapter.unsupported", "not named as PEFT"),
        (r"lora_A.weight", "base_layer.weight", "adapter.damaged", "one half"),
        (r"base_model.model.", "base_model.model.vision_tower.", "adapter.damaged", "for text"),
    ],
)
def test_tensors_of_other_kinds_are_refused(
    tmp_path: Path, old: str, new: str, code: str, reason: str
) -> None:
    error = refused(renamed(pefts.adapter(SIZES), old, new).write(tmp_path))
    assert error.code == code
    assert reason in error.message


def test_halves_that_do_not_multiply_are_refused(tmp_path: Path) -> None:
    adapter = pefts.adapter(SIZES)
    name = f"{pefts.PREFIX}{MODULE}.lora_B.weight"
    values = pefts.read(adapter.tensors[name])
    for wrong in (values[:, :3], values.reshape(-1), values[None]):
        adapter.tensors[name] = pefts.stored(wrong)
        assert refused(adapter.write(tmp_path)).code == "adapter.damaged"


def test_eyes_of_a_model_are_left_out(tmp_path: Path) -> None:
    adapter = pefts.adapter(SIZES | {"vision_tower.layers.0.self_attn.q_proj": (8, 8)})
    assert {pair.module for pair in read_peft(adapter.write(tmp_path)).pairs} == SIZES.keys()
