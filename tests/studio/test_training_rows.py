"""Pairs become token rows by the engine that will use the adapter."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Message
from stylepad.errors import Cancelled, StudioError
from stylepad.studio import training_rows
from stylepad.studio.job import Job, Stage
from stylepad.studio.packing import draft_pack
from stylepad.studio.train.rows import read_rows
from stylepad.studio.training_rows import prepare_rows, prompt_of
from tests.engine.driving import load_request
from tests.studio.jobs import Heard, make_job, write_pairs


@pytest.fixture(scope="module")
def engine(tiny_base: Path) -> Iterator[EngineClient]:
    client = EngineClient()
    client.load(load_request(tiny_base), CancelToken())
    yield client
    client.close()


@pytest.fixture
def job(tmp_path: Path, tiny_base: Path) -> Job:
    made = make_job(tmp_path / "job", tiny_base)
    write_pairs(made)
    return made


def test_rows_hold_the_prompt_of_use_and_the_authors_words(job: Job, engine: EngineClient) -> None:
    heard = Heard(lambda: engine)
    rows = prepare_rows(job, heard.work, draft_pack(job))

    first = training_rows.read_pairs(job.at(Stage.PAIRS) / "pairs.jsonl")[0]
    pack = draft_pack(job)
    (told,) = engine.token_rows((prompt_of(pack, first.plain),), (first.text,))
    row, start = rows.row(0)
    assert tuple(row) == (*told.prompt, *told.answer)
    assert start == len(told.prompt)
    assert len(rows) == 60
    assert len(read_rows(job.at(Stage.TRAINING) / "rows-stop.npz")) == 12
    assert heard.reports[0] == (0, 72, "tokens")
    assert prompt_of(pack, "X") == (
        Message("system", f"{pack.instruction}\n⟦boz⟧"),
        Message("user", "X"),
    )


def test_rows_are_made_once_and_anew_when_pairs_or_prompt_change(
    job: Job, engine: EngineClient
) -> None:
    prepare_rows(job, Heard(lambda: engine).work, draft_pack(job))
    prepare_rows(job, Heard().work, draft_pack(job))  # asks for no engine

    write_pairs(job, count=55)
    fewer = prepare_rows(job, Heard(lambda: engine).work, draft_pack(job))
    sheet = job.at(Stage.PACK) / "style.toml"
    sheet.write_text(sheet.read_text("utf-8").replace("⟦boz⟧", "[boz]"), "utf-8")
    marked = prepare_rows(job, Heard(lambda: engine).work, draft_pack(job))

    assert len(fewer) == len(marked) == 55
    assert marked.row(0)[0].tolist() != fewer.row(0)[0].tolist()


def test_rows_that_came_without_their_pairs_are_used_as_they_are(
    job: Job, engine: EngineClient
) -> None:
    made = prepare_rows(job, Heard(lambda: engine).work, draft_pack(job))
    (job.at(Stage.PAIRS) / "pairs.jsonl").unlink()

    assert prepare_rows(job, Heard().work, draft_pack(job)).tokens == made.tokens


def test_a_pair_that_is_too_long_for_the_model_is_left_out(job: Job, engine: EngineClient) -> None:
    path = job.at(Stage.PAIRS) / "pairs.jsonl"
    long = '{"split": "train", "plain": "Long.", "text": "' + "word " * 600 + '"}\n'
    path.write_text(long + path.read_text("utf-8"), "utf-8")

    assert len(prepare_rows(job, Heard(lambda: engine).work, draft_pack(job))) == 60


def test_too_few_pairs_are_said_with_what_is_needed(job: Job) -> None:
    write_pairs(job, count=49)

    with pytest.raises(StudioError) as caught:
        prepare_rows(job, Heard().work, draft_pack(job))

    assert caught.value.code == "studio.few_pairs"
    assert caught.value.details == {"count": "49", "least": "50"}


def test_a_job_without_pairs_is_told_which_stage_comes_first(
    tmp_path: Path, tiny_base: Path
) -> None:
    job = make_job(tmp_path / "empty", tiny_base)

    with pytest.raises(StudioError) as caught:
        prepare_rows(job, Heard().work, draft_pack(job))

    assert caught.value.code == "studio.no_pairs"


def test_a_damaged_line_of_pairs_is_named(job: Job) -> None:
    path = job.at(Stage.PAIRS) / "pairs.jsonl"
    path.write_text(path.read_text("utf-8") + '{"split": "train"}\n', "utf-8")

    with pytest.raises(StudioError) as caught:
        prepare_rows(job, Heard().work, draft_pack(job))

    assert caught.value.details["line"] == "75"


def test_a_stop_between_two_units_leaves_no_rows(job: Job, engine: EngineClient) -> None:
    heard = Heard(lambda: engine)
    heard.cancel.cancel()

    with pytest.raises(Cancelled):
        prepare_rows(job, heard.work, draft_pack(job))

    assert not (job.at(Stage.TRAINING) / "rows-train.npz").exists()


def test_a_full_disk_is_said_and_the_old_rows_are_there(
    job: Job, engine: EngineClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = prepare_rows(job, Heard(lambda: engine).work, draft_pack(job))
    write_pairs(job, count=58)

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("stylepad.studio.train.rows.replace_file", full)
    with pytest.raises(StudioError) as caught:
        prepare_rows(job, Heard(lambda: engine).work, draft_pack(job))

    assert caught.value.code == "studio.unwritable"
    assert "No space left" in caught.value.message
    assert read_rows(job.at(Stage.TRAINING) / "rows-train.npz").tokens == before.tokens
