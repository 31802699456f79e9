"""An engine that is one of two: the model on this machine or the one on a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stylepad.engine.protocol import (
    CancelToken,
    Engine,
    GenerateEvent,
    GenerateRequest,
    LoadedModel,
    LoadRequest,
    Message,
    TokenRow,
)
from stylepad.errors import EngineError


class EngineSwitch:
    """Each `load` chooses by its request; the other engine is ended first.

    So a text never goes to a server that was not asked for, whatever fails. Engines are made when
    they are needed.
    """

    def __init__(self, local: Callable[[], Engine], remote: Callable[[], Engine]) -> None:
        self._local = local
        self._remote = remote
        self._engine: Engine | None = None
        self._is_remote = False
        self._closed = False

    @property
    def model(self) -> LoadedModel | None:
        """Return the loaded model, or None before `load` and after a death."""
        return self._engine.model if self._engine is not None else None

    @property
    def current(self) -> Engine:
        """Return the engine in use, the local one before the first `load`.

        Raises EngineError where it was closed before there was one.
        """
        if self._engine is None:
            if self._closed:
                raise EngineError(
                    "The engine is closed. The text is unchanged.", code="engine.closed"
                )
            self._engine = self._remote() if self._is_remote else self._local()
        return self._engine

    def load(
        self,
        request: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> LoadedModel:
        """Load a model, here or on a server. Raises what the engine of its kind raises."""
        wants_remote = request.server is not None
        if wants_remote != self._is_remote and not self._closed:
            before, self._engine = self._engine, None
            self._is_remote = wants_remote
            if before is not None:
                before.close()
        return self.current.load(request, cancel, on_progress)

    def count_tokens(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Return each text's length in tokens of the loaded model."""
        return self.current.count_tokens(texts)

    def token_rows(
        self, prompts: tuple[tuple[Message, ...], ...], answers: tuple[str, ...]
    ) -> tuple[TokenRow, ...]:
        """Return the tokens of each prompt and of its answer; not of a model on a server."""
        return self.current.token_rows(prompts, answers)

    def generate(self, request: GenerateRequest, cancel: CancelToken) -> Iterator[GenerateEvent]:
        """Yield the answers as they are written."""
        return self.current.generate(request, cancel)

    def close(self) -> None:
        """End the engine in use; safe more than once, and while another thread waits for it."""
        self._closed = True
        engine = self._engine
        if engine is not None:
            engine.close()
