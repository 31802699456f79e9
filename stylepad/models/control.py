"""Stopping, pausing and going on with long work from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

from stylepad.errors import Cancelled


class _State(Enum):
    RUNNING = 0
    PAUSED = 1
    CANCELLED = 2


class Control:
    """What the one who waits for a download holds; every method may be called from any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._state = _State.RUNNING
        self._interrupt: Callable[[], None] | None = None

    @property
    def paused(self) -> bool:
        """Return whether the work should hold still."""
        return self._state is _State.PAUSED

    def cancel(self) -> None:
        """Stop the work for good; what was loaded stays for a later try."""
        self._change(_State.CANCELLED)

    def pause(self) -> None:
        """Have the work let go of the network until `go_on`."""
        self._change(_State.PAUSED)

    def go_on(self) -> None:
        """Go on after `pause`."""
        self._change(_State.RUNNING)

    def checkpoint(self) -> None:
        """Raise Cancelled once `cancel` has been called."""
        if self._state is _State.CANCELLED:
            raise Cancelled

    def hold(self) -> None:
        """Wait while paused; raises Cancelled as `checkpoint`."""
        with self._changed:
            self._changed.wait_for(lambda: self._state is not _State.PAUSED)
        self.checkpoint()

    def wait(self, seconds: float) -> None:
        """Wait some seconds; raises Cancelled at once when `cancel` is called."""
        with self._changed:
            self._changed.wait_for(lambda: self._state is _State.CANCELLED, seconds)
        self.checkpoint()

    @contextmanager
    def interrupting(self, action: Callable[[], None]) -> Iterator[None]:
        """Have `pause` and `cancel` call `action`, which breaks off a read that may hang."""
        with self._changed:
            self._interrupt = action
            late = self._state is not _State.RUNNING
        if late:
            action()
        try:
            yield
        finally:
            with self._changed:
                self._interrupt = None

    def _change(self, state: _State) -> None:
        with self._changed:
            if self._state is _State.CANCELLED or self._state is state:
                return
            self._state = state
            if state is not _State.RUNNING and self._interrupt is not None:
                # Under the lock: the connection cannot be handed on to other work meanwhile.
                self._interrupt()
            self._changed.notify_all()
