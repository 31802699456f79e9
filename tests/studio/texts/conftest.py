"""How the tests of the first stage make a job and run it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stylepad.engine.protocol import CancelToken, Engine
from stylepad.studio.job import Job, JobSpec, create_job
from stylepad.studio.texts.stage import run
from stylepad.studio.work import Work

MakeJob = Callable[..., Job]


def _no_engine() -> Engine:
    raise AssertionError("the stage “texts” needs no model")


def idle_work(cancel: CancelToken | None = None) -> Work:
    return Work(cancel or CancelToken(), lambda done, total, detail="": None, _no_engine)


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """Return an empty folder for the author's books."""
    folder = tmp_path / "books"
    folder.mkdir()
    return folder


@pytest.fixture
def make_job(tmp_path: Path, books: Path) -> MakeJob:
    """Return a function that makes a job of the folder `books`."""

    def make(language: str = "en", **options: object) -> Job:
        spec = JobSpec(
            name="Николай Лесков" if language == "ru" else "Edgar Allan Poe",
            language=language,
            style_id="an-author",
            sources=(books,),
            base=tmp_path / "base.gguf",
            fingerprint="0" * 16,
            options={"texts": options} if options else {},
        )
        return create_job(tmp_path / "job", spec)

    return make


@pytest.fixture
def run_job(make_job: MakeJob) -> Callable[..., Job]:
    """Return a function that makes a job of the folder `books` and runs the stage."""

    def make_and_run(language: str = "en", **options: object) -> Job:
        job = make_job(language, **options)
        run(job, idle_work())
        return job

    return make_and_run
