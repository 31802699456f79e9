from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from stylepad.errors import StudioError
from stylepad.studio.job import Job, Stage, open_job
from stylepad.studio.pairs import exchange, files, stage, table
from stylepad.studio.pairs.values import Pair, Source, Split, Why
from tests.studio.pairs.jobs import english_work, make_job, scripted, work_with
from tests.studio.pairs.test_stage import plainly
from tests.studio.written import write_works

WORKS = [english_work(number, 16) for number in range(1, 5)]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a job whose pairs are made."""
    made = make_job(tmp_path_factory.mktemp("finished"), WORKS)
    again(made)
    return made.folder


@pytest.fixture
def job(tmp_path: Path, finished: Path) -> Job:
    shutil.copytree(finished, tmp_path / "job")
    return open_job(tmp_path / "job")


def again(job: Job) -> None:
    stage.run(job, work_with(scripted(plainly)))


def pair_of(job: Job, pair_id: str) -> Pair:
    return next(pair for pair in stage.read_pairs(job) if pair.id == pair_id)


def a_kept(job: Job) -> Pair:
    return next(
        pair
        for pair in stage.read_pairs(job)
        if pair.kept and pair.source is Source.MODEL and pair.split is Split.TRAIN
    )


def test_a_rejection_holds_when_the_stage_is_run_again(job: Job) -> None:
    pair = a_kept(job)
    table.reject(job, [pair.id])
    assert pair_of(job, pair.id).why is Why.REJECTED
    again(job)
    assert pair_of(job, pair.id).why is Why.REJECTED
    table.restore(job, [pair.id])
    again(job)
    assert pair_of(job, pair.id).kept


def test_a_rejection_finds_its_pair_under_another_number(job: Job) -> None:
    pair = a_kept(job)
    table.reject(job, [pair.id])
    write_works(job, [english_work(9, 16), *WORKS])
    again(job)
    same = [p for p in stage.read_pairs(job) if (p.plain, p.text) == (pair.plain, pair.text)]
    assert all(p.why is Why.REJECTED for p in same)


def test_a_pair_that_the_filters_left_out_can_be_restored(job: Job) -> None:
    left_out = next(
        pair
        for pair in stage.read_pairs(job)
        if not pair.kept and pair.plain and pair.why not in (Why.SURPLUS, Why.DUPLICATE)
    )
    table.restore(job, [left_out.id])
    again(job)
    assert pair_of(job, left_out.id).kept


def test_an_edit_holds_and_may_be_edited_again(job: Job) -> None:
    pair = a_kept(job)
    table.edit(job, pair.id, plain="Said  plainly.")
    table.edit(job, pair.id, plain="Said more plainly.")
    again(job)
    found = pair_of(job, pair.id)
    assert (found.plain, found.text, found.edited) == ("Said more plainly.", pair.text, True)
    table.reject(job, [pair.id])
    again(job)
    assert pair_of(job, pair.id).why is Why.REJECTED


def test_an_empty_side_is_refused_and_the_pair_stays(job: Job) -> None:
    pair = a_kept(job)
    with pytest.raises(StudioError) as caught:
        table.edit(job, pair.id, plain="  ")
    assert caught.value.code == "studio.empty_side"
    assert pair_of(job, pair.id) == pair


def test_a_pair_that_is_no_more_is_named(job: Job) -> None:
    with pytest.raises(StudioError) as caught:
        table.reject(job, ["w999-0001.model.0"])
    assert caught.value.code == "studio.no_pair"


def test_pairs_made_by_hand_are_imported_and_survive_a_rerun(job: Job, tmp_path: Path) -> None:
    lines = [
        json.dumps({"plain": "He went away.", "text": "He departed thence."}),
        "rubbish",
        json.dumps({"plain": "", "text": "Empty."}),
        json.dumps({"plain": "She spoke.", "text": "Thus she spake.", "split": "test"}),
        json.dumps({"plain": "He went away.", "text": "He departed thence."}),
    ]
    (tmp_path / "hand.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = exchange.import_pairs(job, tmp_path / "hand.jsonl")
    assert (report.added, report.known, report.wrong) == (2, 1, (2, 3))
    again(job)
    mine = [pair for pair in stage.read_pairs(job) if pair.source is Source.IMPORTED]
    assert [(pair.split, pair.kept) for pair in mine] == [(Split.TRAIN, True), (Split.TEST, True)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_spreadsheet_is_read(job: Job, tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "hand.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([["Plain", "Text"], ['He said "no", twice.', "Nay; he quoth\nit twice."]])
    assert exchange.import_pairs(job, path).added == 1
    pair = files.read_imported(job)[0]
    assert (pair.plain, pair.text) == ('He said "no", twice.', "Nay; he quoth it twice.")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "studio.import_empty"),
        (b"a,b\n1,2\n", "studio.import_empty"),
        ("plain,text\nда,нет\n".encode("cp1251"), "studio.import_unreadable"),
        (b"plain,text\n,\n", "studio.import_empty"),
    ],
)
def test_a_file_that_is_no_pairs_changes_nothing(
    job: Job, tmp_path: Path, data: bytes, code: str
) -> None:
    (tmp_path / "bad.csv").write_bytes(data)
    before = stage.read_pairs(job)
    with pytest.raises(StudioError) as caught:
        exchange.import_pairs(job, tmp_path / "bad.csv")
    assert caught.value.code == code
    assert stage.read_pairs(job) == before


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_what_is_exported_can_be_imported(job: Job, tmp_path: Path, name: str) -> None:
    kept = [pair for pair in stage.read_pairs(job) if pair.kept]
    assert exchange.export_pairs(job, tmp_path / name) == len(kept)
    other = make_job(tmp_path / "other", WORKS)
    exchange.import_pairs(other, tmp_path / name)
    found = {(pair.plain, pair.text, pair.split) for pair in files.read_imported(other)}
    assert found == {(pair.plain, pair.text, pair.split) for pair in kept}


def test_the_files_lie_in_the_stage_folder(job: Job) -> None:
    names = {path.name for path in job.at(Stage.PAIRS).iterdir()}
    assert names >= {files.PASSAGES, files.PLAIN, files.PAIRS, files.SUMMARY}
