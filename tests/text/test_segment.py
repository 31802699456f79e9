"""Cutting texts into passages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylepad.text.segment import rewrap, segment, unwrap

PIECES = st.sampled_from(
    [
        *("Слово. ", "A sentence, with a clause; and more. ", "שלום עולם. ", "word ", "12 ", "😀"),
        *("\n", "\r\n", "\n\n", "\u2029", "\ufeff", "\x00", "    ", "\t"),
        *("- ", "> ", "# ", "— ", "1. ", "```\n", "| a | b |\n", "---\n", "<div>\n"),
        *("[a](http://b.c) ", "x" * 250, "long" * 20 + " "),
    ]
)


def passages(text: str, limit: int = 10_000) -> list[str]:
    """Return the passages of a text as strings."""
    return [text[span.start : span.end] for span in segment(text, lambda part: len(part) <= limit)]


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([20, 80, 10_000]))
def test_passages_are_ordered_trimmed_and_fit(text: str, limit: int) -> None:
    position = 0
    for span in segment(text, lambda part: len(part) <= limit):
        passage = text[span.start : span.end]
        assert position <= span.start < span.end
        assert passage == passage.strip()
        assert len(passage) <= limit
        assert any(character.isalpha() for character in passage)
        assert "\x00" not in passage
        position = span.end
    assert position <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_comes_back_when_its_passages_do(text: str) -> None:
    rebuilt, position = "", 0
    for span in segment(text, lambda part: len(part) <= 30):
        rebuilt += text[position : span.start] + text[span.start : span.end]
        position = span.end
    assert rebuilt + text[position:] == text


def test_blank_lines_markers_and_indents_are_left_out() -> None:
    text = (
        "\t— Пойдём, — сказал он.\r\n\r\n- first thing here\n* [ ] second thing\n"
        "  1) third thing\n> said he\n"
    )
    assert passages(text) == [
        "Пойдём, — сказал он.",
        "first thing here",
        "second thing",
        "third thing",
        "said he",
    ]


def test_markdown_that_is_no_prose_is_left_alone() -> None:
    text = (
        "---\ntitle: A page\n---\n# The heading\n\nTitle text\n==========\n\n```python\n"
        "prose here\n\nmore\n```\n\n    x = f(y);\n\n| a | b |\n|---|---|\n| cell one | two |\n\n"
        "<div>\nin a block\n</div>\n\n<!-- a\ncomment -->\n\n[ref]: http://x.y/z\n\n***\n\n[only a link](http://a.b)\n"
    )
    assert passages(text) == []


def test_indented_prose_is_prose_and_indented_code_is_not() -> None:
    text = (
        "    Красная строка, обычная проза. И ещё фраза.\n\n    total = sum(values)\n    return x\n"
    )
    assert passages(text) == ["Красная строка, обычная проза. И ещё фраза."]


@pytest.mark.parametrize("text", ["", " \n\t\n", "😀 🎉", "12 345 — 6", "\x00\x00", "* * *"])
def test_a_text_without_letters_has_no_passage(text: str) -> None:
    assert passages(text) == []


def test_every_line_that_was_not_wrapped_is_a_passage() -> None:
    assert passages("Первый абзац книги.\nВторой абзац книги.\n") == [
        "Первый абзац книги.",
        "Второй абзац книги.",
    ]


def test_a_chapter_heading_of_a_plain_text_is_left_alone() -> None:
    assert passages("Глава I\n\nБыл вечер, и шёл дождь.") == ["Был вечер, и шёл дождь."]
    assert passages("Chapter the First") == ["Chapter the First"]


WRAPPED = (
    "This paragraph was wrapped by hand at the width that every mail program once\n"
    "used, so that it must be taken for a single passage and not for three of them,\n"
    "and rewrapped."
)


def test_a_hard_wrapped_paragraph_is_one_passage() -> None:
    assert passages(f"{WRAPPED}\n\nNext one.") == [WRAPPED, "Next one."]


def test_rewrapping_keeps_width_line_ends_and_quote_marks() -> None:
    quoted = "> " + WRAPPED.replace("\n", "\r\n> ")
    (passage,) = passages(quoted)
    assert unwrap(passage) == WRAPPED.replace("\n", " ")
    again = rewrap("A wholly different sentence. " * 8, passage)
    lines = again.split("\r\n> ")
    assert len(lines) == 3
    assert all(len(line) <= 80 for line in lines)
    assert unwrap(again) == ("A wholly different sentence. " * 8).strip()


def test_a_cut_across_two_lines_is_not_rewrapped_at_a_stump() -> None:
    assert rewrap("Three words and then quite a few.", "the end\nof it.") == (
        "Three words and then quite a few."
    )


def test_rewrapping_changes_nothing_where_nothing_was_wrapped_or_rewritten() -> None:
    assert rewrap("a  b\nc", "one line") == "a  b\nc"
    assert rewrap(unwrap(WRAPPED), WRAPPED) == WRAPPED


def test_a_long_paragraph_is_cut_into_as_many_whole_sentences_as_fit() -> None:
    text = "Mr. Smith came. Dr. Brown left at 5 p.m. on Monday. They met in St. Ives. It rained."
    assert passages(text, 55) == [
        "Mr. Smith came. Dr. Brown left at 5 p.m. on Monday.",
        "They met in St. Ives. It rained.",
    ]


def test_a_long_sentence_is_cut_at_clauses_and_then_at_words() -> None:
    text = (
        "Он пришёл домой, снял пальто; лёг — и заснул крепким сном до самого утра без сновидений."
    )
    assert passages(text, 35) == [
        "Он пришёл домой, снял пальто; лёг",
        "и заснул крепким сном до самого",
        "утра без сновидений.",
    ]


def test_a_sentence_alone_may_be_longer_than_a_passage() -> None:
    text = "Он пришёл. Он снял пальто, лёг — и заснул крепким сном до самого утра. Было тихо."

    spans = segment(text, lambda piece: len(piece) <= 20, lambda piece: len(piece) <= 60)

    assert [text[span.start : span.end] for span in spans] == [
        "Он пришёл.",
        "Он снял пальто, лёг — и заснул крепким сном до самого утра.",
        "Было тихо.",
    ]


def test_a_cut_leaves_links_and_code_whole() -> None:
    text = (
        "Read [the long guide, with care](http://a.b/c) and run `make all, now` before the evening."
    )
    for part in passages(text, 50):
        assert part.count("[") == part.count("](")
        assert part.count("`") % 2 == 0


def test_a_word_of_10_000_letters_is_left_alone() -> None:
    assert passages(f"Before it. {'щ' * 10_000} After it.") == ["Before it.", "After it."]
    assert passages("щ" * 10_000) == []


def test_a_word_that_does_not_fit_is_left_alone() -> None:
    assert passages("short " + "w" * 150 + " words", 40) == ["short", "words"]


def test_a_nul_byte_is_between_passages() -> None:
    assert passages("Hello there\x00and here") == ["Hello there", "and here"]


def test_right_to_left_text_is_a_passage() -> None:
    assert passages("\u200fשלום עולם. איך אתה?\n") == ["\u200fשלום עולם. איך אתה?"]


@pytest.mark.parametrize("separator", [" ", "\n\n", "\n"])
def test_200_000_words_are_cut_in_two_seconds(separator: str) -> None:
    paragraph = "Служащий посмотрел на бланк и вернул его. Он сказал, что подпись стоит не там."
    text = separator.join([paragraph] * (200_000 // len(paragraph.split())))
    calls = []
    started = time.process_time()
    spans = segment(text, lambda part: calls.append(0) or len(part) < 400)  # type: ignore[func-returns-value]
    assert time.process_time() - started < 2
    assert len(calls) <= 4 * len(spans)


@pytest.mark.parametrize("text", ["word. " * 200_000, "a\n" * 200_000])
def test_time_grows_with_the_length_only(text: str) -> None:
    started = time.process_time()
    assert segment(text, lambda part: len(part) < 400)
    # A second and a half on an idle core; a time that grew as the square would be minutes.
    assert time.process_time() - started < 6
