"""A finished passage with what the window needs of it, prepared off the UI thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stylepad.restyle.result import Candidate, PassageResult
from stylepad.text.diff import Change, changes


@dataclass(frozen=True, slots=True)
class JudgedPassage:
    """A passage's result and the word-level changes of each of its candidates."""

    result: PassageResult
    changes: tuple[tuple[Change, ...], ...]

    def choice(self, number: int) -> int:
        """Return the candidate that stands for `number`: the last where there are fewer."""
        return min(number, len(self.result.candidates) - 1)

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return the changes of a candidate; without candidates everything is kept."""
        chosen = self.choice(number)
        if chosen >= 0:
            return self.changes[chosen]
        original = self.result.original
        return (Change("keep", 0, len(original), original),)

    def candidate(self, number: int) -> Candidate | None:
        """Return a candidate, or None where the passage stays as it is."""
        chosen = self.choice(number)
        return self.result.candidates[chosen] if chosen >= 0 else None


def judged(result: PassageResult) -> JudgedPassage:
    """Return the passage with the changes of every candidate; takes a few milliseconds."""
    every = tuple(changes(result.original, candidate.text) for candidate in result.candidates)
    return JudgedPassage(result, every)


@dataclass(frozen=True, slots=True)
class Summary:
    """The reports of one choice over several passages, as one. `failed` counts passages."""

    passages: int
    failed: int
    style: float | None
    kept: tuple[str, ...]
    lost: tuple[str, ...]
    invented: tuple[str, ...]
    copied: int
    faults: tuple[str, ...]
    plain: int = 0
    """Passages that were made plain first."""
    not_plain: int = 0
    """Passages that were to be made plain first, and could not be."""


def summary(passages: Sequence[JudgedPassage], number: int) -> Summary:
    """Return what the reports say together; `style` is the mean weighted by length."""
    chosen = [candidate for each in passages if (candidate := each.candidate(number)) is not None]
    neutrals = [each.result.neutral for each in passages if each.result.neutral is not None]
    reports = [candidate.report for candidate in chosen]
    return Summary(
        passages=len(passages),
        failed=sum(not report.passed for report in reports),
        style=_mean_style(chosen),
        kept=_all(report.kept for report in reports),
        lost=_all(report.lost for report in reports),
        invented=_all(report.invented for report in reports),
        copied=max((report.copied for report in reports), default=0),
        faults=_all(report.faults for report in reports),
        plain=sum(neutral.text != "" for neutral in neutrals),
        not_plain=sum(neutral.text == "" for neutral in neutrals),
    )


def _mean_style(chosen: Sequence[Candidate]) -> float | None:
    weighed = [
        (candidate.report.style, len(candidate.text))
        for candidate in chosen
        if candidate.report.style is not None
    ]
    whole = sum(weight for _, weight in weighed)
    return sum(style * weight for style, weight in weighed) / whole if whole else None


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return every value once, in the order of the text."""
    return tuple(dict.fromkeys(value for group in groups for value in group))
