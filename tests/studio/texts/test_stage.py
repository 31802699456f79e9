from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, StudioError
from stylepad.studio.job import Job, Stage
from stylepad.studio.texts.cleaning.render import tidy
from stylepad.studio.texts.stage import (
    apply_cuts,
    choose,
    read_cuts,
    read_entries,
    read_summary,
    read_works,
    restore,
    run,
)
from tests.studio.texts import books as made
from tests.studio.texts.conftest import MakeJob, idle_work

POE = made.paragraphs("poe")
LESKOV = made.paragraphs("leskov")
HALVES = (POE[: len(POE) // 2], POE[len(POE) // 2 :])
RunJob = Callable[..., Job]


def write(folder: Path, name: str, paragraphs: list[str], encoding: str = "utf-8") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\n\n".join(paragraphs).encode(encoding, "replace"))


def test_books_of_all_kinds_become_works_with_their_files(books: Path, run_job: RunJob) -> None:
    write(books, "deeper/tale.txt", POE)
    (books / "levsha.epub").write_bytes(made.epub([LESKOV], title="Levsha"))
    (books / "halves.zip").write_bytes(made.zipped({"one.docx": made.docx(HALVES[0])}))

    job = run_job()

    entries = {entry.format: entry for entry in read_entries(job)}
    assert set(entries) == {"txt", "epub", "docx"}
    assert entries["epub"].title == "Levsha"
    folder = job.at(Stage.TEXTS)
    for entry in entries.values():
        assert (folder / entry.raw).is_file()
        assert (folder / entry.file).is_file()
        assert (folder / f"cuts/{entry.number:03}.jsonl").is_file()
    assert json.loads((folder / "works.json").read_text("utf-8"))[0]["number"] == 1


def test_the_cleaned_text_is_a_paragraph_a_line_with_its_counts(
    books: Path, run_job: RunJob
) -> None:
    write(books, "tale.txt", ["CHAPTER I", *POE])

    (work,) = read_works(run_job())

    assert work.text().count("\n\n") == len(POE) - 1
    assert work.text().endswith("\n")
    assert "CHAPTER" not in work.text()
    assert 1300 < work.words < 1500
    assert work.title == "tale"


def test_a_cut_can_be_taken_back_and_made_again(books: Path, run_job: RunJob) -> None:
    write(books, "tale.txt", ["CHAPTER I", *POE])
    job = run_job()
    (cut,) = read_cuts(job, 1)

    entry = restore(job, 1, cut.start)

    assert read_works(job)[0].text().startswith("CHAPTER I\n")
    assert entry.cut_words == 0
    assert read_entries(job) == (entry,)
    restore(job, 1, cut.start, restored=False)
    assert not read_works(job)[0].text().startswith("CHAPTER I\n")


def test_a_raw_text_mended_by_hand_is_applied(books: Path, run_job: RunJob) -> None:
    write(books, "tale.txt", POE)
    job = run_job()
    raw = job.at(Stage.TEXTS) / read_entries(job)[0].raw
    raw.write_text(raw.read_text("utf-8").replace("TRUE!", "True!"), "utf-8")

    apply_cuts(job, 1)

    assert read_works(job)[0].text().startswith("True!")


def test_what_the_writer_decided_stands_when_the_stage_runs_again(
    books: Path, run_job: RunJob
) -> None:
    write(books, "a.txt", ["CHAPTER I", *POE])
    write(books, "b.txt", LESKOV)
    write(books, "c.txt", POE)
    job = run_job()
    cut = read_cuts(job, 1)[0]
    restore(job, 1, cut.start)
    choose(job, 2, keep=True)
    choose(job, 3, keep=False)

    run(job, idle_work())

    kept = {entry.title: (entry.kept, entry.why) for entry in read_entries(job)}
    assert kept == {"a": (True, ""), "b": (True, ""), "c": (False, "by_hand")}
    assert read_cuts(job, 1)[0].restored


def test_a_new_book_is_added_and_a_book_taken_away_is_gone(books: Path, run_job: RunJob) -> None:
    write(books, "a.txt", POE)
    write(books, "b.txt", HALVES[0])
    job = run_job()
    write(books, "c.txt", [*LESKOV, *POE[:1]])
    (books / "b.txt").unlink()

    run(job, idle_work())

    assert [entry.title for entry in read_entries(job)] == ["a", "c"]


def test_of_two_editions_one_is_kept_and_the_reason_said(books: Path, run_job: RunJob) -> None:
    write(books, "a.txt", [*POE, POE[0] + " He was mad, and he knew it well enough."])
    (books / "b.epub").write_bytes(made.epub([POE]))

    entries = read_entries(run_job())

    assert [(entry.kept, entry.why, entry.other) for entry in entries] == [
        (True, "", 0),
        (False, "edition", 1),
    ]


def test_the_old_spelling_is_modernised_unless_it_is_not_wanted(
    books: Path, make_job: MakeJob
) -> None:
    old = "Всѣ счастливыя семьи похожи другъ на друга, и каждая несчастна въ своемъ домѣ. " * 120
    write(books, "anna.txt", [old])
    job = make_job("ru")
    run(job, idle_work())

    assert read_entries(job)[0].spelling == "old"
    assert read_works(job)[0].text().startswith("Все счастливые семьи похожи друг на друга")

    spec = replace(job.spec, options={"texts": {"modernise": False}})
    run(Job(job.folder, spec), idle_work())

    assert read_entries(job)[0].spelling == "old_kept"
    assert read_works(job)[0].text().startswith("Всѣ счастливыя")


def test_a_text_in_another_language_is_left_out_and_warned_of(books: Path, run_job: RunJob) -> None:
    write(books, "tale.txt", POE)
    write(books, "levsha.txt", LESKOV, "cp1251")

    job = run_job("ru")

    assert {entry.title: entry.why for entry in read_entries(job)} == {
        "levsha": "",
        "tale": "language",
    }
    assert "studio.mixed_languages" in {note.code for note in read_summary(job).warnings}


def test_little_text_is_said_plainly_with_what_to_expect(books: Path, run_job: RunJob) -> None:
    write(books, "tale.txt", POE)

    summary = read_summary(run_job())

    assert summary.works == 1
    assert summary.amount == "little"
    assert "80,000" in summary.expect
    assert {"studio.little_text", "studio.few_works"} <= {note.code for note in summary.warnings}
    assert summary.sentences > 80


def test_bad_files_are_left_out_with_their_reasons_and_lose_nothing_else(
    books: Path, run_job: RunJob
) -> None:
    write(books, "tale.txt", POE)
    (books / "noise.txt").write_bytes(bytes(range(256)) * 50)
    (books / "scan.pdf").write_bytes(made.scan())
    (books / "locked.pdf").write_bytes(made.pdf(POE, password="secret"))
    (books / "evil.zip").write_bytes(made.zipped({"../evil.txt": "evil", "good.txt": "good"}))
    (books / "tale.mobi").write_bytes(b"BOOKMOBI")

    job = run_job()

    assert [work.title for work in read_works(job)] == ["tale"]
    assert {note.code for note in read_summary(job).skipped} == {
        "studio.binary",
        "studio.scan",
        "studio.encrypted",
        "studio.archive_name",
        "studio.unknown_format",
    }


@pytest.mark.parametrize("content", [None, b""])
def test_an_empty_folder_is_refused_plainly(
    books: Path, run_job: RunJob, content: bytes | None
) -> None:
    if content is not None:
        (books / "empty.txt").write_bytes(content)

    with pytest.raises(StudioError) as raised:
        run_job()

    assert raised.value.code == "studio.no_texts"


def test_a_file_that_is_gone_is_said_to_be(books: Path, make_job: MakeJob) -> None:
    job = make_job()
    gone = replace(job.spec, sources=(books / "gone.txt",))

    with pytest.raises(StudioError) as raised:
        run(Job(job.folder, gone), idle_work())

    assert raised.value.code == "studio.no_texts"
    assert "gone.txt" in raised.value.message


def test_one_tiny_file_is_too_little_and_says_so(books: Path, run_job: RunJob) -> None:
    write(books, "tale.txt", POE[:3])

    with pytest.raises(StudioError) as raised:
        run_job()

    assert raised.value.code == "studio.too_little_text"


def test_works_cannot_be_asked_for_before_the_stage_has_run(make_job: MakeJob) -> None:
    with pytest.raises(StudioError) as raised:
        read_works(make_job())

    assert raised.value.code == "studio.no_stage"


def test_a_stopped_stage_goes_on_where_it_was(books: Path, make_job: MakeJob) -> None:
    for number, paragraph in enumerate(POE[:6]):
        write(books, f"{number}.txt", [paragraph, *LESKOV[number : number + 4], *POE])
    job = make_job()
    cancel = CancelToken()
    work = idle_work(cancel)

    def stop_after_two(done: int, total: int, detail: str = "") -> None:
        if done == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        run(job, replace(work, report=stop_after_two))
    folder = job.at(Stage.TEXTS)
    first = folder / read_entries(job)[0].raw
    before = first.stat().st_mtime_ns

    run(job, idle_work())

    assert len(read_entries(job)) == 6
    assert first.stat().st_mtime_ns == before


_CHILD = """
import sys
from pathlib import Path
from stylepad.studio.job import open_job
from stylepad.studio.texts.stage import run
from tests.studio.texts.conftest import idle_work
run(open_job(Path(sys.argv[1])), idle_work())
"""


def test_a_stage_that_was_killed_goes_on_with_whole_files(books: Path, make_job: MakeJob) -> None:
    for number in range(40):
        write(books, f"{number:02}.txt", [f"{POE[0]} ({number}.)", *POE[1:]])
    job = make_job()
    listed = job.at(Stage.TEXTS) / "works.json"
    child = subprocess.Popen([sys.executable, "-c", _CHILD, str(job.folder)])
    deadline = time.monotonic() + 60
    while not listed.exists() and child.poll() is None and time.monotonic() < deadline:
        pass
    child.kill()
    child.wait()
    before = read_entries(job)
    times = {entry.raw: (listed.parent / entry.raw).stat().st_mtime_ns for entry in before}

    run(job, idle_work())

    assert 1 <= len(before) < 40
    assert len(read_entries(job)) == 40
    assert {raw: (listed.parent / raw).stat().st_mtime_ns for raw in times} == times


def test_a_folder_that_cannot_be_written_is_named(books: Path, make_job: MakeJob) -> None:
    write(books, "tale.txt", POE)
    job = make_job()
    (job.at(Stage.TEXTS) / "raw").write_text("in the way", "utf-8")

    with pytest.raises(StudioError) as raised:
        run(job, idle_work())

    assert raised.value.code == "studio.unwritable"


def test_a_list_that_was_damaged_by_hand_is_named(books: Path, run_job: RunJob) -> None:
    write(books, "tale.txt", POE)
    job = run_job()
    (job.at(Stage.TEXTS) / "works.json").write_text("{", "utf-8")

    with pytest.raises(StudioError) as raised:
        read_works(job)

    assert raised.value.code == "studio.broken_texts"


def test_a_pdf_becomes_the_paragraphs_it_was_set_from(books: Path, run_job: RunJob) -> None:
    (books / "tale.pdf").write_bytes(made.pdf(POE, head="THE TELL-TALE HEART"))

    (work,) = read_works(run_job())

    plain = [tidy(text.translate({ord("("): None, ord(")"): None}), "en") for text in POE]
    assert work.text().strip().split("\n\n") == plain


def test_a_hundred_thousand_words_take_seconds(books: Path, run_job: RunJob) -> None:
    long = [f"{text} ({number}.)" for number in range(70) for text in POE]
    write(books, "tale.txt", long)
    start = time.process_time()

    job = run_job()

    assert read_works(job)[0].words > 95_000
    assert time.process_time() - start < 30
