"""How `stylepad models` writes: tables, JSON, and the progress where there is a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from types import TracebackType

from stylepad.models.library import InstalledModel
from stylepad.models.progress import Phase, Progress
from stylepad.models.sizes import readable

_WORDS = {
    Phase.WAITING: "waiting for another download of this file",
    Phase.CHECKING: "checking",
    Phase.LOADING: "",
    Phase.PAUSED: "paused",
    Phase.RETRYING: "broken off, trying again",
    Phase.DONE: "",
}


class ProgressLine:
    """One line on standard error that is written over, and only where that is a terminal."""

    def __init__(self) -> None:
        self._shown = False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, progress: Progress) -> None:
        """Show how far a download is."""
        if not sys.stderr.isatty():
            return
        self._shown = True
        sys.stderr.write(f"\r{line(progress)}\x1b[K")
        sys.stderr.flush()


def line(progress: Progress) -> str:
    """Return progress in bytes, share, speed and time left."""
    share = 100 * progress.done // progress.total if progress.total else 0
    parts = [f"{share} %", f"{readable(progress.done)} of {readable(progress.total)}"]
    if progress.speed:
        parts.append(f"{readable(int(progress.speed))}/s")
    if progress.left is not None:
        parts.append(f"{clock(progress.left)} left")
    if word := _WORDS[progress.phase]:
        parts.append(word)
    return "  ".join(parts)


def clock(seconds: float) -> str:
    """Return seconds as minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def print_json(value: object) -> None:
    """Write one JSON value to standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Write rows of texts in columns as wide as need be."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def print_models(models: Sequence[InstalledModel], chosen: str) -> None:
    """Write the installed models, a star at the chosen one; faults go to standard error."""
    print_table(
        [
            (
                "*" if model.id == chosen else " ",
                model.id,
                readable(model.size),
                model.origin.value,
                " ".join(model.about.languages) if model.about else "",
                model.about.licence if model.about else "",
                model.name,
            )
            for model in models
        ]
    )
    for model in models:
        if model.fault is not None:
            tell(f"{model.id}: {model.fault.message}")
        elif model.killed:
            tell(f"{model.id} ended the engine when it was loaded last.")


def described(model: InstalledModel, *, chosen: bool) -> dict[str, object]:
    """Return what JSON says of an installed model."""
    about = model.about
    return {
        "id": model.id,
        "name": model.name,
        "path": str(model.path),
        "files": [str(path) for path in model.paths],
        "size": model.size,
        "origin": model.origin.value,
        "repository": model.repository,
        "architecture": about.architecture if about else "",
        "fingerprint": about.fingerprint if about else "",
        "parameters": about.parameters if about else 0,
        "context": about.context if about else 0,
        "languages": list(about.languages) if about else [],
        "licence": about.licence if about else "",
        "chosen": chosen,
        "killed": model.killed,
        "fault": model.fault.message if model.fault else None,
    }


def tell(note: str) -> None:
    """Write a note to standard error."""
    sys.stderr.write(f"stylepad: {note}\n")
