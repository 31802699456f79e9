"""Waiting for a condition with a deadline: the only place of the end-to-end tests that pauses."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from jeepney import DBusErrorResponse

T = TypeVar("T")


class TooLateError(AssertionError):
    """A condition did not come true before its deadline."""


def wait_for(what: str, condition: Callable[[], T | None], seconds: float = 10.0) -> T:
    """Return the first true value of `condition`; raise TooLateError after `seconds`.

    A control that goes away while it is asked counts as not yet.
    """
    deadline = time.monotonic() + seconds
    pause = 0.01
    while not (value := _ask(condition)):
        if time.monotonic() > deadline:
            raise TooLateError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)
    return value


def _ask(condition: Callable[[], T | None]) -> T | None:
    try:
        return condition()
    except DBusErrorResponse:
        return None
