from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stylepad.studio.report.figures import AtStrength, recommended
from stylepad.studio.report.overfitting import Advice, advice, read_curve

GOOD = AtStrength(
    strength=1.0,
    passages=40,
    style=0.8,
    style_low=0.7,
    style_high=0.9,
    own=0.8,
    modern=0.8,
    passed=1.0,
    unchanged=0.0,
    exact=1.0,
    numbers_lost=0.0,
    names_lost=0.0,
    facts_lost=0.0,
    chrf=0.6,
    copied=0.0,
    longest_run=0,
    run="",
    fluent=0.9,
    worth=0.7,
)


def curve(*stops: float, loss: float = 1.0) -> list[dict[str, float]]:
    return [{"step": n, "loss": loss, "stop_loss": stop} for n, stop in enumerate(stops)]


def test_a_curve_that_settles_is_no_overfitting() -> None:
    assert advice(curve(1.5, 1.2, 1.1, 1.099), [GOOD]) == ()


def test_a_rising_loss_is_named() -> None:
    assert advice(curve(1.5, 1.1, 1.2), [GOOD]) == (Advice.ROSE,)


def test_a_wide_gap_is_named_once_the_loss_no_longer_falls() -> None:
    assert advice(curve(1.5, 1.2, 1.2, loss=0.5), [GOOD]) == (Advice.GAP,)


def test_a_loss_that_still_falls_wants_more_time() -> None:
    assert advice(curve(1.5, 1.2, 1.1), [GOOD]) == (Advice.UNFINISHED,)


def test_a_plateau_whose_last_measurement_is_its_lowest_is_not_unfinished() -> None:
    # A real training of three rounds over 5,000 pairs, flat from the end of the second.
    flat = (
        0.5989, 0.4129, 0.3799, 0.355, 0.3382, 0.3307, 0.3358, 0.3161, 0.305, 0.3105, 0.3072,
        0.3069, 0.3026,
    )  # fmt: skip

    assert advice(curve(*flat, loss=0.14), [GOOD]) == ()
    assert advice(curve(*flat[:9], loss=0.14), [GOOD]) == (Advice.UNFINISHED,)


def test_a_descent_with_a_bump_at_its_end_is_unfinished_all_the_same() -> None:
    falling = (1.5, 1.3, 1.2, 1.12, 1.05, 0.98, 0.93, 0.88, 0.885)

    assert advice(curve(*falling), [GOOD]) == (Advice.UNFINISHED,)


def test_recitation_is_named_at_usual_strengths_only() -> None:
    copying = replace(GOOD, copied=0.05)

    assert advice((), [copying]) == (Advice.RECITES,)
    assert advice((), [GOOD, replace(copying, strength=1.25)]) == ()


def test_a_curve_cut_short_by_a_kill_is_read_to_its_last_whole_line(tmp_path: Path) -> None:
    path = tmp_path / "curve.jsonl"
    path.write_text('{"step": 1, "stop_loss": 2.0}\n{"step": 2, "st', encoding="utf-8")

    assert [row["step"] for row in read_curve(path)] == [1]
    assert read_curve(tmp_path / "none.jsonl") == ()


def test_the_strength_that_is_worth_most_is_recommended_and_of_two_the_lighter() -> None:
    light, strong = replace(GOOD, strength=0.5), replace(GOOD, strength=1.25)

    assert recommended([light, GOOD, strong]).strength == 0.5
    assert recommended([light, replace(strong, worth=0.75)]).strength == 1.25
