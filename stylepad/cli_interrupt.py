"""What Ctrl-C does to a command that works for long."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stopped_by_interrupt(cancel: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C stop the work, and a second one end the program."""
    pressed = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True
        # Not here: the interrupted code may hold the very lock that cancelling needs.
        threading.Thread(target=cancel, name="cancel").start()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
