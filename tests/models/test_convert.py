"""Conversion: what is written, and what is refused without leaving anything behind."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gguf import GGUFReader

from stylepad.errors import AdapterError, ModelError
from stylepad.models.adapters import BASE_NAME, check_adapter
from stylepad.models.gguf import read_header
from stylepad.models.importing import import_adapter
from tests import families, ggufs, pefts
from tests.families import FAMILIES, family_base, linear_modules

MODULES = linear_modules("llama")
QUERY = "model.layers.0.self_attn.q_proj"
VALUE = "model.layers.0.self_attn.v_proj"


def convert(adapter: pefts.Peft, base: Path, folder: Path) -> Path:
    target = folder / "converted.gguf"
    import_adapter(adapter.write(folder / "adapter"), read_header(base), target)
    return target


def refused(adapter: pefts.Peft, base: Path, folder: Path) -> AdapterError:
    with pytest.raises(AdapterError) as caught:
        convert(adapter, base, folder)
    left = [path.name for path in folder.iterdir() if path.name != "adapter" and path != base]
    assert left == []
    return caught.value


def matrices(path: Path) -> dict[str, np.ndarray]:
    return {tensor.name: np.array(tensor.data) for tensor in GGUFReader(path).tensors}


def alpha(path: Path) -> float | None:
    return read_header(path).real("adapter.lora.alpha")


@pytest.mark.parametrize("architecture", FAMILIES)
def test_converted_adapter_of_every_family_fits_its_base(tmp_path: Path, architecture: str) -> None:
    base = family_base(architecture).write(tmp_path / "base.gguf")
    modules = linear_modules(architecture)

    header = read_header(convert(pefts.adapter(modules), base, tmp_path))

    check_adapter(header, read_header(base))
    assert len(header.tensors) == 2 * len(modules)
    assert header.text("general.architecture") == architecture
    assert header.text("general.type") == "adapter"
    assert header.text("adapter.type") == "lora"
    assert header.text("general.name") == "adapter"
    assert header.text(BASE_NAME) == "Random-test-model"
    assert {tensor.type.name for tensor in header.tensors.values()} == {"F32"}


@pytest.mark.parametrize("dtype", ["F32", "F16", "BF16"])
def test_weights_of_every_type_are_kept_exactly(
    tmp_path: Path, tiny_base: Path, dtype: str
) -> None:
    adapter = pefts.adapter({VALUE: MODULES[VALUE]}, alpha=0.1, dtype=dtype)
    path = convert(adapter, tiny_base, tmp_path)

    written = matrices(path)
    for side in "AB":
        stored = adapter.tensors[f"{pefts.PREFIX}{VALUE}.lora_{side}.weight"]
        assert np.array_equal(
            written[f"blk.0.attn_v.weight.lora_{side.lower()}"], pefts.read(stored)
        )
    assert alpha(path) == np.float32(0.1)


@pytest.mark.parametrize("architecture", ["llama", "qwen3"])
def test_rows_of_q_and_k_are_in_the_order_of_the_base(tmp_path: Path, architecture: str) -> None:
    base = family_base(architecture).write(tmp_path / "base.gguf")
    rows = np.repeat(np.arange(64, dtype=np.float32)[:, None], 4, axis=1)
    adapter = pefts.Peft(pefts.config())
    adapter.add(QUERY, np.ones((4, 64), np.float32), rows)
    adapter.add(QUERY.replace("q_proj", "k_proj"), np.ones((4, 64), np.float32), rows[:32])

    written = matrices(convert(adapter, base, tmp_path))

    query = written["blk.0.attn_q.weight.lora_b"][:, 0].tolist()
    key = written["blk.0.attn_k.weight.lora_b"][:, 0].tolist()
    interleaved = architecture in families.INTERLEAVED
    assert query == (families.row_order(4, 16) if interleaved else list(range(64)))
    assert key == (families.row_order(2, 16) if interleaved else list(range(32)))
    if interleaved:
        assert query[:6] == [0, 8, 1, 9, 2, 10]


def test_rank_stabilized_adapter_keeps_its_weights_and_has_a_larger_alpha(
    tmp_path: Path, tiny_base: Path
) -> None:
    adapter = pefts.adapter({VALUE: MODULES[VALUE]}, rank=16, alpha=8, use_rslora=True)
    path = convert(adapter, tiny_base, tmp_path)

    assert alpha(path) == 32  # so that alpha / 16 is 8 / √16
    b = adapter.tensors[f"{pefts.PREFIX}{VALUE}.lora_B.weight"]
    assert np.array_equal(matrices(path)["blk.0.attn_v.weight.lora_b"], pefts.read(b))


def test_module_with_an_alpha_of_its_own_has_it_in_b(tmp_path: Path, tiny_base: Path) -> None:
    adapter = pefts.adapter(MODULES, alpha=8, alpha_pattern={"layers.0.self_attn.v_proj": 20})
    path = convert(adapter, tiny_base, tmp_path)

    assert alpha(path) == 8
    b = pefts.read(adapter.tensors[f"{pefts.PREFIX}{VALUE}.lora_B.weight"])
    assert np.allclose(matrices(path)["blk.0.attn_v.weight.lora_b"], 2.5 * b, rtol=1e-6)


def test_module_whose_alpha_is_zero_changes_nothing(tmp_path: Path, tiny_base: Path) -> None:
    adapter = pefts.adapter(MODULES, alpha_pattern={"v_proj": 0})
    path = convert(adapter, tiny_base, tmp_path)
    assert alpha(path) == 8
    assert not matrices(path)["blk.0.attn_v.weight.lora_b"].any()


def test_adapter_whose_alpha_is_zero_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    error = refused(pefts.adapter(MODULES, alpha=0), tiny_base, tmp_path)
    assert error.code == "adapter.unsupported"
    assert "changes nothing" in error.message


def test_scale_beyond_floats_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    large = np.full((32, 4), 3e38, np.float32)
    adapter = pefts.adapter(MODULES, alpha_pattern={"layers.0.self_attn.v_proj": 80})
    adapter.tensors[f"{pefts.PREFIX}{VALUE}.lora_B.weight"] = pefts.stored(large)
    error = refused(adapter, tiny_base, tmp_path)
    assert error.code == "adapter.damaged"
    assert "too large" in error.message


def test_infinite_weights_are_refused(tmp_path: Path, tiny_base: Path) -> None:
    adapter = pefts.adapter(MODULES)
    bad = np.full((32, 4), np.inf, np.float32)
    adapter.tensors[f"{pefts.PREFIX}{VALUE}.lora_B.weight"] = pefts.stored(bad)
    assert refused(adapter, tiny_base, tmp_path).code == "adapter.damaged"


@pytest.mark.parametrize(
    "module",
    [
        "model.layers.0.self_attn.rotary_emb",
        "model.layers.0.self_attn.qkv_proj",
        "model.layers.0.mlp.gate_up_proj",
        "model.layers.0.input_layernorm",
        "model.layers.0.mlp.experts.0.up_proj",
        "model.layers.0.block_sparse_moe.experts.0.w1",
        "layers.0.attention.wq",
        "model.norm",
        "score",
    ],
)
def test_module_without_a_place_is_refused(tmp_path: Path, tiny_base: Path, module: str) -> None:
    error = refused(pefts.adapter(MODULES | {module: (64, 64)}), tiny_base, tmp_path)
    assert error.code == "adapter.target"
    assert module in error.message


def test_separate_gate_and_up_do_not_go_into_a_base_that_has_them_in_one(tmp_path: Path) -> None:
    base = family_base("phi3").write(tmp_path / "base.gguf")
    module = "model.layers.0.mlp.gate_proj"
    error = refused(pefts.adapter({module: (64, 128)}), base, tmp_path)
    assert error.code == "adapter.target"


def test_whole_and_part_of_q_k_v_are_refused_together(tmp_path: Path) -> None:
    base = family_base("phi3").write(tmp_path / "base.gguf")
    modules = {"model.layers.0.self_attn.qkv_proj": (64, 128), QUERY: (64, 64)}
    error = refused(pefts.adapter(modules), base, tmp_path)
    assert error.code == "adapter.other_base"
    assert "twice" in error.message


def test_same_module_under_two_names_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    modules = {QUERY: (64, 64), QUERY.replace("model.", "model.language_model."): (64, 64)}
    error = refused(pefts.adapter(modules), tiny_base, tmp_path)
    assert "twice" in error.message


@pytest.mark.parametrize("wrapper", ["model.language_model.", "language_model.model."])
def test_names_of_a_model_with_eyes_are_understood(tmp_path: Path, wrapper: str) -> None:
    base = family_base("gemma3").write(tmp_path / "base.gguf")
    plain = linear_modules("gemma3")
    wrapped = {name.replace("model.", wrapper, 1): sizes for name, sizes in plain.items()}
    adapter = pefts.adapter(wrapped, alpha_pattern={"language_model.*up_proj": 16})

    written = matrices(convert(adapter, base, tmp_path))

    assert len(written) == 2 * len(plain)
    # PEFT matches patterns with the names as they are inside the whole model.
    stored = adapter.tensors[f"{pefts.PREFIX}{wrapper}layers.1.mlp.up_proj.lora_B.weight"]
    assert np.array_equal(written["blk.1.ffn_up.weight.lora_b"], 2 * pefts.read(stored))


@pytest.mark.parametrize(
    ("modules", "reason"),
    [
        ({QUERY: (96, 64)}, "96 × 64, the model's is 64 × 64"),
        ({QUERY: (64, 128)}, "64 × 128, the model's is 64 × 64"),
        ({"model.layers.2.mlp.up_proj": (64, 128)}, "changes layer 2, the model has 2"),
    ],
)
def test_adapter_of_another_model_is_refused_with_both_named(
    tmp_path: Path, tiny_base: Path, modules: dict[str, Any], reason: str
) -> None:
    error = refused(pefts.adapter(modules), tiny_base, tmp_path)
    assert error.code == "adapter.other_base"
    for text in (reason, "Random-test-model", "Random test model"):
        assert text in error.message


@pytest.mark.parametrize("module", [QUERY, VALUE])
def test_part_that_does_not_fit_the_joined_q_k_v_is_refused(tmp_path: Path, module: str) -> None:
    base = family_base("llama", fused=True).write(tmp_path / "base.gguf")
    error = refused(pefts.adapter({module: (64, 128)}), base, tmp_path)
    assert error.code == "adapter.other_base"


def test_base_of_an_unknown_family_is_refused(tmp_path: Path) -> None:
    measures = ggufs.Measures(architecture="command-r")
    base = ggufs.write_base(tmp_path / "base.gguf", measures)
    error = refused(pefts.adapter(MODULES), base, tmp_path)
    assert error.code == "adapter.convert_architecture"
    assert "command-r" in error.message


def test_base_whose_heads_do_not_divide_is_refused(tmp_path: Path) -> None:
    draft = ggufs.base()
    draft.metadata["llama.attention.head_count"] = (ggufs.U32, 6)
    base = draft.write(tmp_path / "base.gguf")
    assert refused(pefts.adapter(MODULES), base, tmp_path).code == "adapter.other_base"


VOCABULARY = len(ggufs.tokenizer()[0])


def with_embeddings(*, kept: int = VOCABULARY) -> pefts.Peft:
    """Return an adapter of both ends; PEFT keeps the base's embeddings, of `kept` tokens, too."""
    random = np.random.default_rng(6)
    adapter = pefts.adapter({VALUE: MODULES[VALUE], "lm_head": (64, VOCABULARY)})
    name = f"{pefts.PREFIX}model.embed_tokens"
    adapter.tensors |= {
        f"{name}.lora_embedding_A": pefts.stored(random.random((4, VOCABULARY), np.float32)),
        f"{name}.lora_embedding_B": pefts.stored(random.random((64, 4), np.float32)),
        f"{name}.base_layer.weight": pefts.stored(random.random((kept, 64), np.float32)),
    }
    return adapter


