"""The verdict on one rewriting of a passage, and what makes one better than another.

A rewriting passes when nothing is lost, nothing is invented, and it reads as a rewriting at all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from stylepad.styles.profile import bounded
from stylepad.text import facts, meters
from stylepad.text.language import detect
from stylepad.text.neighbours import strangeness
from stylepad.text.words import count_words

# Bounds of length from shared practice in style transfer (0.7 to 1.4 for training pairs), wider
# because a writer may well want Hemingway's third or Gogol's double.
SHORTEST, LONGEST = 0.4, 2.5
# Runs of words shared with the author's works and absent from the original: ordinary phrases are
# under 6 words, from 8 on a run is worth knowing of, from 20 on it is a quotation.
COPIED_COUNTED, COPIED_FLAGGED, COPIED_REFUSED = 6, 8, 20
_FEW_WORDS = 4


class Fault(StrEnum):
    """What can be held against a rewriting."""

    EMPTY = "empty"
    UNCHANGED = "unchanged"
    UNFINISHED = "unfinished"
    LOST = "lost"
    INVENTED = "invented"
    LENGTH = "length"
    LOOP = "loop"
    ALPHABETS = "alphabets"
    LANGUAGE = "language"
    COPIED = "copied"
    COPIED_SOME = "copied_some"
    QUOTES = "quotes"
    DOUBTFUL = "doubtful"


TOLERATED = frozenset({Fault.COPIED_SOME, Fault.QUOTES})
"""Faults that are told but do not fail a rewriting."""

# How bad a fault is beside one lost fact (3): text that cannot be read is worse than any loss, and
# no change at all a little worse than one lost name.
_WEIGHTS = {
    Fault.EMPTY: 1000.0,
    Fault.LOOP: 30.0,
    Fault.LANGUAGE: 30.0,
    Fault.ALPHABETS: 9.0,
    Fault.LENGTH: 9.0,
    Fault.UNFINISHED: 9.0,
    Fault.COPIED: 9.0,
    Fault.DOUBTFUL: 9.0,
    Fault.UNCHANGED: 6.0,
    Fault.COPIED_SOME: 0.2,
    Fault.QUOTES: 0.5,
    Fault.LOST: 0.0,
    Fault.INVENTED: 0.0,
}
_LOST, _INVENTED = 3.0, 2.0
# What makes one candidate read better than another, on the same scale: words that are no words,
# words said twice, the share of new neighbours that no prose has, the sense and the style. Beyond
# 85 % of its words kept a text is hardly rewritten.
_UNKNOWN, _DOUBLED, _STRANGE, _MEANING, _STYLE = 0.4, 1.2, 2.2, 3.0, 6.0
_MEANING_ENOUGH = 0.85
_UNLIKELY = 1.4
"""Where a model slips, it was not sure of its words: a nat a token, for each word of the original.
This and the weight of style were set by an independent judge, and by reading what comes first."""
_DOUBT = 4.0
"""For each nat of doubt. More reads better and less like the author."""
DOUBTED = math.log(2)
"""Nats of doubt from which a rewriting is refused: it is as likely broken as not, and the original
is better than that."""


class StyleMeter(Protocol):
    """What is known of an author's manner and words."""

    def way(self, text: str) -> float:
        """Return how far a text is on the way from plain prose, 0, to the author, 1, or beyond."""

    def longest_copied_run(self, text: str, original: str) -> int:
        """Return the longest run of the author's own words in `text` and not in `original`."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a candidate kept of its original, and how it reads.

    `kept`, `lost` and `invented` are the numbers, names, links, quotations and marks concerned, as
    written. `copied` is the longest run of words taken from the author's own text and absent from
    the original (0 when under 6). `way` is how far it is from plain prose, 0, to the author, 1, or
    beyond either, None where the pack has no profile. `passed` is the verdict of the gate, `faults`
    the codes of what it held against the candidate.
    """

    passed: bool
    way: float | None
    kept: tuple[str, ...]
    lost: tuple[str, ...]
    invented: tuple[str, ...]
    copied: int
    faults: tuple[str, ...] = ()

    @property
    def style(self) -> float | None:
        """Return the nearness to the author, 0 to 1."""
        return None if self.way is None else bounded(self.way)


