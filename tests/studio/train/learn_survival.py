"""A training outlives kills, pauses, full disks and numbers out of bounds; and is one in two."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, StudioError
from stylepad.models.safetensors import read_safetensors
from stylepad.studio import training
from stylepad.studio.job import Job, Stage
from stylepad.studio.train.curve import read_curve
from stylepad.studio.trainer_process import Trainer, command_of, copy_code
from tests import ggufs
from tests.engine.driving import load_request
from tests.studio.jobs import Heard, make_job, write_pairs

PYTHON = Path(os.environ.get("STYLEPAD_TRAINING_PYTHON", ""))
PLAN = {
    "dropout": 0.0,  # each process would draw its own
    "precision": "float32",
    "step_tokens": 600,
    "batch_tokens": 400,
    "steps": 24,
    "rate": 5e-3,
    "rank": 8,
    "alpha": 16,
    "measures": 4,
    "patience": 100,
    "checkpoint_seconds": 0,
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ggufs.write_base(tmp_path_factory.mktemp("base") / "tiny.gguf")


@pytest.fixture(scope="module")
def engine(base: Path) -> Iterator[EngineClient]:
    client = EngineClient()
    client.load(load_request(base), CancelToken())
    yield client
    client.close()


def job_in(folder: Path, base: Path, **changes: object) -> Job:
    job = make_job(folder, base, training=PLAN | changes)
    write_pairs(job)
    return job


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, base: Path, engine: EngineClient) -> Job:
    """Return a job that was trained in one go."""
    job = job_in(tmp_path_factory.mktemp("whole") / "job", base)
    training.run(job, Heard(lambda: engine).work)
    return job


def weights(job: Job) -> dict[str, np.ndarray]:
    file = read_safetensors(job.at(Stage.TRAINING) / "adapter" / "adapter_model.safetensors")
    return {name: file.load(name) for name in file.tensors}


def losses(job: Job) -> dict[int, float]:
    points = read_curve(job.at(Stage.TRAINING) / "curve.jsonl")
    steps = [point.step for point in points]
    assert steps == sorted(set(steps)), "a step is in the curve twice"
    return {point.step: point.loss for point in points if point.loss is not None}


def assert_same(job: Job, other: Job, tolerance: float = 1e-5) -> None:
    mine, theirs = losses(job), losses(other)
    assert mine.keys() == theirs.keys()
    assert all(abs(mine[step] - theirs[step]) < max(tolerance, 1e-4) for step in mine)
    first, second = weights(job), weights(other)
    assert first.keys() == second.keys()
    for name, matrix in first.items():
        assert np.allclose(matrix, second[name], atol=tolerance), name


def test_a_killed_training_goes_on_and_ends_where_it_would_have(
    tmp_path: Path, base: Path, engine: EngineClient, whole: Job
) -> None:
    job = job_in(tmp_path / "job", base)
    work = Heard(lambda: engine).work
    training.prepare(job, work)
    folder = job.at(Stage.TRAINING)
    copy_code(folder)
    trainer = Trainer(command_of(PYTHON, folder, 1), folder)

    # Steps that are measured are always told.
    def kill_then(message: dict[str, object]) -> None:
        if message["event"] == "progress" and message["step"] == 6:
            os.kill(trainer.pid, signal.SIGKILL)

    with pytest.raises(StudioError) as caught:
        trainer.wait(CancelToken(), kill_then)
    reached = max(losses(job), default=0)
    training.run(job, Heard().work)

    assert caught.value.code == "studio.trainer_died"
    assert caught.value.details["how"] == "SIGKILL"
    assert reached < 24
    assert_same(job, whole)


def test_a_pause_keeps_every_step_and_going_on_is_the_same_training(
    tmp_path: Path, base: Path, engine: EngineClient, whole: Job
) -> None:
    job = job_in(tmp_path / "job", base)
    heard = Heard(lambda: engine)
    report = heard.report

    def stop_at_seven(done: int, total: int, detail: str = "") -> None:
        report(done, total, detail)
        if done >= 7 and detail != "tokens" and not heard.cancel.cancelled:
            threading.Thread(target=heard.cancel.cancel).start()

    heard.report = stop_at_seven  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        training.run(job, heard.work)
    paused_at = max(losses(job))
    training.run(job, Heard().work)

    assert 7 <= paused_at < 24
    assert not (job.at(Stage.TRAINING) / "pause").exists()
    assert_same(job, whole)


def test_a_trainer_pauses_when_whoever_started_it_is_gone(
    tmp_path: Path, base: Path, engine: EngineClient
) -> None:
    job = job_in(tmp_path / "job", base, steps=100_000)
    training.prepare(job, Heard(lambda: engine).work)
    folder = job.at(Stage.TRAINING)
    code = copy_code(folder)
    process = subprocess.Popen(
        command_of(PYTHON, folder, 1),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(code), "HF_HUB_OFFLINE": "1"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line).get("step", 0) >= 2:
            break
    process.stdin.close()
    rest = process.stdout.read()

    assert process.wait() == 3
    assert b'"paused"' in rest
    assert (folder / "checkpoints" / "newest.pt").exists()
    process.stdout.close()


def test_two_processes_learn_from_the_same_steps_as_one(
    tmp_path: Path, base: Path, engine: EngineClient, whole: Job
) -> None:
    job = job_in(tmp_path / "job", base, processes=2)

    training.run(job, Heard(lambda: engine).work)

    done = training.read_done(job.at(Stage.TRAINING))
    assert done["processes"] == 2
    assert_same(job, whole, tolerance=2e-3)


def test_a_loss_that_is_no_number_is_named_with_what_to_do(
    tmp_path: Path, base: Path, engine: EngineClient
) -> None:
    draft = ggufs.base()
    norm = draft.tensor("output_norm.weight")
    norm.data = np.full(norm.shape, np.inf, "<f4").tobytes()
    job = job_in(tmp_path / "job", draft.write(tmp_path / "broken.gguf"))

    with pytest.raises(StudioError) as caught:
        training.run(job, Heard(lambda: engine).work)

    assert caught.value.code == "studio.loss_nan"
    assert "lower rate" in caught.value.message
    assert not (job.at(Stage.TRAINING) / "adapter").exists()


def test_a_full_disk_keeps_the_last_checkpoint_and_is_named(
    tmp_path: Path, base: Path, engine: EngineClient, whole: Job
) -> None:
    job = job_in(tmp_path / "job", base)
    training.prepare(job, Heard(lambda: engine).work)
    folder = job.at(Stage.TRAINING)
    copy_code(folder)
    limit = "import resource as r, os, sys; r.setrlimit(r.RLIMIT_FSIZE, (60_000, 60_000));"
    command = command_of(PYTHON, folder, 1)
    limited = [str(PYTHON), "-c", f"{limit} os.execv(sys.argv[1], sys.argv[1:])", *command]

    with pytest.raises(StudioError) as caught:
        Trainer(limited, folder).wait(CancelToken(), lambda _message: None)
    training.run(job, Heard().work)

    assert caught.value.code == "studio.disk_full"
    assert not list(folder.rglob(".*.tmp"))
    assert_same(job, whole)


def test_a_base_that_changes_between_two_runs_is_refused(
    tmp_path: Path, engine: EngineClient
) -> None:
    own = ggufs.write_base(tmp_path / "own.gguf")
    job = job_in(tmp_path / "job", own, steps=100_000)
    heard = Heard(lambda: engine)
    report = heard.report

    def stop_soon(done: int, total: int, detail: str = "") -> None:
        report(done, total, detail)
        if done >= 2 and detail != "tokens" and not heard.cancel.cancelled:
            threading.Thread(target=heard.cancel.cancel).start()

    heard.report = stop_soon  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        training.run(job, heard.work)
    before = (job.at(Stage.TRAINING) / "checkpoints" / "newest.pt").read_bytes()
    ggufs.write_base(own, seed=9)

    with pytest.raises(StudioError) as caught:
        training.run(job, Heard().work)

    assert caught.value.code == "studio.base_changed"
    assert (job.at(Stage.TRAINING) / "checkpoints" / "newest.pt").read_bytes() == before