def test_embeddings_of_an_untied_model_are_looked_up_by_row(
    tmp_path: Path, tiny_base: Path
) -> None:
    adapter = with_embeddings()
    written = matrices(convert(adapter, tiny_base, tmp_path))

    name = f"{pefts.PREFIX}model.embed_tokens"
    a = pefts.read(adapter.tensors[f"{name}.lora_embedding_A"])
    b = pefts.read(adapter.tensors[f"{name}.lora_embedding_B"])
    assert np.array_equal(written["token_embd.weight.lora_a"], a.T)
    assert np.array_equal(written["token_embd.weight.lora_b"], b)
    assert written["output.weight.lora_b"].shape == (VOCABULARY, 4)


@pytest.mark.parametrize("module", ["lm_head", "model.embed_tokens"])
def test_embeddings_of_a_tied_model_are_refused(tmp_path: Path, module: str) -> None:
    base = ggufs.write_base(tmp_path / "base.gguf", ggufs.Measures(tied=True))
    adapter = with_embeddings()
    adapter.tensors = {
        name: tensor
        for name, tensor in adapter.tensors.items()
        if f"{module}." in name or VALUE in name
    }
    error = refused(adapter, base, tmp_path)
    assert error.code == "adapter.tied_embeddings"
    assert "one matrix for input and output" in error.message


