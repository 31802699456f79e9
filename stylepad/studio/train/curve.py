"""curve.jsonl: a line for each step, readable while the training runs."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from stylepad.paths import replace_file

_FLUSH_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Point:
    """A step: tokens and seconds of computing so far, losses in nats a token."""

    step: int
    tokens: int
    seconds: float
    loss: float | None
    stop_loss: float | None


def read_curve(path: Path) -> tuple[Point, ...]:
    """Return the points of a curve as far as they are written; none where there is no file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    points: list[Point] = []
    for line in lines:
        with suppress(ValueError, TypeError):  # the last line may be half written
            points.append(Point(**json.loads(line)))
    return tuple(points)


class Curve:
    """Adds points to a curve; those after step `last` are of a run that was cut off, and go."""

    def __init__(self, path: Path, last: int) -> None:
        self._path = path
        kept = [point for point in read_curve(path) if last and point.step <= last]
        self._lines = [_line(point) for point in kept]
        self._written = 0.0
        self._fresh = True

    def add(
        self, step: int, tokens: int, seconds: float, loss: float | None, stop_loss: float | None
    ) -> None:
        """Add a point; it is in the file within a second. Raises OSError."""
        rounded = (None if value is None else round(value, 5) for value in (loss, stop_loss))
        self._lines.append(_line(Point(step, tokens, round(seconds, 2), *rounded)))
        if time.monotonic() - self._written >= _FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what is not in the file yet."""
        if self._fresh:
            replace_file(self._path, "".join(self._lines).encode())
            self._fresh = False
        else:
            with self._path.open("a", encoding="utf-8") as file:
                file.write("".join(self._lines))
        self._lines = []
        self._written = time.monotonic()


def _line(point: Point) -> str:
    body = {
        "step": point.step,
        "tokens": point.tokens,
        "seconds": point.seconds,
        "loss": point.loss,
        "stop_loss": point.stop_loss,
    }
    return json.dumps(body) + "\n"
