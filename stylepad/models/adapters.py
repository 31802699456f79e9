"""LoRA adapters: whether one fits the base model at hand.

llama.cpp ends the process on several kinds of adapter that do not fit (see the functions), so each
is refused here, by a message that names both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from stylepad.errors import AdapterError, Reason
from stylepad.models.adapter_reasons import why
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
    fitting = _Fitting(adapter, base)
    fitting.check_kind()
    fitting.check_metadata()
    fitting.check_no_tied()
    for target, a, b in fitting.pairs():
        fitting.check_pair(target, a, b)


@dataclass(frozen=True, slots=True)
class _Fitting:
    """An adapter held against a base."""

    adapter: GgufHeader
    base: GgufHeader

    def check_kind(self) -> None:
        kind = self.adapter.text("general.type") or "model"
        type_ = self.adapter.text("adapter.type")
        if kind != "adapter" or type_ != "lora":
            self._refuse("adapter.kind", _other_kind(kind, type_))
        made_for = self.adapter.text("general.architecture")
        loaded = self.base.text("general.architecture")
        if not made_for:
            self._refuse("adapter.architecture", why("no_architecture", loaded=loaded))
        if made_for != loaded:
            self._refuse(
                "adapter.architecture",
                why("architecture", made_for=made_for, loaded=loaded),
            )

    def check_metadata(self) -> None:
        alpha = self.adapter.real("adapter.lora.alpha")
        if alpha is None or not math.isfinite(alpha):
            self._refuse("adapter.metadata", why("alpha_missing"))
        # An "activated" LoRA must be off for the tokens before its own, which one set cannot do.
        if "adapter.alora.invocation_tokens" in self.adapter.metadata:
            self._refuse("adapter.kind", why("activated"))

    def check_no_tied(self) -> None:
        """Refuse what ends the process at the first token: the shared matrix is used both ways."""
        outer = {f"{name}{suffix}" for name in (EMBEDDING, OUTPUT) for suffix in _SUFFIXES}
        if tied_embeddings(self.base) and outer & self.adapter.tensors.keys():
            self._refuse(
                "adapter.tied_embeddings",
                why("tied"),
            )

    def pairs(self) -> Iterator[tuple[TensorInfo, TensorInfo, TensorInfo]]:
        """Yield each tensor of the base with its two matrices.

        Norms are refused although llama.cpp passes over them: the style would not be as trained.
        """
        if not self.adapter.tensors:
            self._refuse("adapter.damaged", why("empty"))
        names = {self._target(name): None for name in self.adapter.tensors}
        for name in names:
            a = self.adapter.tensors.get(f"{name}.lora_a")
            b = self.adapter.tensors.get(f"{name}.lora_b")
            if a is None or b is None:
                self._refuse("adapter.damaged", why("half", module=name))
            target = self.base.tensors.get(name)
            if target is None:
                self._refuse_other(why("no_tensor", tensor=name))
            yield target, a, b

    def _target(self, name: str) -> str:
        target = name.removesuffix(".lora_a").removesuffix(".lora_b")
        # llama.cpp removes the suffix wherever it stands in the name.
        if target == name or any(suffix in target for suffix in _SUFFIXES):
            self._refuse("adapter.tensor", why("not_pair", tensor=name))
        return target

    def check_pair(self, target: TensorInfo, a: TensorInfo, b: TensorInfo) -> None:
        """Refuse shapes that do not multiply.

        With A of `(in, rank)` and B of `(rank, out)`, innermost dimension first; for the embedding
        A is `(rank, tokens)`, since its rows are looked up. Experts are a third dimension, which
        llama.cpp does not check.
        """
        if not 1 < len(target.shape) == len(a.shape) == len(b.shape) < 4:
            self._refuse("adapter.tensor", why("not_matrix", tensor=target.name))
        if a.type.name not in _TYPES or b.type.name not in _TYPES:
            self._refuse("adapter.tensor", why("unusable_type", first=a.name, second=b.name))
        looked_up = target.name == EMBEDDING
        inner, rank = (a.shape[1], a.shape[0]) if looked_up else (a.shape[0], a.shape[1])
        outer = b.shape[1]
        expected = (target.shape[1], target.shape[0]) if looked_up else target.shape[:2]
        if (inner, outer) != expected or not a.shape[2:] == b.shape[2:] == target.shape[2:]:
            self._refuse_other(
                why(
                    "shape",
                    module=target.name,
                    width=str(inner),
                    rows=str(outer),
                    model_width=str(expected[0]),
                    model_rows=str(expected[1]),
                )
            )
        if rank != b.shape[0] or rank > MAX_RANK:
            self._refuse("adapter.damaged", why("ranks", module=target.name))

    def _refuse_other(self, reason: Reason) -> NoReturn:
        self._refuse("adapter.other_base", reason)

    def _refuse(self, code: str, reason: Reason) -> NoReturn:
        made_for = self.adapter.text(BASE_NAME) or ""
        origin = f", made for {made_for}," if made_for else ""
        name, loaded = display_name(self.adapter), display_name(self.base)
        raise AdapterError(
            f"The adapter {name} ({self.adapter.path.name}){origin} cannot be used with the loaded"
            f" model {loaded} ({self.base.path.name}): {reason}. Choose another style or load the"
            " model it was made for; your text is not affected.",
            code=code,
            adapter=name,
            adapter_file=self.adapter.path.name,
            made_for=made_for,
            model=loaded,
            model_file=self.base.path.name,
            **reason.details("reason"),
        )


def _other_kind(kind: str, type_: str | None) -> Reason:
    """Return why a file of this general.type and adapter.type is no LoRA adapter."""
    if kind != "adapter":
        return why("kind", kind=kind)
    return why("type", type=type_) if type_ else why("no_type")
