"""Which tensor of a GGUF base each module of a PEFT adapter changes, and which rows of it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import NoReturn

from stylepad.errors import Reason
from stylepad.models import adapter_faults as faults
from stylepad.models.adapter_reasons import why
from stylepad.models.base import EMBEDDING, OUTPUT, display_name, tied_embeddings
from stylepad.models.gguf import GgufHeader, TensorInfo
from stylepad.models.peft import LoraPair, PeftAdapter
from stylepad.models.shape import Shape, read_shape

_SEPARATE = "self_attn.q_proj self_attn.k_proj self_attn.v_proj mlp.gate_proj mlp.up_proj"
_FUSED = "self_attn.qkv_proj mlp.gate_up_proj"
_BOTH = "self_attn.o_proj mlp.down_proj"


@dataclass(frozen=True, slots=True)
class _Family:
    """How llama.cpp's converter treats an architecture's linear layers.

    `interleaved`: the rows of Q and K are reordered, because transformers rotates the first half
    of a head against the second and llama.cpp rotates neighbours.
    """

    modules: frozenset[str]
    interleaved: bool = False


_LIKE_LLAMA = _Family(frozenset(f"{_SEPARATE} {_BOTH}".split()), interleaved=True)
_LIKE_QWEN = _Family(frozenset(f"{_SEPARATE} {_BOTH}".split()))
_FAMILIES = {
    "llama": _LIKE_LLAMA,  # Mistral's models are of this architecture too
    "granite": _LIKE_LLAMA,
    "smollm3": _LIKE_LLAMA,
    "qwen2": _LIKE_QWEN,
    "qwen3": _LIKE_QWEN,
    "gemma2": _LIKE_QWEN,
    "gemma3": _LIKE_QWEN,
    "phi3": _Family(frozenset(f"{_FUSED} {_BOTH}".split())),
}
_LAYER = re.compile(r"model\.layers\.(\d{1,4})\.([a-z_.]{1,40})")
_OUTER = {"model.embed_tokens": EMBEDDING, "lm_head": OUTPUT}
_ATTENTION = ("q_proj", "k_proj", "v_proj")


@dataclass(frozen=True, slots=True)
class Part:
    """A pair with the first row that it changes; `heads` is 0 where rows keep their order."""

    pair: LoraPair
    first_row: int = 0
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """A tensor of the base with what changes it: one part, or up to three where Q, K, V are one."""

    tensor: TensorInfo
    parts: tuple[Part, ...]

    @property
    def rank(self) -> int:
        """Return the rank of all parts side by side."""
        return sum(part.pair.rank for part in self.parts)

    @property
    def embedding(self) -> bool:
        """Return whether rows are looked up rather than multiplied."""
        return self.tensor.name == EMBEDDING


def find_targets(adapter: PeftAdapter, base: GgufHeader) -> tuple[Target, ...]:
    """Return the tensors of `base` that `adapter` changes, in the order of the base.

    Raises AdapterError with code adapter.convert_architecture, adapter.target,
    adapter.tied_embeddings or adapter.other_base.
    """
    shape = read_shape(base)
    family = _FAMILIES.get(shape.architecture)
    if family is None:
        known = ", ".join(sorted(_FAMILIES))
        raise faults.architecture(adapter.path, display_name(base), shape.architecture, known)
    finder = _Finder(adapter, base, shape, family)
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for pair in adapter.pairs:
        name, part = finder.place(pair)
        parts[name].append(part)
    finder.check_kept_bases()
    return tuple(
        finder.target(tensor, parts[name]) for name, tensor in base.tensors.items() if name in parts
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """The module of transformers that a tensor is the weight of; `heads` as in `Part`."""

    module: str
    heads: int = 0


def find_origins(adapter: GgufHeader, base: GgufHeader) -> dict[str, Origin]:
    """Return the module of each tensor of `base` that a GGUF adapter changes.

    Raises AdapterError with code adapter.convert_architecture, or adapter.target for a tensor that
    is no linear layer of its own in transformers.
    """
    shape = read_shape(base)
    family = _FAMILIES.get(shape.architecture)
    if family is None:
        known = ", ".join(sorted(_FAMILIES))
        raise faults.architecture(adapter.path, display_name(base), shape.architecture, known)
    names = _NameMap(shape)
    counts = {"q_proj": shape.heads, "k_proj": shape.kv_heads}
    modules = {
        names.get(module): Origin(module, counts[kind][layer] if rotated else 0)
        for layer in range(shape.layers)
        for part in sorted(family.modules)
        for module, kind in ((f"model.layers.{layer}.{part}", part.rpartition(".")[2]),)
        for rotated in (family.interleaved and kind in counts,)
    }
    changed = dict.fromkeys(name.rpartition(".lora_")[0] for name in adapter.tensors)
    for name in changed:
        if name not in modules:
            raise faults.target(adapter.path, name)
    return {name: modules[name] for name in changed}


class _Finder:
    """Matches modules with the tensors of one base."""

    def __init__(
        self, adapter: PeftAdapter, base: GgufHeader, shape: Shape, family: _Family
    ) -> None:
        self._adapter, self._base, self._shape, self._family = adapter, base, shape, family
        self._names = _NameMap(shape)

    def place(self, pair: LoraPair) -> tuple[str, Part]:
        """Return the tensor that a module is in, and where."""
        # Models with eyes wrap their text model, in one place or another by transformers' version.
        module = pair.module.replace("language_model.", "")
        if module in _OUTER:
            return self._outer(module, pair), Part(pair)
        match = _LAYER.fullmatch(module)
        if not match or match[2] not in self._family.modules | _LIKE_QWEN.modules or pair.embedding:
            raise faults.target(self._adapter.path, pair.module)
        layer, kind = int(match[1]), match[2].rpartition(".")[2]
        if layer >= self._shape.layers:
            self._refuse(why("layer", layer=layer, layers=self._shape.layers))
        heads = self._heads(layer, kind) if self._family.interleaved else 0
        name = self._names.get(module)
        if name in self._base.tensors and match[2] in self._family.modules:
            return name, Part(pair, 0, heads)
        fused = f"blk.{layer}.attn_qkv.weight"
        if kind not in _ATTENTION or fused not in self._base.tensors:
            raise faults.target(self._adapter.path, pair.module)
        return fused, Part(pair, self._first_row(layer, kind), heads)

    def _outer(self, module: str, pair: LoraPair) -> str:
        if tied_embeddings(self._base):
            raise faults.tied(self._adapter.path, module, display_name(self._base))
        if pair.embedding is not (module == "model.embed_tokens"):
            raise faults.target(self._adapter.path, pair.module)
        return _OUTER[module]

    def _heads(self, layer: int, kind: str) -> int:
        counts = {"q_proj": self._shape.heads, "k_proj": self._shape.kv_heads}.get(kind)
        return counts[layer] if counts else 0

    def _first_row(self, layer: int, kind: str) -> int:
        """Return where Q, K or V begins in a tensor that holds all three."""
        query = self._shape.heads[layer] * self._shape.key_length
        key = self._shape.kv_heads[layer] * self._shape.key_length
        return {"q_proj": 0, "k_proj": query, "v_proj": query + key}[kind]

    def target(self, tensor: TensorInfo, parts: list[Part]) -> Target:
        """Return a target whose parts fit the tensor and each other."""
        ordered = sorted(parts, key=lambda part: part.first_row)
        target = Target(tensor, tuple(ordered))
        row = 0
        for part in ordered:
            self._check_part(target, part)
            if part.first_row < row:
                self._refuse(why("rows_twice", tensor=tensor.name))
            row = part.first_row + part.pair.b.shape[0]
        return target

    def _check_part(self, target: Target, part: Part) -> None:
        tensor, pair = target.tensor, part.pair
        if len(tensor.shape) != 2:
            raise faults.target(self._adapter.path, pair.module)
        width, rows = tensor.shape
        if target.embedding:
            found, expected = (pair.b.shape[0], pair.a.shape[1]), (width, rows)
        else:
            found = (pair.a.shape[1], pair.b.shape[0])
            expected = (width, self._rows(target, part))
        if found != expected:
            self._refuse(
                why(
                    "module_shape",
                    module=pair.module,
                    width=str(found[0]),
                    rows=str(found[1]),
                    model_width=str(expected[0]),
                    model_rows=str(expected[1]),
                )
            )
        if part.heads and rows % (2 * part.heads):
            self._refuse(why("heads", tensor=tensor.name, heads=part.heads))

    def _rows(self, target: Target, part: Part) -> int:
        rows = target.tensor.shape[1]
        kind = part.pair.module.rpartition(".")[2]
        if kind not in _ATTENTION or "attn_qkv" not in target.tensor.name:
            return rows
        layer = int(target.tensor.name.split(".")[1])
        key = self._shape.kv_heads[layer] * self._shape.key_length
        value = self._first_row(layer, "v_proj")
        return {"q_proj": value - key, "k_proj": key, "v_proj": rows - value}[kind]

    def check_kept_bases(self) -> None:
        """Refuse embeddings that were resized for new tokens; others are the base's own."""
        for kept in self._adapter.kept_bases:
            module = kept.name.removeprefix("base_model.model.").removesuffix(".base_layer.weight")
            tensor = self._base.tensors.get(_OUTER.get(module.replace("language_model.", ""), ""))
            if tensor is None or kept.shape != tensor.shape[::-1]:
                raise faults.target(self._adapter.path, module)

    def _refuse(self, detail: Reason) -> NoReturn:
        made_for = self._adapter.config.base_name
        raise faults.other_base(self._adapter.path, made_for, display_name(self._base), detail)


class _NameMap:
    """gguf's own table of names, for one architecture."""

    def __init__(self, shape: Shape) -> None:
        # The import takes 0.1 s and is needed by no other command.
        import gguf  # noqa: PLC0415

        kinds = {name: kind for kind, name in gguf.MODEL_ARCH_NAMES.items()}
        self._map = gguf.get_tensor_name_map(kinds[shape.architecture], shape.layers)

    def get(self, module: str) -> str:
        """Return the tensor of a module, "" where there is none."""
        name = self._map.get_name(module)
        return f"{name}.weight" if name else ""
