"""When an attempt is made again."""

from __future__ import annotations

from email.utils import formatdate

import pytest

from stylepad.engine.remote.errors import Failure
from stylepad.engine.remote.retry import RetryPolicy, retry_after
from stylepad.errors import ServerError


def failure(*, again: bool = True, after: float | None = None) -> Failure:
    return Failure(ServerError("What happened."), again=again, after=after)


def test_pauses_double_up_to_a_limit_and_are_half_by_chance() -> None:
    shares = iter([0.0, 1.0, 0.5, 1.0, 1.0])
    policy = RetryPolicy(attempts=9, first=1.0, most=4.0, chance=lambda: next(shares))

    delays = [policy.delay(attempt, failure()) for attempt in range(1, 6)]

    assert delays == [0.5, 2.0, 3.0, 4.0, 4.0]


def test_the_last_attempt_and_a_hopeless_one_are_not_made_again() -> None:
    policy = RetryPolicy(attempts=2)
    assert policy.delay(1, failure()) is not None
    assert policy.delay(2, failure()) is None
    assert policy.delay(1, failure(again=False)) is None


def test_what_the_server_asks_for_is_waited_unless_it_is_too_long() -> None:
    policy = RetryPolicy(patience=30.0)
    assert policy.delay(1, failure(after=0.0)) == 0.0
    assert policy.delay(1, failure(after=30.0)) == 30.0
    assert policy.delay(1, failure(after=31.0)) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("12", 12.0),
        (" 0 ", 0.0),
        (formatdate(1_000_090, usegmt=True), 90.0),
        (formatdate(999_000, usegmt=True), 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("²", None),
    ],
)
def test_a_time_is_given_in_seconds_or_as_a_date(header: str, seconds: float | None) -> None:
    assert retry_after(header, lambda: 1_000_000.0) == seconds
