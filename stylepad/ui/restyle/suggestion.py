"""A suggestion in the making: what was asked, and what has come of it so far."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled
from stylepad.restyle.result import (
    PassageDone,
    Progress,
    RestyleEvent,
    RestyleRequest,
    RestyleResult,
    Started,
)
from stylepad.ui.restyle.judged import JudgedPassage, judged

TICK_MILLISECONDS = 40
"""How often what was written is shown: 25 times a second reads as a flow."""

_Prepared = Started | Progress | JudgedPassage


class Stage(Enum):
    """How far a suggestion is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class Suggestion(QObject):
    """Collects the events of one request; they come from another thread and are shown in ticks.

    `written` tells of new text, `passages_finished` carries a list of JudgedPassage, `staged` a
    change of `stage`.
    """

    written = Signal()
    passages_finished = Signal(list)
    staged = Signal()

    def __init__(self, request: RestyleRequest, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.request = request
        self.cancel_token = CancelToken()
        self.stage = Stage.WAITING
        self.error: Exception | None = None
        self.total = 0
        self.finished: list[JudgedPassage] = []
        self._partial: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        self._inbox: deque[_Prepared] = deque()
        self._timer = QTimer(self, interval=TICK_MILLISECONDS)
        self._timer.timeout.connect(self._take)

    @property
    def active(self) -> bool:
        """Return whether it waits or is being written."""
        return self.stage in {Stage.WAITING, Stage.RUNNING}

    @property
    def result(self) -> RestyleResult:
        """Return the original with the finished passages; the rest of it is as it was."""
        return RestyleResult(self.request.text, tuple(each.result for each in self.finished))

    @property
    def candidates(self) -> int:
        """Return how many candidates there are to page through, 0 before the first passage."""
        return max((len(each.result.candidates) for each in self.finished), default=0)

    def partial(self, number: int) -> str:
        """Return what is written of a candidate of the first unfinished passage."""
        return "".join(self._partial[len(self.finished), number])

    def stop(self) -> None:
        """Stop the writing; what is finished stays."""
        self.cancel_token.cancel()
        if self.stage is Stage.WAITING:
            self._enter(Stage.STOPPED)

    def collect(self, events: Iterable[RestyleEvent]) -> float:
        """Take the events as they come; return tokens a second. Runs in the background.

        Raises what the events raise; what came before is kept.
        """
        tokens, first = 0, 0.0
        try:
            for event in events:
                if isinstance(event, Progress) and not first:
                    first = time.monotonic()
                if isinstance(event, PassageDone):
                    tokens += sum(each.tokens for each in event.result.candidates)
                    self._inbox.append(judged(event.result))
                else:
                    self._inbox.append(event)
        except Cancelled:
            if not tokens:
                raise
        seconds = time.monotonic() - first
        return tokens / seconds if first and seconds > 0 else 0.0

    def begin(self) -> None:
        """Go from waiting to running."""
        self._timer.start()
        self._enter(Stage.RUNNING)

    def end(self, error: Exception | None = None) -> None:
        """Take what is left and close: done, stopped by the writer, or failed."""
        self._timer.stop()
        self._take()
        self.error = error
        if isinstance(error, Cancelled) or (error is None and self._is_short()):
            self._enter(Stage.STOPPED)
        else:
            self._enter(Stage.DONE if error is None else Stage.FAILED)

    def _is_short(self) -> bool:
        return self.cancel_token.cancelled and len(self.finished) < self.total

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self.staged.emit()

    def _take(self) -> None:
        """Sort what has come in and tell of it once."""
        fresh: list[JudgedPassage] = []
        wrote = False
        while self._inbox:
            event = self._inbox.popleft()
            if isinstance(event, Progress):
                self._partial[event.passage, event.number].append(event.text)
                wrote = True
            elif isinstance(event, Started):
                self.total = event.passages
                wrote = True
            else:
                fresh.append(event)
        for passage in fresh:
            self.finished.append(passage)
            for number in range(self.request.candidates):
                self._partial.pop((passage.result.index, number), None)
        if fresh:
            self.passages_finished.emit(fresh)
        if wrote or fresh:
            self.written.emit()
