"""`stylepad train JOB`, as a server is used: what is wrong with a job is said before any work."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.studio.job import Stage
from tests import ggufs
from tests.commands import Installation
from tests.studio.jobs import make_job, write_pairs


@pytest.fixture
def installed(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "home", ggufs.write_base(tmp_path / "base.gguf"))


def run(installed: Installation, *arguments: str, **changes: str) -> tuple[int, str]:
    installed.home.mkdir(exist_ok=True)
    done = installed.run("train", *arguments, **changes)
    assert "Traceback" not in done.errors
    return done.code, done.errors


def test_a_folder_without_a_job_is_named(installed: Installation, tmp_path: Path) -> None:
    code, told = run(installed, str(tmp_path))

    assert code == 8
    assert "no job" in told


def test_a_base_that_is_not_the_jobs_is_refused(installed: Installation, tmp_path: Path) -> None:
    job = make_job(tmp_path / "job", installed.model)
    write_pairs(job)
    other = ggufs.write_base(tmp_path / "other.gguf", ggufs.Measures(layers=3))

    code, told = run(installed, "--base", str(other), str(job.folder))

    assert code == 8
    assert "not the one that this job began with" in told


def test_rows_are_made_and_then_an_environment_is_asked_for(
    installed: Installation, tmp_path: Path
) -> None:
    job = make_job(tmp_path / "job", installed.model)
    write_pairs(job)

    code, told = run(installed, str(job.folder))

    assert code == 8
    assert "stylepad train --install" in told
    assert (job.at(Stage.TRAINING) / "rows-train.npz").exists()
    assert (job.at(Stage.TRAINING) / "estimate.json").exists()
