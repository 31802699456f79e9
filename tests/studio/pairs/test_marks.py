"""How much of an author's ellipses his plain sides lose."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.engine.protocol import CancelToken
from stylepad.studio.job import Job
from stylepad.studio.pairs.lexicon import Lexicon
from stylepad.studio.pairs.marks import ellipses_flattened
from stylepad.studio.pairs.near import NearSides
from stylepad.studio.pairs.values import Passage, Split
from stylepad.studio.portrait import stage as portrait
from stylepad.studio.work import Work
from tests.studio.written import job_of, some_works


def measured(folder: Path, works: list[str]) -> Job:
    """Return a job with its portrait, made for real."""
    job = job_of(folder, works)
    portrait.run(job, Work(CancelToken(), lambda *_: None, lambda: pytest.fail("no engine")))
    return job


def flattened(share: float) -> int:
    """Return how many of 200 ellipses the plain sides lose."""
    sides = NearSides("ru", Lexicon(), frozenset(), share)
    texts = [f"Он вошёл в комнату номер {n} и сел у окна…" for n in range(200)]
    passages = [
        Passage(f"w001-{n:04}", 1, Split.TRAIN, "short", text) for n, text in enumerate(texts)
    ]
    return sum("…" not in sides.plainer(passage).plain for passage in passages)


def test_an_author_who_loves_the_mark_loses_more_of_it_than_one_who_writes_as_his_time(
    tmp_path: Path,
) -> None:
    works = some_works()
    usual = measured(
        tmp_path / "usual", [work.replace("…", ".").replace("...", ".") for work in works]
    )
    loving = measured(tmp_path / "loving", [work.replace(".", "…") for work in works])

    assert ellipses_flattened(usual) < 0.2
    assert ellipses_flattened(loving) > 0.75


def test_without_a_portrait_an_author_is_taken_to_write_as_his_time(tmp_path: Path) -> None:
    assert ellipses_flattened(job_of(tmp_path, some_works(number=1))) == 0.5


def test_the_share_says_how_many_are_flattened() -> None:
    whole, half, none = flattened(1.0), flattened(0.5), flattened(0.0)

    assert (whole, none) == (200, 0)
    assert 80 < half < 120
