"""The stage Training up to where PyTorch begins; `make test-train` goes on from there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken
from stylepad.errors import StudioError
from stylepad.studio import training
from stylepad.studio.environment import VARIABLE
from stylepad.studio.job import Job, Stage, open_job
from tests import ggufs
from tests.engine.driving import load_request
from tests.studio.jobs import Heard, make_job, write_pairs


@pytest.fixture(scope="module")
def engine(tiny_base: Path) -> Iterator[EngineClient]:
    client = EngineClient()
    client.load(load_request(tiny_base), CancelToken())
    yield client
    client.close()


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("STYLEPAD_HOME", str(tmp_path / "home"))
    base = ggufs.write_base(tmp_path / "base.gguf")
    made = make_job(tmp_path / "job", base)
    write_pairs(made)
    return made


def finish(job: Job, identity: str) -> None:
    """Leave what the trainer leaves."""
    folder = job.at(Stage.TRAINING)
    (folder / "adapter").mkdir()
    (folder / "done.json").write_text(json.dumps({"identity": identity}))


def test_a_finished_training_is_not_done_again(job: Job, engine: EngineClient) -> None:
    plan = training.prepare(job, Heard(lambda: engine).work)
    finish(job, plan.identity())

    training.run(job, Heard().work)  # asks neither for an engine nor for PyTorch

    with pytest.raises(StudioError) as caught:
        training.run(make_new(job, rate=1e-4), Heard(lambda: engine).work)
    assert caught.value.code == "studio.no_environment"
    assert not (job.at(Stage.TRAINING) / "done.json").exists()


def make_new(job: Job, **options: object) -> Job:
    return replace(job, spec=replace(job.spec, options={"training": options}))


def test_a_job_is_trained_elsewhere_and_brought_back(
    tmp_path: Path, job: Job, engine: EngineClient
) -> None:
    here = training.prepare(job, Heard(lambda: engine).work)
    server = tmp_path / "server"
    shutil.copytree(job.folder, server / "job")
    shutil.rmtree(server / "job" / "pairs")
    base = shutil.copy(job.spec.base, server / "same-base.gguf")
    carried = open_job(server / "job")
    carried = replace(carried, spec=replace(carried.spec, base=Path(base)))

    there = training.prepare(carried, Heard(lambda: engine).work)
    finish(carried, there.identity())
    back = job.at(Stage.TRAINING)
    shutil.rmtree(back)
    shutil.copytree(carried.at(Stage.TRAINING), back)

    assert there.path == str(base)
    assert there.identity() == here.identity()
    training.run(job, Heard().work)


@pytest.mark.parametrize(("layers", "what"), [(3, "shape or vocabulary"), (2, "content")])
def test_a_base_that_changed_under_the_job_is_refused_before_anything_is_lost(
    job: Job, engine: EngineClient, layers: int, what: str
) -> None:
    training.prepare(job, Heard(lambda: engine).work)
    before = (job.at(Stage.TRAINING) / "plan.json").read_bytes()
    ggufs.write_base(job.spec.base, ggufs.Measures(layers=layers), seed=5)

    with pytest.raises(StudioError) as caught:
        training.run(job, Heard(lambda: engine).work)

    assert caught.value.code == "studio.base_changed"
    assert caught.value.details["what"] == what
    assert (job.at(Stage.TRAINING) / "plan.json").read_bytes() == before


def test_a_training_that_is_forgotten_begins_anew_for_the_base_that_is_there(
    job: Job, engine: EngineClient
) -> None:
    plan = training.prepare(job, Heard(lambda: engine).work)
    finish(job, plan.identity())
    ggufs.write_base(job.spec.base, seed=5)

    training.forget(job)
    again = training.prepare(job, Heard(lambda: engine).work)

    assert again.identity() != plan.identity()
    assert not (job.at(Stage.TRAINING) / "adapter").exists()


def test_a_base_that_is_gone_is_named(job: Job) -> None:
    job.spec.base.unlink()

    with pytest.raises(StudioError) as caught:
        training.run(job, Heard().work)

    assert caught.value.code == "studio.base_missing"


def test_the_estimate_is_there_before_the_start(job: Job, engine: EngineClient) -> None:
    training.prepare(job, Heard(lambda: engine).work)

    told = json.loads((job.at(Stage.TRAINING) / "estimate.json").read_text())

    assert told["seconds"] > 0
    assert 500 << 20 < told["memory"] < 2 << 30
    assert told["tokens"] > 1000


def test_what_cannot_work_here_is_said_before_pytorch_is_asked_for(
    job: Job, engine: EngineClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = type("Memory", (), {"available": 100 << 20})
    monkeypatch.setattr("stylepad.studio.estimate.psutil.virtual_memory", lambda: memory)

    with pytest.raises(StudioError) as caught:
        training.run(job, Heard(lambda: engine).work)

    assert caught.value.code == "studio.no_memory"
