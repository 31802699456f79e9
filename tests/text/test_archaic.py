"""Old-fashioned words."""

from __future__ import annotations

import pytest

from stylepad.text.archaic import archaic_words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Дабы узреть оный град, изволил он, да-с.", "ru", ("дабы", "оный", "изволил", "да-с")),
        (
            "Methinks ’tis the same, whence thou camest.",
            "en",
            ("methinks", "tis", "whence", "thou"),
        ),
        ("Он купил машину и уехал в город к мужу сестры.", "ru", ()),
        ("The parties hereby agree to the terms set out upon the first page.", "en", ()),
        ("Dabei war er", "de", ()),
    ],
)
def test_old_fashioned_words_are_found_and_ordinary_ones_are_not(
    text: str, language: str, expected: tuple[str, ...]
) -> None:
    assert archaic_words(text, language) == expected
