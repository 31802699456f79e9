from __future__ import annotations

import pytest

from stylepad.ui.find import Search, find_all, hit_after, hit_before, index_of


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


@pytest.mark.parametrize("whole_words", [False, True])
@pytest.mark.parametrize("needle", ["abab", "a", "😀", "ab ab", "ба"])
def test_long_text_has_the_hits_that_one_search_of_the_whole_finds(
    needle: str, whole_words: bool
) -> None:
    text = ("ababab abab😀 a 😀 ab ab БА баба abab " * 8_000) + "abab"
    search = Search(needle, whole_words=whole_words)
    spans = [match.span() for match in search.pattern().finditer(text)]

    def units(position: int) -> int:
        return position + text.count("😀", 0, position)

    some = [0, 1, len(spans) // 2, -2, -1]
    hits = find_all(text, search)
    assert len(hits) == len(spans) > 4
    assert [hits[n] for n in some] == [(units(spans[n][0]), units(spans[n][1])) for n in some]
    assert len(set(hits)) == len(hits)
    assert hits == sorted(hits)


def test_stopped_search_ends_early() -> None:
    assert find_all("a" * 1_000_000, Search("a"), stopped=lambda: True) == []


def test_index_of_a_place_that_is_no_hit_is_minus_one() -> None:
    hits = [(0, 2), (5, 7)]
    assert [index_of(hits, place) for place in ((5, 7), (5, 6), (9, 9))] == [1, -1, -1]


@pytest.mark.parametrize(
    ("position", "after", "before"), [(0, 0, 2), (5, 1, 0), (10, 2, 1), (30, 0, 2)]
)
def test_search_wraps_around(position: int, after: int, before: int) -> None:
    hits = [(0, 2), (5, 7), (10, 12)]
    assert hit_after(hits, position) == after
    assert hit_before(hits, position) == before
