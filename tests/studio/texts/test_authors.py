"""Whom the files name: two people are told, two spellings of one are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stylepad.studio.job import Job
from stylepad.studio.texts.authors import people, said
from stylepad.studio.texts.stage import read_entries, read_summary
from tests.studio.texts import books as made

HEADER = """The Project Gutenberg eBook of A tale

Title: A tale

Author: Edgar Allan Poe

*** START OF THE PROJECT GUTENBERG EBOOK A TALE ***

"""


@pytest.mark.parametrize(
    "names",
    [
        ("Николай Лесков", "Лесков Николай Семенович", "Н. С. Лесков", "Leskov, N. S."),
        ("Fyodor Dostoyevsky", "Dostoevskii, Fedor Mikhailovich, 1821-1881"),
        ("Leo Tolstoy", "Tolstoy, Leo, graf", "Lev Tolstoi"),
        ("Mark Twain", "Mark Twain (Samuel Clemens)", "Twain"),
        ("Poe", "Various", "неизвестный автор", "", "  "),
    ],
)
def test_one_person_in_several_spellings_is_one(names: tuple[str, ...]) -> None:
    assert len(people(names)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Николай Гоголь", "Николай Лесков"),
        ("Charlotte Brontë", "Charles Dickens"),
        ("Чехов Антон Павлович", "Антон Деникин"),
        ("Poe, Edgar Allan, 1809-1849", "Nathaniel Hawthorne"),
    ],
)
def test_two_persons_are_two(names: tuple[str, ...]) -> None:
    assert len(people(names)) == 2


def test_the_most_frequent_spelling_stands_for_all_with_their_number() -> None:
    found = people(["Э. По", "Эдгар По", "Эдгар По", "Натаниель Готорн"])

    assert found == [("Эдгар По", 3), ("Натаниель Готорн", 1)]


def test_a_sentence_about_an_author_is_no_head() -> None:
    assert said("The author: a man of forty.\n\n" + "word " * 2000 + "\nAuthor: Poe\n") == ""
    assert said("Автор:  Лесков Н. С. \n\nТекст") == "Лесков Н. С."


def test_books_of_two_authors_are_warned_of_by_name(
    books: Path, run_job: Callable[..., Job]
) -> None:
    poe = made.paragraphs("poe")
    first, second = poe[: len(poe) // 2], poe[len(poe) // 2 :]
    about = (
        '<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="trl">A. Translator'
        "</dc:creator><dc:creator>Nathaniel Hawthorne</dc:creator>"
    )
    (books / "tale.txt").write_text(HEADER + "\n\n".join(first), encoding="utf-8")
    (books / "other.epub").write_bytes(made.epub([second], title="Other", about=about))

    job = run_job()

    assert {entry.author for entry in read_entries(job)} == {
        "Edgar Allan Poe",
        "Nathaniel Hawthorne",
    }
    (note,) = [n for n in read_summary(job).warnings if n.code == "studio.several_authors"]
    assert "Edgar Allan Poe (1)" in note.message or "Nathaniel Hawthorne (1)" in note.message


def test_a_fiction_book_names_its_author_and_not_its_maker(
    books: Path, run_job: Callable[..., Job]
) -> None:
    about = (
        "<author><first-name>Николай</first-name><last-name>Лесков</last-name></author>"
        "<translator><first-name>Иван</first-name></translator>"
    )
    book = made.fb2(made.paragraphs("leskov"), about=about)
    (books / "levsha.fb2").write_text(book, encoding="utf-8")

    job = run_job("ru")

    assert [entry.author for entry in read_entries(job)] == ["Николай Лесков"]
    assert "studio.several_authors" not in {note.code for note in read_summary(job).warnings}
