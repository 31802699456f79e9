"""An engine that is a model on another machine."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

from stylepad.engine.protocol import (
    AdapterUse,
    CancelToken,
    GenerateEvent,
    GenerateRequest,
    LoadRequest,
    Message,
    TokenRow,
)
from stylepad.engine.remote.address import read_address
from stylepad.engine.remote.chat import Ask, Dialect
from stylepad.engine.remote.errors import Failure
from stylepad.engine.remote.http import Connection, Timeouts
from stylepad.engine.remote.loop import Loop
from stylepad.engine.remote.model import RemoteModel, ServedAdapter
from stylepad.engine.remote.probe import Found, look
from stylepad.engine.remote.retry import RetryPolicy
from stylepad.engine.remote.writing import Writing
from stylepad.errors import AdapterError, EngineError, ServerError

_T = TypeVar("_T")


class RemoteEngine:
    """Answers through a server with an interface like OpenAI's: llama-server, vLLM and others.

    `key_of` gives the key for a host, "" for none. It is asked at each load, in the caller's
    thread. Every method raises ServerError for what goes wrong with the server.
    """

    def __init__(
        self,
        key_of: Callable[[str], str] = lambda _host: "",
        timeouts: Timeouts | None = None,
        policy: RetryPolicy | None = None,
    ) -> None:
        self._key_of = key_of
        self._timeouts = timeouts or Timeouts()
        self._policy = policy or RetryPolicy()
        self._loop = Loop()
        self._connection: Connection | None = None
        self._found: Found | None = None
        self._dialect = Dialect()
        self._request: LoadRequest | None = None

    @property
    def model(self) -> RemoteModel | None:
        """Return the server's model, or None before `load`."""
        return self._found.loaded if self._found is not None else None

    @property
    def models(self) -> tuple[str, ...]:
        """Return the names of all models that the server lists."""
        return self._found.models if self._found is not None else ()

    @property
    def slots(self) -> int:
        """Return how many requests are made at a time, 0 before `load`."""
        return self._found.slots if self._found is not None else 0

    def load(
        self,
        request: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> RemoteModel:
        """Look at the request's server, in place of any other. Sends no text.

        Raises ServerError, Cancelled.
        """
        cancel.raise_if_cancelled()
        server = request.server
        if server is None:
            raise EngineError(
                "No server is named. The text is unchanged; choose one first.", code="server.none"
            )
        self._drop(cancel)
        address = read_address(server.url)
        key = _checked(self._key_of(address.host), address.host)

        async def work() -> tuple[Connection, Found]:
            connection = Connection(address, key, self._timeouts)
            try:
                return connection, await look(connection, server, self._policy)
            except BaseException:
                await connection.close()
                raise

        self._connection, self._found = self._plainly(work(), cancel)
        self._dialect, self._request = Dialect(), request
        on_progress(1.0)
        return self._found.loaded

    def restart(self, cancel: CancelToken | None = None) -> RemoteModel | None:
        """Look at the last server again, over new connections."""
        return self.load(self._request, cancel or CancelToken()) if self._request else None

    def count_tokens(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Return each text's length in tokens; a guess on the long side where the server does not
        count. Raises ServerError, EngineError before `load`.
        """
        _, found = self._need()
        return self._plainly(found.counter.counts(texts, found.slots), CancelToken())

    def token_rows(
        self,
        prompts: tuple[tuple[Message, ...], ...],  # noqa: ARG002
        answers: tuple[str, ...],  # noqa: ARG002
    ) -> tuple[TokenRow, ...]:
        """Raise EngineError "engine.no_tokens": servers do not tell what they decode."""
        raise EngineError(
            "A style cannot be trained on a model that is on a server: training needs the model's"
            " file on this machine. Your texts are unchanged; choose a model file for the job.",
            code="engine.no_tokens",
        )

    def generate(self, request: GenerateRequest, cancel: CancelToken) -> Iterator[GenerateEvent]:
        """Yield the answers as they come.

        An answer that the connection breaks off ends as `Finish.LENGTH` with what came; when all
        that had begun is in, the failure is raised. Raises ServerError, AdapterError; Cancelled at
        once, and the connections are closed.
        """
        cancel.raise_if_cancelled()
        connection, found = self._need()
        asks = [self._ask(found, request, prompt) for prompt in range(len(request.prompts))]

        async def work(emit: Callable[[GenerateEvent], None]) -> None:
            writing = Writing(connection, self._dialect, self._policy, found.slots, emit)
            await writing.run(asks)

        try:
            yield from self._loop.stream(work, cancel)
        except Failure as failure:
            raise failure.error from failure

    def close(self) -> None:
        """End every request; safe more than once."""
        connection, self._connection, self._found = self._connection, None, None

        async def farewell() -> None:
            if connection is not None:
                await connection.close()

        self._loop.close(farewell)

    def _drop(self, cancel: CancelToken) -> None:
        connection, self._connection, self._found = self._connection, None, None
        if connection is not None:
            self._plainly(connection.close(), cancel)

    def _need(self) -> tuple[Connection, Found]:
        if self._connection is None or self._found is None:
            raise EngineError(
                "No model is loaded. The text is unchanged; choose a model first.",
                code="engine.no_model",
            )
        return self._connection, self._found

    def _plainly(self, work: Coroutine[Any, Any, _T], cancel: CancelToken) -> _T:
        """Run in the loop; a failure is raised as the error that it stands for."""
        try:
            return self._loop.run(work, cancel)
        except Failure as failure:
            raise failure.error from failure

    def _ask(self, found: Found, request: GenerateRequest, prompt: int) -> Ask:
        used = [(_served(found, use), use.scale) for use in request.adapters if use.scale]
        models = [adapter.model for adapter, _ in used if adapter.model]
        if len(models) > 1 or (models and len(used) > 1):
            raise AdapterError(
                f"{found.loaded.host} gives each adapter as a model of its own, so two styles "
                "cannot be blended there. Choose one of them. Your text is as it was.",
                code="server.blend",
                host=found.loaded.host,
            )
        numbered = any(adapter.number is not None for adapter in found.loaded.served)
        scales = tuple((a.number, scale) for a, scale in used if a.number is not None)
        messages = request.prompts[prompt]
        if not found.instructed:
            messages = tuple(turn for turn in messages if turn.role != "system")
        return Ask(
            model=models[0] if models else found.model,
            messages=messages,
            sampling=request.sampling,
            max_tokens=request.max_tokens,
            number=request.candidates,
            # An adapter that is not named keeps the scale it was started with: name them all.
            adapters=_all_scales(found.loaded, dict(scales)) if numbered else None,
        )


def _served(found: Found, use: AdapterUse) -> ServedAdapter:
    adapter = found.loaded.served_at(use.path)
    if adapter is None:
        raise AdapterError(
            f"{found.loaded.host} does not hold the adapter {use.path.name}. The text is "
            "unchanged; choose another style, or have the server started with it.",
            code="server.adapter",
            host=found.loaded.host,
            name=use.path.name,
        )
    return adapter


def _all_scales(model: RemoteModel, scales: dict[int, float]) -> tuple[tuple[int, float], ...]:
    numbers = [adapter.number for adapter in model.served if adapter.number is not None]
    return tuple((number, scales.get(number, 0.0)) for number in numbers)


def _checked(key: str, host: str) -> str:
    """Return a key that can stand in a header."""
    if key.isascii() and key.isprintable():
        return key
    raise ServerError(
        f"The key for {host} has characters that no key has, perhaps from copying. Enter it "
        "again under “Use a Server…”. Nothing was sent. Your text is as it was.",
        code="server.key_letters",
        host=host,
    )
