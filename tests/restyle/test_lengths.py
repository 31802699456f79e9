"""Guessed lengths are near the true ones and seldom short."""

from __future__ import annotations

import re

from stylepad.restyle.lengths import TokenEstimate

ENGLISH = "The meeting started at ten and ended at noon. Laura presented the budget. "
RUSSIAN = "Совещание началось в десять и закончилось в полдень. "


def count(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Count as a byte-level vocabulary does: four letters of Latin or three of Cyrillic a token."""
    return tuple(map(_count, texts))


def _count(text: str) -> int:
    words = re.findall(r"[A-Za-z]+|[А-Яа-яЁё]+|[^A-Za-zА-Яа-яЁё ]", text)
    per_token = {"l": 4, "c": 3}
    return sum(
        -(-len(word) // per_token["l" if word < "\x7f" else "c"])
        if word.isalpha() and word < "ѿ"
        else len(word.encode())
        for word in words
    )


def test_a_guess_is_a_little_long_for_either_language() -> None:
    text = ENGLISH * 20 + RUSSIAN * 20
    estimate = TokenEstimate(count, text)

    for passage in (ENGLISH * 3, RUSSIAN * 3):
        assert _count(passage) <= estimate.tokens(passage) <= 1.4 * _count(passage)


def test_a_script_that_the_sample_lacks_counts_as_bytes() -> None:
    estimate = TokenEstimate(count, ENGLISH * 100)
    hebrew = "שלום עולם"

    assert estimate.tokens(hebrew) >= len(hebrew.replace(" ", "").encode())


def test_only_a_sample_of_a_long_text_is_tokenised() -> None:
    seen: list[int] = []

    def watched(texts: tuple[str, ...]) -> tuple[int, ...]:
        seen.append(sum(map(len, texts)))
        return count(texts)

    TokenEstimate(watched, ENGLISH * 20_000)

    assert sum(seen) < 5000


def test_a_huge_text_is_refused_without_looking_at_it() -> None:
    estimate = TokenEstimate(count, ENGLISH)

    assert not estimate.fits("x" * 10_000_000, 100)
    assert estimate.fits(ENGLISH, 40)
