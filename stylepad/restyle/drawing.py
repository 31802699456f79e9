"""Drawing candidates for a few passages at once, and keeping those that are finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stylepad.engine.protocol import (
    AdapterUse,
    CancelToken,
    Delta,
    Engine,
    Finished,
    GenerateRequest,
    LoadedModel,
    Message,
    Sampling,
)
from stylepad.restyle.lengths import answer_room, prompt_tokens
from stylepad.restyle.passages import Passage
from stylepad.restyle.result import RestyleRequest
from stylepad.restyle.showing import Showcase
from stylepad.styles import prompt
from stylepad.styles.exemplars import Exemplar

_SHRUNK = 0.8
# Exemplars are worth their room only where the context is far longer than the passage, and a
# processor reads a quarter of a usual context in a few seconds.
_EXEMPLAR_CONTEXT = 2048
_EXEMPLAR_SHARE = 4
_SECOND_SEED = 7919
_USUAL = 3
"""Candidates that the window shows unless asked for more or less."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A passage with its messages, `tokens` of the passage and `whole` of the prompt."""

    passage: Passage
    messages: tuple[Message, ...]
    tokens: int
    whole: int


def _draws(model: LoadedModel, request: RestyleRequest) -> int:
    """Return how many answers to draw of a passage: one alone is chosen of as many as three are."""
    # Without a style there is none to choose the best answer by.
    if model.draws == 1 or request.strength == 0:
        return request.candidates
    return model.draws * max(request.candidates, _USUAL)


class Drawer:
    """Asks the engine for candidates in a style and at a strength."""

    def __init__(self, engine: Engine, model: LoadedModel, request: RestyleRequest) -> None:
        self._engine = engine
        self._model = model
        self._request = request
        self.draws = _draws(model, request)
        self._adapters = tuple(
            AdapterUse(path, scale)
            for path, scale in request.style.adapter_set(model.adapter_for, request.strength)
        )
        shown = not self._adapters and model.context >= _EXEMPLAR_CONTEXT
        self._showcase = (
            Showcase(request.style.exemplars, engine.count_tokens)
            if shown and request.style.exemplars
            else None
        )

    def prompts(self, passages: Sequence[Passage]) -> tuple[Prompt, ...]:
        """Return the prompts of passages; one that the context has no room for is left out."""
        bare = self._fitting([(passage, self._messages(passage)) for passage in passages])
        if self._showcase is None or not bare:
            return bare
        room = self._model.context - answer_room(max(prompt.tokens for prompt in bare))
        most = self._model.context // _EXEMPLAR_SHARE
        shown = self._showcase.choose(
            [(item.passage.prompted, min(most, room - item.whole)) for item in bare]
        )
        return self._fitting(
            [
                (item.passage, self._messages(item.passage, exemplars))
                for item, exemplars in zip(bare, shown, strict=True)
            ]
        )

    def draw(
        self, prompts: Sequence[Prompt], cancel: CancelToken, second: Sampling | None = None
    ) -> Iterator[Delta | Finished]:
        """Yield the engine's events; `prompt` in them counts `prompts`."""
        if not prompts:
            return
        longest = max(prompt.tokens for prompt in prompts)
        room = self._model.context - max(prompt.whole for prompt in prompts)
        yield from self._engine.generate(
            GenerateRequest(
                prompts=tuple(prompt.messages for prompt in prompts),
                adapters=tuple(use for use in self._adapters if use.scale > 0),
                sampling=second or self.sampling(),
                candidates=self.draws,
                max_tokens=max(1, min(answer_room(longest), room)),
            ),
            cancel,
        )

    def sampling(self) -> Sampling:
        """Return how the first draw is made: as the style says and the writer adjusts it."""
        usual = self._request.style.sampling
        wanted = self._request.adjustment
        penalty = wanted.repeat_penalty
        return Sampling(
            temperature=usual.temperature * wanted.temperature_factor,
            top_k=usual.top_k,
            top_p=usual.top_p,
            min_p=usual.min_p,
            repeat_penalty=usual.repeat_penalty if penalty is None else penalty,
            seed=self._request.seed,
        )

    def second_sampling(self, factor: float) -> Sampling:
        """Return how a second draw is made: other seeds, the temperature times `factor`."""
        usual = self.sampling()
        return replace(
            usual, temperature=usual.temperature * factor, seed=usual.seed + _SECOND_SEED
        )

    def _messages(
        self, passage: Passage, exemplars: Sequence[Exemplar] = ()
    ) -> tuple[Message, ...]:
        turns = prompt.messages(self._request.style, passage.prompted, exemplars)
        return tuple(Message(turn.role, turn.content) for turn in turns)

    def _fitting(self, made: Sequence[tuple[Passage, tuple[Message, ...]]]) -> tuple[Prompt, ...]:
        lengths = prompt_tokens(self._engine.count_tokens, [turns for _, turns in made])
        return tuple(
            Prompt(passage, turns, length.last, length.whole)
            for (passage, turns), length in zip(made, lengths, strict=True)
            if length.whole + _SHRUNK * length.last <= self._model.context
        )
