"""What the writer does with pairs by hand: edit, reject, restore.

Each takes effect at once in pairs.jsonl and holds when the stage is run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from stylepad.errors import StudioError
from stylepad.studio.job import Job
from stylepad.studio.pairs import files
from stylepad.studio.pairs.decisions import Decision, digest, read_decisions, write_decisions
from stylepad.studio.pairs.values import Pair, Why


def reject(job: Job, ids: Iterable[str]) -> tuple[Pair, ...]:
    """Leave pairs out of the training; return all pairs as they are now.

    Raises StudioError "studio.no_pair", "studio.unwritable", "studio.broken_file".
    """
    return _decide(
        job,
        ids,
        lambda decision: replace(decision, kept=False),
        lambda pair: replace(pair, kept=False, why=Why.REJECTED, detail=""),
    )


def restore(job: Job, ids: Iterable[str]) -> tuple[Pair, ...]:
    """Train on pairs whatever was held against them; return all pairs as they are now.

    Raises StudioError "studio.no_pair", "studio.unwritable", "studio.broken_file".
    """
    return _decide(
        job,
        ids,
        lambda decision: replace(decision, kept=True),
        lambda pair: replace(pair, kept=True, why=Why.KEPT, detail=""),
    )


def edit(
    job: Job, pair_id: str, *, plain: str | None = None, text: str | None = None
) -> tuple[Pair, ...]:
    """Change a side of a pair, which is kept then; return all pairs as they are now.

    Raises StudioError "studio.no_pair", "studio.empty_side" where a side would be left empty,
    "studio.unwritable", "studio.broken_file".
    """
    sides = {"plain": plain, "text": text}
    given = {name: " ".join(side.split()) for name, side in sides.items() if side is not None}
    if not all(given.values()):
        raise StudioError(
            "A pair needs both its sides, so it was left as it was. Write something, or reject the"
            " pair.",
            code="studio.empty_side",
            pair=pair_id,
        )
    return _decide(
        job,
        [pair_id],
        lambda decision: replace(decision, kept=True, **given),
        lambda pair: replace(
            pair,
            plain=given.get("plain", pair.plain),
            text=given.get("text", pair.text),
            kept=True,
            why=Why.KEPT,
            detail="",
            edited=True,
        ),
    )


def _decide(
    job: Job,
    ids: Iterable[str],
    decide: Callable[[Decision], Decision],
    change: Callable[[Pair], Pair],
) -> tuple[Pair, ...]:
    """Note a decision on each pair and change it in pairs.jsonl; the note is written first."""
    wanted = set(ids)
    pairs = files.read_pairs(job)
    if missing := wanted - {pair.id for pair in pairs}:
        raise StudioError(
            f"There is no pair {min(missing)} any more, so nothing was changed. Open the table"
            " again: the pairs were made anew.",
            code="studio.no_pair",
            pair=min(missing),
        )
    decisions = read_decisions(job)
    by_pair = {decision.pair: decision for decision in decisions.values()}
    for pair in pairs:
        if pair.id in wanted:
            before = by_pair.get(pair.id) if pair.edited else None
            made = before.made if before else digest(pair.plain, pair.text)
            known = before or decisions.get(made) or Decision(made, pair.id)
            decisions[made] = decide(replace(known, pair=pair.id))
    write_decisions(job, decisions.values())
    changed = tuple(change(pair) if pair.id in wanted else pair for pair in pairs)
    files.write_pairs(job, changed)
    return changed
