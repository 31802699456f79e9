"""Runs the stages of a job in their order, in one process a job, and keeps its state."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from stylepad.engine.protocol import CancelToken, Engine
from stylepad.errors import Cancelled, StudioError, StylePadError
from stylepad.studio.base_file import check_base
from stylepad.studio.job import Job, Stage, unwritable
from stylepad.studio.stages import NEEDS_BASE, FindStage, find_stage
from stylepad.studio.state import Fault, JobState, StageState, Status, read_state, write_state
from stylepad.studio.work import Work

LOCK = ".lock"
PAUSE = "pause"
_LOCK_SECONDS = 2.0
_WRITE_SECONDS = 0.4
"""How often a stage's progress is written at most."""
_PAUSE_SECONDS = 0.2
"""How often it is looked for a request to pause, and for progress that is not written yet."""
_LEAST_SECONDS = 3.0
"""How long a stage must have worked before the time it needs still is guessed."""

Watch = Callable[[Stage, StageState], None]
"""Is told how every stage stands, whenever that changes."""


def _ignore(_stage: Stage, _state: StageState) -> None:
    pass


def request_pause(folder: Path) -> None:
    """Ask the process that works on a job to pause it; raises StudioError."""
    try:
        (folder / PAUSE).touch()
    except OSError as error:
        raise unwritable(folder, error) from error


