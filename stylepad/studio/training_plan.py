"""How a base of some size is best trained: the defaults, and what the writer chose instead."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

from stylepad.errors import AdapterError, ModelError, StudioError
from stylepad.models.adapters import check_adapter
from stylepad.models.gguf import GgufHeader, read_header
from stylepad.models.shape import architecture
from stylepad.models.splits import read_model
from stylepad.paths import resources
from stylepad.studio.job import Job, Stage
from stylepad.studio.train.plan import Plan, identified
from stylepad.studio.train.rows import Rows

TINY, SMALL = 100e6, 2e9
"""Weights up to which a base learns like the built-in one, and like those of 0.5 to 2 billion."""

TINY_SECONDS = 720.0
_GO_ON_RATE = 4e-4
"""The most from a start: faster, a tiny base learns the pairs by heart within a minute."""

_CHECKPOINTING = 300e6


def weights_of(header: GgufHeader) -> int:
    """Return how many numbers a model has."""
    return sum(math.prod(tensor.shape) for tensor in header.tensors.values())


def make_plan(job: Job, rows: Rows, rows_name: str) -> Plan:
    """Return the plan for a job's training: defaults by the base's size, then the job's options.

    Figures for the tiny base are those that its own styles were made with, the others those of
    docs (LoRA of rank 16, alpha 32, 2e-4 or 1e-4, 8 to 16 passages a step). Raises StudioError
    "studio.option", "studio.base_unreadable", "studio.start"; ModelError.
    """
    header = read_model(job.spec.base)
    if not job.options(Stage.TRAINING).get("model"):
        _check_readable(header)
    size = weights_of(header)
    blank = Plan("", "", 0, "", 16, 32.0, 2e-4, 4000, 1024)
    plan = identified(_usual(blank, size), job.spec.base)
    plan = replace(plan, rows=rows_name, checkpointing=size > _CHECKPOINTING)
    begin = start_for(job, header)
    if begin is not None:
        plan = _from(plan, read_header(begin))
    return _checked(_chosen(plan, job.options(Stage.TRAINING)), rows)


def start_for(job: Job, base: GgufHeader) -> Path | None:
    """Return the adapter that a training begins from, None where it begins from nothing.

    It is the job's option “start” (a path; "" for none), else what ships for the base's fingerprint
    and the language. Raises StudioError "studio.start" for one that does not fit.
    """
    chosen = job.options(Stage.TRAINING).get("start")
    if chosen is None:
        shipped = resources() / "starts" / f"{job.spec.fingerprint}-{job.spec.language}.gguf"
        return shipped if shipped.is_file() else None
    if not chosen:
        return None
    path = Path(str(chosen)).expanduser()
    try:
        check_adapter(read_header(path), base)
    except (AdapterError, ModelError) as error:
        raise StudioError(
            f"The training cannot begin from {path.name}: {error.message} Leave the option “start”"
            " out to begin from nothing.",
            code="studio.start",
            path=str(path),
            problem=error.message,
        ) from error
    return path


def _check_readable(header: GgufHeader) -> None:
    """Refuse what transformers reads without a word and wrongly, or not at all."""
    kind = architecture(header)
    reason = ""
    if (header.count("split.count") or 0) > 1 or re.search(r"-\d{5}-of-\d{5}$", header.path.stem):
        reason = "it is in several files"
    elif "rope_freqs.weight" in header.tensors:
        reason = "its positions are scaled, which a GGUF file does not tell transformers"
    elif (header.text(f"{kind}.rope.scaling.type") or "none") != "none":
        reason = "its positions are scaled, which transformers does not read from a GGUF file"
    if reason:
        raise StudioError(
            f"The model {header.path.name} cannot be trained as it is: {reason}. The pairs are"
            " kept. Give the model's folder in its original format (the option “model”), or choose"
            " another base.",
            code="studio.base_unreadable",
            name=header.path.name,
            reason=reason,
        )


def _usual(plan: Plan, size: int) -> Plan:
    if size <= TINY:
        tiny = replace(plan, rank=48, alpha=96.0, rate=2e-3, dropout=0.1)
        return replace(tiny, step_tokens=2048, seconds=TINY_SECONDS)
    rate = 2e-4 if size <= SMALL else 1e-4
    return replace(plan, rate=rate, dropout=0.05)


def _from(plan: Plan, start: GgufHeader) -> Plan:
    """Take over the rank of a start where it is higher, and go on from it slowly."""
    rank = max(
        (info.shape[1] for name, info in start.tensors.items() if name.endswith(".lora_a")),
        default=plan.rank,
    )
    if rank > plan.rank:
        plan = replace(plan, rank=rank, alpha=plan.alpha / plan.rank * rank)
    return replace(plan, start=True, rate=min(plan.rate, _GO_ON_RATE))


def _chosen(plan: Plan, options: dict[str, object]) -> Plan:
    """Put the writer's values in the places of the usual ones."""
    settable = {
        "rank": int,
        "alpha": float,
        "rate": float,
        "step_tokens": int,
        "batch_tokens": int,
        "rank_stabilized": bool,
        "dropout": float,
        "warm_up": int,
        "epochs": float,
        "seconds": float,
        "steps": int,
        "measures": int,
        "patience": int,
        "precision": str,
        "checkpoint_seconds": float,
        "threads": int,
        "seed": int,
        "model": str,
    }
    changes: dict[str, object] = {}
    for name, value in options.items():
        kind = settable.get(name)
        if kind is None:
            continue
        fits = isinstance(value, int | float) if kind is float else isinstance(value, kind)
        if not fits or (isinstance(value, bool) and kind is not bool):
            raise _wrong(name, value)
        changes[name] = kind(value)
    return replace(plan, **changes)  # type: ignore[arg-type]


def _checked(plan: Plan, rows: Rows) -> Plan:
    bounds = {
        "rank": (1, 1024),
        "alpha": (1e-3, 1e5),
        "rate": (1e-8, 1e3),
        "step_tokens": (16, 1 << 20),
        "batch_tokens": (16, 1 << 20),
        "dropout": (0, 0.9),
        "epochs": (0.01, 1000),
        "seconds": (0, 1e8),
        "steps": (0, 1e8),
        "measures": (1, 1000),
        "patience": (1, 1000),
        "checkpoint_seconds": (0, 1e5),
        "threads": (0, 1024),
    }
    for name, (least, most) in bounds.items():
        value = getattr(plan, name)
        if not least <= value <= most:
            raise _wrong(name, value)
    if plan.precision not in ("auto", "float32", "bfloat16"):
        raise _wrong("precision", plan.precision)
    longest = int(rows.lengths.max(initial=1))
    return replace(plan, batch_tokens=max(plan.batch_tokens, longest))


def _wrong(name: str, value: object) -> StudioError:
    return StudioError(
        f"The training cannot be run with {name} = {value!r}. Correct it in the job's options, or"
        " leave it out for the usual value.",
        code="studio.option",
        name=name,
        value=str(value),
    )
