"""An engine that tells of GPUs that fail while they write, not while they load."""

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
from stylepad.errors import EngineDied, EngineError, EngineGaveUp

_DEATHS = frozenset({"engine.aborted", "engine.crashed", "engine.memory"})
"""Ways to end that a driver may be to blame for; one that was killed from outside is none."""

_OF_THE_HOST = ("bad_alloc", "MemoryError")
"""What says that the main memory ran out: moving fewer layers away would only need more of it."""

_FATAL = -1
"""`llama_decode` returns less than this where the computing failed, not the text."""


class GpuWatch:
    """Passes everything on to `engine`; calls `failed` once for each failure with layers on GPUs.

    A failure that the engine survived is raised as EngineError "engine.gpu": the model has to be
    loaded anew.
    """

    def __init__(self, engine: Engine, failed: Callable[[LoadedModel], None]) -> None:
        self._engine, self._failed = engine, failed

    @property
    def model(self) -> LoadedModel | None:
        """Return the loaded model."""
        return self._engine.model

    def load(
        self,
        request: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> LoadedModel:
        """Load a model. Raises what the engine raises."""
        return self._engine.load(request, cancel, on_progress)

    def count_tokens(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Return each text's length in tokens of the loaded model."""
        return self._engine.count_tokens(texts)

    def token_rows(
        self, prompts: tuple[tuple[Message, ...], ...], answers: tuple[str, ...]
    ) -> tuple[TokenRow, ...]:
        """Return the tokens of each prompt and of its answer."""
        return self._engine.token_rows(prompts, answers)

    def generate(self, request: GenerateRequest, cancel: CancelToken) -> Iterator[GenerateEvent]:
        """Yield the answers as they are written.

        Raises what the engine raises, and EngineError "engine.gpu".
        """
        model = self._engine.model
        try:
            yield from self._engine.generate(request, cancel)
        except EngineError as error:
            if model is None or not model.placement.gpu_layers or not _is_gpus(error):
                raise
            self._failed(model)
            if isinstance(error, EngineDied | EngineGaveUp):
                raise
            raise _survived(model) from error

    def close(self) -> None:
        """End the engine; safe more than once."""
        self._engine.close()


def _is_gpus(error: EngineError) -> bool:
    """Return whether the GPU may be what failed."""
    details = error.details
    if isinstance(error, EngineDied | EngineGaveUp):
        hosts = any(sign in details.get("line", "") for sign in _OF_THE_HOST)
        return details.get("cause", error.code) in _DEATHS and not hosts
    return error.code == "engine.decode" and int(details["status"]) < _FATAL


def _survived(model: LoadedModel) -> EngineError:
    device = model.placement.device
    return EngineError(
        f"The GPU ({device}) failed while it was writing. The text is unchanged, only this"
        " suggestion is lost. Try again: the model is loaded anew with fewer layers on it, or"
        " none.",
        code="engine.gpu",
        device=device,
    )
