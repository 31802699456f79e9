"""An engine that answers, waits, dies and gives up when a test says so."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from stylepad.engine.protocol import CancelToken, LoadedModel, LoadRequest
from stylepad.errors import EngineDied, EngineGaveUp
from tests.restyle.engines import Answer, AnsweringEngine, turned

PATIENCE = 20.0
"""Seconds after which a gate that a test forgot to open lets everything through."""


class Gate:
    """Lets a number of words through and holds the next until the test opens it further."""

    def __init__(self) -> None:
        self._permits = threading.Semaphore(0)
        self._open = True

    def close_after(self, words: int) -> None:
        """Let only so many more words through."""
        self._open = False
        for _ in range(words):
            self._permits.release()

    def open(self) -> None:
        """Let everything through."""
        self._open = True
        self._permits.release(10_000)

    def wait(self, cancelled: Callable[[], bool]) -> None:
        """Wait for a permit, or for the writer's stop."""
        for _ in range(int(PATIENCE / 0.01)):
            if self._open or cancelled() or self._permits.acquire(timeout=0.01):
                return


class StagedEngine(AnsweringEngine):
    """Like AnsweringEngine, with its life in a test's hands.

    `load_faults` and `death` are raised once each; after a death the model is gone until `load`.
    """

    def __init__(self, answer: Answer = turned, **options: object) -> None:
        super().__init__(answer, **options)  # type: ignore[arg-type]
        self._kept = self.model
        self.model = None
        self.gate = Gate()
        self.loads = 0
        self.load_requests: list[LoadRequest] = []
        self.load_faults: deque[Exception] = deque()
        self.faults: deque[Exception] = deque()

    def load(
        self,
        request: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> LoadedModel:
        self.loads += 1
        self.load_requests.append(request)
        on_progress(0.4)
        if self.load_faults:
            raise self.load_faults.popleft()
        self.model = self._kept
        on_progress(1.0)
        assert self.model is not None
        return self.model

    def generate(self, request, cancel):  # type: ignore[no-untyped-def]
        for event in super().generate(request, cancel):
            self.gate.wait(lambda: cancel.cancelled)
            cancel.raise_if_cancelled()
            if self.faults:
                self.model = None
                raise self.faults.popleft()
            yield event


def died() -> EngineDied:
    """Return what an engine raises whose process ended."""
    return EngineDied(
        "The engine stopped unexpectedly (signal 9); your text is untouched.",
        code="engine.died",
        how="signal 9",
    )


def gave_up() -> EngineGaveUp:
    """Return what an engine raises that will not try again by itself."""
    return EngineGaveUp(
        "The engine stopped twice in a row; your text is untouched.", code="engine.gave_up"
    )
