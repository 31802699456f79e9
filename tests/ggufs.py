"""Makes small GGUF models and adapters that run, and ones that are wrong in a chosen way.

A `Draft` is a GGUF file in memory whose every part can be changed before it is written; the
weights are random, the tokenizer is a real byte-level BPE trained on the spot.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from stylepad.models.gguf import read_header
from stylepad.models.tensor_types import TENSOR_TYPES
from stylepad.models.values import ValueType

U32, F32, BOOL, STRING = ValueType.UINT32, ValueType.FLOAT32, ValueType.BOOL, ValueType.STRING
TYPES = {type_.name: type_ for type_ in TENSOR_TYPES.values()}
SPECIALS = ("<|pad|>", "<|bos|>", "<|eos|>", "<|system|>", "<|user|>", "<|assistant|>")
TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
SAMPLE = (
    "It was the best of times, it was the worst of times, it was the age of wisdom. The old man"
    " walked slowly down the street and thought of the letter that he had received on Monday. "
    "В ворота гостиницы губернского города въехала довольно красивая рессорная небольшая бричка,"
    " в которой ездят холостяки. Старик медленно шёл по улице и думал о письме. "
)

Scalar = int | float | bool | str
Value = tuple[ValueType, Scalar] | tuple[ValueType, tuple[ValueType, tuple[Scalar, ...]]]


@dataclass
class Tensor:
    """A tensor to be written; `offset` overrides where the header says it lies."""

    name: str
    shape: tuple[int, ...]
    type: str
    data: bytes | memoryview
    offset: int | None = None
    type_number: int | None = None


@dataclass
class Draft:
    """A GGUF file before it is written. Counts and offsets follow from the content unless set."""

    metadata: dict[str, Value] = field(default_factory=dict)
    tensors: list[Tensor] = field(default_factory=list)
    magic: bytes = b"GGUF"
    version: int = 3
    alignment: int = 32
    tensor_count: int | None = None
    entry_count: int | None = None
    repeat_keys: tuple[str, ...] = ()

    def tensor(self, name: str) -> Tensor:
        """Return the tensor of that name."""
        return next(tensor for tensor in self.tensors if tensor.name == name)

    def header(self) -> bytes:
        """Return the bytes before the tensor data, padded to the alignment."""
        keys = [*self.metadata, *self.repeat_keys]
        count = len(self.tensors) if self.tensor_count is None else self.tensor_count
        entries = len(keys) if self.entry_count is None else self.entry_count
        parts = [self.magic, struct.pack("<IQQ", self.version, count, entries)]
        parts += [_string(key) + _value(self.metadata[key]) for key in keys]
        raw = b"".join(parts) + self.table()
        return raw + bytes(self._padding(len(raw)))

    def table(self) -> bytes:
        """Return the part of the header that says what tensors there are."""
        parts, position = [], 0
        for tensor in self.tensors:
            parts.append(self._info(tensor, position))
            position += self._padding(len(tensor.data)) + len(tensor.data)
        return b"".join(parts)

    def data(self) -> bytes:
        """Return what comes after the header."""
        padded = (bytes(t.data) + bytes(self._padding(len(t.data))) for t in self.tensors)
        return b"".join(padded)

    def write(self, path: Path) -> Path:
        """Write the file and return its path."""
        with path.open("wb") as file:
            file.write(self.header())
            for tensor in self.tensors:
                file.write(tensor.data)
                file.write(bytes(self._padding(len(tensor.data))))
        return path

    def _padding(self, size: int) -> int:
        return -size % self.alignment

    def _info(self, tensor: Tensor, position: int) -> bytes:
        offset = position if tensor.offset is None else tensor.offset
        number = TYPES[tensor.type].number if tensor.type_number is None else tensor.type_number
        return (
            _string(tensor.name)
            + struct.pack("<I", len(tensor.shape))
            + struct.pack(f"<{len(tensor.shape)}Q", *tensor.shape)
            + struct.pack("<IQ", number, offset)
        )


@dataclass(frozen=True)
class Measures:
    """The measures of a random model; `vocabulary` pads the tokenizer with unused tokens."""

    architecture: str = "llama"
    layers: int = 2
    width: int = 64
    heads: int = 4
    kv_heads: int = 2
    head_length: int = 16
    feed_forward: int = 128
    context: int = 512
    vocabulary: int = 0
    tied: bool = False
    name: str = "Random test model"


QWEN3_06B = Measures(
    architecture="qwen3",
    layers=28,
    width=1024,
    heads=16,
    kv_heads=8,
    head_length=128,
    feed_forward=3072,
    context=40960,
    vocabulary=151936,
    tied=True,
    name="Random model of Qwen3-0.6B shape",
)
"""About 640 MB as Q8_0."""


def base(measures: Measures = Measures(), *, quantization: str = "F32", seed: int = 0) -> Draft:
    """Return a model of the llama or qwen3 architecture with random weights."""
    random = np.random.default_rng(seed)
    draft = Draft(metadata=_measures_metadata(measures) | _tokenizer_metadata(measures.vocabulary))
    draft.tensors = [
        _random(name, shape, quantization, random) for name, shape in _shapes(measures)
    ]
    return draft


def adapter(
    model: Path, *, rank: int = 4, alpha: float = 8.0, strength: float = 1.0, seed: int = 1
) -> Draft:
    """Return a LoRA with random weights for every linear layer of `model`, in F16."""
    header = read_header(model)
    random = np.random.default_rng(seed)
    draft = Draft()
    draft.metadata = {
        "general.architecture": (STRING, header.text("general.architecture") or ""),
        "general.type": (STRING, "adapter"),
        "general.name": (STRING, f"Random adapter {seed}"),
        "adapter.type": (STRING, "lora"),
        "adapter.lora.alpha": (F32, alpha),
    }
    for info in header.tensors.values():
        if len(info.shape) == 2 and info.name.startswith("blk."):
            inner, outer = info.shape
            draft.tensors += [
                lora_part(f"{info.name}.lora_a", (inner, rank), random, strength),
                lora_part(f"{info.name}.lora_b", (rank, outer), random, strength),
            ]
    return draft


def lora_part(
    name: str, shape: tuple[int, int], random: np.random.Generator, strength: float = 1.0
) -> Tensor:
    """Return half of an adapter pair with weights of about `strength` / sqrt(row length)."""
    values = random.standard_normal(shape[0] * shape[1], dtype=np.float32)
    values *= strength / np.sqrt(shape[0])
    return Tensor(name, shape, "F16", values.astype("<f2").tobytes())


def write_base(
    path: Path,
    measures: Measures = Measures(),
    *,
    quantization: str = "F32",
    seed: int = 0,
) -> Path:
    """Write a random model."""
    return base(measures, quantization=quantization, seed=seed).write(path)


def write_adapter(
    path: Path, model: Path, *, rank: int = 4, strength: float = 1.0, seed: int = 1
) -> Path:
    """Write a random adapter for `model`."""
    return adapter(model, rank=rank, strength=strength, seed=seed).write(path)


def hollow(path: Path, measures: Measures) -> int:
    """Write a model of these measures whose weights are a hole in the file; return its size."""
    draft = Draft(metadata=_measures_metadata(measures) | _tokenizer_metadata(measures.vocabulary))
    position = 0
    for name, shape in _shapes(measures):
        draft.tensors.append(Tensor(name, shape, "F32", b"", offset=position))
        position += -(-4 * math.prod(shape) // draft.alignment) * draft.alignment
    header = draft.header()
    with path.open("wb") as file:
        file.write(header)
        file.truncate(len(header) + position)
    return len(header) + position


def truncated(source: Path, target: Path, size: int) -> Path:
    """Write the first `size` bytes of a file."""
    with source.open("rb") as file:
        target.write_bytes(file.read(size))
    return target


@cache
def tokenizer(size: int = 0) -> tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]]:
    """Return tokens, token types and merges of a byte-level BPE trained on `SAMPLE`."""
    characters = byte_characters()
    merges = _train(["".join(characters[byte] for byte in word) for word in _words()], 120)
    tokens = [*SPECIALS, *characters.values(), *(merge.replace(" ", "") for merge in merges)]
    types = [3] * len(SPECIALS) + [1] * (len(tokens) - len(SPECIALS))
    missing = size - len(tokens)
    tokens += [f"unused{number}" for number in range(missing)]
    types += [1] * max(missing, 0)
    return tuple(tokens), tuple(types), tuple(merges)


def byte_characters() -> dict[int, str]:
    """Return GPT-2's printable character for each byte."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1)]
    printable += range(ord("®"), ord("ÿ") + 1)
    others = [byte for byte in range(256) if byte not in printable]
    table = {byte: chr(byte) for byte in printable}
    return table | {byte: chr(256 + index) for index, byte in enumerate(others)}


