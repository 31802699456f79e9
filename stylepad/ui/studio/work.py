"""What the Style Studio's window does with files, in the background.

The stages' modules are imported where they are needed: they are large, and the window must not wait
for them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stylepad.errors import StudioError, StylePadError
from stylepad.studio import jobs, process, runner
from stylepad.studio.job import Job, Stage
from stylepad.studio.jobs import JobEntry, Wish
from stylepad.studio.state import Status, read_state
from stylepad.styles.ids import style_id

if TYPE_CHECKING:
    import subprocess

    from stylepad.ui.studio.core import StudioCore

_GUESSED_FROM = 3


@dataclass(frozen=True, slots=True)
class BoardView:
    """The jobs, the folders that a process works on, and what became of those that were started."""

    jobs: tuple[JobEntry, ...]
    alive: frozenset[Path]
    ended: tuple[Path, ...]
    faults: tuple[StudioError, ...]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A point of the training's curve; `stop_loss` is on the works set aside, where measured."""

    step: int
    loss: float | None
    stop_loss: float | None


def read_board(home: Path, processes: Mapping[Path, subprocess.Popen[bytes]]) -> BoardView:
    """Return the jobs in `home` and how the processes stand that this window has started."""
    ended = tuple(folder for folder, each in processes.items() if each.poll() is not None)
    entries = jobs.list_jobs(home)
    alive = {entry.folder for entry in entries if entry.state.running}
    alive |= set(processes) - set(ended)
    faults = [
        fault
        for folder in ended
        if (fault := process.ended(processes[folder], folder)) and not _told(folder)
    ]
    return BoardView(entries, frozenset(alive), ended, tuple(faults))


def _told(folder: Path) -> bool:
    """Return whether the job's own state says why its process ended."""
    state = read_state(folder)
    if not state.stages:
        return False
    return all(each.status is not Status.RUNNING for each in state.stages.values())


def begin(core: StudioCore, home: Path, name: str, language: str, sources: Sequence[Path]) -> Job:
    """Begin a job for the model in use; raises ModelError, StudioError."""
    taken = {style.id for style in core.library.styles}
    taken |= {entry.job.spec.style_id for entry in jobs.list_jobs(home) if entry.job}
    base = core.usable_model().path
    return jobs.new_job(home, Wish(name, language, style_id(name, taken), sources, base))


def start(
    folder: Path, styles: Path, stages: Sequence[Stage], command: Sequence[str] | None
) -> subprocess.Popen[bytes]:
    """Start the process of a job; raises StudioError."""
    return process.start_runner(folder, styles, stages, command)


def pause(folder: Path) -> None:
    """Ask the process of a job to pause it; raises StudioError."""
    runner.request_pause(folder)


def remove(folder: Path) -> None:
    """Delete a job; raises StudioError."""
    jobs.remove_job(folder)


def guess_language(sources: Sequence[Path]) -> str:
    """Return the language of the first texts that can be read, "" where that cannot be told."""
    from stylepad.studio.texts.readers import read  # noqa: PLC0415 - see above
    from stylepad.studio.texts.sources import contents, files  # noqa: PLC0415
    from stylepad.text.language import detect  # noqa: PLC0415

    for path in files(tuple(sources))[:_GUESSED_FROM]:
        for found in contents(path):
            try:
                text = read(found.source, found.data).text if found.fault is None else ""
            except StylePadError:
                continue
            if language := detect(text[len(text) // 3 :]) or detect(text):
                return language
    return ""


def read_curve(folder: Path) -> tuple[CurvePoint, ...]:
    """Return the training's curve so far; a line that is being written is left out."""
    try:
        lines = (folder / Stage.TRAINING.value / "curve.jsonl").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    points = []
    for line in lines:
        try:
            row = json.loads(line)
            losses = (row.get("loss"), row.get("stop_loss"))
            loss, stop = (None if value is None else float(value) for value in losses)
            points.append(CurvePoint(int(row["step"]), loss, stop))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return tuple(points)
