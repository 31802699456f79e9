"""Requests for chat completions, in the dialect that a server turns out to speak."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from stylepad.engine.protocol import Message, Sampling
from stylepad.engine.remote.errors import Failure

_SPARE = ("top_k", "min_p", "repeat_penalty", "repetition_penalty", "seed", "top_p", "temperature")
"""What an answer can do without; OpenAI's own service refuses some of these."""

_REFUSED = (400, 422)


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a prompt with the candidates `first` to `first + number - 1`."""

    model: str
    messages: tuple[Message, ...]
    sampling: Sampling
    max_tokens: int
    first: int = 0
    number: int = 1
    adapters: tuple[tuple[int, float], ...] | None = None
    """Adapters by the server's number and their scales; None where it has no such choice."""

    def single(self, candidate: int) -> Ask:
        """Return the same for one candidate."""
        return replace(self, first=candidate, number=1)


@dataclass(slots=True)
class Dialect:
    """What a server was found not to understand; learnt from its refusals."""

    several: bool = True
    """Whether it gives several choices to one request."""
    newer_limit: bool = False
    """Whether it wants "max_completion_tokens" for "max_tokens"."""
    dropped: set[str] = field(default_factory=set)

    def body(self, ask: Ask) -> dict[str, Any]:
        """Return the JSON of a request. A choice `c` of several is drawn with the seed plus c."""
        draw = ask.sampling
        limit = "max_completion_tokens" if self.newer_limit else "max_tokens"
        values: dict[str, Any] = {
            "model": ask.model,
            "messages": [{"role": turn.role, "content": turn.content} for turn in ask.messages],
            "stream": True,
            limit: ask.max_tokens,
            "temperature": draw.temperature,
            "top_p": draw.top_p,
            "top_k": draw.top_k,
            "min_p": draw.min_p,
            "seed": draw.seed + ask.first,
        }
        if draw.repeat_penalty != 1.0:  # llama.cpp's name for it and vLLM's
            values |= dict.fromkeys(("repeat_penalty", "repetition_penalty"), draw.repeat_penalty)
        if ask.number > 1:
            values["n"] = ask.number
        if ask.adapters is not None:
            values["lora"] = [{"id": number, "scale": scale} for number, scale in ask.adapters]
        return {name: value for name, value in values.items() if name not in self.dropped}

    def learn(self, failure: Failure, ask: Ask) -> bool:
        """Take from a refusal what to leave out; return whether the next try is another request."""
        if failure.status not in _REFUSED:
            return False
        said = failure.said
        if "max_completion_tokens" in said and not self.newer_limit:
            self.newer_limit = True
            return True
        named = {name for name in _SPARE if re.search(rf"\b{name}\b", said)} - self.dropped
        if named:
            self.dropped |= named
            return True
        # No other field is in doubt that a request for one choice would not have as well.
        return ask.number > 1 and self.refuse_several()

    def refuse_several(self) -> bool:
        """Remember that one request gives one choice; return True, as `learn` does."""
        self.several = False
        return True
