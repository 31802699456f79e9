"""Candidates of a small model without the changes that its other answers do not bear out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stylepad.restyle import gate
from stylepad.restyle.passages import Passage
from stylepad.restyle.result import Candidate
from stylepad.styles.agreement import Judged, agreed


def revised(
    passage: Passage, candidates: Sequence[Candidate], meter: gate.StyleMeter | None
) -> list[Candidate]:
    """Return what is left of each candidate, and the passage itself where none of them passes."""
    answers = [Judged(item.text, item.report, item.doubt) for item in candidates]
    left = agreed(passage.original, answers, passage.language, meter)
    drafts = [*candidates, *candidates[:1]]
    return [
        replace(draft, text=item.text, report=item.report, doubt=item.doubt)
        for draft, item in zip(drafts, left, strict=False)
    ]
