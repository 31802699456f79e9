"""A job of the test's own, for a small random base."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stylepad.studio.job import Job
from stylepad.studio.jobs import Wish, new_job


@pytest.fixture
def base(tmp_path: Path, tiny_base: Path) -> Path:
    """Return a copy of the small base that a test may change."""
    return Path(shutil.copy(tiny_base, tmp_path / "base.gguf"))


@pytest.fixture
def wish(tmp_path: Path, base: Path) -> Wish:
    """Return what a job is to make of one short text."""
    books = tmp_path / "books"
    books.mkdir()
    (books / "one.txt").write_text("It was a dark and stormy night.\n", encoding="utf-8")
    return Wish("A Writer", "en", "a-writer", (books,), base)


@pytest.fixture
def job(tmp_path: Path, wish: Wish) -> Job:
    """Return a new job."""
    return new_job(tmp_path / "jobs", wish)
