"""The canonical prompt: byte for byte the same in training and in use.

system = instruction, a line break, marker; user = the passage alone, last. A base without an
adapter is shown exemplars between the two, as earlier turns of the conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stylepad.styles.pack import Exemplar, StylePack

# Gogol's periods are longer than a plain passage, and Russian endings cost tokens.
_GROWTH, _GROWTH_LEAST = 1.8, 24


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation; `role` is "system", "user" or "assistant"."""

    role: str
    content: str


def messages(pack: StylePack, passage: str, exemplars: Sequence[Exemplar] = ()) -> tuple[Turn, ...]:
    """Return the prompt for a passage; `exemplars` only for a base without the adapter."""
    turns = [Turn("system", system(pack))]
    for exemplar in exemplars:
        turns += [Turn("user", exemplar.plain), Turn("assistant", exemplar.text)]
    return (*turns, Turn("user", passage))


def system(pack: StylePack) -> str:
    """Return the system message of a style: its instruction and its marker."""
    return f"{pack.instruction}\n{pack.marker}" if pack.marker else pack.instruction


def answer_room(tokens: int) -> int:
    """Return how many tokens the answer to a passage of `tokens` may need."""
    return int(_GROWTH * tokens) + _GROWTH_LEAST
