"""How far a job is: `state.json` in its folder, written whole, readable while the job runs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import psutil

from stylepad.errors import StudioError
from stylepad.paths import replace_file
from stylepad.studio.job import Stage, unwritable

FILE_NAME = "state.json"
_SAME_START = 1.0
"""Seconds by which two readings of when a process started may differ."""


class Status(StrEnum):
    """How a stage stands. A RUNNING one of a process that is gone was interrupted."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a stage failed: an error's code, its English message, its named values."""

    code: str
    message: str
    details: dict[str, str] = field(default_factory=dict)

    def error(self) -> StudioError:
        """Return the fault as an error, to be told like any other."""
        return StudioError(self.message, code=self.code, **self.details)


@dataclass(frozen=True, slots=True)
class StageState:
    """A stage's state: units done of `total`, what it does now, and the seconds it has worked.

    `left` is the time that it needs still, in seconds, None while that cannot be told.
    """

    status: Status = Status.WAITING
    done: int = 0
    total: int = 0
    detail: str = ""
    seconds: float = 0.0
    left: float | None = None
    error: Fault | None = None


@dataclass(frozen=True, slots=True)
class JobState:
    """The state of every stage, the process that works on the job, and the base's digest.

    `started` is when that process began, in seconds since 1970: numbers of processes come again.
    """

    stages: dict[Stage, StageState] = field(default_factory=dict)
    pid: int = 0
    started: float = 0.0
    base: str = ""

    def of(self, stage: Stage) -> StageState:
        """Return the state of one stage."""
        return self.stages.get(stage, StageState())

    def with_stage(self, stage: Stage, state: StageState) -> JobState:
        """Return the state with one stage's put in."""
        return replace(self, stages={**self.stages, stage: state})

    def is_done(self, stage: Stage) -> bool:
        """Return whether a stage has come to its end."""
        return self.of(stage).status is Status.DONE

    @property
    def running(self) -> bool:
        """Return whether the process that works on the job is alive."""
        return bool(self.pid) and _alive(self.pid, self.started)

    @property
    def next(self) -> Stage | None:
        """Return the first stage that is not done, None where all are."""
        return next((s for s in Stage if not self.is_done(s)), None)


def read_state(folder: Path) -> JobState:
    """Return how far a job is; one without a readable state begins with what its files hold."""
    try:
        body = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        stages = {Stage(name): _stage(value) for name, value in body["stages"].items()}
        return JobState(stages, int(body["pid"]), float(body["started"]), str(body.get("base", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return JobState()


def write_state(folder: Path, state: JobState) -> None:
    """Write state.json; raises StudioError "studio.unwritable"."""
    stages = {stage.value: asdict(value) for stage, value in state.stages.items()}
    body = {"stages": stages, "pid": state.pid, "started": state.started, "base": state.base}
    try:
        replace_file(
            folder / FILE_NAME, json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8")
        )
    except OSError as error:
        raise unwritable(folder, error) from error


def _stage(value: dict[str, Any]) -> StageState:
    error = value.get("error")
    left = value.get("left")
    return StageState(
        status=Status(value["status"]),
        done=int(value["done"]),
        total=int(value["total"]),
        detail=str(value["detail"]),
        seconds=float(value.get("seconds", 0)),
        left=None if left is None else float(left),
        error=None if error is None else Fault(**error),
    )


def _alive(pid: int, started: float) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return abs(process.create_time() - started) < _SAME_START
    except psutil.Error:
        return False
