"""Progress in bytes, speed and time left."""

from __future__ import annotations

from stylepad.models.progress import INTERVAL, WINDOW, Meter, Phase, Progress


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def metered(total: int) -> tuple[Clock, list[Progress], Meter]:
    clock: Clock = Clock()
    reports: list[Progress] = []
    return clock, reports, Meter(reports.append, total, clock)


def test_speed_and_time_left_follow_from_the_last_seconds() -> None:
    clock, reports, meter = metered(10_000)
    for second in range(int(WINDOW) * 2):
        clock.now = float(second)
        meter.tell(Phase.LOADING, 100 * second)
    assert reports[-1].speed == 100
    assert reports[-1].left == (10_000 - 900) / 100

    # Ten times as fast for a window: the slow start is forgotten.
    done = reports[-1].done
    for second in range(1, int(WINDOW) + 2):
        clock.now += 1
        meter.tell(Phase.LOADING, done + 1000 * second)
    assert reports[-1].speed == 1000


def test_reports_are_not_too_many_but_a_new_phase_is_told_at_once() -> None:
    clock, reports, meter = metered(1000)
    for step in range(100):
        clock.now = step * INTERVAL / 10
        meter.tell(Phase.LOADING, step)
    assert len(reports) <= 11

    meter.tell(Phase.RETRYING, 99)
    assert reports[-1] == Progress(Phase.RETRYING, 99, 1000)


def test_the_files_of_a_model_add_up() -> None:
    clock, reports, meter = metered(300)
    meter.tell(Phase.LOADING, 100)
    meter.finished(100)
    clock.now = 1.0
    meter.tell(Phase.LOADING, 50)

    assert [report.done for report in reports] == [100, 150]


def test_what_was_there_already_is_no_speed() -> None:
    clock, reports, meter = metered(1000)
    meter.tell(Phase.CHECKING, 100)
    clock.now = 1.0
    meter.tell(Phase.CHECKING, 900)
    assert reports[-1].speed == 0

    clock.now = 2.0
    meter.tell(Phase.LOADING, 900)
    clock.now = 3.0
    meter.tell(Phase.LOADING, 950)
    assert reports[-1].speed == 50
