"""An answer is made to fit where its passage stood."""

from __future__ import annotations

import pytest

from stylepad.text.tidy import for_model, for_place


def test_a_model_never_sees_control_characters_or_half_characters() -> None:
    assert for_model("a\x00b\x1b[0m\ud800c\td\n") == "ab[0m\ufffdc\td\n"


@pytest.mark.parametrize(
    ("original", "answer", "expected"),
    [
        ("He left.", "  He departed.\n", "He departed."),
        ("He left.", "He\n\ndeparted.", "He departed."),
        ("One.\nTwo.", "Uno.\nDue.", "Uno.\nDue."),
        ("Rules of the house", "The rules of the house.", "The rules of the house"),
        ("He left", "And he left...", "And he left..."),
        ("and he left.", "Then he left.", "then he left."),
        ("and Peter left.", "Peter departed.", "Peter departed."),
        ("and I left.", "I departed.", "I departed."),
        ("он ушёл.", "Ушёл он.", "ушёл он."),
        ("He left.", "He \ufffddeparted.\x00", "He departed."),
    ],
)
def test_an_answer_fits_its_place(original: str, answer: str, expected: str) -> None:
    assert for_place(original, answer) == expected
