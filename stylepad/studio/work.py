"""What a stage is given to work with: how to say how far it is, how to stop, and the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from stylepad.engine.protocol import CancelToken, Engine
from stylepad.studio.job import Job


class Report(Protocol):
    """Takes how far a stage is: units done of `total`, and what it is doing, in a word or two."""

    def __call__(self, done: int, total: int, detail: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Work:
    """How a stage says how far it is, hears that it should stop, and gets the model.

    `engine` returns an engine with the job's base loaded; it is called only by stages that need
    one, since loading takes memory. `writer` returns the engine that writes plain sides where that
    is another one: a model on a server. A stage raises `Cancelled` between two units once `cancel`
    says so, and begins at its first unfinished unit when it is run again.
    """

    cancel: CancelToken
    report: Report
    engine: Callable[[], Engine]
    writer: Callable[[], Engine] | None = None


RunStage = Callable[[Job, Work], None]
"""Runs one stage to its end; raises StudioError, Cancelled and what the engine raises."""