def test_embeddings_resized_for_new_tokens_are_refused(tmp_path: Path, tiny_base: Path) -> None:
    error = refused(with_embeddings(kept=VOCABULARY + 2), tiny_base, tmp_path)
    assert error.code == "adapter.target"
    assert "changes model.embed_tokens" in error.message


def test_kept_matrix_of_any_other_module_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    adapter = pefts.adapter(MODULES)
    name = f"{pefts.PREFIX}{VALUE}.base_layer.weight"
    adapter.tensors[name] = pefts.stored(np.zeros((32, 64), np.float32))
    assert refused(adapter, tiny_base, tmp_path).code == "adapter.target"


def test_older_file_stays_when_conversion_fails(tmp_path: Path, tiny_base: Path) -> None:
    target = convert(pefts.adapter(MODULES), tiny_base, tmp_path)
    before = target.read_bytes()
    broken = pefts.adapter(MODULES)
    bad = np.full((128, 4), np.nan, np.float32)
    broken.tensors[f"{pefts.PREFIX}model.layers.1.mlp.up_proj.lora_B.weight"] = pefts.stored(bad)

    with pytest.raises(AdapterError, match="not numbers"):
        convert(broken, tiny_base, tmp_path)

    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["adapter", "converted.gguf"]


def test_place_that_cannot_be_written_is_said(tmp_path: Path, tiny_base: Path) -> None:
    folder = pefts.adapter(MODULES).write(tmp_path / "adapter")
    for source in (folder, ggufs.write_adapter(tmp_path / "lora.gguf", tiny_base)):
        with pytest.raises(AdapterError) as caught:
            import_adapter(source, read_header(tiny_base), tmp_path / "none" / "a.gguf")
        assert caught.value.code == "adapter.unwritable"


