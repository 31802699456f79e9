"""The verdict on a candidate, and the order of several."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from stylepad.engine.protocol import Finish
from stylepad.restyle.gate import judge, rank
from stylepad.restyle.result import Candidate, Report

ORIGINAL = "Лариса купила дом в Казани за 420 рублей, и мать её обрадовалась."
GOOD = "Купила, вообразите, Лариса в Казани дом за 420 рублей, отчего мать её возрадовалась."


@dataclass
class Meter:
    """A meter that has made up its mind."""

    near: float = 0.5
    run: int = 0

    def way(self, text: str) -> float:
        return self.near

    def longest_copied_run(self, text: str, original: str) -> int:
        return self.run


def verdict(text: str, original: str = ORIGINAL, **changes: object) -> Report:
    return judge(original, text, language="ru", **changes)  # type: ignore[arg-type]


def test_a_good_rewriting_passes_with_what_it_kept() -> None:
    report = verdict(GOOD, meter=Meter(near=0.7))

    assert report.passed
    assert report.faults == ()
    assert report.style == 0.7
    assert set(report.kept) >= {"Лариса", "Казани", "420"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Купила Лариса в Казани дом, и мать её обрадовалась тому.", "lost"),
        (GOOD.replace("мать", "мать Аграфена"), "invented"),
        (GOOD.replace("420 рублей", "420 рублей и 17 копеек"), "invented"),
        (ORIGINAL, "unchanged"),
        ("", "empty"),
        (" \n", "empty"),
        (GOOD + " Лариса в Казани" + ", и так далее, и тому подобное, и прочее" * 5, "length"),
        ("Лариса: Казань, 420.", "length"),
        (GOOD + " и была и была и была и была", "loop"),
        (GOOD.replace("дом", "дoм"), "alphabets"),
        (GOOD.replace("дом", "house"), "alphabets"),
        ("Larisa bought a house in Kazan for 420 roubles, and her mother was glad.", "language"),
    ],
)
def test_a_fault_fails_a_candidate(text: str, fault: str) -> None:
    report = verdict(text)

    assert not report.passed
    assert fault in report.faults


def test_an_empty_answer_loses_everything() -> None:
    assert set(verdict("").lost) >= {"Лариса", "Казани", "420"}


def test_an_answer_that_breaks_off_fails() -> None:
    assert verdict(GOOD, finish=Finish.LENGTH).faults == ("unfinished",)


@pytest.mark.parametrize(
    ("run", "copied", "passed", "faults"),
    [
        (5, 0, True, ()),
        (6, 6, True, ()),
        (8, 8, True, ("copied_some",)),
        (19, 19, True, ("copied_some",)),
        (20, 20, False, ("copied",)),
    ],
)
def test_a_copied_run_is_counted_flagged_and_refused(
    run: int, copied: int, passed: bool, faults: tuple[str, ...]
) -> None:
    report = verdict(GOOD, meter=Meter(run=run))

    assert (report.copied, report.passed, report.faults) == (copied, passed, faults)


def test_quotes_that_do_not_pair_up_are_told_and_tolerated() -> None:
    report = verdict(GOOD.replace("вообразите", "«вообразите"))

    assert report.passed
    assert report.faults == ("quotes",)


def test_a_word_or_two_may_stay_or_grow() -> None:
    assert verdict("Да.", "Да.").passed
    assert verdict("Да, знаю.", "Да.").passed


def test_without_a_profile_nothing_is_said_of_the_style() -> None:
    assert verdict(GOOD).style is None


def candidate(text: str, **changes: object) -> Candidate:
    return Candidate(text, verdict(text, **changes), tokens=10, seconds=1.0)


def order(*candidates: Candidate) -> list[str]:
    return [item.text for item in rank(ORIGINAL, candidates)]


def test_what_passed_comes_before_what_lost_however_near_it_is() -> None:
    lossy = candidate("Купила дом Лариса, отчего мать возрадовалась.", meter=Meter(near=1.0))
    good = candidate(GOOD, meter=Meter(near=0.1))

    assert order(lossy, good) == [GOOD, lossy.text]


def test_of_those_that_passed_the_nearest_to_the_author_comes_first() -> None:
    other = GOOD.replace("вообразите", "представьте")

    assert order(
        candidate(GOOD, meter=Meter(near=0.2)), candidate(other, meter=Meter(near=0.9))
    ) == [other, GOOD]


def test_plainer_than_plain_is_worse_than_plain_and_beyond_the_author_no_better() -> None:
    other = GOOD.replace("вообразите", "представьте")

    def two(near: float, nearer: float) -> list[str]:
        first, second = candidate(GOOD, meter=Meter(near)), candidate(other, meter=Meter(nearer))
        return order(first, second)

    assert two(-0.6, -0.2) == [other, GOOD]
    assert two(1.1, 1.9) == [GOOD, other]
    assert candidate(GOOD, meter=Meter(-0.6)).report.style == 0
    assert candidate(GOOD, meter=Meter(1.9)).report.style == 1


def test_of_those_that_failed_the_one_that_lost_least_comes_first() -> None:
    one = candidate(GOOD.replace("420", "немало"))
    two = candidate(one.text.replace("Лариса", "она"))

    assert order(two, one) == [one.text, two.text]


def test_a_loop_is_worse_than_a_loss() -> None:
    lossy = candidate("Купила она дом, отчего мать её возрадовалась вся.")
    loop = candidate(GOOD + " и была и была и была и была")

    assert order(loop, lossy)[0] == lossy.text


def test_words_that_are_no_words_come_last() -> None:
    broken = GOOD.replace("возрадовалась", "возрадузнута")

    assert order(candidate(broken), candidate(GOOD)) == [GOOD, broken]


def test_what_the_model_was_unsure_of_comes_after_what_it_was_sure_of() -> None:
    unsure = GOOD.replace("отчего", "что ли")
    sure = candidate(GOOD)

    assert order(replace(sure, text=unsure, doubt=18.0), replace(sure, doubt=3.0)) == [
        GOOD,
        unsure,
    ]


def test_no_change_at_all_is_the_last_resort_but_one() -> None:
    same = candidate(ORIGINAL)
    much_lost = candidate("Купила она дом, отчего мать её возрадовалась вся.")
    little_lost = candidate(GOOD.replace("420", "немало"))

    assert order(much_lost, same, little_lost) == [little_lost.text, same.text, much_lost.text]
