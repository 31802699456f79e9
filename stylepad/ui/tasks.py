"""The one way to run background work: a thread does it, the UI thread gets its outcome."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from stylepad.engine.protocol import CancelToken
from stylepad.errors import StylePadError

_log = logging.getLogger(__name__)

T = TypeVar("T")

Progress = Callable[[object], None]
"""Given to the work: hands a value to the task's `progress` callback on the UI thread."""


class _Kind(Enum):
    PROGRESS = "progress"
    DONE = "done"
    FAILED = "failed"


class Task(Generic[T]):
    """One piece of background work that was started."""

    def __init__(
        self,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
        progress: Callable[[object], None] | None,
        cancel: CancelToken,
    ) -> None:
        self.cancel_token = cancel
        self._done = done
        self._failed = failed
        self._progress = progress
        self._forgotten = False
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Return whether the work's thread is still alive."""
        return self._thread is not None and self._thread.is_alive()

    def cancel(self) -> None:
        """Ask the work to stop; it still ends with `done` or `failed`, as the work decides."""
        self.cancel_token.cancel()

    def forget(self) -> None:
        """Call nothing back any more, whatever the work does."""
        self._forgotten = True


class Tasks(QObject):
    """Runs work in the background; every callback is called on this object's thread.

    A failure that a task has no `failed` for goes to `unhandled`, except `Cancelled`.
    """

    _reported = Signal(object, object, object)

    def __init__(
        self, unhandled: Callable[[Exception], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._unhandled = unhandled
        self._running: set[Task[object]] = set()
        self._closed = False
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> int:
        """Return how many tasks have not been called back yet."""
        return len(self._running)

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[object], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Task[T]:
        """Start `work` and return at once; exactly one of `done` and `failed` is called later.

        `failed` also gets `Cancelled`. After `close` nothing is started or called back.
        """
        task: Task[T] = Task(done, failed, progress, cancel or CancelToken())
        if self._closed:
            task.forget()
            return task
        self._running.add(task)  # type: ignore[arg-type]
        name = getattr(work, "__qualname__", type(work).__name__)
        task._thread = threading.Thread(
            target=self._work, args=(task, work), name=f"task {name}", daemon=True
        )
        task._thread.start()
        return task

    def close(self, seconds: float = 5.0) -> tuple[str, ...]:
        """Cancel everything and wait for it; return the names of what outlived `seconds`."""
        self._closed = True
        tasks = tuple(self._running)
        self._running.clear()
        for task in tasks:
            task.forget()
            task.cancel()
        deadline = time.monotonic() + seconds
        threads = [task._thread for task in tasks if task._thread is not None]
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        leftovers = tuple(thread.name for thread in threads if thread.is_alive())
        if leftovers:
            _log.warning("Background work outlived the window: %s", ", ".join(leftovers))
        return leftovers

    def _work(self, task: Task[T], work: Callable[[Progress], T]) -> None:
        def report(value: object) -> None:
            self._report(task, _Kind.PROGRESS, value)

        try:
            result = work(report)
        except Exception as error:  # noqa: BLE001 - the boundary of a task
            if not isinstance(error, StylePadError):
                _log.exception("Background work failed")
            self._report(task, _Kind.FAILED, error)
        else:
            self._report(task, _Kind.DONE, result)

    def _report(self, task: Task[T], kind: _Kind, value: object) -> None:
        if not self._closed:
            self._reported.emit(task, kind, value)

    @Slot(object, object, object)
    def _on_reported(self, task: Task[object], kind: _Kind, value: object) -> None:
        if kind is not _Kind.PROGRESS:
            self._running.discard(task)
        if self._closed or task._forgotten:
            return
        if kind is _Kind.PROGRESS:
            if task._progress is not None:
                task._progress(value)
        elif kind is _Kind.DONE:
            task._done(value)
        elif isinstance(value, Exception):
            self._fail(task, value)

    def _fail(self, task: Task[object], error: Exception) -> None:
        if task._failed is not None:
            task._failed(error)
        elif getattr(error, "code", "") != "cancelled":
            self._unhandled(error)
