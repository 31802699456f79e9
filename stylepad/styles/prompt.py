"""The canonical prompt: byte for byte the same in training and in use.

system = instruction, a line break, marker; user = the passage alone, last. A base without an
adapter is shown exemplars between the two, as earlier turns of the conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from stylepad.styles.pack import Exemplar, StylePack

EXEMPLARS_MOST = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation; `role` is "system", "user" or "assistant"."""

    role: str
    content: str


def messages(
    pack: StylePack, passage: str, *, with_adapter: bool, exemplar_budget: int = 3000
) -> tuple[Turn, ...]:
    """Return the prompt for a passage.

    Without an adapter the exemplars most like the passage are shown, the likest last, as far as
    `exemplar_budget` characters go.
    """
    head = Turn("system", f"{pack.instruction}\n{pack.marker}" if pack.marker else pack.instruction)
    shown = [] if with_adapter else choose_exemplars(pack.exemplars, passage, exemplar_budget)
    turns = [head]
    for exemplar in shown:
        turns += [Turn("user", exemplar.plain), Turn("assistant", exemplar.text)]
    return (*turns, Turn("user", passage))


def choose_exemplars(exemplars: Sequence[Exemplar], passage: str, budget: int) -> list[Exemplar]:
    """Return up to four exemplars like the passage, the likest last, within `budget` characters."""
    ranked = process.extract(
        passage.casefold(),
        [exemplar.plain.casefold() for exemplar in exemplars],
        scorer=fuzz.token_set_ratio,
        limit=3 * EXEMPLARS_MOST,
    )
    chosen: list[Exemplar] = []
    for _text, _score, index in ranked:
        exemplar = exemplars[index]
        size = len(exemplar.plain) + len(exemplar.text)
        if size <= budget and len(chosen) < EXEMPLARS_MOST:
            chosen.append(exemplar)
            budget -= size
    return chosen[::-1]