class Runner:
    """Works on one job. `finished` is called at the end of every stage, as a part of it.

    `writer` gives the engine that writes plain sides, where that is not `engine`. `watch` may be
    called in another thread than `run`, one call at a time.
    """

    def __init__(
        self,
        job: Job,
        engine: Callable[[], Engine],
        cancel: CancelToken,
        *,
        writer: Callable[[], Engine] | None = None,
        find: FindStage = find_stage,
        watch: Watch = _ignore,
        finished: Callable[[Stage], None] = lambda _stage: None,
    ) -> None:
        self.job = job
        self._engine, self._writer = engine, writer
        self._cancel, self._find = cancel, find
        self._watch, self._finished = watch, finished
        self._state = JobState()
        self._written = 0.0
        self._late: tuple[Stage, StageState] | None = None
        self._lock = threading.RLock()

    def run(self, stages: Sequence[Stage] = ()) -> None:
        """Run these stages, or all that are not done; each goes on at its first unfinished unit.

        A stage that was run again alone puts those after it back to waiting: they were made of what
        it has changed. Raises StudioError "studio.running" where another process works on the job,
        what a stage raises, and Cancelled where it was paused.
        """
        with self._alone():
            state = read_state(self.job.folder)
            me = psutil.Process()
            self._state = replace(state, pid=me.pid, started=me.create_time())
            wanted = stages or [s for s in Stage if not state.is_done(s)]
            try:
                for stage in sorted(wanted, key=list(Stage).index):
                    self._run_stage(stage)
            finally:
                self._state = replace(self._state, pid=0, started=0.0)
                with suppress(StudioError):
                    write_state(self.job.folder, self._state)

    def _run_stage(self, stage: Stage) -> None:
        before = self._state.of(stage)
        again = before.status is Status.DONE
        if again:
            self._reset_after(stage)
        self._put(stage, StageState(Status.RUNNING, before.done, before.total, "", before.seconds))
        clock = _Clock(0.0 if again else before.seconds)
        try:
            self._cancel.raise_if_cancelled()
            if stage in NEEDS_BASE:
                self._state = replace(self._state, base=check_base(self.job, self._state.base))
            work = Work(self._cancel, self._reporter(stage, clock), self._engine, self._writer)
            self._find(stage)(self.job, work)
            self._finished(stage)
        except OSError as error:
            fault = unwritable(self.job.folder, error)
            self._end(stage, clock, Status.FAILED, fault)
            raise fault from error
        except BaseException as error:
            status = Status.PAUSED if isinstance(error, Cancelled) else Status.FAILED
            self._end(stage, clock, status, None if status is Status.PAUSED else error)
            raise
        self._end(stage, clock, Status.DONE, None)

    def _reporter(self, stage: Stage, clock: _Clock) -> _Reporter:
        def put(done: int, total: int, detail: str) -> None:
            left = clock.left(done, total)
            state = StageState(Status.RUNNING, done, total, detail, clock.seconds, left)
            if time.monotonic() - self._written >= _WRITE_SECONDS:
                self._put(stage, state)
            else:
                self._late = (stage, state)

        return _Reporter(put)

    def _end(
        self, stage: Stage, clock: _Clock, status: Status, error: BaseException | None
    ) -> None:
        with self._lock:
            state = self._late[1] if self._late else self._state.of(stage)
        done = (state.total or state.done) if status is Status.DONE else state.done
        fault = None if error is None else _fault(error)
        self._put(
            stage, StageState(status, done, state.total, state.detail, clock.seconds, None, fault)
        )

    def _reset_after(self, stage: Stage) -> None:
        later = list(Stage)[list(Stage).index(stage) + 1 :]
        for each in later:
            if self._state.of(each).status is Status.DONE:
                waiting = replace(self._state.of(each), status=Status.WAITING)
                self._state = self._state.with_stage(each, waiting)

    def _put(self, stage: Stage, state: StageState) -> None:
        with self._lock:
            self._late = None
            self._state = self._state.with_stage(stage, state)
            self._written = time.monotonic()
            self._watch(stage, state)
            write_state(self.job.folder, self._state)

    def _put_late(self) -> None:
        """Write what was reported too soon after the last: the next unit may take minutes."""
        with self._lock, suppress(StudioError):
            if self._late is not None:
                self._put(*self._late)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes off the job, and hear of requests to pause it."""
        # The system frees the lock of a process that is gone, however it went.
        lock = FileLock(self.job.folder / LOCK, timeout=_LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise _taken(self.job.folder) from error
        except OSError as error:
            raise unwritable(self.job.folder, error) from error
        over = threading.Event()
        try:
            (self.job.folder / PAUSE).unlink(missing_ok=True)
            listener = threading.Thread(target=self._listen, args=(over,), daemon=True)
            listener.start()
            yield
        finally:
            over.set()
            lock.release()

    def _listen(self, over: threading.Event) -> None:
        request = self.job.folder / PAUSE
        while not over.wait(_PAUSE_SECONDS):
            self._put_late()
            if request.exists():
                with suppress(OSError):
                    request.unlink()
                self._cancel.cancel()
                return


class _Reporter:
    """What a stage says of itself goes through here."""

    def __init__(self, put: Callable[[int, int, str], None]) -> None:
        self._put = put

    def __call__(self, done: int, total: int, detail: str = "") -> None:
        self._put(done, total, detail)


class _Clock:
    """How long a stage has worked, in this run and before, and how long it will."""

    def __init__(self, before: float) -> None:
        self._before, self._begun = before, time.monotonic()
        self._first: tuple[float, int] | None = None

    @property
    def seconds(self) -> float:
        return round(self._before + time.monotonic() - self._begun, 1)

    def left(self, done: int, total: int) -> float | None:
        """Return the seconds to the end, at the speed since the first report of this run."""
        now = time.monotonic()
        if self._first is None or done < self._first[1]:
            self._first = (now, done)
        since, units = now - self._first[0], done - self._first[1]
        if total <= 0 or units <= 0 or since < _LEAST_SECONDS:
            return None
        return round(since * max(0, total - done) / units, 1)


def _fault(error: BaseException) -> Fault:
    if isinstance(error, StylePadError):
        return Fault(error.code, error.message, dict(error.details))
    return Fault(
        "studio.internal",
        f"This stage met an error of its own ({type(error).__name__}: {error}). What was finished"
        " is kept. Go on to try it again, and report it if it comes back.",
        {"kind": type(error).__name__, "problem": str(error)},
    )


def _taken(folder: Path) -> StudioError:
    pid = read_state(folder).pid
    return StudioError(
        f"Another process{f' ({pid})' if pid else ''} works on the job in {folder} already; nothing"
        " was changed. Pause it there, or wait until it is done.",
        code="studio.running",
        folder=str(folder),
        pid=str(pid or os.getpid()),
    )
