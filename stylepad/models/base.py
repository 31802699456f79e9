"""Base models: what one says of itself, and whether llama.cpp can run it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stylepad.errors import ModelError
from stylepad.models import faults
from stylepad.models.architectures import WRITERS
from stylepad.models.fingerprint import fingerprint
from stylepad.models.gguf import GgufHeader
from stylepad.models.model_reasons import why
from stylepad.models.shape import Shape, architecture, read_shape
from stylepad.models.tensor_types import NOT_WEIGHTS, PLAIN_FLOATS
from stylepad.models.values import Array, ValueType

EMBEDDING = "token_embd.weight"
OUTPUT = "output.weight"
MAX_TEMPLATE = 1 << 16
"""Characters; a chat template is a program of the file's maker, the longest real ones have 30 k."""

MAX_EXPERTS = 1024
"""`LLAMA_MAX_EXPERTS` of llama.cpp."""

_MAX_PASSAGE = 512
_MAX_NAME = 120
_MAX_DRAWS = 8
_ROPE_SCALINGS = frozenset({"none", "linear", "yarn", "longrope"})


@dataclass(frozen=True, slots=True)
class BaseModel:
    """What a model's file says of it. `passage_tokens` is the longest passage it rewrites well.

    `instructed` is whether it follows instructions: models made for StylePad's passages say so in
    stylepad.instructed or do not; of others a chat template says it.
    `sentence_tokens` is the longest sentence that is better left whole than cut at a clause.
    `draws` is how many answers it is worth drawing for each that is shown: small models, which are
    quick and often slip, say so in stylepad.draws.
    `chat_template` is None where the file has none; `size` is in bytes.
    """

    name: str
    shape: Shape
    fingerprint: str
    size: int
    chat_template: str | None
    tied_embeddings: bool
    languages: tuple[str, ...]
    licence: str
    passage_tokens: int
    sentence_tokens: int
    instructed: bool
    draws: int


