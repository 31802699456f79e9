"""Base models: what one says of itself, and what is refused before native code sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad.errors import ModelError
from stylepad.models.architectures import OTHERS, WRITERS
from stylepad.models.base import MAX_TEMPLATE, check_base, describe
from stylepad.models.gguf import read_header
from stylepad.models.values import ValueType
from tests import ggufs

Change = Callable[[ggufs.Draft], None]


def refused(draft: ggufs.Draft, folder: Path) -> ModelError:
    header = read_header(draft.write(folder / "model.gguf"))
    with pytest.raises(ModelError) as caught:
        check_base(header)
    return caught.value


def test_description_says_what_the_file_says(tmp_path: Path) -> None:
    draft = ggufs.base(replace(ggufs.Measures(), tied=True))
    draft.metadata |= {
        "general.license": (ggufs.STRING, "CC0-1.0"),
        "general.languages": (ValueType.ARRAY, (ggufs.STRING, ("ru", "en"))),
        "stylepad.passage_tokens": (ggufs.U32, 120),
    }
    path = draft.write(tmp_path / "model.gguf")
    model = describe(read_header(path))
    assert (model.name, model.licence, model.languages) == (
        "Random test model",
        "CC0-1.0",
        ("ru", "en"),
    )
    assert model.passage_tokens == 120
    assert model.chat_template == ggufs.TEMPLATE
    assert model.tied_embeddings
    assert model.size == path.stat().st_size
    assert (model.shape.layers, model.shape.width, model.shape.kv_heads) == (2, 64, (2, 2))
    assert model.shape.vocabulary == len(ggufs.tokenizer()[0])


def test_model_without_template_name_or_passage_length_is_usable(tmp_path: Path) -> None:
    draft = ggufs.base()
    del draft.metadata["tokenizer.chat_template"], draft.metadata["general.name"]
    model = describe(read_header(draft.write(tmp_path / "my-model.gguf")))
    assert model.chat_template is None
    assert model.name == "my-model"
    assert model.passage_tokens == 512 // 3
    assert not model.tied_embeddings


def test_a_model_says_what_length_and_how_many_draws_suit_it(tmp_path: Path) -> None:
    draft = ggufs.base()
    plain = describe(read_header(draft.write(tmp_path / "plain.gguf")))
    draft.metadata |= {
        "stylepad.passage_tokens": (ggufs.U32, 40),
        "stylepad.sentence_tokens": (ggufs.U32, 90),
        "stylepad.draws": (ggufs.U32, 4),
    }
    told = describe(read_header(draft.write(tmp_path / "told.gguf")))
    draft.metadata |= {
        "stylepad.sentence_tokens": (ggufs.U32, 90_000),
        "stylepad.draws": (ggufs.U32, 90_000),
    }
    boastful = describe(read_header(draft.write(tmp_path / "boastful.gguf")))

    assert (plain.sentence_tokens, plain.draws) == (plain.passage_tokens, 1)
    assert (told.sentence_tokens, told.draws) == (90, 4)
    assert (boastful.sentence_tokens, boastful.draws) == (512 // 3, 8)


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({}, True),
        ({"stylepad.passage_tokens": (ggufs.U32, 120)}, False),
        (
            {
                "stylepad.passage_tokens": (ggufs.U32, 120),
                "stylepad.instructed": (ggufs.BOOL, True),
            },
            True,
        ),
        ({"tokenizer.chat_template": (ggufs.STRING, "")}, False),
    ],
)
def test_a_model_follows_instructions_unless_it_was_made_for_its_styles_only(
    tmp_path: Path, metadata: dict[str, ggufs.Value], expected: bool
) -> None:
    draft = ggufs.base()
    draft.metadata |= metadata

    assert describe(read_header(draft.write(tmp_path / "model.gguf"))).instructed is expected


def test_name_is_one_short_printable_line(tmp_path: Path) -> None:
    draft = ggufs.base(ggufs.Measures(name="Nice\n\u202emodel\x07 " + "x" * 500))
    name = describe(read_header(draft.write(tmp_path / "model.gguf"))).name
    assert name.startswith("Nice model x")
    assert len(name) == 120


def test_adapter_given_as_model_is_refused(tiny_adapter: Path) -> None:
    with pytest.raises(ModelError, match="not a base model but of the kind “adapter”") as caught:
        check_base(read_header(tiny_adapter))
    assert caught.value.code == "model.kind"


@pytest.mark.parametrize("name", ["whisper", "bert", "clip", "llada", "LLAMA"])
def test_architecture_that_cannot_write_text_is_refused(tmp_path: Path, name: str) -> None:
    error = refused(ggufs.base(ggufs.Measures(architecture=name)), tmp_path)
    assert error.code == "model.architecture"
    assert name in error.message


def test_vocabulary_without_weights_is_refused(tmp_path: Path) -> None:
    draft = ggufs.base()
    draft.tensors = []
    assert refused(draft, tmp_path).code == "model.vocabulary_only"


def test_architectures_agree_with_the_installed_library() -> None:
    native = pytest.importorskip("llama_cpp")
    folder = Path(native.__file__).parent / "lib"
    library = b"".join(path.read_bytes() for path in folder.glob("*llama.*"))
    assert library
    # The linker merges a string into the end of another.
    missing = [name for name in WRITERS | OTHERS if f"{name}\0".encode() not in library]
    assert missing == []
    assert not WRITERS & OTHERS


def _set(key: str, type_: ValueType, value: ggufs.Scalar) -> Change:
    return lambda draft: draft.metadata.update({key: (type_, value)})


def _array(key: str, element: ValueType, *items: ggufs.Scalar) -> Change:
    return lambda draft: draft.metadata.update({key: (ValueType.ARRAY, (element, items))})


def _drop(key: str) -> Change:
    return lambda draft: draft.metadata.__delitem__(key)


def _repeat_token(draft: ggufs.Draft) -> None:
    tokens = list(ggufs.tokenizer()[0])
    tokens[300] = tokens[301]
    _array("tokenizer.ggml.tokens", ggufs.STRING, *tokens)(draft)


def _repeat_token_up_to_a_nul(draft: ggufs.Draft) -> None:
    tokens = list(ggufs.tokenizer()[0])
    tokens[300] = tokens[301] + "\0more"
    _array("tokenizer.ggml.tokens", ggufs.STRING, *tokens)(draft)


F32, U32, STRING = ggufs.F32, ggufs.U32, ggufs.STRING
INT32, UINT64 = ValueType.INT32, ValueType.UINT64
UNUSABLE: dict[str, Change] = {
    "no architecture": _drop("general.architecture"),
    "architecture of another type": _set("general.architecture", U32, 7),
    "name of another type": _set("general.type", U32, 7),
    "no layer count": _drop("llama.block_count"),
    "signed layer count": _set("llama.block_count", INT32, 2),
    "no layers": _set("llama.block_count", U32, 0),
    "513 layers": _set("llama.block_count", U32, 513),
    "long layer count": _set("llama.block_count", UINT64, 2),
    "no context": _set("llama.context_length", U32, 0),
    "no width": _drop("llama.embedding_length"),
    "immense width": _set("llama.embedding_length", U32, 1 << 31),
    "no heads": _set("llama.attention.head_count", U32, 0),
    "heads not shared evenly": _set("llama.attention.head_count_kv", U32, 3),
    "heads for another number of layers": _array("llama.attention.head_count", INT32, 4, 4, 4),
    "negative heads": _array("llama.attention.head_count", INT32, 4, -4),
    "odd rotation": _set("llama.rope.dimension_count", U32, 15),
    "rotation beyond the width": _set("llama.rope.dimension_count", U32, 1 << 30),
    "unknown rope scaling": _set("llama.rope.scaling.type", STRING, "odd"),
    "rope base of zero": _set("llama.rope.freq_base", F32, 0.0),
    "rope base that is no number": _set("llama.rope.freq_base", F32, float("nan")),
    "negative epsilon": _set("llama.attention.layer_norm_rms_epsilon", F32, -1.0),
    "experts used but none there": _set("llama.expert_used_count", U32, 2),
    "too many experts": _set("llama.expert_count", U32, 1 << 20),
    "expert groups without experts": _set("llama.expert_group_count", U32, 2),
    "only predicted layers": _set("llama.nextn_predict_layers", U32, 2),
    "no tokenizer": _drop("tokenizer.ggml.model"),
    "no tokens": _drop("tokenizer.ggml.tokens"),
    "numbers as tokens": _array("tokenizer.ggml.tokens", INT32, 1, 2, 3),
    "numbers as merges": _array("tokenizer.ggml.merges", INT32, 1, 2, 3),
    "a token twice": _repeat_token,
    "a token twice up to a NUL": _repeat_token_up_to_a_nul,
    "few token types": _array("tokenizer.ggml.token_type", INT32, 1, 1),
    "few scores": _array("tokenizer.ggml.scores", F32, 1.0),
    "end outside the vocabulary": lambda draft: draft.metadata.update(
        {
            "tokenizer.ggml.eos_token_id": (U32, 99999),
            "tokenizer.ggml.add_eos_token": (ggufs.BOOL, True),
        }
    ),
    "token number as text": _set("tokenizer.ggml.eos_token_id", STRING, "2"),
    "immense template": _set("tokenizer.chat_template", STRING, "{" * (MAX_TEMPLATE + 1)),
    "template of another type": _set("tokenizer.chat_template", U32, 1),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_unusable_metadata_is_refused(tmp_path: Path, case: str) -> None:
    draft = ggufs.base()
    UNUSABLE[case](draft)
    assert refused(draft, tmp_path).code == "model.metadata"


def test_missing_layer_is_refused(tmp_path: Path) -> None:
    draft = ggufs.base()
    draft.tensors = [tensor for tensor in draft.tensors if not tensor.name.startswith("blk.1.")]
    error = refused(draft, tmp_path)
    assert (error.code, error.details["what"]) == ("model.damaged", "1 of 2 layers are missing")


def test_vocabulary_of_another_size_than_the_embedding_is_refused(tmp_path: Path) -> None:
    draft = ggufs.base()
    draft.metadata |= ggufs.base(ggufs.Measures(vocabulary=400)).metadata
    assert refused(draft, tmp_path).code == "model.damaged"


@pytest.mark.parametrize(
    ("name", "type_", "size"),
    [("output_norm.weight", "Q8_0", 68), ("blk.0.attn_q.weight", "F64", 64 * 64 * 8)],
)
def test_weights_of_a_type_that_cannot_be_multiplied_are_refused(
    tmp_path: Path, name: str, type_: str, size: int
) -> None:
    draft = ggufs.base()
    tensor = draft.tensor(name)
    tensor.type, tensor.data = type_, bytes(size)
    assert refused(draft, tmp_path).code == "model.damaged"
