from __future__ import annotations

import pytest

from stylepad.studio.report.meaning import kept


def test_a_lost_number_and_a_lost_name_are_told_apart() -> None:
    plain = "Он отдал Петру 25 рублей и уехал в Москву 3 мая."
    found = kept(plain, "Отдал он, братец ты мой, Петру деньги да и уехал в Москву 3 мая.", "ru")

    assert (found.numbers, found.numbers_lost) == (2, 1)
    assert found.names_lost == 0
    assert not found.exact
    assert kept(plain, plain, "ru").exact


def test_an_invented_name_is_not_exact() -> None:
    found = kept("She left early.", "She left early, as Matilda had foreseen.", "en")

    assert found.invented == 1
    assert not found.exact


def test_likeness_is_one_for_the_same_text_and_little_for_another() -> None:
    text = "The rain kept on until the evening."

    assert kept(text, text, "en").chrf == pytest.approx(1.0)
    assert kept(text, "Nobody has ever bought a hat.", "en").chrf < 0.25
    assert kept(text, "", "en").chrf == 0.0
