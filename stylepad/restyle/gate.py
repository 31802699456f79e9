"""The gate: what a candidate is judged by, and which of several is best.

Where no candidate passes the least bad is shown, with what it lost. The verdict itself is that of
styles.verdict, which the report of a new style is measured with too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stylepad.engine.protocol import Finish
from stylepad.restyle.result import Candidate
from stylepad.styles import verdict
from stylepad.styles.pack import StylePack
from stylepad.styles.verdict import Fault, Report, StyleMeter

__all__ = ["Fault", "MeterOf", "StyleMeter", "judge", "rank"]

MeterOf = Callable[[StylePack], StyleMeter | None]


def judge(
    original: str,
    text: str,
    *,
    language: str,
    meter: StyleMeter | None = None,
    finish: Finish = Finish.END,
) -> Report:
    """Return the report on a candidate; `language` is that of the original."""
    finished = finish is not Finish.LENGTH
    return verdict.judge(original, text, language=language, meter=meter, finished=finished)


def rank(original: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates best first: what passed, then the least lost, the sense, the style."""

    def order(item: Candidate) -> tuple[bool, float]:
        return verdict.order(original, item.text, item.report, item.doubt)

    return tuple(sorted(candidates, key=order))
