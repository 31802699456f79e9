"""Lengths in tokens, guessed from a sample: a whole novel takes too long to tokenise up front."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stylepad.engine.protocol import Message
from stylepad.styles.prompt import answer_room
from stylepad.text.tidy import for_model

__all__ = ["CountTokens", "PromptLength", "TokenEstimate", "answer_room", "prompt_tokens"]

CountTokens = Callable[[tuple[str, ...]], tuple[int, ...]]

_LATIN = re.compile(r"[A-Za-z]+")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]+")
_SLICES, _SLICE = 8, 500
# Longer words than these make up no more than one token each in any vocabulary in use.
_CHARACTERS_PER_TOKEN_MOST = 12
# A byte-level vocabulary that never saw a script spends a token on each byte.
_TOKENS_PER_BYTE = 1.0
_MARGIN = 1.1
# What a chat template adds around a message; families in use need 3 to 6 tokens.
_TEMPLATE_TOKENS = 8


@dataclass(frozen=True, slots=True)
class PromptLength:
    """Tokens of a prompt's last message, and of the `whole` prompt with its template."""

    last: int
    whole: int


def prompt_tokens(count: CountTokens, prompts: Sequence[tuple[Message, ...]]) -> list[PromptLength]:
    """Return the lengths of prompts, counted at once."""
    counts = iter(count(tuple(message.content for turns in prompts for message in turns)))
    lengths = []
    for turns in prompts:
        tokens = [next(counts) for _ in turns]
        lengths.append(PromptLength(tokens[-1], sum(tokens) + _TEMPLATE_TOKENS * len(turns)))
    return lengths


class TokenEstimate:
    """A guess of a text's length in tokens, a little on the long side.

    Letters of each script get the rate that a sample of `text` has with this model; scripts and
    marks that the sample lacks count as one token per byte.
    """

    def __init__(self, count: CountTokens, text: str) -> None:
        sample = for_model(_sample(text))
        parts = tuple(" ".join(pattern.findall(sample)) for pattern in (_LATIN, _CYRILLIC))
        rest = _rest(sample)
        counts = count((*parts, rest))
        self._latin, self._cyrillic = (
            tokens / _letters(part) if len(part) >= 20 else 1.0
            for part, tokens in zip(parts, counts, strict=False)
        )
        size = len(rest.encode("utf-8", "replace"))
        self._rest = counts[2] / size if size >= 200 else _TOKENS_PER_BYTE

    def tokens(self, text: str) -> float:
        """Return the guessed number of tokens."""
        latin = sum(map(len, _LATIN.findall(text)))
        cyrillic = sum(map(len, _CYRILLIC.findall(text)))
        rest = len(_rest(text).encode("utf-8", "replace"))
        return _MARGIN * (latin * self._latin + cyrillic * self._cyrillic + rest * self._rest)

    def fits(self, text: str, limit: int) -> bool:
        """Return whether the text is within `limit` tokens by the guess."""
        if len(text) > limit * _CHARACTERS_PER_TOKEN_MOST:
            return False
        return self.tokens(text) <= limit


def _letters(words: str) -> int:
    # The space before a word is part of its first token, so it is not counted itself.
    return len(words) - words.count(" ")


def _rest(text: str) -> str:
    return _CYRILLIC.sub("", _LATIN.sub("", text)).replace(" ", "")


def _sample(text: str) -> str:
    if len(text) <= _SLICES * _SLICE:
        return text
    step = (len(text) - _SLICE) // (_SLICES - 1)
    return " ".join(text[n * step : n * step + _SLICE] for n in range(_SLICES))
