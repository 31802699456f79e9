"""Why a pair is not worth learning from: what is lost, what drifted, what is not plain enough."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stylepad.studio.pairs.likeness import likeness
from stylepad.studio.pairs.values import Pair, Source, Why
from stylepad.text import facts, meters
from stylepad.text.chrf import chrf
from stylepad.text.language import detect
from stylepad.text.neighbours import strangeness, words_of


@dataclass(frozen=True, slots=True)
class Limits:
    """What the sides of a pair may be to each other; the plain one is measured by the other.

    `ratio` are lengths in letters, `chrf` the most that may be shared (0 to 100), `likeness` the
    least and the most of stems in order, `content` the least of content words that are kept,
    `strange` the most of new neighbours that no prose has (all shares of 1).
    """

    ratio: tuple[float, float] = (0.7, 1.4)
    chrf: float = 100.0
    likeness: tuple[float, float] = (0.0, 1.0)
    content: float = 0.0
    strange: float = 1.0


# Freely rewritten: the figures of practice, see docs on making pairs. Near: what a base that turns
# a phrase and keeps the rest can bridge.
_FREE = Limits(chrf=65.0, content=0.2)
_LIMITS = {
    Source.MODEL: _FREE,
    Source.AGAIN: _FREE,
    Source.PLAN: Limits(ratio=(0.15, 0.9), chrf=70.0, content=0.15),
    Source.LEXICON: Limits(ratio=(0.6, 1.5), likeness=(0.7, 1.0)),
    Source.RESTORED: Limits(ratio=(0.6, 1.5), likeness=(0.7, 0.985), strange=0.34),
    Source.DAMAGED: Limits(ratio=(0.6, 1.2), likeness=(0.7, 1.0)),
}


def judged(pair: Pair, language: str, *, finished: bool = True) -> Pair:
    """Return the pair with whether it is kept, and else why not and what exactly was wrong.

    Imported pairs and those that are the same on both sides only need two sides.
    """
    if not pair.plain.strip() or not pair.text.strip():
        return replace(pair, kept=False, why=Why.EMPTY)
    limits = _LIMITS.get(pair.source)
    if limits is None:
        return pair
    if not finished:
        return replace(pair, kept=False, why=Why.UNFINISHED)
    why, detail = _fault(pair, language, limits)
    return replace(pair, kept=not why, why=why, detail=detail)


def _fault(pair: Pair, language: str, limits: Limits) -> tuple[Why, str]:
    text, plain = pair.text, pair.plain
    heard = detect(plain)
    mixed = meters.mixed_words(text, plain)
    if mixed or (heard and heard != language):
        return Why.LANGUAGE, heard or ", ".join(mixed)
    if meters.loops(text, plain):
        return Why.LOOP, ""
    ratio = meters.length_ratio(text, plain)
    if not limits.ratio[0] <= ratio <= limits.ratio[1]:
        return Why.LENGTH, f"{ratio:.2f}"
    return _likeness_fault(text, plain, limits) or _meaning_fault(text, plain, language, limits)


def _likeness_fault(text: str, plain: str, limits: Limits) -> tuple[Why, str] | None:
    if plain == text:
        return Why.CLOSE, "100"
    if limits.chrf < 100.0 and (shared := chrf(plain, text)) > limits.chrf:
        return Why.CLOSE, f"{shared:.0f}"
    if limits.likeness != (0.0, 1.0):
        alike = likeness(plain, text)
        if alike > limits.likeness[1]:
            return Why.CLOSE, f"{100 * alike:.0f}"
        if alike < limits.likeness[0]:
            return Why.FAR, f"{100 * alike:.0f}"
    return None


def _meaning_fault(text: str, plain: str, language: str, limits: Limits) -> tuple[Why, str]:
    fact = facts.compare(text, plain, language)
    known = facts.facts(f"{text}\n{plain}", language)
    wrong = [*fact.lost, *fact.invented]
    if numbers := [item for item in wrong if item in known.numbers]:
        return Why.NUMBERS, ", ".join(numbers)
    if names := [item for item in wrong if item in known.names]:
        return Why.NAMES, ", ".join(names)
    kept = meters.content_kept(text, plain) if limits.content else 1.0
    if kept < limits.content:
        return Why.DRIFTED, f"{100 * kept:.0f}"
    # A word that is only left out makes strange neighbours too, and harms nothing.
    added = limits.strange < 1.0 and set(words_of(plain)) - set(words_of(text))
    strange = strangeness(text, plain, language) if added else 0.0
    if strange > limits.strange:
        return Why.BROKEN, f"{100 * strange:.0f}"
    return Why.KEPT, ""
