"""The stage's files, as values: passages, plain sides, pairs, imported pairs, the summary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from stylepad.paths import replace_file
from stylepad.studio.job import Job, Stage
from stylepad.studio.pairs import store
from stylepad.studio.pairs.values import Pair, Passage, Plain, Source, Split, Why

PASSAGES, PLAIN, PAIRS = "passages.jsonl", "plain.jsonl", "pairs.jsonl"
IMPORTED, DECISIONS, MADE, SUMMARY = (
    "imported.jsonl",
    "decisions.jsonl",
    "made.json",
    "summary.json",
)


def read_pairs(job: Job) -> tuple[Pair, ...]:
    """Return all pairs, kept or not; none before the stage has run.

    Raises StudioError "studio.broken_file".
    """
    return _read_pairs(job, PAIRS)


def write_pairs(job: Job, pairs: Iterable[Pair]) -> None:
    """Replace pairs.jsonl; raises StudioError "studio.unwritable"."""
    store.write_rows(job.at(Stage.PAIRS) / PAIRS, map(asdict, pairs))


def read_imported(job: Job) -> tuple[Pair, ...]:
    """Return the pairs that were imported; raises StudioError "studio.broken_file"."""
    return _read_pairs(job, IMPORTED)


def write_imported(job: Job, pairs: Iterable[Pair]) -> None:
    """Replace imported.jsonl; raises StudioError "studio.unwritable"."""
    store.write_rows(job.at(Stage.PAIRS) / IMPORTED, map(asdict, pairs))


def read_passages(job: Job) -> tuple[Passage, ...]:
    """Return the passages; raises StudioError "studio.broken_file"."""
    path = job.at(Stage.PAIRS) / PASSAGES
    try:
        return tuple(_passage(row) for row in store.read_rows(path))
    except (KeyError, ValueError, TypeError) as error:
        raise store.unreadable(path, repr(error)) from error


def write_passages(job: Job, passages: Iterable[Passage]) -> None:
    """Replace passages.jsonl; raises StudioError "studio.unwritable"."""
    store.write_rows(job.at(Stage.PAIRS) / PASSAGES, map(asdict, passages))


def read_plain(job: Job) -> tuple[Plain, ...]:
    """Return the plain sides that are written; raises StudioError "studio.broken_file"."""
    path = job.at(Stage.PAIRS) / PLAIN
    try:
        return tuple(_plain(row) for row in store.read_rows(path))
    except (KeyError, ValueError, TypeError) as error:
        raise store.unreadable(path, repr(error)) from error


def append_plain(job: Job, sides: Iterable[Plain]) -> None:
    """Add plain sides to the cache; raises StudioError "studio.unwritable"."""
    store.append_rows(job.at(Stage.PAIRS) / PLAIN, map(asdict, sides))


def write_plain(job: Job, sides: Iterable[Plain]) -> None:
    """Replace the cache; raises StudioError "studio.unwritable"."""
    store.write_rows(job.at(Stage.PAIRS) / PLAIN, map(asdict, sides))


def read_object(job: Job, name: str) -> dict[str, Any]:
    """Return a JSON object of the stage, {} where there is none that can be read."""
    try:
        body = json.loads((job.at(Stage.PAIRS) / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return body if isinstance(body, dict) else {}


def write_object(job: Job, name: str, body: dict[str, Any]) -> None:
    """Replace a JSON object of the stage; raises StudioError "studio.unwritable"."""
    path = job.at(Stage.PAIRS) / name
    try:
        replace_file(path, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise store.unwritable(path, error) from error


def _read_pairs(job: Job, name: str) -> tuple[Pair, ...]:
    path: Path = job.at(Stage.PAIRS) / name
    try:
        return tuple(_pair(row) for row in store.read_rows(path))
    except (KeyError, ValueError, TypeError) as error:
        raise store.unreadable(path, repr(error)) from error


def _pair(row: store.Row) -> Pair:
    return Pair(
        id=str(row["id"]),
        work=int(row["work"]),
        split=Split(row["split"]),
        source=Source(row["source"]),
        plain=str(row["plain"]),
        text=str(row["text"]),
        kept=bool(row["kept"]),
        why=Why(row.get("why", "")),
        detail=str(row.get("detail", "")),
        edited=bool(row.get("edited", False)),
    )


def _passage(row: store.Row) -> Passage:
    return Passage(
        id=str(row["id"]),
        work=int(row["work"]),
        split=Split(row["split"]),
        length=str(row["length"]),
        text=str(row["text"]),
        same_as=str(row.get("same_as", "")),
    )


def _plain(row: store.Row) -> Plain:
    return Plain(
        id=str(row["id"]),
        variant=int(row["variant"]),
        source=Source(row["source"]),
        plain=str(row["plain"]),
        finished=bool(row.get("finished", True)),
    )
