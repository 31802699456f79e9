"""Make plain sides until the recipe is filled, with what is written already as the beginning."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from stylepad.engine.protocol import Message
from stylepad.errors import Cancelled
from stylepad.studio.job import Job
from stylepad.studio.pairs import files, filters, near
from stylepad.studio.pairs import recipe as recipes
from stylepad.studio.pairs.recipe import Recipe
from stylepad.studio.pairs.values import Pair, Passage, Plain, Source, Split, Why
from stylepad.studio.pairs.writing import Task, Writer
from stylepad.studio.work import Work

_BLOCK = 250  # plain sides that need no model, between two looks whether to stop
_TRIED, _HOPELESS = 240, 0.03  # answers after which a model that is not understood is let be


class Maker:
    """Holds what is written and judged, by the pair's id."""

    def __init__(
        self,
        job: Job,
        work: Work,
        recipe: Recipe,
        sides: near.NearSides,
        passages: Sequence[Passage],
    ) -> None:
        self._job = job
        self._work = work
        self._recipe = recipe
        self._sides = sides
        self._passages = {passage.id: passage for passage in passages if not passage.same_as}
        self._order = sorted(self._passages.values(), key=_order)
        self.pairs: dict[str, Pair] = {}
        self.asked: Counter[Source] = Counter()
        self.gave_up = False
        for side in files.read_plain(job):
            self._add(side)

    def kept(self, source: Source | None = None) -> int:
        """Return how many pairs to learn from pass, of one source or of all, within the shares."""
        counts = Counter(
            pair.source for pair in self.pairs.values() if pair.kept and pair.split is Split.TRAIN
        )
        if source:
            return counts[source]
        return sum(min(n, self._recipe.quota(kind)) for kind, n in counts.items())

    def make_offline(self) -> None:
        """Write the plain sides that need no model. Raises Cancelled, StudioError."""
        for split in Split:
            mine = [passage for passage in self._order if passage.split is split]
            block: list[Plain] = []
            for side in near.offline(self._sides, mine, self._offline_shares(split, len(mine))):
                block.append(side)
                if len(block) >= _BLOCK:
                    self._store(block)
                    block = []
                    self._step("")
            self._store(block)

    def ask(self, writer: Writer, source: Source) -> None:
        """Have the model write until there is enough of a source.

        Passages that are set aside come first: there are few. Raises Cancelled, StudioError, and
        what the engine raises; what was finished before is kept.
        """
        for split in (Split.TEST, Split.STOP, Split.TRAIN):
            mine = [passage for passage in self._order if passage.split is split]
            tasks = list(self._tasks(mine, source))
            for batch in writer.batches(tasks):
                if self.gave_up or (split is Split.TRAIN and self._enough(source)):
                    break
                self._step(source.value)
                self._write(writer, batch)

    def _write(self, writer: Writer, batch: Sequence[Task]) -> None:
        finished: list[Plain] = []
        try:
            for side in writer.written(batch, self._work.cancel):
                finished.append(side)
        finally:
            self._store(finished)
        self.asked[batch[0].source] += len(finished)
        mine = [pair for pair in self.pairs.values() if pair.source is batch[0].source]
        good = sum(pair.kept for pair in mine)
        self.gave_up = len(mine) >= _TRIED and good < _HOPELESS * len(mine)

    def _tasks(self, passages: Iterable[Passage], source: Source) -> Iterator[Task]:
        variants = tuple(range(self._recipe.variants))
        for passage in passages:
            missing = tuple(n for n in variants if _id(passage.id, source, n) not in self.pairs)
            if not missing:
                continue
            if source is Source.RESTORED:
                gapped = self._sides.gapped(passage)
                if gapped:
                    yield Task(passage.id, source, (Message("user", gapped),), missing)
            else:
                asked = recipes.prompt(source, self._job.spec.language, passage.text)
                yield Task(passage.id, source, asked, missing)

    def _enough(self, source: Source) -> bool:
        return self.kept(source) >= self._recipe.quota(source)

    def _offline_shares(self, split: Split, passages: int) -> dict[Source, float]:
        """Return for which share of a split's passages a source is made, with some to spare."""
        shares = {}
        for source in (Source.LEXICON, Source.DAMAGED, Source.IDENTITY):
            wanted = self._recipe.quota(source) * (1.3 if source is not Source.IDENTITY else 1.0)
            if not wanted:
                continue
            if split is not Split.TRAIN:
                shares[source] = self._recipe.shares[source]
            elif source is Source.LEXICON:
                shares[source] = 1.0
            else:
                shares[source] = min(0.5, wanted / max(1, passages))
        if split is not Split.TRAIN and Source.LEXICON in shares:
            shares[Source.LEXICON] = 1.0
        return shares

    def _store(self, sides: Iterable[Plain]) -> None:
        new = [side for side in sides if _id(side.id, side.source, side.variant) not in self.pairs]
        if new:
            files.append_plain(self._job, new)
            for side in new:
                self._add(side)

    def _add(self, side: Plain) -> None:
        passage = self._passages.get(side.id)
        if passage is None:
            return
        name = _id(side.id, side.source, side.variant)
        pair = Pair(name, passage.work, passage.split, side.source, side.plain, passage.text)
        language = self._job.spec.language
        pair = filters.judged(pair, language, finished=side.finished)
        mended = side.source is not Source.RESTORED or self._sides.is_mended(passage, side.plain)
        if pair.kept and not mended:
            pair = replace(pair, kept=False, why=Why.BROKEN)
        self.pairs[name] = pair

    def _step(self, detail: str) -> None:
        if self._work.cancel.cancelled:
            raise Cancelled
        self._work.report(min(self.kept(), self._recipe.wanted), self._recipe.wanted, detail)


def _id(passage: str, source: Source, variant: int) -> str:
    return f"{passage}.{source.value}.{variant}"


def _order(passage: Passage) -> str:
    return hashlib.blake2b(passage.id.encode(), digest_size=8).hexdigest()