def _words() -> Iterable[bytes]:
    first, *rest = SAMPLE.split()
    return [first.encode(), *(f" {word}".encode() for word in rest)]


def _train(words: list[str], count: int) -> list[str]:
    pieces = [list(word) for word in words]
    merges: list[str] = []
    while len(merges) < count:
        pairs = Counter(pair for word in pieces for pair in pairwise(word))
        (left, right), _ = max(pairs.items(), key=lambda item: (item[1], item[0]))
        merges.append(f"{left} {right}")
        pieces = [_merged(word, left, right) for word in pieces]
    return merges


def _merged(word: list[str], left: str, right: str) -> list[str]:
    result: list[str] = []
    for piece in word:
        if result and result[-1] == left and piece == right:
            result[-1] = left + right
        else:
            result.append(piece)
    return result


def _measures_metadata(m: Measures) -> dict[str, Value]:
    a = m.architecture
    return {
        "general.architecture": (STRING, a),
        "general.name": (STRING, m.name),
        f"{a}.context_length": (U32, m.context),
        f"{a}.embedding_length": (U32, m.width),
        f"{a}.block_count": (U32, m.layers),
        f"{a}.feed_forward_length": (U32, m.feed_forward),
        f"{a}.attention.head_count": (U32, m.heads),
        f"{a}.attention.head_count_kv": (U32, m.kv_heads),
        f"{a}.attention.key_length": (U32, m.head_length),
        f"{a}.attention.value_length": (U32, m.head_length),
        f"{a}.attention.layer_norm_rms_epsilon": (F32, 1e-5),
        f"{a}.rope.dimension_count": (U32, m.head_length),
        f"{a}.rope.freq_base": (F32, 10000.0),
    }


