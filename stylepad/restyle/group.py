"""A few passages that are drawn together: their candidates judged, finished in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stylepad.engine.protocol import CancelToken, Delta, Finished
from stylepad.errors import Cancelled, EngineError
from stylepad.restyle.drawing import Drawer, Prompt
from stylepad.restyle.gate import Fault, rank
from stylepad.restyle.passages import Passage
from stylepad.restyle.result import Candidate, PassageDone, PassageResult, Progress

# A second draw keeps closer to the passage where facts were lost, and strays further from it where
# all that was wrong is that nothing changed.
_CLOSER, _FREER = 0.6, 1.4

Prepare = Callable[[Sequence[Passage], CancelToken], Sequence[Passage]]
Judge = Callable[[Passage, Finished], Candidate]
Revise = Callable[[Passage, Sequence[Candidate]], Sequence[Candidate]]


def unprepared(passages: Sequence[Passage], _cancel: CancelToken) -> Sequence[Passage]:
    """Return the passages as they are: nothing is done before they are restyled."""
    return passages


class Group:
    """The passages of one request to the engine, with the candidates that are finished."""

    def __init__(
        self,
        passages: Sequence[Passage],
        drawer: Drawer,
        judge: Judge,
        wanted: int,
        *,
        prepare: Prepare,
        revise: Revise,
    ) -> None:
        self._passages = passages
        self._drawer = drawer
        self._judge = judge
        self._wanted = wanted
        self._prepare = prepare
        self._revise = revise
        self._candidates: dict[int, list[Candidate]] = {item.index: [] for item in passages}
        self._known: dict[int, tuple[int, Sequence[Candidate]]] = {}
        self._done = 0

    def events(self, cancel: CancelToken) -> Iterator[Progress | PassageDone]:
        """Yield the progress and the results; on a stop or a death, first what is finished."""
        try:
            self._passages = self._prepare(self._passages, cancel)
            prompts = self._drawer.prompts(self._passages)
            yield from self._first_draw(prompts, cancel)
            self._second_draws(prompts, cancel)
        except (Cancelled, EngineError):
            yield from self._finished_while(lambda passage: bool(self._candidates[passage.index]))
            raise
        yield from self._finished_while(lambda _passage: True)

    def _first_draw(
        self, prompts: Sequence[Prompt], cancel: CancelToken
    ) -> Iterator[Progress | PassageDone]:
        for event in self._drawer.draw(prompts, cancel):
            passage = prompts[event.prompt].passage
            if isinstance(event, Delta):
                if event.candidate < self._wanted:
                    yield Progress(passage.index, event.candidate, event.text)
            else:
                self._candidates[passage.index].append(self._judge(passage, event))
                yield from self._finished_while(self._is_settled)

    def _second_draws(self, prompts: Sequence[Prompt], cancel: CancelToken) -> None:
        """Draw once more for the passages whose candidates all failed."""
        if self._drawer.sampling().temperature == 0:
            return  # Greedy answers would only come again.
        failed = [item for item in prompts if not self._has_passed(item.passage)]
        same = [item for item in failed if self._is_unchanged(item.passage)]
        lossy = [item for item in failed if item not in same]
        for again, factor in ((lossy, _CLOSER), (same, _FREER)):
            sampling = self._drawer.second_sampling(factor)
            for event in self._drawer.draw(again, cancel, sampling):
                if isinstance(event, Finished):
                    passage = again[event.prompt].passage
                    self._candidates[passage.index].append(self._judge(passage, event))

    def _finished_while(self, wanted: Callable[[Passage], bool]) -> Iterator[PassageDone]:
        while self._done < len(self._passages) and wanted(self._passages[self._done]):
            passage = self._passages[self._done]
            self._done += 1
            yield PassageDone(self._result(passage))

    def _result(self, passage: Passage) -> PassageResult:
        ranked = rank(passage.original, self._revised(passage))
        # The same words drawn twice come last: paging through candidates should show others first.
        texts = [candidate.text for candidate in ranked]
        fresh = [item for n, item in enumerate(ranked) if item.text not in texts[:n]]
        again = [item for n, item in enumerate(ranked) if item.text in texts[:n]]
        candidates = tuple((fresh + again)[: self._wanted])
        return PassageResult(
            passage.index,
            passage.start,
            passage.end,
            passage.original,
            candidates,
            passage.neutral,
        )

    def _is_settled(self, passage: Passage) -> bool:
        drawn = self._candidates[passage.index]
        return len(drawn) >= self._drawer.draws and self._has_passed(passage)

    def _has_passed(self, passage: Passage) -> bool:
        return any(item.report.passed for item in self._revised(passage))

    def _revised(self, passage: Passage) -> Sequence[Candidate]:
        """Return the candidates so far as they are shown; worked out once for so many."""
        drawn = self._candidates[passage.index]
        known = self._known.get(passage.index)
        if known is None or known[0] != len(drawn):
            known = self._known[passage.index] = (len(drawn), self._revise(passage, drawn))
        return known[1]

    def _is_unchanged(self, passage: Passage) -> bool:
        drawn = self._candidates[passage.index]
        return all(Fault.UNCHANGED in item.report.faults for item in drawn)
