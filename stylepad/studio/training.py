"""The stage Training: rows by the engine, a plan, and a trainer in an environment of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from stylepad.errors import ModelError, StudioError
from stylepad.models.base import display_name
from stylepad.models.memory import Device
from stylepad.models.splits import read_model
from stylepad.paths import replace_file
from stylepad.studio.environment import State, TrainingEnvironment, gpus
from stylepad.studio.estimate import Estimate, check_possible, estimate, machine_speed
from stylepad.studio.job import Job, Stage, unwritable
from stylepad.studio.packing import draft_pack
from stylepad.studio.train.plan import CURVE, DONE, PLAN, START, Plan, check_base, read_plan
from stylepad.studio.train.rows import Rows
from stylepad.studio.trainer_process import Trainer, command_of, copy_code
from stylepad.studio.training_plan import make_plan, start_for
from stylepad.studio.training_rows import RECORD, prepare_rows
from stylepad.studio.work import Work

ESTIMATE = "estimate.json"
ADAPTER = "adapter"
CHECKPOINTS = "checkpoints"


def run(job: Job, work: Work) -> None:
    """Train the job's adapter, from its first unfinished step.

    Raises StudioError with code "studio.no_pairs", "studio.few_pairs", "studio.base_changed",
    "studio.no_memory", "studio.too_slow", "studio.no_environment", "studio.loss_nan",
    "studio.disk_full", "studio.trainer_died" and others; Cancelled when it has paused; what the
    engine raises. What was learned up to the last checkpoint is kept.
    """
    folder = job.at(Stage.TRAINING)
    plan = prepare(job, work)
    if is_done(folder, plan):
        return
    python = TrainingEnvironment().python()
    follow(job, work, plan, python)


def prepare(job: Job, work: Work) -> Plan:
    """Make the rows and the plan, and refuse what cannot work here. Raises as `run`."""
    check_job_base(job)
    folder = job.at(Stage.TRAINING)
    rows = prepare_rows(job, work, draft_pack(job))
    plan = make_plan(job, rows, _rows_name(folder))
    before = _plan_before(folder)
    if before is not None:
        check_base(replace(before, path=plan.path))
    if not is_done(folder, plan):
        found = estimate_for(job, rows, plan, _devices(work))
        _store(job, plan, found)
        check_possible(found, display_name(read_model(job.spec.base)))
    return plan


def forget(job: Job) -> None:
    """Drop what was trained, so that the stage begins anew; its rows are kept.

    Raises StudioError "studio.unwritable".
    """
    folder = job.at(Stage.TRAINING)
    try:
        for name in (PLAN, DONE, CURVE):
            (folder / name).unlink(missing_ok=True)
        for name in (CHECKPOINTS, ADAPTER):
            shutil.rmtree(folder / name, ignore_errors=True)
    except OSError as error:
        raise unwritable(job.folder, error) from error


def estimate_for(
    job: Job,
    rows: Rows,
    plan: Plan,
    devices: tuple[Device, ...] = (),
    *,
    speed: Callable[[], float] = machine_speed,
) -> Estimate:
    """Return time and memory of a training, for the question before its start."""
    return estimate(read_model(job.spec.base), rows, plan, devices, speed=speed)


def is_done(folder: Path, plan: Plan) -> bool:
    """Return whether the adapter of this very plan is there."""
    return read_done(folder).get("identity") == plan.identity() and (folder / ADAPTER).is_dir()


def read_done(folder: Path) -> dict[str, Any]:
    """Return what a finished training came to, empty where there is none."""
    try:
        body = json.loads((folder / DONE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return body if isinstance(body, dict) else {}


def check_job_base(job: Job) -> None:
    """Raise StudioError "studio.base_changed" where the base is not that of the job's beginning."""
    from stylepad.models.fingerprint import fingerprint  # noqa: PLC0415

    try:
        found = fingerprint(read_model(job.spec.base))
    except ModelError as error:
        raise StudioError(
            f"The model of this job cannot be used: {error.message} Put it back where it was"
            f" ({job.spec.base}), or begin a job for another model; the pairs are kept.",
            code="studio.base_missing",
            path=str(job.spec.base),
            problem=error.message,
        ) from error
    if found != job.spec.fingerprint:
        raise StudioError(
            f"The model {job.spec.base} is not the one that this job began with: it has another"
            " shape or vocabulary. Everything made so far is kept. Put the first file back, or"
            " begin a new job for this one.",
            code="studio.base_changed",
            path=str(job.spec.base),
            what="shape or vocabulary",
        )


def follow(job: Job, work: Work, plan: Plan, python: Path) -> None:
    """Start the trainer and report until it is done. Raises StudioError, Cancelled."""
    folder = job.at(Stage.TRAINING)
    work.cancel.raise_if_cancelled()
    try:
        copy_code(folder)
        processes = _processes(job)
        on_hub = bool(plan.model) and not Path(plan.model).exists()
        trainer = Trainer(command_of(python, folder, processes), folder, on_hub=on_hub)
    except OSError as error:
        raise unwritable(job.folder, error) from error

    def hear(message: dict[str, Any]) -> None:
        if message.get("event") == "progress":
            total = int(message["total"] or 0)
            work.report(int(message["step"]), total, _detail(message))

    work.report(0, plan.steps, "begin")
    trainer.wait(work.cancel, hear)


def _processes(job: Job) -> int:
    value = job.options(Stage.TRAINING).get("processes", 1)
    return value if isinstance(value, int) and value > 1 else 1


def _devices(work: Work) -> tuple[Device, ...]:
    """Return the GPUs: those that PyTorch sees, or the engine while that is not installed."""
    environment = TrainingEnvironment()
    if environment.state() is State.READY:
        return gpus(environment.python())
    model = work.engine().model
    return model.devices if model is not None else ()


def _detail(message: dict[str, Any]) -> str:
    """Return loss and minutes left in figures: words are the window's."""
    loss, left = message.get("stop_loss") or message.get("loss"), message.get("left")
    parts = [f"{loss:.3f}" if isinstance(loss, float) else ""]
    parts.append(f"{left / 60:.0f} min" if isinstance(left, int | float) else "")
    return ", ".join(part for part in parts if part)


def _rows_name(folder: Path) -> str:
    try:
        return str(json.loads((folder / RECORD).read_text(encoding="utf-8"))["made_of"])[:16]
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _plan_before(folder: Path) -> Plan | None:
    if not (folder / PLAN).exists():
        return None
    try:
        return read_plan(folder)
    except StudioError:
        return None


def _store(job: Job, plan: Plan, found: Estimate) -> None:
    """Write plan and estimate; a plan that is another begins anew."""
    folder = job.at(Stage.TRAINING)
    before = _plan_before(folder)
    try:
        if before is None or before.identity() != plan.identity():
            shutil.rmtree(folder / CHECKPOINTS, ignore_errors=True)
            (folder / CURVE).unlink(missing_ok=True)
            (folder / DONE).unlink(missing_ok=True)
        begin = start_for(job, read_model(job.spec.base)) if plan.start else None
        if begin is not None:
            replace_file(folder / START, begin.read_bytes())
        plan.save(folder)
        replace_file(folder / ESTIMATE, json.dumps(asdict(found), indent=1).encode())
    except OSError as error:
        raise unwritable(job.folder, error) from error
