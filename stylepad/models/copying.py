"""Copies a model's files into the writer's folder, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from stylepad.models import disk
from stylepad.models.control import Control
from stylepad.models.progress import Meter, Phase, Report


def copy_files(
    sources: Sequence[Path], folder: Path, control: Control, report: Report
) -> tuple[Path, ...]:
    """Copy files into a new folder and return them; raises HubError, Cancelled.

    They are written under another name first, so that no half of a model is ever found.
    """
    hidden = folder.with_name(f".{folder.name}.copying")
    try:
        with disk.plain_errors(folder):
            needed = sum(path.stat().st_size for path in sources)
            folder.parent.mkdir(parents=True, exist_ok=True)
            disk.check_room(folder.parent, needed)
            # What a kill has left of an earlier copy.
            shutil.rmtree(hidden, ignore_errors=True)
            hidden.mkdir()
            meter = Meter(report, needed)
            for source in sources:
                meter.finished(_copy(source, hidden / source.name, control, meter))
            hidden.rename(folder)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    meter.tell(Phase.DONE, 0)
    return tuple(folder / source.name for source in sources)


def _copy(source: Path, target: Path, control: Control, meter: Meter) -> int:
    done = 0
    with source.open("rb") as reader, target.open("wb") as writer:
        while piece := reader.read(disk.CHUNK):
            control.hold()
            writer.write(piece)
            done += len(piece)
            meter.tell(Phase.LOADING, done)
        writer.flush()
        os.fsync(writer.fileno())
    return done
