"""Telling the language of a text."""

from __future__ import annotations

import pytest

from stylepad.text.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Лариса представила бюджет.", "ru"),
        ("Laura presented the budget.", "en"),
        ("Да", "ru"),
        ("Yes", "en"),
        ("Открой файл readme.txt и прочти его", "ru"),
        ("He said «да» and left the room", "en"),
        ("Смотри https://example.org/a/very/long/address/in/latin", "ru"),
        ("Вона пішла до школи і їсть яблуко", ""),
        ("Je suis dans la maison avec le chat qui dort", ""),
        ("Das ist ein Haus und nicht eine Schule", ""),
        ("שלום עולם", ""),
        ("12 😀", ""),
        ("", ""),
    ],
)
def test_language_is_told_by_script_and_common_words(text: str, language: str) -> None:
    assert detect(text) == language
