"""The meters, on texts as models write them."""

from __future__ import annotations

import pytest

from stylepad.text import meters


def test_length_is_compared_in_letters_and_digits() -> None:
    assert meters.length_ratio("Он пришёл.", "Он — пришёл!..") == 1.0
    assert meters.length_ratio("four", "twice as long") == pytest.approx(11 / 4)
    assert meters.length_ratio("...", "word") == 4.0


@pytest.mark.parametrize(
    "text",
    [
        "он был он был он был",
        "He said that he said that he said that he was glad.",
        "She went to the old house, she went to the old house.",
        "и и и и",
        "Ааааааааа",
        "x" * 60,
    ],
)
def test_a_loop_is_noticed(text: str) -> None:
    assert meters.loops("He was glad to see the house.", text)


@pytest.mark.parametrize(
    "text",
    [
        "Very, very old.",
        "He said that she said that.",
        "Длинношеее животное стояло, и стояло, и не думало уходить.",
        "Had he had had, he had had it.",
        "1000000 рублей",
    ],
)
def test_ordinary_repetition_is_no_loop(text: str) -> None:
    assert not meters.loops("Nothing of the kind.", text)


def test_a_loop_that_the_writer_wrote_is_no_fault() -> None:
    assert not meters.loops("Ха ха ха ха, сказал он.", "Ха ха ха, молвил он.")


def test_words_in_two_alphabets_are_found_unless_the_original_has_them() -> None:
    assert meters.mixed_words("Дом.", "Дoм стоял.") == ("Дoм",)
    assert meters.mixed_words("Дoм.", "Дoм стоял.") == ()
    assert meters.mixed_words("Дом и house.", "IT-отдел и café") == ()


def test_a_slip_into_another_alphabet_is_found() -> None:
    assert meters.mixed_words("420 учеников.", "420 assured учеников.") == ("assured",)
    assert meters.mixed_words("He went home.", "He пошёл home.") == ("пошёл",)
    assert meters.mixed_words("Письмо от Microsoft.", "Письмо от Google.") == ()


def test_words_that_are_no_words_are_found() -> None:
    original = "Первый способ дешевле, но ретрофутуризм дороже."

    text = "Ретрофутуризма способ соигравенно дешевле, и подозрнут."
    assert meters.unknown_words(original, text) == ("соигравенно", "подозрнут")
    assert meters.unknown_words("It costs less.", "It was in the busjest house.") == ("busjest",)


def test_marks_that_no_longer_pair_up_are_found() -> None:
    assert meters.unbalanced_marks("«Да», — сказал он.", "«Да, — сказал он.")
    assert meters.unbalanced_marks('"Yes," he said.', '"Yes, he said.')
    assert not meters.unbalanced_marks("«Да», — сказал он.", "— Да, — сказал он.")
    assert not meters.unbalanced_marks("1) first", "2) second")


def test_content_words_are_matched_across_inflection() -> None:
    original = "Совещание закончилось в полдень."

    assert meters.content_kept(original, "К полудню совещания закончились.") > 0.6
    assert meters.content_kept(original, "Бричка въехала в ворота.") == 0.0
    assert meters.content_kept("Да.", "Нет.") == 1.0


def test_words_said_twice_are_counted() -> None:
    assert meters.doubled_runs("", "He went to the the house house.") == 2
    assert meters.doubled_runs("", "Вчера в нашем доме, в нашем доме отключили воду.") == 1
    assert meters.doubled_runs("", "On Thursday at 10, at 10, and at 11.") == 1


def test_what_the_original_says_twice_may_stay() -> None:
    assert meters.doubled_runs("It was very very cold.", "It was a very very cold day.") == 0


def test_the_same_words_are_the_same_text() -> None:
    assert meters.same_text("Он пришёл.", "он пришёл!")
    assert not meters.same_text("Он пришёл.", "Пришёл он.")
