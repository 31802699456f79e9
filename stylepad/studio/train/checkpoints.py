"""What a training needs to go on after a pause, a kill or a power cut."""

from __future__ import annotations

import io
import json
import pickle
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from stylepad.paths import replace_file

FOLDER = "checkpoints"
_NAMES = ("newest.pt", "older.pt")


@dataclass
class State:
    """How far a training is. `best` are the matrices of the lowest loss on the stop rows."""

    identity: str
    step: int = 0
    total: int = 0
    tokens: int = 0
    seconds: float = 0.0
    loss: float = 0.0
    first_loss: float = 0.0
    best_loss: float = 0.0
    best_step: int = 0
    without_gain: int = 0
    stopped: str = ""
    best: dict[str, Tensor] = field(default_factory=dict)


def save(
    folder: Path, state: State, matrices: dict[str, Tensor], optimizer: dict[str, Any]
) -> None:
    """Write a checkpoint and keep the one before. Raises OSError; then both are as they were."""
    body = io.BytesIO()
    torch.save(
        {
            "state": json.dumps(asdict(replace(state, best={}))),
            "best": state.best,
            "matrices": matrices,
            "optimizer": optimizer,
            "random": torch.get_rng_state(),
        },
        body,
    )
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    newest, older = (place / name for name in _NAMES)
    replace_file(place / "next.pt", body.getvalue())
    if newest.exists():
        newest.replace(older)
    (place / "next.pt").replace(newest)


@dataclass(frozen=True)
class Checkpoint:
    """A state with the matrices and the optimizer's memory that belong to it."""

    state: State
    matrices: dict[str, Tensor]
    optimizer: dict[str, Any]
    random: Tensor


def load(folder: Path, identity: str) -> Checkpoint | None:
    """Return the newest sound checkpoint of this training, None where it is to begin anew."""
    for name in _NAMES:
        found = _load(folder / FOLDER / name)
        if found is not None and found.state.identity == identity:
            return found
    return None


def _load(path: Path) -> Checkpoint | None:
    try:
        body = torch.load(path, map_location="cpu", weights_only=True)
        state = State(**json.loads(body["state"]), best=body["best"])
        return Checkpoint(state, body["matrices"], body["optimizer"], body["random"])
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, EOFError, pickle.PickleError):
        return None
