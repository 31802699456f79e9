"""How far a download is."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

WINDOW = 5.0
"""Seconds over which the speed is taken: long enough not to jump, short enough to be of now."""

INTERVAL = 0.1
"""Seconds between two reports, at least."""


class Phase(StrEnum):
    """What a download is doing. WAITING is for another download of the same file."""

    WAITING = "waiting"
    CHECKING = "checking"
    LOADING = "loading"
    PAUSED = "paused"
    RETRYING = "retrying"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` bytes; bytes per second and seconds left, 0 and None while unknown."""

    phase: Phase
    done: int
    total: int
    speed: float = 0.0
    left: float | None = None


Report = Callable[[Progress], None]


class Meter:
    """Turns the bytes of the files of one download into reports, not too many of them."""

    def __init__(
        self, report: Report, total: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._report, self._total, self._clock = report, total, clock
        self._before = 0
        self._phase: Phase | None = None
        self._last = float("-inf")
        self._samples: deque[tuple[float, int]] = deque()

    def finished(self, size: int) -> None:
        """Count a file of so many bytes as done; later bytes are those of the next file."""
        self._before += size

    def tell(self, phase: Phase, done: int) -> None:
        """Report `done` bytes of the present file, at once where the phase is another one."""
        now, done = self._clock(), self._before + done
        if phase is not self._phase:
            self._samples.clear()
        elif now - self._last < INTERVAL:
            return
        self._phase, self._last = phase, now
        self._samples.append((now, done))
        while now - self._samples[0][0] > WINDOW:
            self._samples.popleft()
        speed = self._speed() if phase is Phase.LOADING else 0.0
        left = (self._total - done) / speed if speed > 0 else None
        self._report(Progress(phase, done, self._total, speed, left))

    def _speed(self) -> float:
        (start, before), (end, after) = self._samples[0], self._samples[-1]
        return max(0.0, (after - before) / (end - start)) if end > start else 0.0
