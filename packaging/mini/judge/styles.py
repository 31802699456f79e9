"""Bring the outputs of one style together with their references."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import data

from judge.copying import RunIndex
from judge.figures import Position, Reading, Scale, Texts, position
from judge.inputs import Input

STRENGTHS = (0.0, 0.5, 1.0)
COPIED = 8
_PART = re.compile(r"[^\W\d_]+")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[А-Яа-яЁё]")
Row = dict[str, object]


@dataclass(frozen=True)
class Gate:
    """What the program's gate let through, and what is true of that."""

    parts: float  # share of the parts that the program cuts a text into
    whole: float  # share of texts of which every part passed
    any: float  # share of texts of which some part passed
    facts: float  # share of the parts let through with exactly the numbers and names
    mixed: int  # words of two alphabets, or of the wrong one, in all outputs
    faults: tuple[tuple[str, int], ...]  # of the best candidates, the most frequent first
    processor: float  # median of the seconds for 40 words with five candidates, one thread
    seconds: float  # the same by the clock, with the program's threads


@dataclass(frozen=True)
class StyleFigures:
    """All figures of a style."""

    style: str
    floor: Reading  # plain sides of all held-out present-day pairs
    pastiche: Reading  # their other sides
    ceiling: Reading  # the author's set-aside text
    before: Reading  # present-day passages that were restyled
    after: Reading
    all_before: Reading  # passages of every kind
    all_after: Reading
    ladder: dict[float, Reading]
    ladder_floor: Reading
    to_pastiche: Position
    all_to_pastiche: Position
    manner_to_pastiche: Position
    to_ceiling: Position
    band: tuple[float, float]
    author_made_up: float  # made-up words in the author's set-aside text
    gate: Gate
    copied: list[str]  # the longest run of words copied from the author
    learned: list[str]  # the longest one of the composed pairs
    halved: bool

    @property
    def monotone(self) -> bool:
        """Say whether the mean style grows from each strength to the next."""
        means = [float(self.ladder[s].style.mean()) for s in STRENGTHS]
        return all(a < b for a, b in pairwise(means))


def measure(
    scale: Scale,
    inputs: Sequence[Input],
    rows: dict[tuple[str, float], Row],
    *,
    pairs: Sequence[data.Pair],
    runs: RunIndex,
    composed: RunIndex,
    halved: bool,
) -> StyleFigures:
    """Measure one style; `rows` are the lines of outputs.py by passage and strength."""
    own = [item for item in inputs if item.style == scale.style]
    modern = [item for item in own if item.kind == "modern"]
    ladder = [item for item in own if item.ladder]
    held = [
        p for p in pairs if p.style == scale.style and p.kind == "modern" and p.split != "train"
    ]
    plains = [pair.plain for pair in held]
    floor = scale.read(Texts(plains, plains))
    pastiche = scale.read(Texts([pair.text for pair in held], plains))
    before, all_before = _plain(scale, modern), _plain(scale, own)
    after, all_after = _styled(scale, modern, rows, 1.0), _styled(scale, own, rows, 1.0)
    wanted = pastiche.style - floor.style
    ceiling = scale.read(Texts(scale.own, scale.own))
    texts = [(item, str(rows[item.id, 1.0]["text"])) for item in own]
    return StyleFigures(
        style=scale.style,
        floor=floor,
        pastiche=pastiche,
        ceiling=ceiling,
        before=before,
        after=after,
        all_before=all_before,
        all_after=all_after,
        ladder={s: _styled(scale, ladder, rows, s) for s in STRENGTHS},
        ladder_floor=_plain(scale, ladder),
        to_pastiche=position(after.style - before.style, wanted),
        all_to_pastiche=position(all_after.style - all_before.style, wanted),
        manner_to_pastiche=position(after.manner - before.manner, pastiche.manner - floor.manner),
        to_ceiling=position(
            all_after.style - all_before.style, ceiling.style - all_before.style.mean()
        ),
        band=scale.band,
        author_made_up=scale.made_up((text, "") for text in scale.own),
        gate=gate(scale, own, rows),
        copied=_longest(runs, texts),
        learned=_longest(composed, texts),
        halved=halved,
    )


def gate(scale: Scale, own: Sequence[Input], rows: dict[tuple[str, float], Row]) -> Gate:
    """Sum up what the gate did at strength 1."""
    done = [rows[item.id, 1.0] for item in own]
    through = [(str(t), str(p)) for row in done for p, t in row["let_through"]]  # type: ignore[attr-defined]
    timed = [row for (name, _), row in rows.items() if name.startswith(f"time-{scale.style}-")]
    faults = Counter(str(fault) for row in done for fault in row["faults"])  # type: ignore[attr-defined]
    return Gate(
        parts=sum(int(str(r["parts_passed"])) for r in done)
        / sum(int(str(r["parts"])) for r in done),
        whole=statistics.mean(bool(row["passed"]) for row in done),
        any=statistics.mean(int(str(row["parts_passed"])) > 0 for row in done),
        facts=scale.exact(through),
        mixed=sum(mixed(str(rows[i.id, 1.0]["text"]), i.plain, i.language) for i in own),
        faults=tuple(faults.most_common()),
        processor=_for_forty(done, "processor"),
        seconds=_for_forty(timed, "seconds"),
    )


def _for_forty(rows: Sequence[Row], what: str) -> float:
    times = [40 * float(str(row[what])) / int(str(row["words"])) for row in rows]
    return statistics.median(times) if times else float("nan")


def mixed(text: str, original: str, language: str) -> int:
    """Return how many words are of two alphabets or of the other one, the original's own apart."""
    own = set(_PART.findall(original))
    wrong = _LATIN if language == "ru" else _CYRILLIC
    return sum(1 for word in _PART.findall(text) if word not in own and wrong.search(word))


def _plain(scale: Scale, items: Sequence[Input]) -> Reading:
    plains = [item.plain for item in items]
    return scale.read(Texts(plains, plains))


def _styled(
    scale: Scale, items: Sequence[Input], rows: dict[tuple[str, float], Row], strength: float
) -> Reading:
    texts = [str(rows[item.id, strength]["text"]) for item in items]
    return scale.read(Texts(texts, [item.plain for item in items]))


def _longest(runs: RunIndex, texts: Sequence[tuple[Input, str]]) -> list[str]:
    return max((runs.longest(text, item.plain) for item, text in texts), key=len, default=[])