def judge(
    original: str,
    text: str,
    *,
    language: str,
    meter: StyleMeter | None = None,
    finished: bool = True,
) -> Report:
    """Return the report on a rewriting; `language` is that of the original.

    `finished` is whether the model came to an end by itself.
    """
    if not text.strip():
        return Report(
            False, None, (), facts.compare(original, "", language).lost, (), 0, ("empty",)
        )
    found = facts.compare(original, text, language)
    copied = meter.longest_copied_run(text, original) if meter else 0
    copied = copied if copied >= COPIED_COUNTED else 0
    held = [*_text_faults(original, text, finished=finished), *_copy_faults(copied)]
    held += [Fault.LOST] * bool(found.lost) + [Fault.INVENTED] * bool(found.invented)
    return Report(
        passed=not set(held) - TOLERATED,
        way=meter.way(text) if meter else None,
        kept=found.kept,
        lost=found.lost,
        invented=found.invented,
        copied=copied,
        faults=tuple(str(fault) for fault in held),
    )


def doubted(report: Report, doubt: float) -> Report:
    """Return the report on a rewriting about which there is so much doubt, in nats."""
    if doubt < DOUBTED:
        return report
    return replace(report, passed=False, faults=(*report.faults, str(Fault.DOUBTFUL)))


def doubt_of_model(original: str, unlikelihood: float) -> float:
    """Return the doubt about a rewriting of which no more is known than how unsure the model was.

    `unlikelihood` is in nats a token, so that leaving words out is no merit.
    """
    return _UNLIKELY / _DOUBT * unlikelihood * count_words(original)


def order(original: str, text: str, report: Report, doubt: float = 0.0) -> tuple[bool, float]:
    """Return what rewritings of one passage are sorted by, the best first.

    What passed comes first, then the least lost, the sense, the style and the `doubt` count, which
    is minus the logarithm of the chance that the rewriting is sound.
    """
    bad = sum(_WEIGHTS[Fault(fault)] for fault in report.faults)
    bad += _LOST * len(report.lost) + _INVENTED * len(report.invented)
    bad += _UNKNOWN * len(meters.unknown_words(original, text))
    bad += _DOUBLED * meters.doubled_runs(original, text)
    bad += _STRANGE * strangeness(original, text, detect(original))
    bad += _DOUBT * doubt
    meaning = min(meters.content_kept(original, text), _MEANING_ENOUGH)
    # Nearer than the author himself is no merit.
    style = min(report.way or 0.0, 1.0)
    return (not report.passed, bad - _MEANING * meaning - _STYLE * style)


def _text_faults(original: str, text: str, *, finished: bool) -> list[Fault]:
    few = count_words(original) < _FEW_WORDS
    found: list[Fault] = []
    if meters.same_text(original, text) and not few:
        found.append(Fault.UNCHANGED)
    if not finished:
        found.append(Fault.UNFINISHED)
    # A word or two may become a phrase.
    longest = LONGEST * 2 if few else LONGEST
    if not SHORTEST <= meters.length_ratio(original, text) <= longest:
        found.append(Fault.LENGTH)
    if meters.loops(original, text):
        found.append(Fault.LOOP)
    if meters.mixed_words(original, text):
        found.append(Fault.ALPHABETS)
    before, after = detect(original), detect(text)
    if before and after and before != after:
        found.append(Fault.LANGUAGE)
    if meters.unbalanced_marks(original, text):
        found.append(Fault.QUOTES)
    return found


def _copy_faults(copied: int) -> list[Fault]:
    if copied >= COPIED_REFUSED:
        return [Fault.COPIED]
    return [Fault.COPIED_SOME] if copied >= COPIED_FLAGGED else []
