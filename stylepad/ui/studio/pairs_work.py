"""What the window does with the pairs of a job, in the background; raises StudioError."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stylepad.studio.job import open_job

if TYPE_CHECKING:
    from stylepad.studio.pairs.values import Pair


def read(folder: Path) -> tuple[Pair, ...]:
    """Return the pairs that were made so far."""
    from stylepad.studio.pairs import files  # noqa: PLC0415 - see stylepad.ui.studio.work

    return files.read_pairs(open_job(folder))


def edit(folder: Path, pair: str, plain: str) -> None:
    """Put another plain side in the place of a pair's, and use it."""
    from stylepad.studio.pairs import table  # noqa: PLC0415

    table.edit(open_job(folder), pair, plain=plain)


def keep(folder: Path, pairs: Sequence[str], kept: bool) -> None:
    """Use pairs, or reject them."""
    from stylepad.studio.pairs import table  # noqa: PLC0415

    change = table.restore if kept else table.reject
    change(open_job(folder), pairs)


def bring(folder: Path, file: Path) -> None:
    """Import pairs of a JSONL or CSV file."""
    from stylepad.studio.pairs import exchange  # noqa: PLC0415

    exchange.import_pairs(open_job(folder), file)


def take(folder: Path, file: Path) -> None:
    """Export the pairs to a JSONL or CSV file."""
    from stylepad.studio.pairs import exchange  # noqa: PLC0415

    exchange.export_pairs(open_job(folder), file)
