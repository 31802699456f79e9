"""Of the pairs that pass, those that are kept: no pair twice, and the mix of the recipe."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stylepad.studio.pairs.decisions import Decision, decided, digest
from stylepad.studio.pairs.recipe import Recipe
from stylepad.studio.pairs.values import Pair, Source, Split, Why
from stylepad.text import meters
from stylepad.text.neighbours import words_of

_OF_ONE_PASSAGE = 3  # pairs with the same target at most: more of them teach it by heart


def selected(
    pairs: Sequence[Pair], recipe: Recipe, decisions: Mapping[str, Decision]
) -> tuple[Pair, ...]:
    """Return all pairs in their order, those beyond the recipe's shares marked as surplus.

    Where a source gives less than its share the others fill up. What the writer kept or edited is
    kept whatever the shares are, what he rejected is not.
    """
    made = {pair.id: digest(pair.plain, pair.text) for pair in pairs}
    firm = {pair.id for pair in pairs if made[pair.id] in decisions}
    judged = [decided(pair, decisions.get(made[pair.id])) for pair in _once(pairs)]
    free = [pair for pair in judged if pair.kept and pair.split is Split.TRAIN]
    taken = {pair.id for pair in free if pair.id in firm or pair.source is Source.IMPORTED}
    drawn = sorted((pair for pair in free if pair.id not in taken), key=_draw)
    _take(drawn, recipe, taken)
    return tuple(
        replace(pair, kept=False, why=Why.SURPLUS)
        if pair.kept and pair.split is Split.TRAIN and pair.id not in taken
        else pair
        for pair in judged
    )


def _take(drawn: Sequence[Pair], recipe: Recipe, taken: set[str]) -> None:
    """Fill the shares first, then what is still wanted from what is left; add ids to `taken`."""
    targets: Counter[str] = Counter()
    counts: Counter[Source] = Counter()
    bound = len(taken) + recipe.wanted
    for by_share in (True, False):
        for pair in drawn:
            full = by_share and counts[pair.source] >= recipe.quota(pair.source)
            # Unchanged passages teach mere copying beyond their share.
            full = full or (not by_share and pair.source is Source.IDENTITY)
            if full or pair.id in taken or len(taken) >= bound:
                continue
            if targets[pair.text] < _OF_ONE_PASSAGE:
                taken.add(pair.id)
                targets[pair.text] += 1
                counts[pair.source] += 1


def _once(pairs: Sequence[Pair]) -> list[Pair]:
    seen: set[tuple[str, ...]] = set()
    found = []
    for pair in pairs:
        key = (*words_of(pair.plain), "|", *words_of(pair.text))
        if pair.kept and key in seen and pair.source is not Source.IDENTITY:
            pair = replace(pair, kept=False, why=Why.DUPLICATE)  # noqa: PLW2901
        seen.add(key)
        found.append(pair)
    return found


def _draw(pair: Pair) -> tuple[bool, str]:
    """Return a key that sorts pairs by chance, those that differ in marks alone last."""
    same = pair.source is not Source.IDENTITY and meters.same_text(pair.plain, pair.text)
    return same, hashlib.blake2b(pair.id.encode(), digest_size=8).hexdigest()
