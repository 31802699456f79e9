"""What the answers of a small model agree on: each is cut down to it, then completed by it.

Where such a model slips it slips each time elsewhere, while what it has learned comes again and
again. So every change of an answer is held against the other answers to the same passage, and what
is likely a slip is taken back: the writer's own words, which stood there, are never wrong. And what
other answers changed soundly in places that this one left alone is put in.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stylepad.styles import verdict
from stylepad.styles.soundness import odds_of_slip
from stylepad.styles.verdict import Fault, Report, StyleMeter
from stylepad.text import diff
from stylepad.text.words import WORD

FEWEST = 6
"""Answers from which on it tells something how many of them make a change."""

_WORTH = 0.1
"""Nats of doubt that a change is worth by itself: what many answers do is the author's manner, also
where the meter does not hear it. Set with the weight of doubt, by an independent judge of style."""

_AGAIN = 0.5
"""Nats of doubt for a word, or an aside, that is put in once more in one passage: not a tic."""
_SHORT = 3
"""Letters of the words that may well come again."""


@dataclass(frozen=True, slots=True)
class Revised:
    """An answer without the changes that were taken back, with those of others put in.

    `doubt` is minus the logarithm of the chance that all `changes` left are sound, in nats.
    """

    text: str
    doubt: float
    changes: int


@dataclass(frozen=True, slots=True)
class Move:
    """Edits that belong together, in order, such as a word that goes from one place to another."""

    edits: tuple[diff.Change, ...]

    @property
    def key(self) -> tuple[tuple[int, int, str], ...]:
        """Return what tells moves apart; capitals and blanks do not."""
        return tuple((e.start, e.end, " ".join(e.text.lower().split())) for e in self.edits)


Rate = Callable[[Revised], tuple[bool, float]]


class Agreement:
    """The answers to one passage, each seen as moves away from the original."""

    def __init__(self, original: str, answers: Sequence[str], language: str) -> None:
        self._original = original
        self._language = language
        found = {answer: moves_between(original, answer) for answer in set(answers)}
        self._moves = [found[answer] for answer in answers]
        self._made = Counter(move.key for moves in self._moves for move in moves)
        self._doubts: dict[object, float] = {}
        self._completed: dict[object, Revised] = {}
        known = {move.key: move for moves in self._moves for move in moves}
        self._shared = [
            move
            for key, move in known.items()
            if self._made[key] > 1 and self._doubt(move) < verdict.DOUBTED
        ]

    def revised(self, number: int, rate: Rate) -> Revised:
        """Return the best by `rate` (the lower the better) of what an answer can be turned into.

        `number` is the answer's. One of its moves at least is left.
        """
        moves = self._cut_down(self._moves[number], rate)
        kept = frozenset(move.key for move in moves)
        if kept not in self._completed:
            self._completed[kept] = self._complete(moves, rate)
        return self._completed[kept]

    def _cut_down(self, moves: Sequence[Move], rate: Rate) -> list[Move]:
        """Take moves back one after another, each time the one without which the rest is best."""
        moves = best = list(moves)
        rating = rate(self._without(best))
        while len(moves) > 1:
            rests = [moves[:place] + moves[place + 1 :] for place in range(len(moves))]
            least, place = min((rate(self._without(rest)), n) for n, rest in enumerate(rests))
            moves = rests[place]
            if least < rating:
                rating, best = least, moves
        return best

    def _complete(self, moves: list[Move], rate: Rate) -> Revised:
        """Put in moves of other answers, each time the best one, as long as that is better."""
        best = self._without(moves)
        rating = rate(best)
        while True:
            fitting = [m for m in self._shared if all(self._are_apart(m, other) for other in moves)]
            rated = [(rate(self._without([*moves, m])), n) for n, m in enumerate(fitting)]
            least, place = min(rated, default=(rating, 0))
            if least >= rating:
                return best
            moves = [*moves, fitting[place]]
            rating, best = least, self._without(moves)

    def _are_apart(self, first: Move, second: Move) -> bool:
        """Return whether words of the original stand between all edits of two moves."""
        for one in first.edits:
            for other in second.edits:
                start, end = min(one.end, other.end), max(one.start, other.start)
                if not WORD.search(self._original[start:end]):
                    return False
        return True

    def _without(self, moves: Iterable[Move]) -> Revised:
        moves = tuple(moves)
        doubt = sum(map(self._doubt, moves)) + _AGAIN * _repeated(self._original, moves)
        return Revised(_applied(self._original, moves), doubt, len(moves))

    def _doubt(self, move: Move) -> float:
        key = move.key
        if key not in self._doubts:
            share = (self._made[key] - 0.5) / len(self._moves)
            odds = odds_of_slip(self._original, move.edits, share, self._language)
            self._doubts[key] = _softplus(odds)
        return self._doubts[key]


@dataclass(frozen=True, slots=True)
class Judged:
    """A rewriting with its report and what speaks against it besides, in nats."""

    text: str
    report: Report
    doubt: float


def rating(original: str, found: Judged) -> tuple[bool, float]:
    """Return what rewritings are sorted by, the lower the better."""
    return verdict.order(original, found.text, found.report, found.doubt)


def agreed(
    original: str, answers: Sequence[Judged], language: str, meter: StyleMeter | None
) -> list[Judged]:
    """Return what is left of each answer; fewer than `FEWEST` stay as they are.

    So do those that a limit broke off. Where nothing passes, the original is added at the end.
    """
    if len(answers) < FEWEST:
        return list(answers)
    agreement = Agreement(original, [answer.text for answer in answers], language)
    finished = [item for item in answers if Fault.UNFINISHED not in item.report.faults]
    reports = {item.text: item.report for item in finished}
    known: dict[str, Judged] = {}
    cut_down: dict[str, Judged] = {}

    def judged(found: Revised) -> Judged:
        if found.text not in known:
            report = reports.get(found.text) or verdict.judge(
                original, found.text, language=language, meter=meter
            )
            report = verdict.doubted(report, found.doubt)
            doubt = found.doubt - _WORTH * found.changes
            known[found.text] = Judged(found.text, report, doubt)
        return known[found.text]

    def left(number: int, answer: Judged) -> Judged:
        if Fault.UNFINISHED in answer.report.faults:
            return answer
        if answer.text not in cut_down:
            best = agreement.revised(number, lambda found: rating(original, judged(found)))
            cut_down[answer.text] = judged(best)
        return cut_down[answer.text]

    kept = [left(number, answer) for number, answer in enumerate(answers)]
    if not any(item.report.passed for item in kept):
        kept.append(judged(Revised(original, 0.0, 0)))
    return kept


def moves_between(original: str, answer: str) -> list[Move]:
    """Return the moves that turn `original` into `answer`."""
    moves = [Move((e,)) for e in diff.changes(original, answer) if e.kind != "keep"]
    place = 0
    while place < len(moves):
        other = next(
            (n for n in range(place + 1, len(moves)) if _belong(original, moves[place], moves[n])),
            None,
        )
        if other is None:
            place += 1
        else:
            edits = (*moves[place].edits, *moves.pop(other).edits)
            moves[place] = Move(tuple(sorted(edits, key=lambda edit: edit.start)))
    return moves


def _belong(original: str, first: Move, second: Move) -> bool:
    """Return whether a word that one takes away comes back with the other."""
    gone, come = _gone_and_come(original, first)
    others_gone, others_come = _gone_and_come(original, second)
    return bool(gone & others_come or come & others_gone)


def _gone_and_come(original: str, move: Move) -> tuple[set[str], set[str]]:
    before = {w for e in move.edits for w in WORD.findall(original[e.start : e.end].lower())}
    after = {w for e in move.edits for w in WORD.findall(e.text.lower())}
    return before - after, after - before


def _repeated(original: str, moves: Iterable[Move]) -> int:
    """Return how many words, and asides between commas, are put in that were put in already."""
    put_in: Counter[str] = Counter()
    for move in moves:
        put_in.update(w for w in _gone_and_come(original, move)[1] if len(w) > _SHORT)
        put_in[","] += sum(e.text.count(",") > 1 for e in move.edits)
    return sum(times - 1 for times in put_in.values() if times)


def _applied(original: str, moves: Iterable[Move]) -> str:
    edits = sorted((edit for move in moves for edit in move.edits), key=lambda edit: edit.start)
    return diff.apply(original, tuple(edits))


def _softplus(odds: float) -> float:
    return math.log1p(math.exp(-abs(odds))) + max(odds, 0.0)
