"""The figures of one strength, and the strength that is recommended.

Style is the meter's raw value, placed between the plain inputs (0, the floor) and the author's own
text on works never trained on (1, the ceiling); above 1 is more of the manner than the author has.
Fluency is the share of rewritings that strain the language no more than the author: of what is
new beside the input, the pairs of neighbouring words that no good prose has, and the words that are
in no list, are no more than in nine tenths of the author's own passages beside their plain sides.
It stands in for perplexity, which an engine does not give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from stylepad.studio.report.copying import RUN, Works
from stylepad.studio.report.drawing import Drawn
from stylepad.studio.report.inputs import Input
from stylepad.studio.report.meaning import kept
from stylepad.styles.profile import Profile
from stylepad.text.meters import same_text, unknown_words
from stylepad.text.neighbours import strangeness
from stylepad.text.words import count_words

_BAND = 0.9
_DRAWS = 400
_WORTH_LOSS, _WORTH_FLUENCY, _WORTH_COPY = 1.0, 0.5, 2.0
"""What a lost fact, broken prose and recitation cost beside the whole way from floor to ceiling."""


@dataclass(frozen=True, slots=True)
class AtStrength:
    """The figures at one strength; shares are of passages, from 0 to 1.

    `style` is from floor to ceiling with its 90 % interval `style_low`–`style_high`, `modern` and
    `own` the same of present-day prose and of the author's subjects. `numbers_lost` and
    `names_lost` are shares of those in the inputs, `exact` the passages with every number and name
    and none made up, `longest_run` the longest run of the author's words in words.
    """

    strength: float
    passages: int
    style: float
    style_low: float
    style_high: float
    own: float | None
    modern: float | None
    passed: float
    unchanged: float
    exact: float
    numbers_lost: float
    names_lost: float
    facts_lost: float
    chrf: float
    copied: float
    longest_run: int
    run: str
    fluent: float
    worth: float


class Judge:
    """Measures rewritings against one author."""

    def __init__(
        self, meter: Profile, works: Works, language: str, inputs: Sequence[Input]
    ) -> None:
        self._meter = meter
        self._works = works
        self._language = language
        self._inputs = inputs
        self.floor = fmean(meter.score(item.plain) for item in inputs)
        originals = [item.original for item in inputs if item.own]
        top = float(meter.scale[2])
        own_top = fmean(map(meter.score, originals)) if originals else top
        # Few passages may by chance be no nearer to the author than plain prose.
        self.ceiling = own_top if own_top > self.floor else top
        own = [(item.plain, item.original) for item in inputs if item.own]
        self.band = _ninth_tenth([strangeness(*sides, language) for sides in own], 0.5)
        self.unknown_band = _ninth_tenth([_unknown(*sides) for sides in own], 0.05)

    def place(self, text: str) -> float:
        """Return where a text lies between floor and ceiling."""
        return (self._meter.score(text) - self.floor) / (self.ceiling - self.floor)

    def reads(self, plain: str, text: str) -> bool:
        """Return whether a rewriting strains the language no more than the author does."""
        odd = strangeness(plain, text, self._language)
        return odd <= self.band and _unknown(plain, text) <= self.unknown_band

    def measure(self, strength: float, drawn: Sequence[Drawn]) -> AtStrength:
        """Return the figures of what was drawn at a strength."""
        pairs = list(zip(self._inputs, drawn, strict=True))
        places = [self.place(item.text) for item in drawn]
        found = [kept(item.plain, made.text, self._language) for item, made in pairs]
        runs = [self._works.longest(made.text, item.plain) for item, made in pairs]
        fluent = fmean(self.reads(item.plain, made.text) for item, made in pairs)
        low, high = _interval(places)
        lost = sum(item.numbers_lost + item.names_lost for item in found)
        facts = sum(item.numbers + item.names for item in found)
        copied = fmean(len(run) >= RUN for run in runs)
        longest = max(runs, key=len)
        exact = fmean(item.exact for item in found)
        style = fmean(places)
        return AtStrength(
            strength=strength,
            passages=len(pairs),
            style=style,
            style_low=low,
            style_high=high,
            own=_mean([p for p, (item, _) in zip(places, pairs, strict=True) if item.own]),
            modern=_mean([p for p, (item, _) in zip(places, pairs, strict=True) if not item.own]),
            passed=fmean(item.passed for item in drawn),
            unchanged=fmean(same_text(item.plain, made.text) for item, made in pairs),
            exact=exact,
            numbers_lost=_share(
                sum(item.numbers_lost for item in found), sum(item.numbers for item in found)
            ),
            names_lost=_share(
                sum(item.names_lost for item in found), sum(item.names for item in found)
            ),
            facts_lost=_share(lost, facts),
            chrf=fmean(item.chrf for item in found),
            copied=copied,
            longest_run=len(longest),
            run=" ".join(longest),
            fluent=fluent,
            worth=min(style, 1.0)
            - _WORTH_LOSS * (1 - exact)
            - _WORTH_FLUENCY * (1 - fluent)
            - _WORTH_COPY * copied,
        )


def recommended(ladder: Sequence[AtStrength]) -> AtStrength:
    """Return the strength that is worth most: the manner, less what it costs."""
    return max(ladder, key=lambda item: (item.worth, -item.strength))


def _interval(places: Sequence[float]) -> tuple[float, float]:
    """Return the 90 % interval of the mean over other draws of the same passages (bootstrap)."""
    rng = Random(7)
    means = sorted(fmean(rng.choices(places, k=len(places))) for _ in range(_DRAWS))
    return means[_DRAWS // 20], means[-1 - _DRAWS // 20]


def _unknown(plain: str, text: str) -> float:
    """Return the share of words that neither the input nor a list of ordinary words has."""
    return len(unknown_words(plain, text)) / max(1, count_words(text))


def _ninth_tenth(values: Sequence[float], otherwise: float) -> float:
    """Return what nine tenths of the values do not exceed; `otherwise` where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(_BAND * len(ordered)))] if ordered else otherwise


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
