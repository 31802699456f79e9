"""What the writer decided on pairs; it holds when the pairs are made anew.

A decision is found again by the two sides that it was made on, whatever number they get.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from stylepad.studio.job import Job, Stage
from stylepad.studio.pairs import files, store
from stylepad.studio.pairs.values import Pair, Why


@dataclass(frozen=True, slots=True)
class Decision:
    """On the pair with the sides `made`: `kept` None leaves it to the filters, texts None as made.

    `pair` is the pair's id when it was decided.
    """

    made: str
    pair: str
    kept: bool | None = None
    plain: str | None = None
    text: str | None = None


def digest(plain: str, text: str) -> str:
    """Return by what a pair is known again."""
    return hashlib.blake2b(
        f"{plain}\0{text}".encode("utf-8", "replace"), digest_size=12
    ).hexdigest()


def read_decisions(job: Job) -> dict[str, Decision]:
    """Return the decisions by the sides they were made on.

    Raises StudioError "studio.broken_file".
    """
    path = job.at(Stage.PAIRS) / files.DECISIONS
    try:
        found = [Decision(**row) for row in store.read_rows(path)]
    except TypeError as error:
        raise store.unreadable(path, str(error)) from error
    return {decision.made: decision for decision in found}


def write_decisions(job: Job, decisions: Iterable[Decision]) -> None:
    """Replace the decisions; raises StudioError "studio.unwritable"."""
    store.write_rows(job.at(Stage.PAIRS) / files.DECISIONS, map(asdict, decisions))


def decided(pair: Pair, decision: Decision | None) -> Pair:
    """Return a pair as it was made with the writer's decision on it."""
    if decision is None:
        return pair
    if decision.plain is not None or decision.text is not None:
        pair = replace(
            pair,
            plain=pair.plain if decision.plain is None else decision.plain,
            text=pair.text if decision.text is None else decision.text,
            edited=True,
            kept=True,
            why=Why.KEPT,
            detail="",
        )
    if decision.kept is None:
        return pair
    why = Why.KEPT if decision.kept else Why.REJECTED
    return replace(pair, kept=decision.kept, why=why, detail="")
