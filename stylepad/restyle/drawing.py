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
from stylepad.restyle.passages import Passage
from stylepad.restyle.result import RestyleRequest
from stylepad.styles import prompt

# What a chat template adds around a message; families in use need 3 to 6 tokens.
_TEMPLATE_TOKENS = 8
# Gogol's periods are longer than a plain passage, and Russian endings cost tokens.
_GROWTH, _GROWTH_LEAST = 1.8, 24
_SHRUNK = 0.8
# Exemplars are worth their room only where the context is far longer than the passage.
_EXEMPLAR_CONTEXT = 2048
_EXEMPLAR_CHARACTERS = 3000
_SECOND_SEED = 7919


@dataclass(frozen=True, slots=True)
class Prompt:
    """A passage with its messages, `tokens` of the passage and `whole` of the prompt."""

    passage: Passage
    messages: tuple[Message, ...]
    tokens: int
    whole: int


class Drawer:
    """Asks the engine for candidates in a style and at a strength."""

    def __init__(self, engine: Engine, model: LoadedModel, request: RestyleRequest) -> None:
        self._engine = engine
        self._model = model
        self._request = request
        self._adapter = request.style.adapter_for(model.fingerprint)

    def prompts(self, passages: Sequence[Passage]) -> tuple[Prompt, ...]:
        """Return the prompts of passages; one that the context has no room for is left out."""
        made = [(passage, self._messages(passage.plain)) for passage in passages]
        contents = [tuple(message.content for message in turns) for _, turns in made]
        counts = iter(self._engine.count_tokens(tuple(text for all_ in contents for text in all_)))
        prompts = []
        for passage, turns in made:
            tokens = [next(counts) for _ in turns]
            whole = sum(tokens) + _TEMPLATE_TOKENS * len(turns)
            if whole + _SHRUNK * tokens[-1] <= self._model.context:
                prompts.append(Prompt(passage, turns, tokens[-1], whole))
        return tuple(prompts)

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
                adapters=self._adapters(),
                sampling=second or self.sampling(),
                candidates=self._request.candidates,
                max_tokens=max(1, min(int(_GROWTH * longest) + _GROWTH_LEAST, room)),
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

    def _messages(self, passage: str) -> tuple[Message, ...]:
        roomy = self._model.context >= _EXEMPLAR_CONTEXT
        turns = prompt.messages(
            self._request.style,
            passage,
            with_adapter=self._adapter is not None,
            exemplar_budget=_EXEMPLAR_CHARACTERS if roomy else 0,
        )
        return tuple(Message(turn.role, turn.content) for turn in turns)

    def _adapters(self) -> tuple[AdapterUse, ...]:
        if self._adapter is None or self._request.strength <= 0:
            return ()
        return (AdapterUse(self._adapter, self._request.strength),)
