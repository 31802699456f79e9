"""What is to be trained, and how: training/plan.json, which the program writes for the trainer.

It holds all that a server needs beside the rows. No torch here: the program reads it too.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from stylepad.errors import StudioError
from stylepad.models.fingerprint import fingerprint
from stylepad.models.splits import read_model
from stylepad.paths import replace_file

PLAN, CURVE, DONE, FAILURE = "plan.json", "curve.jsonl", "done.json", "failure.json"
ROWS, ROWS_STOP, START = "rows-train.npz", "rows-stop.npz", "start.gguf"
PAUSE = "pause"
"""A file by this name in the stage's folder asks the trainer to stop at its next step."""

_SAMPLES = 64
_SAMPLE_BYTES = 4096
_WHERE = ("path", "model", "threads", "seconds")
"""Fields of a plan that may change between two runs: the same training goes on."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A training.

    `path` is the GGUF base; it is known again by its `fingerprint`, `size` in bytes and `digest` of
    samples from all over the file. `model` is a folder or a Hub repository in transformers' own
    format to train on in its place, "" for the GGUF file itself. `rate` is the highest learning
    rate, `step_tokens` and `batch_tokens` are tokens of a step and of what is computed at once,
    `epochs` the most rounds over the rows, `seconds` the most computing (0: no limit), `steps` a
    fixed number of steps (0: by rounds and computing). The stop rows are measured `measures` times;
    after `patience` of them without a gain it ends. `start` is whether start.gguf is begun with.
    """

    path: str
    fingerprint: str
    size: int
    digest: str
    rank: int
    alpha: float
    rate: float
    step_tokens: int
    batch_tokens: int
    model: str = ""
    rank_stabilized: bool = False
    dropout: float = 0.0
    warm_up: int = 10
    epochs: float = 3.0
    seconds: float = 0.0
    steps: int = 0
    measures: int = 12
    patience: int = 4
    stop_rows: int = 200
    checkpoint_seconds: float = 60.0
    precision: str = "auto"
    checkpointing: bool = False
    threads: int = 0
    start: bool = False
    seed: int = 1
    rows: str = ""

    def identity(self) -> str:
        """Return what a checkpoint belongs to: the plan less what may differ between machines."""
        kept = {name: value for name, value in asdict(self).items() if name not in _WHERE}
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]

    def save(self, folder: Path) -> None:
        """Write plan.json. Raises OSError."""
        replace_file(folder / PLAN, json.dumps(asdict(self), indent=1).encode())


def read_plan(folder: Path) -> Plan:
    """Read plan.json of a training's folder; raises StudioError "studio.no_plan"."""
    try:
        body: dict[str, Any] = json.loads((folder / PLAN).read_text(encoding="utf-8"))
        known = {field.name for field in fields(Plan)}
        return Plan(**{name: value for name, value in body.items() if name in known})
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise StudioError(
            f"There is no training to go on with in {folder}: {PLAN} is missing or damaged"
            f" ({error}). Run the stage Training of the job again; its pairs are kept.",
            code="studio.no_plan",
            folder=str(folder),
            problem=str(error),
        ) from error


def identified(plan: Plan, path: Path) -> Plan:
    """Return the plan for the base at `path`. Raises ModelError for a file that is none."""
    mark = fingerprint(read_model(path))
    size, digest = _sampled(path)
    return replace(plan, path=str(path), fingerprint=mark, size=size, digest=digest)


def check_base(plan: Plan) -> None:
    """Raise StudioError "studio.base_changed" unless the base is the one the training began with.

    Raises ModelError where it is missing or no model.
    """
    found = identified(plan, Path(plan.path))
    if (found.fingerprint, found.size, found.digest) != (plan.fingerprint, plan.size, plan.digest):
        what = "size" if found.size != plan.size else "content"
        if found.fingerprint != plan.fingerprint:
            what = "shape or vocabulary"
        raise StudioError(
            f"The model {plan.path} is not the one that this training began with: its {what} is"
            " another. What was trained so far is kept. Put the first file back and go on, or run"
            " the stage Training anew for this one.",
            code="studio.base_changed",
            path=plan.path,
            what=what,
        )


def _sampled(path: Path) -> tuple[int, str]:
    """Return a file's size and a digest of blocks from all over it: a model has gigabytes."""
    size = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for number in range(_SAMPLES):
            file.seek(max(0, size - _SAMPLE_BYTES) * number // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE_BYTES))
    return size, digest.hexdigest()[:16]
