"""`stylepad train JOB`: the stage Training of a job alone, here or on a server."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from stylepad.cli_interrupt import stopped_by_interrupt
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Engine, LoadRequest
from stylepad.studio import packing, training
from stylepad.studio.environment import TrainingEnvironment
from stylepad.studio.job import Job, Stage, open_job
from stylepad.studio.work import Work


def run(options: argparse.Namespace) -> int:
    """Train the job's adapter and put it into the job's pack; Ctrl-C pauses.

    Raises StudioError, ModelError, EngineError and Cancelled as the stages do.
    """
    cancel = CancelToken()
    with stopped_by_interrupt(cancel.cancel):
        if options.install:
            TrainingEnvironment().install(cancel, _say)
        job = _chosen(open_job(options.job), options)
        with _Engines(job.spec.base) as engines:
            work = Work(cancel, _say, engines.get)
            training.run(job, work)
            packing.run(job, work)
    sys.stdout.write(f"{job.at(Stage.PACK)}\n")
    return 0


def _chosen(job: Job, options: argparse.Namespace) -> Job:
    """Return the job as it is to be trained here; job.toml stays as it is."""
    chosen = dict(job.options(Stage.TRAINING))
    if options.processes is not None:
        chosen["processes"] = options.processes
    base: Path = options.base or job.spec.base
    stages = {**job.spec.options, Stage.TRAINING.value: chosen}
    return replace(job, spec=replace(job.spec, base=base, options=stages))


class _Engines:
    """An engine with the job's base, started when a stage asks for it."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._engine: EngineClient | None = None

    def get(self) -> Engine:
        """Return the engine with the base loaded."""
        if self._engine is None:
            self._engine = EngineClient()
            self._engine.load(LoadRequest(self._base), CancelToken())
        return self._engine

    def __enter__(self) -> _Engines:
        return self

    def __exit__(self, *_: object) -> None:
        if self._engine is not None:
            self._engine.close()


def _say(done: int, total: int, detail: str = "") -> None:
    share = f"{done} of {total}" if total else str(done)
    sys.stderr.write(f"{share} {detail}".rstrip() + "\n")
