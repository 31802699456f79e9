"""What pairs are made, in which proportions, by what the loaded model can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stylepad.engine.protocol import Message
from stylepad.studio.pairs import passages
from stylepad.studio.pairs.passages import Cut
from stylepad.studio.pairs.values import Source, Split
from stylepad.styles import plain

PAIRS, FEWEST_PAIRS, MOST_PAIRS = 2500, 1, 5000
LEAST = 200  # pairs to learn from; fewer teach nothing
_ASIDE = 150  # passages set aside for each of the two sides
_DRAWN = 1.7  # passages drawn for each pair that is wanted: some are filtered

# An instructed model: the mix that the evidence speaks for (research on making pairs).
_INSTRUCTED = {
    Source.MODEL: 0.55,
    Source.AGAIN: 0.2,
    Source.DAMAGED: 0.1,
    Source.PLAN: 0.07,
    Source.IDENTITY: 0.08,
}
# A base that only gives text back or mends it: near pairs, more of them from the lexicon.
_PLAIN_BASE = {
    Source.LEXICON: 0.54,
    Source.RESTORED: 0.28,
    Source.DAMAGED: 0.08,
    Source.IDENTITY: 0.1,
}
# The same base, with an instructed model elsewhere as the writer: retellings of a sentence or two,
# and near pairs still, since that is what it can bridge.
_LENT = {
    Source.MODEL: 0.4,
    Source.AGAIN: 0.12,
    Source.LEXICON: 0.3,
    Source.DAMAGED: 0.08,
    Source.IDENTITY: 0.1,
}
_ASKED = (Source.MODEL, Source.AGAIN, Source.PLAN, Source.RESTORED)
_AGAIN = {
    "ru": "Перескажи отрывок своими словами, как в письме знакомому: просто, по-современному, без "
    "красот и старинных слов. Все имена, числа и события сохрани и в том же порядке; ничего не "
    "добавляй и не объясняй. Напиши только пересказ.",
    "en": "Tell the passage again in your own words, as in a note to a friend: simply, in "
    "present-day English, without ornament or old-fashioned words. Keep all names, numbers and "
    "events in their order; add and explain nothing. Write only the retelling.",
}
_PLAN = {
    "ru": "Запиши содержание отрывка кратким планом: несколько коротких простых фраз через точку с "
    "запятой, в порядке событий, со всеми именами и числами. Напиши только план.",
    "en": "Put the contents of the passage down as a brief plan: a few short plain phrases parted "
    "by semicolons, in the order of events, with all names and numbers. Write only the plan.",
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How many pairs of which source, of what passages.

    `shares` add up to 1. `asked` are the sources that the model writes. `variants` are answers to
    one prompt; `temperature` and `seed` say how they are drawn.
    """

    cut: Cut
    shares: Mapping[Source, float]
    asked: tuple[Source, ...]
    wanted: int = PAIRS
    least: int = LEAST
    variants: int = 2
    temperature: float = 0.7
    seed: int = 1
    aside: int = field(default=_ASIDE)

    def quota(self, source: Source) -> int:
        """Return how many pairs to learn from are wanted of a source."""
        return round(self.shares.get(source, 0.0) * self.wanted)

    def passages(self) -> dict[Split, int]:
        """Return how many passages are drawn."""
        return {
            Split.TRAIN: round(_DRAWN * self.wanted),
            Split.STOP: self.aside,
            Split.TEST: self.aside,
        }


def recipe(instructed: bool, options: Mapping[str, object], *, learner: bool) -> Recipe:
    """Return the recipe for a writing model that is `instructed`; `learner` is whether the base is.

    A base that is not learns from short passages, whoever writes. `options` are the job's for this
    stage.
    They are numbers: pairs (up to 5000), least, variants, seed, aside, temperature. What is not
    there or no number takes its default.
    """
    wanted = max(FEWEST_PAIRS, min(MOST_PAIRS, _whole(options, "pairs", PAIRS)))
    told = _INSTRUCTED if learner else _LENT
    shares = told if instructed else _PLAIN_BASE
    temperature = options.get("temperature")
    # A base that mends is held to what is likeliest: its free draws lose the thread.
    usual = 0.7 if instructed else 0.3
    return Recipe(
        cut=Cut() if learner and instructed else passages.NEAR,
        shares=shares,
        asked=tuple(source for source in _ASKED if source in shares),
        wanted=wanted,
        least=_whole(options, "least", LEAST),
        variants=max(1, min(8, _whole(options, "variants", 2 if instructed else 1))),
        temperature=float(temperature) if isinstance(temperature, int | float) else usual,
        seed=_whole(options, "seed", 1),
        aside=max(1, _whole(options, "aside", _ASIDE)),
    )


def prompt(source: Source, language: str, passage: str) -> tuple[Message, ...]:
    """Return what an instructed model is asked for a passage."""
    told = {Source.AGAIN: _AGAIN, Source.PLAN: _PLAN}.get(source, {})
    system = told.get(language) or plain.instruction(language)
    return (Message("system", system), Message("user", passage))


def _whole(options: Mapping[str, object], name: str, default: int) -> int:
    value = options.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else default
