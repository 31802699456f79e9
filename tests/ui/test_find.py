from __future__ import annotations

import pytest

from stylepad.ui.find import Search, find_all, hit_after, hit_before


def test_find_ignores_case_unless_told() -> None:
    assert find_all("Гоголь, гоголь", Search("гоголь")) == [(0, 6), (8, 14)]
    assert find_all("Гоголь, гоголь", Search("гоголь", match_case=True)) == [(8, 14)]


def test_whole_words_leaves_out_parts_of_words() -> None:
    assert find_all("art party art.", Search("art", whole_words=True)) == [(0, 3), (10, 13)]


def test_marks_of_patterns_are_plain_characters() -> None:
    assert find_all("a.c abc (x)", Search("a.c")) == [(0, 3)]
    assert find_all("a.c abc (x)", Search("(x)")) == [(8, 11)]


def test_positions_count_an_emoji_as_two_units_like_qt() -> None:
    assert find_all("😀a 😀😀a", Search("a")) == [(2, 3), (8, 9)]


def test_nothing_is_found_for_nothing() -> None:
    assert find_all("text", Search("")) == []


@pytest.mark.parametrize(
    ("position", "after", "before"), [(0, 0, 2), (5, 1, 0), (10, 2, 1), (30, 0, 2)]
)
def test_search_wraps_around(position: int, after: int, before: int) -> None:
    hits = [(0, 2), (5, 7), (10, 12)]
    assert hit_after(hits, position) == after
    assert hit_before(hits, position) == before
