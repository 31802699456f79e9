"""What several answers agree on stays; what one of them does alone goes."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from stylepad.styles.agreement import Agreement, Revised

ORIGINAL = "Старик шёл по улице и думал о письме, которое получил в среду."
SURE = "Старик шёл себе по улице и думал о письме, которое получил в среду."
SLIP = "Старик шёл себе по улице и думал о письме, которое получен в среду."


def by_doubt(found: Revised) -> tuple[bool, float]:
    """Return a rating that knows nothing but the doubt."""
    return False, found.doubt


def by_length(found: Revised) -> tuple[bool, float]:
    """Return a rating that cannot have enough words."""
    return False, -len(found.text)


WAYS = ((0, 1), (2, 1), (4, 2))
"""Numbers of answers, and how many changes are asked of each."""


def by_number_of_changes(wanted: int) -> Callable[[Revised], tuple[bool, float]]:
    """Return a rating by how far a number of changes is from the wanted one."""
    return lambda found: (False, abs(found.changes - wanted))


def test_a_change_that_one_answer_makes_alone_is_taken_back() -> None:
    agreed = Agreement(ORIGINAL, [SURE] * 5 + [SLIP], "ru")

    assert agreed.revised(5, by_doubt).text == SURE


def test_what_all_do_is_less_in_doubt_than_what_one_does() -> None:
    agreed = Agreement(ORIGINAL, [SURE] * 5 + [SLIP.replace("шёл себе", "шёл")], "ru")

    assert agreed.revised(0, by_doubt).doubt < agreed.revised(5, by_doubt).doubt


def test_one_change_is_left_whatever_the_doubt() -> None:
    alone = ORIGINAL.replace("улице", "прешпекту")
    agreed = Agreement(ORIGINAL, [ORIGINAL] * 6 + [alone], "ru")

    assert agreed.revised(6, by_doubt).text == alone


def test_an_answer_is_left_as_it_is_where_it_is_best() -> None:
    agreed = Agreement(ORIGINAL, [SURE] * 5 + [SLIP], "ru")

    assert agreed.revised(5, by_length).text == SLIP


def test_a_word_that_goes_elsewhere_goes_or_stays_as_a_whole() -> None:
    moved = "Старик шёл и думал о письме, которое получил в среду, по улице."
    agreed = Agreement(ORIGINAL, [SURE] * 5 + [moved.replace("Старик", "Старец")], "ru")

    left = {agreed.revised(5, rate).text for rate in (by_doubt, by_length)}

    assert all(text.count("улице") == 1 for text in left)


def test_an_answer_without_changes_is_certain() -> None:
    agreed = Agreement(ORIGINAL, [ORIGINAL] * 6, "ru")

    assert agreed.revised(0, by_doubt) == Revised(ORIGINAL, 0.0, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("получил в среду", "получалась в среду, в среду"),  # said twice
        ("получил в среду", "получовил в среду"),  # no word at all
    ],
)
def test_what_is_broken_is_in_doubt_however_often_it_comes(one: str, other: str) -> None:
    broken = ORIGINAL.replace(one, other)
    agreed = Agreement(ORIGINAL, [SURE] * 4 + [broken] * 4, "ru")

    assert agreed.revised(7, by_doubt).doubt > 1.5 * agreed.revised(0, by_doubt).doubt


def test_line_breaks_and_marks_of_the_original_stay() -> None:
    original = "Старик шёл по улице\nи думал — о письме."
    answer = "Старик шёл себе по улице\nи мыслил — о письме."
    agreed = Agreement(original, [answer] * 6, "ru")

    text = agreed.revised(0, by_doubt).text

    assert "улице\nи" in text
    assert "— о письме." in text


def test_doubts_of_changes_add_up() -> None:
    agreed = Agreement(ORIGINAL, [SURE] * 3 + [SLIP] * 3, "ru")

    both = agreed.revised(5, by_length)
    one = agreed.revised(0, by_length)

    assert 0 < one.doubt < both.doubt
    assert math.exp(-both.doubt) < math.exp(-one.doubt) < 1


def test_what_others_change_elsewhere_is_put_in() -> None:
    one = ORIGINAL.replace("и думал", "и всё думал")
    agreed = Agreement(ORIGINAL, [SURE] * 3 + [one] * 3, "ru")

    both = SURE.replace("и думал", "и всё думал")
    assert {agreed.revised(number, by_length).text for number in (0, 5)} == {both}


def test_what_one_other_alone_changes_is_not_put_in() -> None:
    one = ORIGINAL.replace("и думал", "и всё думал")
    agreed = Agreement(ORIGINAL, [SURE] * 5 + [one], "ru")

    assert agreed.revised(0, by_length).text == SURE


def test_changes_of_neighbours_are_not_put_together() -> None:
    one = ORIGINAL.replace("шёл по улице", "шёл потихоньку по улице")
    other = ORIGINAL.replace("шёл", "побрёл")
    agreed = Agreement(ORIGINAL, [one] * 3 + [other] * 3, "ru")

    assert {agreed.revised(number, by_length).text for number in (0, 5)} == {one, other}


def test_the_same_word_put_in_again_is_in_doubt() -> None:
    first = ORIGINAL.replace("шёл", "шёл, признаться,")
    second = ORIGINAL.replace("получил", "получил, признаться,")
    both = first.replace("получил", "получил, признаться,")
    agreed = Agreement(ORIGINAL, [first, first, second, second, both, both], "ru")

    one, two, again = (agreed.revised(number, by_number_of_changes(n)) for number, n in WAYS)

    assert again.changes == 2
    assert again.doubt > one.doubt + two.doubt + 0.9  # the word, and one more aside
