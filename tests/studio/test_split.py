from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stylepad.studio.split import split_works

works = st.dictionaries(st.integers(1, 200), st.integers(1, 200_000), min_size=3, max_size=60)


@given(works, st.text(max_size=5))
def test_every_part_has_a_work_and_most_is_learned_from(words: dict[int, int], seed: str) -> None:
    split = split_works(words, seed)

    assert set(split) == set(words)
    assert set(split.values()) == {"train", "stop", "test"}
    assert split == split_works(words, seed)


def test_about_a_tenth_of_even_works_is_kept_for_the_report() -> None:
    split = split_works(dict.fromkeys(range(40), 10_000), "seed")

    assert 4 <= sum(side == "test" for side in split.values()) <= 8
    assert sum(side == "train" for side in split.values()) >= 30


def test_the_one_great_novel_is_learned_from() -> None:
    words = {1: 400_000} | dict.fromkeys(range(2, 12), 5_000)

    assert split_works(words, "any")[1] == "train"


def test_of_two_works_none_is_set_aside() -> None:
    assert set(split_works({1: 10, 2: 20}, "any").values()) == {"train"}
