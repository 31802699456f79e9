"""Word-level changes."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from stylepad.text.diff import apply, changes

WORDS = st.lists(
    st.sampled_from(["слово", "a", "the", ",", " ", "\n", "—", "don't", "42", "."]), max_size=40
).map("".join)


@settings(max_examples=400, deadline=None)
@given(WORDS, WORDS)
def test_all_changes_make_the_rewriting_and_none_the_original(before: str, after: str) -> None:
    edits = changes(before, after)
    assert apply(before, edits) == after
    assert apply(before, edits, ()) == before
    position = 0
    for edit in edits:
        assert edit.start == position
        position = edit.end
        assert (edit.kind == "keep") == (before[edit.start : edit.end] == edit.text)
    assert position == len(before)


def test_changes_are_of_whole_words() -> None:
    before = "The clerk looked at the form and gave it back."
    edits = changes(before, "The clerk glanced at the form, and solemnly gave it back.")
    made = [(edit.kind, before[edit.start : edit.end], edit.text) for edit in edits]
    assert [change for change in made if change[0] != "keep"] == [
        ("replace", "looked", "glanced"),
        ("insert", "", ","),
        ("insert", "", " solemnly"),
    ]


def test_any_change_may_be_accepted_alone() -> None:
    before = "He left early and went home."
    edits = changes(before, "She left very early and went away.")
    real = [index for index, edit in enumerate(edits) if edit.kind != "keep"]
    assert [apply(before, edits, {index}) for index in real] == [
        "She left early and went home.",
        "He left very early and went home.",
        "He left early and went away.",
    ]


def test_a_lone_space_between_two_changes_is_no_change_of_its_own() -> None:
    edits = changes("old grey mare", "new black horse")
    assert [(edit.kind, edit.text) for edit in edits] == [("replace", "new black horse")]


def test_paragraphs_are_compared_with_their_counterparts() -> None:
    before = "one two\n\none two"
    edits = changes(before, "three\n\none two")
    assert [(edit.kind, edit.start, edit.end) for edit in edits] == [
        ("replace", 0, 7),
        ("keep", 7, 16),
    ]


def test_5_000_words_are_compared_in_half_a_second() -> None:
    draw = random.Random(1)
    vocabulary = [f"слово{number}" for number in range(2000)]
    words = [draw.choice(vocabulary) for _ in range(5000)]
    other = [word if draw.random() < 0.6 else draw.choice(vocabulary) for word in words]
    started = time.process_time()
    edits = changes(" ".join(words), " ".join(other))
    assert time.process_time() - started < 0.5
    assert apply(" ".join(words), edits) == " ".join(other)
