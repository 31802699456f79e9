from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from stylepad.errors import ModelError, StudioError
from stylepad.studio.job import Job, open_job
from stylepad.studio.jobs import Wish, begin_job, list_jobs, new_job, remove_job
from stylepad.studio.runner import LOCK


def test_a_new_job_remembers_what_it_is_to_make(job: Job, base: Path) -> None:
    again = open_job(job.folder)

    assert again.spec == job.spec
    assert again.spec.base == base
    assert len(again.spec.fingerprint) == 16


def test_two_jobs_of_one_name_have_folders_of_their_own(tmp_path: Path, wish: Wish) -> None:
    first, second = (new_job(tmp_path / "jobs", wish) for _ in range(2))

    assert first.folder != second.folder
    assert {entry.folder for entry in list_jobs(tmp_path / "jobs")} == {
        first.folder,
        second.folder,
    }


def test_a_job_is_not_begun_over_another(job: Job, wish: Wish) -> None:
    with pytest.raises(StudioError) as caught:
        begin_job(job.folder, wish)

    assert caught.value.code == "studio.job_exists"


def test_a_base_that_is_no_model_is_refused_before_anything_is_made(
    tmp_path: Path, wish: Wish
) -> None:
    (tmp_path / "base.gguf").write_bytes(b"no model at all, but long enough to look at")

    with pytest.raises(ModelError):
        new_job(tmp_path / "jobs", replace(wish))

    assert list_jobs(tmp_path / "jobs") == ()


def test_a_damaged_job_is_listed_with_its_fault(job: Job) -> None:
    (job.folder / "job.toml").write_text("format = 9\n", encoding="utf-8")

    (entry,) = list_jobs(job.folder.parent)

    assert entry.job is None
    assert entry.fault is not None
    assert entry.fault.code == "studio.broken_job"
    assert entry.name == job.folder.name


def test_removing_a_job_leaves_the_authors_texts(job: Job, wish: Wish) -> None:
    remove_job(job.folder)

    assert not job.folder.exists()
    assert all(path.exists() for path in wish.sources)


def test_a_job_at_work_is_not_removed(job: Job) -> None:
    with FileLock(job.folder / LOCK), pytest.raises(StudioError) as caught:
        remove_job(job.folder)

    assert caught.value.code == "studio.running"
    assert job.folder.exists()