def _tokenizer_metadata(size: int) -> dict[str, Value]:
    tokens, types, merges = tokenizer(size)
    return {
        "tokenizer.ggml.model": (STRING, "gpt2"),
        "tokenizer.ggml.pre": (STRING, "gpt-2"),
        "tokenizer.ggml.tokens": (ValueType.ARRAY, (STRING, tokens)),
        "tokenizer.ggml.token_type": (ValueType.ARRAY, (ValueType.INT32, types)),
        "tokenizer.ggml.merges": (ValueType.ARRAY, (STRING, merges)),
        "tokenizer.ggml.padding_token_id": (U32, 0),
        "tokenizer.ggml.bos_token_id": (U32, 1),
        "tokenizer.ggml.eos_token_id": (U32, 2),
        "tokenizer.ggml.add_bos_token": (BOOL, False),
        "tokenizer.chat_template": (STRING, TEMPLATE),
    }


def _shapes(m: Measures) -> list[tuple[str, tuple[int, ...]]]:
    size = len(tokenizer(m.vocabulary)[0])
    query, keys = m.heads * m.head_length, m.kv_heads * m.head_length
    layer: list[tuple[str, tuple[int, ...]]] = [
        ("attn_norm.weight", (m.width,)),
        ("attn_q.weight", (m.width, query)),
        ("attn_k.weight", (m.width, keys)),
        ("attn_v.weight", (m.width, keys)),
        ("attn_output.weight", (query, m.width)),
        ("ffn_norm.weight", (m.width,)),
        ("ffn_gate.weight", (m.width, m.feed_forward)),
        ("ffn_up.weight", (m.width, m.feed_forward)),
        ("ffn_down.weight", (m.feed_forward, m.width)),
    ]
    if m.architecture == "qwen3":
        layer += [
            ("attn_q_norm.weight", (m.head_length,)),
            ("attn_k_norm.weight", (m.head_length,)),
        ]
    outer: list[tuple[str, tuple[int, ...]]] = [("token_embd.weight", (m.width, size))]
    outer.append(("output_norm.weight", (m.width,)))
    if not m.tied:
        outer.append(("output.weight", (m.width, size)))
    return outer + [
        (f"blk.{index}.{part}", shape) for index in range(m.layers) for part, shape in layer
    ]


def _random(
    name: str, shape: tuple[int, ...], quantization: str, random: np.random.Generator
) -> Tensor:
    if len(shape) == 1:
        return Tensor(name, shape, "F32", np.ones(shape, dtype="<f4").tobytes())
    elements = shape[0] * shape[1]
    spread = 1 / np.sqrt(shape[0])
    # Large models repeat a block of weights: making them must not take longer than using them.
    sample = random.standard_normal(min(elements, 1 << 20), dtype=np.float32) * spread
    values = np.resize(sample, elements) if elements > sample.size else sample
    return Tensor(name, shape, quantization, _packed(values, quantization))


def _packed(values: np.ndarray, quantization: str) -> bytes:
    if quantization == "F32":
        return values.astype("<f4").tobytes()
    if quantization == "F16":
        return values.astype("<f2").tobytes()
    blocks = values.reshape(-1, 32)
    scales = (np.abs(blocks).max(axis=1, keepdims=True) / 127).astype("<f2")
    numbers = np.round(blocks / scales.astype(np.float32)).clip(-127, 127).astype(np.int8)
    return np.hstack([scales.view(np.int8), numbers]).tobytes()


def _string(text: str | bytes) -> bytes:
    raw = text.encode() if isinstance(text, str) else text
    return struct.pack("<Q", len(raw)) + raw


_FORMATS = dict(zip((0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12), "BbHhIif?Qqd", strict=True))


def _value(value: Value) -> bytes:
    type_, content = value
    if isinstance(content, tuple):
        element, items = content
        head = struct.pack("<IIQ", type_, element, len(items))
        if element == STRING:
            return head + b"".join(_string(item) for item in items)  # type: ignore[arg-type]
        return head + struct.pack(f"<{len(items)}{_FORMATS.get(element, 'I')}", *items)
    if isinstance(content, str):
        return struct.pack("<I", type_) + _string(content)
    return struct.pack("<I", type_) + struct.pack(f"<{_FORMATS.get(type_, 'I')}", content)
