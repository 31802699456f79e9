"""What tells a slip from a sound change."""

from __future__ import annotations

import pytest

from stylepad.styles import soundness
from stylepad.styles.agreement import moves_between
from stylepad.styles.soundness import Weights, odds_of_slip, precedent, signs, traits

WEEK = "Каждую неделю он приезжает на дачу с собакой и двумя внуками."
RAIN = "It rained on Monday, and the two boys stayed at home with their aunt."


def odds(original: str, changed: str, language: str, share: float = 0.3) -> float:
    """Return the odds of the one move between two texts."""
    (move,) = moves_between(original, changed)
    return odds_of_slip(original, move.edits, share, language)


@pytest.mark.parametrize(
    ("original", "sound", "slip", "language"),
    [
        (WEEK, ("Каждую", "Всякую"), ("приезжает", "приезжал он"), "ru"),
        (WEEK, ("Каждую", "Всякую"), ("двумя внуками", "двумя, внуками"), "ru"),
        (WEEK, ("приезжает на", "приезжает непременно на"), ("на дачу", "на и дачу"), "ru"),
        (WEEK, ("приезжает на", "приезжает непременно на"), (" на дачу", " на"), "ru"),
        (RAIN, ("Monday, and", "Monday; and"), ("the two boys", "the two"), "en"),
        (RAIN, ("on Monday", "upon Monday"), ("stayed at", "stayed of at"), "en"),
        (RAIN, ("on Monday", "upon Monday"), ("their aunt", "they aunt"), "en"),
    ],
)
def test_a_slip_is_more_in_doubt_than_a_sound_change(
    original: str, sound: tuple[str, str], slip: tuple[str, str], language: str
) -> None:
    good = odds(original, original.replace(*sound), language)
    bad = odds(original, original.replace(*slip), language)

    assert good < 0 < bad


def test_what_more_answers_do_is_less_in_doubt() -> None:
    changed = WEEK.replace("Каждую", "Всякую")

    assert odds(WEEK, changed, "ru", 0.9) < odds(WEEK, changed, "ru", 0.1)


def test_a_language_without_marks_is_judged_by_what_can_be_counted() -> None:
    german = "Am Montag regnete es, und die beiden Jungen blieben zu Hause."

    once = german.replace("beiden ", "beiden lieben ")
    doubled = german.replace("beiden ", "beiden beiden ")

    assert odds(german, once, "de") < odds(german, doubled, "de")
    assert odds(german, once, "de", 0.9) < odds(german, once, "de", 0.1)


def test_a_precedent_is_the_same_whatever_the_case_the_blanks_and_the_place() -> None:
    (early,) = moves_between("Он ещё  спит, а я нет.", "Он всё ещё  спит, а я нет.")
    (late,) = moves_between("Я читаю. ещё спит", "Я читаю. Всё ещё спит")
    one = precedent("Он ещё  спит, а я нет.", early.edits, "ru")

    assert one == precedent("Я читаю. ещё спит", late.edits, "ru")
    assert one != precedent("Он ещё  спит, а я нет.", early.edits, "en")


def test_traits_have_their_names() -> None:
    empty = Weights((), (), 1.0, b"", b"")
    (move,) = moves_between(RAIN, RAIN.replace("at home ", ""))
    counted = dict(zip(soundness.TRAITS, traits(RAIN, move.edits, 0.5, "en", empty), strict=True))

    assert counted["old_words"] == counted["missing_words"] == 2
    assert counted["gone"]
    assert counted["long_gone"]
    assert not counted["little_gone"]
    assert not counted["precedent"]
    assert counted["share"] == 0


def test_signs_of_both_sides_are_seen_at_the_edges_of_a_text() -> None:
    (start,) = moves_between("Он спит.", "Вот он спит.")
    (end,) = moves_between("Он спит", "Он спит уж")

    assert any("^" in sign for sign in signs("Он спит.", start.edits, "ru"))
    assert any("$" in sign for sign in signs("Он спит", end.edits, "ru"))
