from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stylepad.studio.job import Job, Stage
from stylepad.studio.texts.stage import read_cuts, read_entries, read_works
from tests.studio.texts import books as made

POE = made.paragraphs("poe")
LESKOV = made.paragraphs("leskov")
RunJob = Callable[..., Job]
FIRST, SECOND = POE[:6], POE[6:]


def html_tales(*, numbered: bool = False) -> str:
    chapters = ["<h3>I</h3>", "<h3>II</h3>"] if numbered else ["", ""]
    parts = []
    for title, body in (("The Eye", FIRST), ("The Lantern", SECOND)):
        inside = "".join(f"<p>{text}</p>" for text in body)
        parts.append(f"<h2>{title}</h2>{chapters[0]}{inside}{chapters[1]}<p>{POE[0]}</p>")
    return f"<html><body><h1>A book</h1>{''.join(parts)}</body></html>"


def titles(job: Job) -> list[str]:
    return [entry.title for entry in read_entries(job)]


def test_tales_with_chapters_of_their_own_are_works_of_their_own(
    books: Path, run_job: RunJob
) -> None:
    (books / "book.html").write_text(html_tales(numbered=True), "utf-8")

    job = run_job()

    assert titles(job) == ["The Eye", "The Lantern"]
    assert [entry.source for entry in read_entries(job)] == [str(books / "book.html")] * 2


def test_named_chapters_of_a_novel_are_not_taken_apart(books: Path, run_job: RunJob) -> None:
    (books / "novel.html").write_text(html_tales(), "utf-8")

    assert titles(run_job()) == ["novel"]


def test_parts_numbered_by_a_word_of_their_own_are_one_novel(books: Path, run_job: RunJob) -> None:
    page = html_tales(numbered=True).replace("The Eye", "Stage First")
    (books / "novel.html").write_text(page.replace("The Lantern", "Stage Second"), "utf-8")

    assert titles(run_job()) == ["novel"]


def test_chapters_in_capitals_are_one_novel(books: Path, run_job: RunJob) -> None:
    raw = ["PART FIRST", "THE EYE", *FIRST, "PART SECOND", "THE LANTERN", *SECOND]
    (books / "novel.txt").write_text("\n\n".join(raw), "utf-8")

    assert titles(run_job()) == ["novel"]


def test_a_book_that_calls_itself_tales_is_taken_apart(books: Path, run_job: RunJob) -> None:
    (books / "tales.html").write_text(
        html_tales().replace("<body>", "<body><title>Tales</title>"), "utf-8"
    )

    assert titles(run_job()) == ["The Eye", "The Lantern"]


def test_the_contents_of_a_plain_text_say_what_its_works_are(books: Path, run_job: RunJob) -> None:
    raw = ["TALES", "Contents", "The Eye\nThe Lantern\nA Note", "The Eye", *FIRST]
    (books / "tales.txt").write_text("\n\n".join([*raw, "The Lantern", *SECOND]), "utf-8")

    job = run_job()

    assert titles(job) == ["The Eye", "The Lantern"]
    assert read_works(job)[1].text().startswith(SECOND[0][:20])


def test_sections_of_an_fb2_are_works_by_their_depth(books: Path, run_job: RunJob) -> None:
    sections = "".join(
        f"<section><title><p>{title}</p></title><section><title><p>1</p></title>"
        + "".join(f"<p>{text}</p>" for text in body)
        + "</section></section>"
        for title, body in (("Левша", LESKOV[:24]), ("Блоха", LESKOV[24:]))
    )
    book = made.fb2([], title="Повести").replace(
        "</section></body>", f"</section>{sections}</body>"
    )
    (books / "povesti.fb2").write_text(book, "utf-8")

    assert titles(run_job("ru")) == ["Левша", "Блоха"]


def test_no_word_is_lost_and_cuts_keep_their_places(books: Path, run_job: RunJob) -> None:
    (books / "book.html").write_text(html_tales(numbered=True), "utf-8")
    job = run_job()
    folder = job.at(Stage.TEXTS)

    raws = [(folder / entry.raw).read_text("utf-8") for entry in read_entries(job)]

    for number, raw in enumerate(raws, start=1):
        headings = [raw[cut.start : cut.end] for cut in read_cuts(job, number)]
        assert headings[-2:] == ["I", "II"]
    assert "".join(raws).count(POE[0]) == 3


@pytest.mark.parametrize("split", [True, False])
def test_taking_apart_can_be_switched_off(books: Path, run_job: RunJob, split: bool) -> None:
    (books / "book.html").write_text(html_tales(numbered=True), "utf-8")

    assert len(titles(run_job(split=split))) == (2 if split else 1)
