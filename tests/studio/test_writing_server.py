"""The process of a job whose plain sides are written by a server on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad.engine.protocol import Server
from stylepad.engine.remote.address import read_address
from stylepad.studio.job import Job, JobSpec, Stage, open_job, save_job
from stylepad.studio.jobs import Wish, new_job
from stylepad.studio.pairs import stage
from stylepad.studio.pairs.passages import NEAR
from stylepad.studio.pairs.recipe import recipe
from stylepad.studio.pairs.values import Source
from stylepad.studio.state import Status, read_state
from stylepad.studio.writing_server import named_writer, written_by
from tests.engine.remote.scripted_server import (
    Exchange,
    ScriptedServer,
    refusing,
    serving,
    writing,
)
from tests.studio.pairs.jobs import english_work, retold
from tests.studio.written import write_works

KEY = "sk-for-this-server"
ROOT = Path(__file__).parents[2]


def retelling(exchange: Exchange) -> None:
    """Answer as a good model does."""
    writing(retold(exchange.body["messages"][-1]["content"]))(exchange)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with serving(ScriptedServer(usual=retelling)) as running:
        yield running


@pytest.fixture
def lent(tmp_path: Path, wish: Wish, server: ScriptedServer) -> Job:
    """Return a job with works, whose plain sides the server is to write."""
    job = new_job(tmp_path / "jobs", replace(wish, writer=Server(server.url, "scripted")))
    pairs = {**job.options(Stage.PAIRS), "least": 10, "pairs": 40}
    job = replace(job, spec=replace(job.spec, options={Stage.PAIRS.value: pairs}))
    save_job(job)
    write_works(job, [english_work(number) for number in range(1, 7)])
    return open_job(job.folder)


def work_on(job: Job, home: Path, *, agreed: str = "", key: str = KEY) -> tuple[int, str]:
    """Make the pairs in a process of the job; `agreed` is a host that texts may go to."""
    (home / "config").mkdir(parents=True, exist_ok=True)
    settings = f'[server]\nallowed = ["{agreed}"]\n' if agreed else ""
    (home / "config" / "settings.toml").write_text(settings, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "stylepad.studio", str(job.folder), "--stage", "pairs"],
        env={
            **os.environ,
            "STYLEPAD_HOME": str(home),
            "STYLEPAD_API_KEY": key,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    return done.returncode, done.stderr


def test_the_server_writes_the_plain_sides_and_the_key_stays_out_of_the_job(
    lent: Job, tmp_path: Path, server: ScriptedServer
) -> None:
    code, errors = work_on(lent, tmp_path / "home", agreed=read_address(server.url).host)

    assert code == 0, errors
    asked = (Source.MODEL, Source.AGAIN)
    written = [p for p in stage.read_pairs(lent) if p.kept and p.source in asked]
    assert len(written) >= 10
    assert all(pair.plain == retold(pair.text) for pair in written)
    assert {body["model"] for body in server.chats} == {"scripted"}
    assert {request.headers.get("Authorization") for request in server.requests} == {
        f"Bearer {KEY}"
    }
    assert KEY not in (lent.folder / "job.toml").read_text("utf-8")


def test_nothing_is_sent_where_the_writer_has_not_agreed(
    lent: Job, tmp_path: Path, server: ScriptedServer
) -> None:
    code, errors = work_on(lent, tmp_path / "home")

    assert code == 1
    assert "server.not_allowed" in errors
    assert server.requests == []
    failed = read_state(lent.folder).of(Stage.PAIRS)
    assert failed.error is not None
    assert (failed.status, failed.error.code) == (Status.FAILED, "server.not_allowed")


def test_a_server_that_fails_midway_costs_nothing_that_was_written(
    lent: Job, tmp_path: Path, server: ScriptedServer
) -> None:
    host = read_address(server.url).host
    server.scenarios.extend([retelling] * 24)
    server.usual = refusing(401, "key withdrawn")
    assert work_on(lent, tmp_path / "home", agreed=host)[0] == 1
    before = (lent.folder / "pairs" / "plain.jsonl").read_text("utf-8").splitlines()
    asked, told = len(server.chats), server.chats[0]["messages"][0]
    rows = [json.loads(line) for line in before]
    variants = Counter(row["plain"] for row in rows if row["source"] == "model")
    finished = {plain for plain, count in variants.items() if count == 2}
    assert len(finished) >= 5

    server.usual = retelling
    code, errors = work_on(lent, tmp_path / "home", agreed=host)

    assert code == 0, errors
    after = (lent.folder / "pairs" / "plain.jsonl").read_text("utf-8").splitlines()
    assert after[: len(before)] == before
    later = [body["messages"] for body in server.chats[asked:]]
    assert not finished & {retold(said["content"]) for first, said in later if first == told}


def test_a_base_without_instructions_learns_from_short_passages_whoever_writes() -> None:
    lent, own = recipe(True, {}, learner=False), recipe(True, {}, learner=True)

    assert lent.cut == NEAR != own.cut
    assert lent.asked == (Source.MODEL, Source.AGAIN)
    assert sum(lent.shares.values()) == pytest.approx(1.0)
    assert recipe(False, {}, learner=False).asked == (Source.RESTORED,)


def test_a_job_names_another_server_or_none(job: Job) -> None:
    def named(spec: JobSpec) -> Server | None:
        return named_writer(Job(job.folder, spec))

    first = written_by(job.spec, Server("https://one.example", "big"))
    second = written_by(first, Server("two.example:8080"))

    assert named(job.spec) is None
    assert named(first) == Server("https://one.example", "big")
    assert named(second) == Server("two.example:8080")
    assert written_by(second, None).options[Stage.PAIRS.value] == {}
