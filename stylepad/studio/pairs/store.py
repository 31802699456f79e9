"""Files of JSON lines: read whatever is whole, append so that a kill costs one line at most."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from stylepad.errors import StudioError
from stylepad.paths import replace_file

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """Return the objects of a file; none where it is missing.

    A last line without its end is the trace of a kill and is left out. Raises StudioError
    "studio.broken_file" for any other line that is no object.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error
    whole, _, _half = data.rpartition(b"\n")
    return list(_rows(path, whole))


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Replace a file; raises StudioError "studio.unwritable", then the old one is there."""
    body = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    try:
        replace_file(path, body.encode("utf-8"))
    except OSError as error:
        raise unwritable(path, error) from error


def append_rows(path: Path, rows: Iterable[Row]) -> None:
    """Add rows in one write that is on the disk when this returns.

    A half-written last line is cut off first. Raises StudioError "studio.unwritable"; then a later
    call drops what was written of this one's last line.
    """
    body = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode("utf-8")
    try:
        with path.open("ab") as file:
            _cut_half_line(path, file.fileno())
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> StudioError:
    """Return the error for a file that cannot be written."""
    problem = error.strerror or str(error)
    return StudioError(
        f"{path.name} cannot be written in {path.parent}: {problem}. The pairs that were finished"
        " are still there. Free some room, then go on.",
        code="studio.unwritable",
        folder=str(path.parent),
        problem=problem,
    )


def _rows(path: Path, data: bytes) -> Iterator[Row]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("it is no object")
        except ValueError as error:
            raise unreadable(path, f"line {number}: {error}") from error
        yield row


def _cut_half_line(path: Path, descriptor: int) -> None:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        kept = size
        while kept:
            start = max(0, kept - 65_536)
            file.seek(start)
            at = file.read(kept - start).rfind(b"\n")
            if at >= 0:
                kept = start + at + 1
                break
            kept = start
    if kept < size:
        os.truncate(descriptor, kept)


def unreadable(path: Path, problem: str) -> StudioError:
    """Return the error for a file that is not what it should be."""
    return StudioError(
        f"{path.name} in {path.parent} cannot be read ({problem}). The author's texts are as they"
        " were. Mend the file, or delete it and make the pairs anew.",
        code="studio.broken_file",
        file=path.name,
        folder=str(path.parent),
        problem=problem,
    )
