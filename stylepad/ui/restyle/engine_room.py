"""The one user of the engine in the window: loads the model, then one suggestion at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stylepad.engine.protocol import CancelToken, LoadedModel
from stylepad.errors import Cancelled, EngineDied, EngineGaveUp, StylePadError
from stylepad.models.library import Choice
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
    """What the status bar shows. `share` is of the loading, `speed` in tokens a second.

    `path` is the file of the model that is loaded, or was last, None for one on a server; `target`
    that of the one that the writer is switching to.
    """

    phase: Phase = Phase.IDLE
    share: float = 0.0
    model: LoadedModel | None = None
    error: Exception | None = None
    speed: float = 0.0
    path: Path | None = None
    target: Path | None = None


@dataclass(frozen=True, slots=True)
class _Loaded:
    path: Path | None
    model: LoadedModel


class EngineRoom(QObject):
    """Loads and runs in the background, never two things at once.

    `died` carries the error of an engine that ended and is being started again; `gave_up` that of
    one that is started again only by `start`; `load_failed` any other reason it cannot start.
    `switched` and `switch_failed` end what `use` began; `passed_over` says why another model than
    the chosen one is loaded.
    """

    changed = Signal()
    died = Signal(object)
    gave_up = Signal(object)
    load_failed = Signal(object)
    switched = Signal(object)
    switch_failed = Signal(object)
    passed_over = Signal(object)

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
        self._asked: Path | None = None
        self._loading = False
        self._closed = False

    def start(self) -> None:
        """Load the model that is chosen and sound, again where it was loaded before."""
        self._asked = None
        self._want_load()
        self._next()

    def use(self, model: Path) -> None:
        """Switch to a model; the one before comes back where it cannot be loaded.

        What is being written is finished first.
        """
        self._stop_loading()
        self._asked = model
        self._want_load(target=model)
        self._next()

    def stop_switching(self) -> None:
        """Give up what `use` began, and go back to the model before."""
        if self.state.target is None:
            return
        if self._load_wanted:
            # It was not begun yet.
            self._back()
            self._next()
        else:
            self._stop_loading()

    def _stop_loading(self) -> None:
        if self._loading and self._task is not None:
            self._task.cancel()

    def _want_load(self, target: Path | None = None) -> None:
        self._load_wanted = True
        self._load_deaths = 0
        self._set(phase=Phase.LOADING, share=0.0, error=None, target=target)

    def _back(self) -> None:
        """Load the model before again, or go on with it where it was not touched yet."""
        if self._core.engine.model is not None and not self._loading and self.state.model:
            self._load_wanted = False
            self._set(phase=Phase.READY, share=1.0, target=None)
            return
        self._asked = self.state.path
        self._want_load()

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
        self._loading = True
        asked, self._asked = self._asked, None
        cancel = CancelToken()

        def work(progress: Progress) -> object:
            if asked is None and self._core.usual_server() is not None:
                return _Loaded(None, self._core.load(self._core.load_request(), cancel, progress))
            choice = Choice(asked) if asked is not None else self._core.usable_model()
            if choice.fault is not None:
                progress(choice.fault)
            request = self._core.load_request(choice.path)
            return _Loaded(choice.path, self._core.load(request, cancel, progress))

        self._task = self._tasks.run(
            work,
            done=lambda loaded: self._on_loaded(loaded, asked),
            failed=lambda error: self._on_load_failed(error, asked),
            progress=self._on_load_progress,
            cancel=cancel,
        )

    def _on_load_progress(self, share: object) -> None:
        if isinstance(share, float | int):
            self._set(share=float(share))
        elif isinstance(share, StylePadError):
            self.passed_over.emit(share)

    def _on_loaded(self, loaded: object, asked: Path | None) -> None:
        self._task, self._loading = None, False
        assert isinstance(loaded, _Loaded)
        path, model = loaded.path, loaded.model
        switched = asked is not None and asked == self.state.target
        if self._load_wanted:
            # Another one was asked for meanwhile.
            self._set(model=model, path=path)
        else:
            self._load_deaths = 0
            self._set(phase=Phase.READY, model=model, path=path, target=None, share=1.0, error=None)
        if switched:
            self.switched.emit(path)
        self._next()

    def _on_load_failed(self, error: Exception, asked: Path | None) -> None:
        self._task, self._loading = None, False
        if self._load_wanted:
            self._next()
        elif asked is not None and asked == self.state.target:
            self._back()
            self.switch_failed.emit(error)
            self._next()
        else:
            self._on_start_failed(error)

    def _on_start_failed(self, error: Exception) -> None:
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
        if isinstance(error, EngineDied) or _is_of_gpu(error):
            # What it was loaded with is gone, or would fail again.
            if self.state.target is None:
                self._asked = self.state.path
            self._want_load(target=self.state.target)
            self._set(error=error)
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


def _is_of_gpu(error: Exception) -> bool:
    """Return whether a GPU failed and the engine lives: less of the model is to be put on it."""
    return isinstance(error, StylePadError) and error.code == "engine.gpu"
