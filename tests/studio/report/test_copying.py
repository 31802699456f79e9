from __future__ import annotations

from stylepad.studio.report.copying import Works

BOOK = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age "
    "of foolishness, it was the epoch of belief."
)


def test_the_longest_run_of_the_authors_words_is_found_whole() -> None:
    text = "He told us: it was the worst of times, it was the age of wisdom! And then he left."
    found = Works([BOOK]).longest(text, "He spoke of that age, then he left.")

    assert " ".join(found) == "it was the worst of times it was the age of wisdom"


def test_seven_words_are_no_recitation() -> None:
    assert Works([BOOK]).longest("It was the best of times, it ended.", "") == ()


def test_what_the_input_says_itself_is_not_copied() -> None:
    assert Works([BOOK]).longest(BOOK, BOOK) == ()


def test_runs_do_not_reach_from_one_work_into_the_next() -> None:
    works = Works(["one two three four five", "six seven eight nine ten"])

    assert works.longest("one two three four five six seven eight nine ten", "") == ()


def test_no_works_copy_nothing() -> None:
    assert Works([]).longest(BOOK, "") == ()
