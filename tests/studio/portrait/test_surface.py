from __future__ import annotations

import pytest

from stylepad.studio.portrait.surface import LENGTHS, RIDGE, surface


def test_sentences_are_counted_in_words() -> None:
    found = surface(["One two three. One two three four five."], "en")

    assert found.sentences == 2
    assert found.mean_sentence == 4.0
    assert found.lengths[:2] == (0.5, 0.5)
    assert sum(found.lengths) == pytest.approx(1.0, abs=0.01)
    assert len(found.lengths) == len(LENGTHS) + 1
    assert max(range(len(RIDGE)), key=lambda n: found.ridge[n]) < 6


def test_marks_are_counted_per_thousand_words() -> None:
    found = surface(["Раз, два; три — и… четыре!"], "ru")

    assert found.words == 5
    assert found.marks["comma"] == found.marks["semicolon"] == found.marks["dash"] == 200.0
    assert found.marks["ellipsis"] == 200.0
    assert found.marks["question"] == 0.0


def test_a_hyphen_in_a_word_is_no_dash_and_three_dots_are_one_ellipsis() -> None:
    found = surface(["A well-known man... he left -- at once."], "en")

    assert found.marks["dash"] == pytest.approx(1000 / 7, abs=0.1)
    assert found.marks["ellipsis"] == pytest.approx(1000 / 7, abs=0.1)


@pytest.mark.parametrize(
    ("language", "spoken", "told"),
    [
        ("ru", "— Пойдёмте, — сказал он.", "Он сказал, что пора идти — и пошёл."),
        ("en", "“Let us go,” said he.", "He said that it was time to go."),
        ("en", "'Let us go,' said he.", "It was the dog's bone and the cats' milk."),
    ],
)
def test_direct_speech_is_heard(language: str, spoken: str, told: str) -> None:
    assert surface([spoken], language).dialogue == 1.0
    assert surface([told], language).dialogue == 0.0


def test_repeated_words_make_a_text_poorer() -> None:
    rich = surface([" ".join(f"word{n}" for n in range(300))], "en")
    poor = surface(["the same words again " * 75], "en")

    assert rich.richness == 1.0
    assert poor.richness == pytest.approx(0.04)


def test_nothing_is_measured_as_nothing() -> None:
    assert surface([], "en").words == 0