def test_gguf_adapter_is_checked_and_copied(tmp_path: Path, tiny_base: Path) -> None:
    source = ggufs.write_adapter(tmp_path / "lora.gguf", tiny_base)
    import_adapter(source, read_header(tiny_base), tmp_path / "copy.gguf")
    assert (tmp_path / "copy.gguf").read_bytes() == source.read_bytes()

    other = ggufs.write_base(tmp_path / "other.gguf", ggufs.Measures(width=96))
    with pytest.raises(AdapterError) as caught:
        import_adapter(source, read_header(other), tmp_path / "no.gguf")
    assert caught.value.code == "adapter.other_base"
    assert not (tmp_path / "no.gguf").exists()


def test_damaged_gguf_adapter_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    source = ggufs.write_adapter(tmp_path / "lora.gguf", tiny_base)
    ggufs.truncated(source, tmp_path / "cut.gguf", 2000)
    with pytest.raises(ModelError) as caught:
        import_adapter(tmp_path / "cut.gguf", read_header(tiny_base), tmp_path / "no.gguf")
    assert caught.value.code == "model.truncated"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("adapter_model.bin", "adapter.pickle"),
        ("weights.pt", "adapter.pickle"),
        ("weights.pth", "adapter.pickle"),
        ("notes.txt", "adapter.format"),
        ("web-page.gguf", "adapter.format"),
        ("not-there.gguf", "adapter.source"),
        ("not-there.bin", "adapter.pickle"),
    ],
)
def test_what_is_no_adapter_is_refused(
    tmp_path: Path, tiny_base: Path, name: str, code: str
) -> None:
    if not name.startswith("not-there"):
        (tmp_path / name).write_bytes(b"<html>")
    with pytest.raises(AdapterError) as caught:
        import_adapter(tmp_path / name, read_header(tiny_base), tmp_path / "no.gguf")
    assert caught.value.code == code
    assert not (tmp_path / "no.gguf").exists()


def test_gguf_is_imported_only_to_convert() -> None:
    """It takes a tenth of a second, which no other command has to spare."""
    script = (
        "import sys, stylepad.models.importing, stylepad.cli_add_adapter;"
        "print('gguf' in sys.modules, 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"False"]


def test_mutants_of_an_adapter_are_converted_or_refused_and_nothing_else(
    tmp_path: Path, tiny_base: Path
) -> None:
    chance = random.Random(7)
    folder = pefts.adapter(
        {QUERY: (64, 64), VALUE: (64, 32)}, alpha_pattern={"layers.0.*v_proj": 4}
    ).write(tmp_path / "adapter")
    files = {path: path.read_bytes() for path in folder.iterdir()}
    base, target = read_header(tiny_base), tmp_path / "converted.gguf"
    outcomes = {"converted": 0, "refused": 0}
    for _ in range(500):
        for path, whole in files.items():
            mutant = bytearray(whole)
            for _ in range(chance.randint(0, 2)):
                mutant[chance.randrange(min(len(mutant), 900))] = chance.randrange(256)
            path.write_bytes(mutant)
        try:
            import_adapter(folder, base, target)
        except AdapterError:
            outcomes["refused"] += 1
        else:
            check_adapter(read_header(target), base)
            outcomes["converted"] += 1
    assert all(outcomes.values())
