from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, StylePadError
from stylepad.ui.tasks import Progress, Tasks


@pytest.fixture
def unhandled() -> list[Exception]:
    return []


@pytest.fixture
def tasks(qtbot: QtBot, unhandled: list[Exception]) -> Iterator[Tasks]:
    tasks = Tasks(unhandled.append)
    yield tasks
    assert tasks.close() == ()


def test_result_arrives_on_the_ui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    threads: list[threading.Thread] = []
    results: list[int] = []

    def work(progress: Progress) -> int:
        threads.append(threading.current_thread())
        return 42

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    tasks.run(work, done=done)
    qtbot.waitUntil(lambda: bool(results))
    assert results == [42]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert tasks.running == 0


def test_progress_arrives_in_order_and_before_the_result(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[object] = []

    def work(progress: Progress) -> str:
        for share in range(5):
            progress(share)
        return "end"

    tasks.run(work, done=seen.append, progress=seen.append)
    qtbot.waitUntil(lambda: "end" in seen)
    assert seen == [0, 1, 2, 3, 4, "end"]


def test_failure_goes_to_its_handler(
    qtbot: QtBot, tasks: Tasks, unhandled: list[Exception]
) -> None:
    failures: list[Exception] = []

    def work(progress: Progress) -> None:
        raise StylePadError("no", code="a.code")

    tasks.run(work, done=lambda _: pytest.fail("done was called"), failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "no"
    assert unhandled == []


def test_failure_without_handler_is_not_lost(
    qtbot: QtBot, tasks: Tasks, unhandled: list[Exception]
) -> None:
    def work(progress: Progress) -> None:
        raise ZeroDivisionError

    tasks.run(work, done=lambda _: pytest.fail("done was called"))
    qtbot.waitUntil(lambda: bool(unhandled))
    assert isinstance(unhandled[0], ZeroDivisionError)


def test_cancelled_work_is_no_failure_to_tell_of(
    qtbot: QtBot, tasks: Tasks, unhandled: list[Exception]
) -> None:
    cancel = CancelToken()

    def work(progress: Progress) -> None:
        cancel.wait(5)
        cancel.raise_if_cancelled()

    task = tasks.run(work, done=lambda _: pytest.fail("done was called"), cancel=cancel)
    task.cancel()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert unhandled == []


def test_cancelled_reaches_a_handler_that_wants_it(qtbot: QtBot, tasks: Tasks) -> None:
    failures: list[Exception] = []

    def work(progress: Progress) -> None:
        raise Cancelled

    tasks.run(work, done=lambda _: None, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)


def test_forgotten_task_calls_nothing_back(qtbot: QtBot, tasks: Tasks) -> None:
    start = threading.Event()
    called: list[object] = []

    def work(progress: Progress) -> None:
        start.wait(5)
        progress(1)

    task = tasks.run(work, done=called.append, progress=called.append)
    task.forget()
    start.set()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert called == []


def test_close_cancels_and_joins(qtbot: QtBot, unhandled: list[Exception]) -> None:
    tasks = Tasks(unhandled.append)
    cancel = CancelToken()
    task = tasks.run(
        lambda _progress: cancel.wait(30), done=lambda _: pytest.fail("done"), cancel=cancel
    )
    assert tasks.close() == ()
    assert not task.running
    late = tasks.run(lambda _progress: 1, done=lambda _: pytest.fail("done after close"))
    assert not late.running


def test_close_names_work_that_does_not_stop(
    qtbot: QtBot, unhandled: list[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    tasks = Tasks(unhandled.append)
    release = threading.Event()

    def stubborn(progress: Progress) -> None:
        release.wait(30)

    task = tasks.run(stubborn, done=lambda _: None)
    leftovers = tasks.close(seconds=0.01)
    release.set()
    assert len(leftovers) == 1
    assert "stubborn" in leftovers[0]
    assert "stubborn" in caplog.text
    qtbot.waitUntil(lambda: not task.running)
