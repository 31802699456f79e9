"""What is asked of an engine and what it answers: plain values, nothing of llama.cpp.

An engine is synchronous: `load` returns when the model is ready, `generate` is an iterator of
events. Callers run it in a background thread and stop it through a `CancelToken`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from stylepad.errors import Cancelled
from stylepad.models.memory import Device, Refusal


class CancelToken:
    """A one-way switch that a caller flips to stop the work that holds it."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._actions: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Return whether the work should stop."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread and more than once."""
        with self._lock:
            self._event.set()
            actions, self._actions = self._actions, []
        for action in actions:
            action()

    def on_cancel(self, action: Callable[[], None]) -> Callable[[], None]:
        """Have `cancel` call `action`, in its own thread; at once where it was called before.

        Return a function that takes the action back.
        """
        with self._lock:
            if not self._event.is_set():
                self._actions.append(action)
                return lambda: self._take_back(action)
        action()
        return lambda: None

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` once `cancel` has been called."""
        if self.cancelled:
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Wait up to `seconds`; return whether the work should stop."""
        return self._event.wait(seconds)

    def _take_back(self, action: Callable[[], None]) -> None:
        with self._lock:
            if action in self._actions:
                self._actions.remove(action)


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message; `role` is "system", "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class AdapterUse:
    """An adapter file and its scale: 0 is the plain base, 1 as trained."""

    path: Path
    scale: float


@dataclass(frozen=True, slots=True)
class Sampling:
    """How tokens are drawn. `temperature` 0 is greedy; `seed` makes a draw repeatable."""

    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Server:
    """A model on another machine, behind an interface like OpenAI's.

    `model` "" is the first that the server names; `slots` (requests at once) and `context` (tokens)
    0 are what the server says of itself. `adapters` are pairs of a style's id and the model to ask
    for instead, for servers that offer each adapter as a model of its own.
    """

    url: str
    model: str = ""
    slots: int = 0
    context: int = 0
    adapters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """Which model to load, and how. `gpu_layers` None means as many as fit; `threads` 0 is auto.

    `refusal` is what the GPUs refused of this model before. With a `server` the model is there and
    the other fields mean nothing.
    """

    model: Path
    context: int = 0
    threads: int = 0
    gpu_layers: int | None = None
    sequences: int = 8
    server: Server | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a loaded model runs: device name, layers there, layers in all, and why not more.

    `code` is the stable identifier of `reason`, for translations.
    """

    device: str
    gpu_layers: int
    layers: int
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """What a loaded model says of itself.

    `passage_tokens` is the longest passage that it rewrites well, `sentence_tokens` the longest
    sentence that is better left whole than cut (0: no longer than a passage). `instructed` is
    whether it follows instructions that it was not trained on. `draws` is how many answers are
    worth drawing for each that is shown. `devices` are the GPUs as they were before it was loaded.
    """

    path: Path
    name: str
    architecture: str
    fingerprint: str
    context: int
    sequences: int
    passage_tokens: int
    placement: Placement
    threads: int
    seconds: float
    instructed: bool = True
    sentence_tokens: int = 0
    draws: int = 1
    devices: tuple[Device, ...] = ()

    @property
    def host(self) -> str:
        """Return the machine that texts are sent to, "" while they stay in this program."""
        return ""

    def adapter_for(self, style_id: str, files: Mapping[str, Path]) -> Path | None:  # noqa: ARG002
        """Return the adapter that a style uses on this model, None where it has none for it.

        `files` are the style's own adapters by the fingerprint of their base.
        """
        return files.get(self.fingerprint)


@dataclass(frozen=True, slots=True)
class ServerReport:
    """What was found at a server: the model that is used, all that it lists, requests at once."""

    model: LoadedModel
    models: tuple[str, ...]
    slots: int


@dataclass(frozen=True, slots=True)
class GenerateRequest:
    """Prompts under one adapter set; every prompt gets `candidates` answers.

    All answers to all prompts are decoded together as far as the engine's sequences reach. A
    prompt's candidate `c` is drawn with seed `sampling.seed + c`.
    """

    prompts: tuple[tuple[Message, ...], ...]
    adapters: tuple[AdapterUse, ...] = ()
    sampling: Sampling = field(default_factory=Sampling)
    candidates: int = 1
    max_tokens: int = 256


@dataclass(frozen=True, slots=True)
class TokenRow:
    """The tokens of a prompt, as `generate` decodes it, and those of an answer with its end."""

    prompt: tuple[int, ...]
    answer: tuple[int, ...]


class Finish(StrEnum):
    """Why a candidate ended."""

    END = "end"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of text that was added to a candidate."""

    prompt: int
    candidate: int
    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A candidate that is complete; `seconds` from the start of the request to its last token.

    `likelihood` is the sum of its tokens' log-probabilities (nats, at most 0) among those that
    could have been drawn; 0 where the engine cannot say.
    """

    prompt: int
    candidate: int
    text: str
    tokens: int
    seconds: float
    reason: Finish
    likelihood: float = 0.0

    @property
    def unlikelihood(self) -> float:
        """Return how unsure the model was, in nats a token."""
        return -self.likelihood / max(1, self.tokens)


GenerateEvent = Delta | Finished


class Engine(Protocol):
    """A model that rewrites. One request at a time; not for use from two threads at once."""

    @property
    def model(self) -> LoadedModel | None:
        """Return the loaded model, or None before `load` and after a death."""

    def load(
        self,
        request: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> LoadedModel:
        """Load a model, in place of any other.

        Raises ModelError for a file that cannot be used, EngineDied, EngineGaveUp, Cancelled.
        """

    def count_tokens(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Return each text's length in tokens of the loaded model."""

    def token_rows(
        self, prompts: tuple[tuple[Message, ...], ...], answers: tuple[str, ...]
    ) -> tuple[TokenRow, ...]:
        """Return what a model learns from: the tokens of each prompt and of its answer.

        The prompt's are those that `generate` would decode; the answer's end with the token that
        ends an answer. Raises ModelError, EngineError "engine.no_tokens" where the model is on a
        server and "engine.no_end" where its vocabulary has no such token.
        """

    def generate(self, request: GenerateRequest, cancel: CancelToken) -> Iterator[GenerateEvent]:
        """Yield the answers as they are written.

        Raises AdapterError, EngineError, EngineDied, EngineGaveUp; Cancelled within one token of
        `cancel.cancel()`.
        """

    def close(self) -> None:
        """End the engine; safe more than once."""
