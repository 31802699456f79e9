"""LoRA adapters: whether one fits the base model at hand.

llama.cpp ends the process on several kinds of adapter that do not fit (see the functions), so each
is refused here, by a message that names both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NoReturn

from stylepad.errors import AdapterError
from stylepad.models.base import EMBEDDING, OUTPUT, display_name, tied_embeddings
from stylepad.models.gguf import GgufHeader, TensorInfo

MAX_RANK = 4096
BASE_NAME = "general.base_model.0.name"
"""Where converters write the name of the base that an adapter was trained on."""

_SUFFIXES = (".lora_a", ".lora_b")
_TYPES = frozenset({"F32", "F16", "BF16", "Q8_0"})
"""What llama.cpp's converter of adapters writes."""


def check_adapter(adapter: GgufHeader, base: GgufHeader) -> None:
    """Refuse an adapter that cannot be used with `base`, naming both.

    Raises AdapterError with code adapter.kind, adapter.metadata, adapter.architecture,
    adapter.tied_embeddings, adapter.other_base, adapter.tensor or adapter.damaged; ModelError for
    metadata of a wrong type, on which llama.cpp ends the process.
    """
    _check_kind(adapter, base)
    _check_metadata(adapter, base)
    _check_no_tied(adapter, base)
    for name, a, b in _pairs(adapter, base):
        target = base.tensors.get(name)
        if target is None:
            _refuse_other(adapter, base, f"this model has no {name}")
        _check_pair(adapter, base, target, (a, b))


def _check_kind(adapter: GgufHeader, base: GgufHeader) -> None:
    kind = adapter.text("general.type") or "model"
    type_ = adapter.text("adapter.type")
    if kind != "adapter" or type_ != "lora":
        found = kind if kind != "adapter" else f"adapter of type {type_}"
        _refuse(adapter, base, "adapter.kind", f"it is not a LoRA adapter but of the kind {found}")
    made_for = adapter.text("general.architecture")
    loaded = base.text("general.architecture")
    if made_for != loaded:
        _refuse(
            adapter,
            base,
            "adapter.architecture",
            f"it was made for the architecture {made_for}, the loaded model is {loaded}",
        )


def _check_metadata(adapter: GgufHeader, base: GgufHeader) -> None:
    alpha = adapter.real("adapter.lora.alpha")
    if alpha is None or not math.isfinite(alpha):
        _refuse(adapter, base, "adapter.metadata", "adapter.lora.alpha is missing or not a number")
    # An "activated" LoRA must be off for the tokens before its own, which one set cannot do.
    if "adapter.alora.invocation_tokens" in adapter.metadata:
        _refuse(adapter, base, "adapter.kind", "it is an activated LoRA, which StylePad cannot use")


def _check_no_tied(adapter: GgufHeader, base: GgufHeader) -> None:
    """Refuse what ends the process at the first token: the shared matrix is used both ways."""
    outer = {f"{name}{suffix}" for name in (EMBEDDING, OUTPUT) for suffix in _SUFFIXES}
    if tied_embeddings(base) and outer & adapter.tensors.keys():
        _refuse(
            adapter,
            base,
            "adapter.tied_embeddings",
            "it changes the embeddings, and this model uses one matrix for input and output",
        )


def _pairs(adapter: GgufHeader, base: GgufHeader) -> Iterator[tuple[str, TensorInfo, TensorInfo]]:
    """Yield each target's name with its two matrices.

    Norms are refused although llama.cpp passes over them: the style would not be as trained.
    """
    if not adapter.tensors:
        _refuse(adapter, base, "adapter.damaged", "it has no weights")
    names = {_target(adapter, base, name): None for name in adapter.tensors}
    for name in names:
        a = adapter.tensors.get(f"{name}.lora_a")
        b = adapter.tensors.get(f"{name}.lora_b")
        if a is None or b is None:
            _refuse(adapter, base, "adapter.damaged", f"{name} has one half of its pair")
        yield name, a, b


def _target(adapter: GgufHeader, base: GgufHeader, name: str) -> str:
    for suffix in _SUFFIXES:
        target = name.removesuffix(suffix)
        # llama.cpp removes the suffix wherever it stands in the name.
        if target != name and not any(other in target for other in _SUFFIXES):
            return target
    _refuse(adapter, base, "adapter.tensor", f"it has {name}, which is not part of a LoRA pair")


def _check_pair(
    adapter: GgufHeader, base: GgufHeader, target: TensorInfo, pair: tuple[TensorInfo, TensorInfo]
) -> None:
    """Refuse shapes that do not multiply.

    With A of `(in, rank)` and B of `(rank, out)`, innermost dimension first; for the embedding
    A is `(rank, tokens)`, since its rows are looked up. Experts are a third dimension, which
    llama.cpp does not check.
    """
    a, b = pair
    if len(target.shape) not in (2, 3) or any(len(t.shape) != len(target.shape) for t in pair):
        _refuse(adapter, base, "adapter.tensor", f"{target.name} is not a matrix")
    if a.type.name not in _TYPES or b.type.name not in _TYPES:
        _refuse(adapter, base, "adapter.tensor", f"{a.name} or {b.name} is of an unusable type")
    looked_up = target.name == EMBEDDING
    inner, rank = (a.shape[1], a.shape[0]) if looked_up else (a.shape[0], a.shape[1])
    outer = b.shape[1]
    expected = (target.shape[1], target.shape[0]) if looked_up else target.shape[:2]
    if (inner, outer) != expected or a.shape[2:] != target.shape[2:] or b.shape[2:] != a.shape[2:]:
        _refuse_other(
            adapter,
            base,
            f"it expects {target.name} of {inner} × {outer}, the loaded one is"
            f" {expected[0]} × {expected[1]}",
        )
    if rank != b.shape[0] or rank > MAX_RANK:
        _refuse(adapter, base, "adapter.damaged", f"the halves of {target.name} differ in rank")


def _refuse_other(adapter: GgufHeader, base: GgufHeader, detail: str) -> NoReturn:
    _refuse(adapter, base, "adapter.other_base", f"it was made for another model: {detail}")


def _refuse(adapter: GgufHeader, base: GgufHeader, code: str, reason: str) -> NoReturn:
    made_for = adapter.text(BASE_NAME) or ""
    origin = f", made for {made_for}," if made_for else ""
    name, loaded = display_name(adapter), display_name(base)
    raise AdapterError(
        f"The adapter {name} ({adapter.path.name}){origin} cannot be used with the loaded model"
        f" {loaded} ({base.path.name}): {reason}. Choose another style or load the model it was"
        " made for; your text is not affected.",
        code=code,
        adapter=name,
        adapter_file=adapter.path.name,
        made_for=made_for,
        model=loaded,
        model_file=base.path.name,
        reason=reason,
    )
