"""adapter_config.json of PEFT: which rank and which strength a module has, and what is refused."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from stylepad.models import adapter_faults as faults
from stylepad.models.adapter_reasons import why
from stylepad.models.adapters import MAX_RANK

_T = TypeVar("_T")

MAX_CONFIG = 4 << 20
MAX_PATTERNS = 8192
MAX_ALPHA = 1e6

MERGE = "Merge it into its base with PEFT and convert the whole model instead."
_REFUSED = (
    "use_dora",
    "lora_bias",
    "modules_to_save",
    "trainable_token_indices",
    "target_parameters",
    "layer_replication",
    "alora_invocation_tokens",
    "use_qalora",
    "use_bdlora",
    "arrow_config",
    "kasa_config",
    "monteclora_config",
)
"""Fields of PEFT 0.21's `LoraConfig` that change what is computed; the reasons have their names."""

_PLAIN_STARTS = frozenset({"gaussian", "eva", "orthogonal", "mica"})
"""Values of init_lora_weights that leave the base as it is; others (PiSSA, OLoRA, CorDA, LoftQ,
LoRA-GA) take something away from its weights, which the adapter then puts back."""

_QUANTIFIER = re.compile(r"[*+{]|(?<!\()\?")
_UNBOUNDED = re.compile(r"\)[*+{?]|\\\d|\(\?P=|\(\?\(|\(\?[a-zA-Z]*x")
"""Quantified groups, back references, conditions, and the verbose notation that could hide them."""

_MAX_BARS = 64
_MAX_FREEDOM = 3
"""Quantifiers and groups of a pattern: a match against 80 characters then takes 0.1 s at worst."""


@dataclass(frozen=True, slots=True)
class LoraConfig:
    """What an adapter_config.json says, checked."""

    path: Path
    base_name: str
    rank: int
    alpha: float
    rank_stabilized: bool
    ranks: Mapping[re.Pattern[str], int]
    alphas: Mapping[re.Pattern[str], float]

    def rank_of(self, module: str) -> int:
        """Return the rank of a module, by its full name inside the model."""
        return _matched(self.ranks, module, self.rank)

    def strength_of(self, module: str) -> float:
        """Return rank times scale: alpha, or alpha · √rank for rank-stabilized LoRA.

        The scale of PEFT is alpha / rank (`LoraLayer.update_layer`) or, rank-stabilized,
        alpha / √rank (Kalajdzievski 2023); llama.cpp divides by the rank.
        """
        alpha = _matched(self.alphas, module, self.alpha)
        return alpha * math.sqrt(self.rank_of(module)) if self.rank_stabilized else alpha


def read_config(path: Path) -> LoraConfig:
    """Read and check an adapter_config.json.

    Raises AdapterError "adapter.config", or "adapter.unsupported" with the feature at fault.
    """
    return parse_config(path, _read(path))


def parse_config(path: Path, raw: bytes) -> LoraConfig:
    """Check what is in an adapter_config.json; raises AdapterError as `read_config`."""
    values = _parse(path, raw)
    if (kind := values.get("peft_type")) != "LORA":
        raise faults.unsupported(path, why("not_lora", kind=kind), MERGE)
    _check_features(path, values)
    return LoraConfig(
        path=path,
        base_name=_base_name(values.get("base_model_name_or_path")),
        rank=_rank(path, "r", values.get("r")),
        alpha=_alpha(path, "lora_alpha", values.get("lora_alpha")),
        rank_stabilized=_flag(path, "use_rslora", values),
        ranks=_patterns(path, "rank_pattern", values, _rank),
        alphas=_patterns(path, "alpha_pattern", values, _alpha),
    )


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise faults.config(path, why("config_kind"))
        with path.open("rb") as file:
            return file.read(MAX_CONFIG + 1)
    except FileNotFoundError:
        raise faults.config(path, why("config_missing")) from None
    except OSError as error:
        raise faults.source(path, error) from error


def _parse(path: Path, raw: bytes) -> dict[str, Any]:
    if len(raw) > MAX_CONFIG:
        raise faults.config(path, why("config_large", size=MAX_CONFIG >> 20))
    try:
        values = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise faults.config(path, why("config_json")) from error
    if not isinstance(values, dict):
        raise faults.config(path, why("config_table"))
    return values


def _check_features(path: Path, values: dict[str, Any]) -> None:
    for field in _REFUSED:
        if values.get(field):
            raise faults.unsupported(path, why(field), MERGE)
    bias = values.get("bias", "none")
    if bias not in ("none", None):
        raise faults.unsupported(path, why("bias", value=bias), MERGE)
    start = values.get("init_lora_weights", True)
    if isinstance(start, str) and start.lower() not in _PLAIN_STARTS:
        raise faults.unsupported(
            path,
            why("start", value=start),
            "Save it with path_initial_model_for_weight_conversion, which makes a plain LoRA.",
        )


def _patterns(
    path: Path, field: str, values: dict[str, Any], read: Callable[[Path, str, object], _T]
) -> dict[re.Pattern[str], _T]:
    table = values.get(field) or {}
    if not isinstance(table, dict) or len(table) > MAX_PATTERNS:
        raise faults.config(path, why("config_patterns", field=field))
    return {
        _compiled(path, field, pattern): read(path, pattern, value)
        for pattern, value in table.items()
    }


def _compiled(path: Path, field: str, pattern: str) -> re.Pattern[str]:
    """Return what PEFT matches from a module's start (`get_pattern_key`).

    Refuses what is no regular expression, and one that could be matched for hours.
    """
    freedom = len(_QUANTIFIER.findall(pattern)) + pattern.count("(")
    bars = pattern.count("|")
    large = len(pattern) > 512 or freedom > _MAX_FREEDOM or bars > _MAX_BARS
    if large or _UNBOUNDED.search(pattern):
        raise faults.config(path, why("config_intricate", field=field, pattern=pattern))
    try:
        return re.compile(rf"(.*\.)?({pattern})$")
    except (re.error, RecursionError, OverflowError) as error:
        raise faults.config(path, why("config_pattern", field=field, pattern=pattern)) from error


def _matched(table: Mapping[re.Pattern[str], _T], module: str, usual: _T) -> _T:
    """Return the value of the first pattern that matches, as PEFT does."""
    for pattern, value in table.items():
        if pattern.match(module):
            return value
    return usual


def _rank(path: Path, name: str, value: object) -> int:
    if type(value) is not int or not 0 < value <= MAX_RANK:
        raise faults.config(path, why("config_rank_value", value=str(value), name=name))
    return value


def _alpha(path: Path, name: str, value: object) -> float:
    if type(value) not in (int, float) or not 0 <= value <= MAX_ALPHA:  # type: ignore[operator]
        raise faults.config(path, why("config_alpha_value", value=str(value), name=name))
    return float(value)  # type: ignore[arg-type]


def _flag(path: Path, name: str, values: dict[str, Any]) -> bool:
    value = values.get(name) or False
    if not isinstance(value, bool):
        raise faults.config(path, why("config_flag", name=name))
    return value


def _base_name(value: object) -> str:
    """Return the last part of a repository's name, or of a path on its maker's machine."""
    text = value if isinstance(value, str) else ""
    last = re.split(r"[/\\]", text.rstrip("/\\"))[-1]
    return "".join(character for character in last if character.isprintable())[:120]
