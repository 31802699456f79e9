"""The jobs in a folder: what each is to make, how far it is, and beginning a new one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from stylepad.engine.protocol import Server
from stylepad.errors import StudioError
from stylepad.models.base import describe
from stylepad.models.splits import read_model
from stylepad.studio.job import FILE_NAME, Job, JobSpec, create_job, open_job, unwritable
from stylepad.studio.runner import LOCK
from stylepad.studio.state import JobState, read_state
from stylepad.studio.writing_server import written_by


@dataclass(frozen=True, slots=True)
class JobEntry:
    """A folder with a job: the job and its state, or the fault of one that cannot be read."""

    folder: Path
    job: Job | None
    state: JobState
    fault: StudioError | None = None
    changed: float = 0.0

    @property
    def name(self) -> str:
        """Return the name of the style, or the folder's."""
        return self.job.spec.name if self.job else self.folder.name


@dataclass(frozen=True, slots=True)
class Wish:
    """A style that is to be made: what a job begins with. A `writer` writes its plain sides."""

    name: str
    language: str
    style_id: str
    sources: Sequence[Path]
    base: Path
    writer: Server | None = None


def list_jobs(home: Path) -> tuple[JobEntry, ...]:
    """Return the jobs in a folder, the one that was worked on last first."""
    try:
        folders = [path.parent for path in home.glob(f"*/{FILE_NAME}")]
    except OSError:
        return ()
    return tuple(sorted(map(read_entry, folders), key=lambda entry: -entry.changed))


def read_entry(folder: Path) -> JobEntry:
    """Return one job as it stands now."""
    state, changed = read_state(folder), _changed(folder)
    try:
        return JobEntry(folder, open_job(folder), state, changed=changed)
    except StudioError as fault:
        return JobEntry(folder, None, state, fault, changed)


def new_job(home: Path, wish: Wish) -> Job:
    """Begin a job in a folder of its own in `home`.

    Raises ModelError for a base that cannot be used, StudioError "studio.unwritable".
    """
    folder, number = home / wish.style_id, 1
    while folder.exists():
        number += 1
        folder = home / f"{wish.style_id}-{number}"
    return begin_job(folder, wish)


def begin_job(folder: Path, wish: Wish) -> Job:
    """Begin a job in this folder; raises as `new_job`, and "studio.job_exists"."""
    fingerprint = describe(read_model(wish.base)).fingerprint
    sources = tuple(path.absolute() for path in wish.sources)
    spec = JobSpec(
        wish.name, wish.language, wish.style_id, sources, wish.base.absolute(), fingerprint
    )
    return create_job(folder, spec if wish.writer is None else written_by(spec, wish.writer))


def remove_job(folder: Path) -> None:
    """Delete a job with everything in it; the author's texts elsewhere stay.

    Raises StudioError "studio.running" and "studio.unwritable".
    """
    try:
        with FileLock(folder / LOCK, timeout=0):
            pass
        shutil.rmtree(folder)
    except Timeout as error:
        raise StudioError(
            f"The job in {folder} is being worked on, so it was not deleted. Pause it first.",
            code="studio.running",
            folder=str(folder),
            pid=str(read_state(folder).pid),
        ) from error
    except OSError as error:
        raise unwritable(folder, error) from error


def _changed(folder: Path) -> float:
    times = [0.0]
    for name in ("state.json", FILE_NAME):
        try:
            times.append((folder / name).stat().st_mtime)
        except OSError:
            continue
    return max(times)
