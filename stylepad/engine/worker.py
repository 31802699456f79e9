"""The engine's own process: commands on standard input, answers on standard output, JSON lines.

It dies alone: whatever native code does to this process costs one suggestion. It ends as soon as
the program's end of the pipe closes, in the middle of anything.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from stylepad.engine import wire
from stylepad.engine.llama import AbortFlag
from stylepad.engine.load_reasons import why
from stylepad.engine.process import FOLDER_PREFIX
from stylepad.engine.session import Session
from stylepad.engine.wire import Json
from stylepad.errors import EngineError, Reason, StylePadError

PROGRESS_SECONDS = 0.05


class Worker:
    """Run commands in order; `output` gets one line per message."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._flag = AbortFlag()
        self._session = Session(self._flag)
        self._commands: queue.SimpleQueue[Json] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._current = 0
        self._cancelled = 0

    def receive(self, message: Json) -> None:
        """Take a command from the reader thread; a cancel acts at once."""
        if message["do"] != "cancel":
            self._commands.put(message)
            return
        with self._lock:
            self._cancelled = max(self._cancelled, message["id"])
            if self._current == message["id"]:
                self._flag.set()

    def run(self) -> None:
        """Carry out commands for ever; the reader thread ends the process."""
        self._send({"id": 0, "event": "ready"})
        while True:
            message = self._commands.get()
            self._begin(message["id"])
            try:
                last = self._answer(message)
            except StylePadError as error:
                last = {"event": "error", "error": wire.error_to_json(error)}
            except Exception as error:  # noqa: BLE001 -- the process boundary
                last = {"event": "error", "error": wire.error_to_json(_plain(error))}
            self._begin(0)
            self._send({"id": message["id"], **last})

    def _begin(self, identifier: int) -> None:
        with self._lock:
            self._current = identifier
            if identifier and self._cancelled >= identifier:
                self._flag.set()
            else:
                self._flag.clear()

    def _answer(self, message: Json) -> Json:
        actions: dict[str, Callable[[Json], Json]] = {
            "load": self._load,
            "generate": self._generate,
            "count": self._count,
            "tokens": self._tokens,
        }
        return actions[message["do"]](message)

    def _load(self, message: Json) -> Json:
        sent = 0.0

        def progress(share: float) -> None:
            nonlocal sent
            now = time.monotonic()
            if now - sent >= PROGRESS_SECONDS or share >= 1:
                sent = now
                self._send({"id": message["id"], "event": "progress", "share": share})

        model = self._session.load(wire.load_from_json(message["request"]), progress)
        return {"event": "loaded", "model": wire.model_to_json(model)}

    def _generate(self, message: Json) -> Json:
        request = wire.generate_from_json(message["request"])
        for events in self._session.generate(request):
            texts = wire.events_to_json(events)
            self._send({"id": message["id"], "event": "texts", "texts": texts})
        return {"event": "done"}

    def _count(self, message: Json) -> Json:
        return {"event": "counts", "counts": self._session.count_tokens(message["texts"])}

    def _tokens(self, message: Json) -> Json:
        prompts = wire.prompts_from_json(message["prompts"])
        rows = self._session.token_rows(prompts, message["answers"])
        return {"event": "rows", "rows": wire.rows_to_json(rows)}

    def _send(self, message: Json) -> None:
        self._output.write(wire.encode(message))
        self._output.flush()


def _plain(error: BaseException) -> EngineError:
    """Return an unexpected error in plain words, with its trace for the log."""
    trace = "".join(traceback.format_exception(error))
    sys.stderr.write(trace)
    if isinstance(error, MemoryError):
        return EngineError(
            "There is not enough memory for this. The text is unchanged; close other programs, or"
            " choose a smaller model.",
            code="engine.memory",
        )
    if isinstance(error, OSError):
        reason = Reason.of_system(error)
        if error.filename:
            reason = why("engine_file", name=Path(str(error.filename)).name, error=reason)
        return EngineError(
            f"The system refused something that the engine needs: {reason}. The text is unchanged.",
            code="engine.system",
            **reason.details("reason"),
        )
    return EngineError(
        "The engine met an error of its own. The text is unchanged; try again, and report it if it"
        " comes back.",
        code="engine.internal",
        trace=trace,
    )


def _read_commands(source: BinaryIO, worker: Worker) -> None:
    try:
        for line in source:
            worker.receive(wire.decode(line))
    finally:
        _remove_folder()
        # Not sys.exit: native code in the main thread may run for minutes, and nobody waits for it.
        os._exit(0)


def _remove_folder() -> None:
    """Remove the empty folder that was made for this process: a killed program cannot."""
    with contextlib.suppress(OSError):
        folder = Path.cwd()
        if folder.name.startswith(FOLDER_PREFIX):
            folder.rmdir()


def _take_channel() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for messages alone: native code prints to standard output."""
    source = os.fdopen(os.dup(0), "rb")
    output = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return source, output


def main() -> None:
    """Run an engine process until its standard input closes."""
    # Ctrl-C in a terminal reaches this process too; it is for the program to stop the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, output = _take_channel()
    worker = Worker(output)
    reader = threading.Thread(
        target=_read_commands, args=(source, worker), name="commands", daemon=True
    )
    reader.start()
    try:
        worker.run()
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