def describe(header: GgufHeader) -> BaseModel:
    """Check a base model and return what it says of itself; raises ModelError as `check_base`."""
    check_base(header)
    shape = read_shape(header)
    # A passage stands in the context twice, the rewriting being sometimes the longer.
    longest = min(_MAX_PASSAGE, shape.context // 3)
    passage = header.count("stylepad.passage_tokens") or longest
    return BaseModel(
        name=display_name(header),
        shape=shape,
        fingerprint=fingerprint(header),
        size=header.size,
        chat_template=header.text("tokenizer.chat_template"),
        tied_embeddings=tied_embeddings(header),
        languages=_languages(header),
        licence=header.text("general.license") or "",
        passage_tokens=passage,
        sentence_tokens=max(passage, min(header.count("stylepad.sentence_tokens") or 0, longest)),
        instructed=_instructed(header),
        draws=max(1, min(header.count("stylepad.draws") or 1, _MAX_DRAWS)),
    )


def display_name(header: GgufHeader) -> str:
    """Return the name a file gives itself, on one line, or else the file's name."""
    words = (header.text("general.name") or "").split()
    name = "".join(character for character in " ".join(words) if character.isprintable())
    return name[:_MAX_NAME] or header.path.stem


def tied_embeddings(header: GgufHeader) -> bool:
    """Return whether the input embedding serves as the output matrix too."""
    return OUTPUT not in header.tensors


def check_base(header: GgufHeader) -> None:
    """Refuse a file that cannot serve as base model, above all what ends llama.cpp's process.

    A model without a chat template passes. Raises ModelError with code model.kind,
    model.architecture, model.vocabulary_only, model.metadata or model.damaged.
    """
    kind = header.text("general.type") or "model"
    if kind != "model":
        raise faults.kind(header.path, kind)
    if (name := architecture(header)) not in WRITERS:
        raise faults.architecture(header.path, name)
    if not header.tensors:
        raise faults.vocabulary_only(header.path)
    shape = read_shape(header)
    _check_numbers(header, shape)
    _check_experts(header, shape)
    _check_tokenizer(header, shape)
    _check_tensors(header, shape)


def _check_numbers(header: GgufHeader, shape: Shape) -> None:
    """Refuse what rope and norms assert on at the first token."""
    prefix = shape.architecture
    rotated = header.count(f"{prefix}.rope.dimension_count")
    if rotated is not None and (rotated % 2 or rotated > max(shape.key_length, shape.width)):
        raise _wrong(header, f"{prefix}.rope.dimension_count", rotated)
    scaling = header.text(f"{prefix}.rope.scaling.type")
    if scaling is not None and scaling not in _ROPE_SCALINGS:
        raise _wrong(header, f"{prefix}.rope.scaling.type", repr(scaling))
    for key in ("attention.layer_norm_rms_epsilon", "attention.layer_norm_epsilon"):
        epsilon = header.real(f"{prefix}.{key}")
        if epsilon is not None and not 0 <= epsilon < 1:
            raise _wrong(header, f"{prefix}.{key}", epsilon)
    base = header.real(f"{prefix}.rope.freq_base")
    if base is not None and not 0 < base < math.inf:
        raise _wrong(header, f"{prefix}.rope.freq_base", base)
    predicted = header.count(f"{prefix}.nextn_predict_layers") or 0
    if predicted >= shape.layers:
        raise _wrong(header, f"{prefix}.nextn_predict_layers", predicted)


def _wrong(header: GgufHeader, key: str, value: object) -> ModelError:
    return faults.metadata(header.path, why("model_value", key=key, value=value))


def _check_experts(header: GgufHeader, shape: Shape) -> None:
    """Refuse expert counts that `llama_model_base::load_hparams` asserts on."""
    experts = header.count(f"{shape.architecture}.expert_count") or 0
    key = f"{shape.architecture}.expert_used_count"
    entry = header.metadata.get(key)
    values = (0,) if entry is None else _numbers(entry.value)
    used = max(values, default=-1)
    if not (0 < used <= experts <= MAX_EXPERTS or experts == used == 0):
        raise faults.metadata(
            header.path, why("model_experts", key=key, used=used, experts=experts)
        )
    groups = header.count(f"{shape.architecture}.expert_group_count") or 0
    in_use = header.count(f"{shape.architecture}.expert_group_used_count") or 0
    whole = groups <= 1 or (experts % groups == 0 and 0 < in_use < groups)
    if not whole or groups >= max(experts, 1):
        raise _wrong(header, f"{shape.architecture}.expert_group_count", groups)


def _check_tokenizer(header: GgufHeader, shape: Shape) -> None:
    """Refuse vocabularies that `llama_vocab::impl::load` asserts on, and oversized templates."""
    if not header.text("tokenizer.ggml.model"):
        raise faults.metadata(header.path, why("model_no_key", key="tokenizer.ggml.model"))
    header.text("tokenizer.ggml.pre")
    header.array("tokenizer.ggml.merges", ValueType.STRING)
    tokens = header.array("tokenizer.ggml.tokens", ValueType.STRING)
    if tokens is not None and tokens.repeated is not None:
        twice = why("model_token_twice", token=repr(tokens.repeated))
        raise faults.metadata(header.path, twice)
    kinds = header.array("tokenizer.ggml.token_type", ValueType.INT32)
    scores = header.array("tokenizer.ggml.scores", ValueType.FLOAT32, ValueType.INT32)
    for array in (kinds, scores):
        if array is not None and array.length < shape.vocabulary:
            raise faults.metadata(header.path, why("model_few_kinds"))
    for end in ("bos", "eos"):
        token = header.count(f"tokenizer.ggml.{end}_token_id")
        added = header.flag(f"tokenizer.ggml.add_{end}_token")
        if added and token is not None and token >= shape.vocabulary:
            outside = why("model_end_token", end=end, token=token)
            raise faults.metadata(header.path, outside)
    if len(header.text("tokenizer.chat_template") or "") > MAX_TEMPLATE:
        raise faults.metadata(header.path, why("model_template_length", most=MAX_TEMPLATE))


def _check_tensors(header: GgufHeader, shape: Shape) -> None:
    embedding = header.tensors.get(EMBEDDING)
    if embedding is None or embedding.shape != (shape.width, shape.vocabulary):
        raise faults.damaged(header.path, why("model_embedding", name=EMBEDDING))
    for tensor in header.tensors.values():
        flat = len(tensor.shape) == 1 and tensor.type.name not in PLAIN_FLOATS | {"I32"}
        if flat or (tensor.name.endswith(".weight") and tensor.type.name in NOT_WEIGHTS - {"I32"}):
            unfit = why("model_unfit_type", name=tensor.name, type=tensor.type.name)
            raise faults.damaged(header.path, unfit)
    present = {name.split(".")[1] for name in header.tensors if name.startswith("blk.")}
    absent = {str(layer) for layer in range(shape.layers)} - present
    if absent:
        gone = why("model_layers", count=len(absent), layers=shape.layers)
        raise faults.damaged(header.path, gone)


def _numbers(value: object) -> tuple[int, ...]:
    values = value.items or () if isinstance(value, Array) else (value,)
    return tuple(number for number in values if isinstance(number, int))


def _instructed(header: GgufHeader) -> bool:
    if "stylepad.passage_tokens" in header.metadata:
        return bool(header.flag("stylepad.instructed"))
    return bool(header.text("tokenizer.chat_template"))


def _languages(header: GgufHeader) -> tuple[str, ...]:
    array = header.array("general.languages", ValueType.STRING)
    items = array.items if array is not None else None
    return tuple(item for item in items or () if isinstance(item, str))
