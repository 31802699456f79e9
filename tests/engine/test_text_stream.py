"""Text whose bytes arrive in pieces."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stylepad.engine.text_stream import TextStream


@given(st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.integers(0, 60)))
def test_text_cut_anywhere_comes_out_whole(text: str, cuts: list[int]) -> None:
    data = text.encode()
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    stream = TextStream()
    taken = []
    for start, end in pairwise(places):
        stream.add(data[start:end])
        taken.append(stream.take())
    taken.append(stream.take(final=True))
    assert "".join(taken) == stream.text == text


def test_half_a_character_waits_for_its_other_half() -> None:
    stream = TextStream()
    first, second = "ж".encode()[:1], "ж".encode()[1:]
    stream.add(first)
    assert stream.take() == ""
    stream.add(second)
    assert stream.take() == "ж"


def test_half_a_character_at_the_end_is_marked() -> None:
    stream = TextStream()
    stream.add("жа".encode()[:3])
    assert stream.take(final=True) == "ж\ufffd"
