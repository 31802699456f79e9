"""Whether the words of a text go together, by what stands side by side in good prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.text.neighbours import BITS_A_PAIR, strangeness, words_of, write_filter

RUSSIAN = "Он вышел из дома и пошёл по улице."
ENGLISH = "He went out of the house and walked down the street."


@pytest.mark.parametrize(
    ("original", "good", "broken", "language"),
    [
        (
            RUSSIAN,
            "Он вышел из дому и медленно пошёл по улице.",
            "Дома вышел улице из пошёл.",
            "ru",
        ),
        (
            ENGLISH,
            "He came out of the house, and went down the street.",
            "House went street walked out.",
            "en",
        ),
    ],
)
def test_words_out_of_order_are_stranger_than_a_good_rewriting(
    original: str, good: str, broken: str, language: str
) -> None:
    assert strangeness(original, good, language) < 0.4
    assert strangeness(original, broken, language) >= 0.5


def test_what_the_original_has_is_never_strange() -> None:
    odd = "Green ideas sleep furiously under seventeen velvet mornings."
    assert strangeness(odd, odd, "en") == 0.0
    assert strangeness("", odd, "en") > 0.5


def test_a_language_without_a_list_is_not_judged() -> None:
    assert strangeness("Bonjour.", "Le chat noir dort.", "fr") == 0.0


def test_io_and_ie_are_one_letter() -> None:
    assert words_of("Пошёл, ПОШЕЛ; по-русски") == ["пошел", "пошел", "по-русски"]


def test_a_filter_takes_ten_bits_a_pair(tmp_path: Path) -> None:
    pairs = [f"one{number} two" for number in range(1000)]
    write_filter(tmp_path / "pairs.bin", pairs)
    assert (tmp_path / "pairs.bin").stat().st_size == 1000 * BITS_A_PAIR // 8 + 1
