"""The one user of the engine in the window: loads the model, then one suggestion at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, Signal

from stylepad.engine.protocol import CancelToken, LoadedModel
from stylepad.errors import Cancelled, EngineDied, EngineGaveUp
from stylepad.ui.restyle.core import RestyleCore
from stylepad.ui.restyle.suggestion import Suggestion
from stylepad.ui.tasks import Progress, Task, Tasks


class Phase(Enum):
    """What the engine is doing."""

    IDLE = "idle"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class EngineState:
    """What the status bar shows. `share` is of the loading, `speed` in tokens a second."""

    phase: Phase = Phase.IDLE
    share: float = 0.0
    model: LoadedModel | None = None
    error: Exception | None = None
    speed: float = 0.0


class EngineRoom(QObject):
    """Loads and runs in the background, never two things at once.

    `died` carries the error of an engine that ended and is being started again; `gave_up` that of
    one that is started again only by `start`; `load_failed` any other reason it cannot start.
    """

    changed = Signal()
    died = Signal(object)
    gave_up = Signal(object)
    load_failed = Signal(object)

    def __init__(self, core: RestyleCore, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._tasks = tasks
        self.state = EngineState()
        self._task: Task[object] | None = None
        self._suggestion: Suggestion | None = None
        self._waiting: Suggestion | None = None
        self._load_wanted = False
        self._load_deaths = 0
        self._closed = False

    def start(self) -> None:
        """Load the model, again where it was loaded before."""
        self._load_wanted = True
        self._load_deaths = 0
        self._set(phase=Phase.LOADING, share=0.0, error=None)
        self._next()

    def reload(self) -> None:
        """Load anew, as the settings say now; what is being written is finished first."""
        if self._suggestion is None and self._task is not None:
            self._task.cancel()
        self.start()

    def run(self, suggestion: Suggestion) -> None:
        """Write a suggestion as soon as the engine is free; an earlier one is stopped."""
        if self._suggestion is not None:
            self._suggestion.stop()
        if self._waiting is not None and self._waiting is not suggestion:
            self._waiting.stop()
        self._waiting = suggestion
        self._next()

    def close(self) -> None:
        """Stop everything and start nothing any more."""
        self._closed = True
        for suggestion in (self._suggestion, self._waiting):
            if suggestion is not None:
                suggestion.cancel_token.cancel()
        if self._task is not None:
            self._task.cancel()

    def _next(self) -> None:
        if self._task is not None or self._closed:
            return
        if self._load_wanted:
            self._load()
        elif self._waiting is not None:
            self._run_waiting(self._waiting)

    def _run_waiting(self, suggestion: Suggestion) -> None:
        if not suggestion.active:
            self._waiting = None
        elif self.state.phase is Phase.FAILED:
            self._waiting = None
            suggestion.end(self.state.error)
        elif self.state.phase is Phase.READY and self._core.engine.model is not None:
            self._waiting = None
            self._write(suggestion)
        else:
            self.start()

    # --- loading ------------------------------------------------------------------------------

    def _load(self) -> None:
        self._load_wanted = False
        cancel = CancelToken()

        def work(progress: Progress) -> object:
            return self._core.load(self._core.load_request(), cancel, progress)

        self._task = self._tasks.run(
            work,
            done=self._on_loaded,
            failed=self._on_load_failed,
            progress=self._on_load_progress,
            cancel=cancel,
        )

    def _on_load_progress(self, share: object) -> None:
        if isinstance(share, float | int):
            self._set(share=float(share))

    def _on_loaded(self, model: object) -> None:
        self._task = None
        self._load_deaths = 0
        if isinstance(model, LoadedModel):
            self._set(phase=Phase.READY, model=model, share=1.0, error=None)
        self._next()

    def _on_load_failed(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, EngineDied) and self._load_deaths == 0:
            self._load_deaths += 1
            self._load_wanted = True
            self.died.emit(error)
        elif not isinstance(error, Cancelled):
            self._set(phase=Phase.FAILED, error=error, model=None)
            (self.gave_up if isinstance(error, EngineGaveUp) else self.load_failed).emit(error)
        self._next()

    # --- writing ------------------------------------------------------------------------------

    def _write(self, suggestion: Suggestion) -> None:
        rewriter = self._core.rewriter

        def work(_progress: Progress) -> object:
            events = rewriter.restyle(suggestion.request, suggestion.cancel_token)
            return suggestion.collect(events)

        self._suggestion = suggestion
        suggestion.begin()
        self._task = self._tasks.run(
            work,
            done=self._on_written,
            failed=self._on_write_failed,
            cancel=suggestion.cancel_token,
        )

    def _on_written(self, speed: object) -> None:
        if isinstance(speed, float) and speed > 0:
            self._set(speed=speed)
        self._end(None)

    def _on_write_failed(self, error: Exception) -> None:
        if isinstance(error, EngineDied):
            self._load_wanted = True
            self._load_deaths = 0
            self._set(phase=Phase.LOADING, share=0.0, error=error)
        elif isinstance(error, EngineGaveUp):
            self._set(phase=Phase.FAILED, error=error, model=None)
        self._end(error)
        if isinstance(error, EngineDied):
            self.died.emit(error)
        elif isinstance(error, EngineGaveUp):
            self.gave_up.emit(error)

    def _end(self, error: Exception | None) -> None:
        suggestion, self._suggestion, self._task = self._suggestion, None, None
        if suggestion is not None:
            suggestion.end(error)
        self._next()

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit()
