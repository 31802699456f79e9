"""An engine that says what it is told to: for what a real one cannot be made to do on demand.

Nothing in it waits by the clock. A step that must not happen yet is a `Pause`, and goes on when the
script's owner lets it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stylepad.engine.protocol import (
    CancelToken,
    Delta,
    Finish,
    Finished,
    GenerateEvent,
    GenerateRequest,
    LoadedModel,
    LoadRequest,
    Message,
    Placement,
    TokenRow,
)
from stylepad.errors import EngineDied, EngineError, EngineGaveUp, StylePadError

_STEP_SECONDS = 0.001


class Pause:
    """A place in a script where the engine stops until `go`; `reached` tells that it is there."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._go = threading.Event()

    def go(self) -> None:
        """Let the engine go on."""
        self._go.set()

    def wait(self, cancel: CancelToken) -> None:
        """Stand here until `go`. Raises Cancelled."""
        self.reached.set()
        take_back = cancel.on_cancel(self._go.set)
        try:
            self._go.wait()
        finally:
            take_back()
        cancel.raise_if_cancelled()


Step = str | Pause | StylePadError
"""A piece of text, a stop, or an error to raise in place of what would follow."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one candidate says, step by step."""

    steps: tuple[Step, ...]
    reason: Finish = Finish.END

    @property
    def text(self) -> str:
        """Return the whole text."""
        return "".join(step for step in self.steps if isinstance(step, str))


Script = Callable[[GenerateRequest, int, int], Answer]
"""Returns the answer to a request's prompt for a candidate."""


def says(*steps: Step) -> Script:
    """Return a script that gives every candidate the same answer."""
    return lambda _request, _prompt, _candidate: Answer(steps)


def echo(request: GenerateRequest, prompt: int, candidate: int) -> Answer:
    """Return the last message of the prompt, word by word, with the candidate's number."""
    words = request.prompts[prompt][-1].content.split(" ")
    return Answer((*(f"{word} " for word in words), f"({candidate + 1})"))


def scripted_model() -> LoadedModel:
    """Return what a scripted engine says of its model."""
    return LoadedModel(
        path=Path("scripted.gguf"),
        name="Scripted model",
        architecture="scripted",
        fingerprint="0" * 16,
        context=2048,
        sequences=8,
        passage_tokens=256,
        placement=Placement("CPU", 0, 1, "This build of the engine has no GPU backend."),
        threads=1,
        seconds=0.0,
    )


@dataclass
class ScriptedEngine:
    """An `Engine` that follows a script. `requests` and `loads` are what it was asked.

    `load_steps` are what happens while loading: a pause, an error, or a text for a progress report.
    After an EngineDied the model is gone, as with a real engine, and comes back with
    the next request.
    """

    script: Script = echo
    load_steps: Sequence[Step] = ()
    loaded: LoadedModel = field(default_factory=scripted_model)
    requests: list[GenerateRequest] = field(default_factory=list)
    loads: list[LoadRequest] = field(default_factory=list)
    closed: bool = False
    _model: LoadedModel | None = None

    @property
    def model(self) -> LoadedModel | None:
        """Return the loaded model, or None before `load` and after a scripted death."""
        return self._model

    def load(
        self,
        request: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> LoadedModel:
        """Follow `load_steps`, then have the model."""
        self._model = None
        self.loads.append(request)
        for number, step in enumerate(self.load_steps):
            cancel.raise_if_cancelled()
            if isinstance(step, str):
                on_progress((number + 1) / len(self.load_steps))
            else:
                _perform(step, cancel)
        cancel.raise_if_cancelled()
        self._model = self.loaded
        return self.loaded

    def restart(self, cancel: CancelToken | None = None) -> LoadedModel | None:
        """Have the model again."""
        return self.load(self.loads[-1], cancel or CancelToken()) if self.loads else None

    def count_tokens(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Return one token for every four bytes, and one for what is left."""
        self._need_model()
        return tuple(-(-len(text.encode("utf-8", "replace")) // 4) for text in texts)

    def token_rows(
        self, prompts: tuple[tuple[Message, ...], ...], answers: tuple[str, ...]
    ) -> tuple[TokenRow, ...]:
        """Return a token for every byte of the messages, and 256 as the end of an answer."""
        self._need_model()
        rows = zip(prompts, answers, strict=True)
        return tuple(
            TokenRow(
                tuple("".join(f"{turn.content}\0" for turn in prompt).encode()),
                (*answer.encode(), 256),
            )
            for prompt, answer in rows
        )

    def generate(self, request: GenerateRequest, cancel: CancelToken) -> Iterator[GenerateEvent]:
        """Yield the script's answers, all candidates a step at a time."""
        cancel.raise_if_cancelled()
        self._need_model()
        self.requests.append(request)
        try:
            yield from self._perform(request, cancel)
        except (EngineDied, EngineGaveUp):
            self._model = None
            raise

    def close(self) -> None:
        """Have no model any more; safe more than once."""
        self.closed = True
        self._model = None

    def _need_model(self) -> None:
        if self._model is None:
            if not self.loads:
                raise EngineError("No model is loaded.", code="engine.no_model")
            self._model = self.loaded

    def _perform(self, request: GenerateRequest, cancel: CancelToken) -> Iterator[GenerateEvent]:
        lanes = [
            (prompt, candidate, self.script(request, prompt, candidate))
            for prompt in range(len(request.prompts))
            for candidate in range(request.candidates)
        ]
        longest = max((len(answer.steps) for _, _, answer in lanes), default=0)
        for step in range(longest + 1):
            for prompt, candidate, answer in lanes:
                cancel.raise_if_cancelled()
                if step < len(answer.steps):
                    text = _perform(answer.steps[step], cancel)
                    if text:
                        yield Delta(prompt, candidate, text)
                elif step == len(answer.steps):
                    yield _finished(prompt, candidate, answer)


def _perform(step: Step, cancel: CancelToken) -> str:
    if isinstance(step, Pause):
        step.wait(cancel)
        return ""
    if isinstance(step, StylePadError):
        raise step
    return step


def _finished(prompt: int, candidate: int, answer: Answer) -> Finished:
    count = sum(isinstance(step, str) for step in answer.steps)
    seconds = count * _STEP_SECONDS
    return Finished(prompt, candidate, answer.text, count, seconds, answer.reason)
