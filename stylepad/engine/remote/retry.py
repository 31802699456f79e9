"""Trying again: exponential backoff with jitter, and what a server asks for with Retry-After."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TypeVar

from stylepad.engine.remote.errors import Failure

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and when an attempt is made again; all times in seconds.

    Before attempt n+1 up to `first`·2ⁿ⁻¹ passes, never more than `most`: half of it for certain,
    the rest by chance, so that several clients do not come back together. A server that asks for
    more than `patience` is not waited for.
    """

    attempts: int = 4
    first: float = 0.5
    most: float = 8.0
    patience: float = 60.0
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random

    def delay(self, attempt: int, failure: Failure) -> float | None:
        """Return how long to wait after a failed attempt (from 1), None to give up."""
        if not failure.again or attempt >= self.attempts:
            return None
        if failure.after is not None:
            return failure.after if failure.after <= self.patience else None
        longest = min(self.most, self.first * 2.0 ** (attempt - 1))
        return float(longest * (0.5 + 0.5 * self.chance()))


ONCE = RetryPolicy(attempts=1)
"""For somebody who is looking: a test says at once what it finds."""


async def tried(action: Callable[[], Awaitable[_T]], policy: RetryPolicy) -> _T:
    """Return what the action returns, tried as often as the policy allows. Raises Failure."""
    attempt = 1
    while True:
        try:
            return await action()
        except Failure as failure:
            wait = policy.delay(attempt, failure)
            if wait is None:
                raise
        await policy.pause(wait)
        attempt += 1


def retry_after(header: str, now: Callable[[], float] = time.time) -> float | None:
    """Return the seconds of a Retry-After header, which is a number or a date; None for neither."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now())
    except ValueError:
        return None
