"""The program's side of the engine: requests to its process, and a new process after a death."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import NoReturn

from stylepad.engine import wire
from stylepad.engine.death import Death
from stylepad.engine.process import EngineProcess, GoneError, StuckError, worker_command
from stylepad.engine.protocol import (
    CancelToken,
    GenerateEvent,
    GenerateRequest,
    LoadedModel,
    LoadRequest,
    Message,
    TokenRow,
)
from stylepad.engine.wire import Json
from stylepad.errors import Cancelled, EngineError, EngineGaveUp

CANCEL_SECONDS = 5.0
"""How long a cancelled request may take to stop before its process is replaced."""

DEATHS_TO_GIVE_UP = 2

_Progress = Callable[[float], None]


def _ignore(_share: float) -> None:
    pass


class EngineClient:
    """An engine in a child process that is started when needed and replaced when it dies.

    After a death the next request starts another process and loads the last good model again.
    After two deaths without a finished generation between, nothing is started until `load` or
    `restart` is called. Generation begins with the first `next`.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command or worker_command())
        self._process: EngineProcess | None = None
        self._model: LoadedModel | None = None
        self._good_load: LoadRequest | None = None
        self._asked_load: LoadRequest | None = None
        self._deaths = 0
        self._gave_up: EngineGaveUp | None = None
        self._closed = False
        self._last_id = 0

    @property
    def model(self) -> LoadedModel | None:
        """Return the loaded model, or None before `load` and after a death."""
        return self._model if self.pid is not None else None

    @property
    def pid(self) -> int | None:
        """Return the engine process's number, or None while there is none."""
        process = self._process
        return process.pid if process is not None and process.alive else None

    def load(
        self, request: LoadRequest, cancel: CancelToken, on_progress: _Progress = _ignore
    ) -> LoadedModel:
        """Load a model, in place of any other; ends a state of having given up.

        Raises ModelError for a file that cannot be used, EngineDied, EngineGaveUp, Cancelled.
        """
        if self._gave_up is not None or request != self._asked_load:
            self._forgive()
        self._asked_load = request
        return self._load(request, cancel, on_progress)

    def restart(self, cancel: CancelToken | None = None) -> LoadedModel | None:
        """Start a new process, whatever happened before, and load the last good model again."""
        self._forgive()
        self._drop()
        return self._reload(cancel or CancelToken())

    def count_tokens(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Return each text's length in tokens of the loaded model."""
        never = CancelToken()
        self._need_model(never)
        counts: list[int] = []
        with contextlib.closing(self._ask({"do": "count", "texts": texts}, never)) as messages:
            for message in messages:
                counts = message["counts"]
        return tuple(counts)

    def token_rows(
        self, prompts: tuple[tuple[Message, ...], ...], answers: tuple[str, ...]
    ) -> tuple[TokenRow, ...]:
        """Return the tokens of each prompt, as `generate` decodes it, and of its answer.

        Raises ModelError, EngineError, EngineDied, EngineGaveUp.
        """
        never = CancelToken()
        self._need_model(never)
        command = {
            "do": "tokens",
            "prompts": wire.prompts_to_json(prompts),
            "answers": list(answers),
        }
        rows: tuple[TokenRow, ...] = ()
        with contextlib.closing(self._ask(command, never)) as messages:
            for message in messages:
                rows = wire.rows_from_json(message["rows"])
        return rows

    def generate(self, request: GenerateRequest, cancel: CancelToken) -> Iterator[GenerateEvent]:
        """Yield the answers as they are written.

        Raises AdapterError, EngineError, EngineDied, EngineGaveUp; Cancelled within one token of
        `cancel.cancel()`.
        """
        self._need_model(cancel)
        command = {"do": "generate", "request": wire.generate_to_json(request)}
        with contextlib.closing(self._ask(command, cancel)) as messages:
            for message in messages:
                cancel.raise_if_cancelled()
                if message["event"] == "texts":
                    yield from wire.events_from_json(message["texts"])
        self._deaths = 0

    def close(self) -> None:
        """End the engine; safe more than once, and while another thread waits for an answer."""
        self._closed = True
        self._drop()

    def _load(
        self, request: LoadRequest, cancel: CancelToken, on_progress: _Progress
    ) -> LoadedModel:
        self._model = None
        command = {"do": "load", "request": wire.load_to_json(request)}
        with contextlib.closing(self._ask(command, cancel)) as messages:
            for message in messages:
                if message["event"] == "progress":
                    on_progress(message["share"])
                else:
                    model = wire.model_from_json(message["model"])
        self._model, self._good_load = model, request
        return model

    def _need_model(self, cancel: CancelToken) -> None:
        """Load the last good model again where its process was replaced or another one failed."""
        process = self._process
        if process is not None and not process.alive:
            self._record_death(process)
        if self._gave_up is not None:
            raise self._gave_up
        if self._model is None:
            self._reload(cancel)

    def _reload(self, cancel: CancelToken) -> LoadedModel | None:
        return self._load(self._good_load, cancel, _ignore) if self._good_load else None

    def _ask(self, command: Json, cancel: CancelToken) -> Generator[Json, None, None]:
        """Send a command and yield the messages of its answer, the last one included."""
        cancel.raise_if_cancelled()
        process = self._running()
        self._last_id += 1
        identifier = self._last_id
        finished = False

        def stop() -> None:
            with contextlib.suppress(GoneError):
                process.send({"id": identifier, "do": "cancel"})
            process.hurry(identifier, CANCEL_SECONDS)

        take_back = cancel.on_cancel(stop)
        try:
            process.send({"id": identifier, **command})
            while not finished:
                message = process.receive(identifier)
                finished = message["event"] in wire.LAST_EVENTS
                if message["event"] == "error":
                    raise wire.error_from_json(message["error"])
                yield message
        except GoneError:
            finished = True
            self._raise_death(process)
        except StuckError as error:
            finished = True
            self._drop()
            raise Cancelled from error
        finally:
            take_back()
            if not finished:
                stop()
                self._drain(process, identifier)

    def _drain(self, process: EngineProcess, identifier: int) -> None:
        """Wait until a process has stopped what the caller no longer wants."""
        try:
            while process.receive(identifier)["event"] not in wire.LAST_EVENTS:
                pass
        except GoneError:
            if process is self._process and not self._closed:
                self._record_death(process)
        except StuckError:
            self._drop()

    def _running(self) -> EngineProcess:
        """Return the process, started if there is none."""
        if self._closed:
            raise EngineError("The engine is closed. The text is unchanged.", code="engine.closed")
        if self._gave_up is not None:
            raise self._gave_up
        process = self._process
        if process is not None and not process.alive:
            self._record_death(process)
            process = None
        if process is None:
            process = self._process = self._start()
        return process

    def _start(self) -> EngineProcess:
        try:
            return EngineProcess(self._command)
        except OSError as error:
            raise EngineError(
                f"The engine cannot be started: {error.strerror or error}. The text is unchanged;"
                " install StylePad again, or run `stylepad doctor` to see what is wrong.",
                code="engine.start",
                reason=str(error),
            ) from error

    def _record_death(self, process: EngineProcess) -> Death:
        death = process.death()
        self._process = None
        self._model = None
        self._deaths += 1
        if self._deaths >= DEATHS_TO_GIVE_UP:
            self._gave_up = death.final_error()
        return death

    def _raise_death(self, process: EngineProcess) -> NoReturn:
        if self._closed or process is not self._process:
            raise Cancelled
        death = self._record_death(process)
        raise self._gave_up or death.error()

    def _forgive(self) -> None:
        self._deaths = 0
        self._gave_up = None

    def _drop(self) -> None:
        process, self._process, self._model = self._process, None, None
        if process is not None:
            process.close()
