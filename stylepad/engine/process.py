"""The parent's side of an engine process: start it, talk to it, and say how it died."""

from __future__ import annotations

import collections
import contextlib
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from stylepad.engine import wire
from stylepad.engine.death import Death
from stylepad.engine.wire import Json

WORKER_ARGUMENT = "--engine-worker"
"""What a frozen program is started with to be an engine process instead."""

FOLDER_PREFIX = "stylepad-engine-"
TAIL_LINES = 60
CLOSE_SECONDS = 1.0
"""How long a process may take to notice that its input is closed before it is killed."""

_PACKAGE_PARENT = Path(__file__).resolve().parents[2]


class GoneError(Exception):
    """The process has ended."""


class StuckError(Exception):
    """The process does not stop what it was asked to stop."""


def worker_command() -> list[str]:
    """Return the command that starts an engine process, from a checkout or a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_ARGUMENT]
    return [sys.executable, "-X", "faulthandler", "-m", "stylepad.engine.worker"]


class EngineProcess:
    """A running engine process. Its messages, and None at its end, wait in a queue."""

    def __init__(self, command: Sequence[str]) -> None:
        self._messages: queue.SimpleQueue[Json | None] = queue.SimpleQueue()
        self._deadline: float | None = None
        self._tail: collections.deque[str] = collections.deque(maxlen=TAIL_LINES)
        # The library looks for plug-ins in the current folder: it must be nobody else's.
        self._folder = tempfile.mkdtemp(prefix=FOLDER_PREFIX)
        self._lock = threading.Lock()
        self._ready = False
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self._folder,
                env=_environment(),
                close_fds=True,
            )
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._input: IO[bytes] = self._process.stdin
        self._threads = (
            threading.Thread(target=self._read_messages, args=(self._process.stdout,), daemon=True),
            threading.Thread(target=self._read_errors, args=(self._process.stderr,), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """Return the process's number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None

    def send(self, message: Json) -> None:
        """Send a message; safe from any thread. Raises GoneError where nobody reads any more."""
        try:
            with self._lock:
                self._input.write(wire.encode(message))
                self._input.flush()
        except (OSError, ValueError) as error:
            raise GoneError from error

    def receive(self, identifier: int) -> Json:
        """Return the next message of a request; messages of earlier ones are passed over.

        Raises GoneError at the end of the process, StuckError after the time set by `hurry`.
        """
        while True:
            wait = None if self._deadline is None else max(0.0, self._deadline - time.monotonic())
            try:
                message = self._messages.get(timeout=wait)
            except queue.Empty as error:
                raise StuckError from error
            if message is None:
                self._messages.put(None)
                raise GoneError
            if message["id"] != identifier:
                continue
            if message["event"] == "hurry":
                self._deadline = self._deadline or time.monotonic() + message["seconds"]
                continue
            if message["event"] in wire.LAST_EVENTS:
                self._deadline = None
            return message

    def hurry(self, identifier: int, seconds: float) -> None:
        """Let the thread that waits for a request's end wait at most `seconds` more."""
        self._messages.put({"id": identifier, "event": "hurry", "seconds": seconds})

    def close(self) -> None:
        """End the process and everything of it; a hanging one is killed."""
        with contextlib.suppress(OSError, ValueError):
            self._input.close()
        try:
            self._process.wait(CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._clean()

    def death(self) -> Death:
        """Return how the process ended; waits until it has."""
        status = self._process.wait()
        self._clean()
        return Death(status, self._ready, tuple(self._tail))

    def _clean(self) -> None:
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(CLOSE_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read_messages(self, source: IO[bytes]) -> None:
        try:
            for line in source:
                self._messages.put(wire.decode(line))
                self._ready = True
        except ValueError:
            # A line that is no message: the process has lost its mind, and is not to be trusted.
            self._process.kill()
        self._messages.put(None)

    def _read_errors(self, source: IO[bytes]) -> None:
        for line in source:
            self._tail.append(line.decode("utf-8", "replace").rstrip())


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    # An abort would fork a debugger and print for seconds before it ends.
    environment["GGML_NO_BACKTRACE"] = "1"
    # Threads wait for each other hundreds of times a token. GNU's own default is to spin for many
    # milliseconds, which on a machine that is busy otherwise costs several times the time per
    # token; less than half a millisecond, and a free virtual machine loses 5 % to waking threads.
    environment.setdefault("GOMP_SPINCOUNT", "50000")
    paths = [str(_PACKAGE_PARENT), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return environment
