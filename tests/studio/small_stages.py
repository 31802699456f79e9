"""Stages that do little, but do it as real ones: unit after unit, resumable, stopped between two.

Started as a program they take the place of the real stages, but of one that is named:
-m tests.studio.small_stages [--real STAGE] JOB ...
Every unit's file gets a line each time that it is made. A file hold-STAGE in the job's folder keeps
the stage waiting before its third unit; break-STAGE makes it fail there.
"""

from __future__ import annotations

import sys
from pathlib import Path

import tomli_w

from stylepad.errors import StudioError
from stylepad.studio.__main__ import main
from stylepad.studio.job import Job, Stage
from stylepad.studio.stages import find_stage
from stylepad.studio.work import RunStage, Work
from tests.packs import manifest

UNITS = 5
HELD = 2


def find(stage: Stage) -> RunStage:
    """Return the small stage that takes the place of a real one."""

    def run(job: Job, work: Work) -> None:
        folder = job.at(stage)
        for number in range(UNITS):
            work.report(number, UNITS, f"unit {number}")
            if (folder / f"{number}.done").exists():
                continue
            if number == HELD:
                _hold(job, stage, work)
            work.cancel.raise_if_cancelled()
            with (folder / "made.txt").open("a", encoding="utf-8") as file:
                file.write(f"{number}\n")
            (folder / f"{number}.done").touch()
        if stage is Stage.PACK:
            _write_pack(job, folder)
        work.report(UNITS, UNITS)

    return run


def _write_pack(job: Job, folder: Path) -> None:
    name = {"en": job.spec.name}
    values = manifest(job.spec.style_id, language=job.spec.language, name=name, author=name)
    (folder / "style.toml").write_text(tomli_w.dumps(values), encoding="utf-8")


def _hold(job: Job, stage: Stage, work: Work) -> None:
    if (job.folder / f"break-{stage}").exists():
        raise StudioError("It broke.", code="studio.test_broke", stage=stage.value)
    while (job.folder / f"hold-{stage}").exists() and not work.cancel.wait(0.01):
        pass


def made(folder: Path, stage: Stage) -> list[str]:
    """Return the units in the order in which they were made, each as often as it was made."""
    path = folder / stage.value / "made.txt"
    return path.read_text("utf-8").split() if path.exists() else []


def start(argv: list[str]) -> int:
    """Run a job's process in which one stage may be the real one."""
    real = Stage(argv[1]) if argv[:1] == ["--real"] else None

    def choose(stage: Stage) -> RunStage:
        return find_stage(stage) if stage is real else find(stage)

    return main(argv[2:] if real else argv, find=choose)


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
