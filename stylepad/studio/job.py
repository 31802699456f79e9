"""A job: the folder in which one author's texts become a style.

Every stage keeps its files in a folder of its own; they are plain and may be read and edited, and a
stage can be run again alone. `job.toml` says what is to be made, `state.json` how far it is.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import tomli_w

from stylepad.errors import StudioError
from stylepad.paths import replace_file

FORMAT = 1
FILE_NAME = "job.toml"


class Stage(StrEnum):
    """A step from books to a style, in their order; the value names its folder."""

    TEXTS = "texts"
    PORTRAIT = "portrait"
    PAIRS = "pairs"
    TRAINING = "training"
    PACK = "pack"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class JobSpec:
    """What is to be made, of what, and for which base.

    `sources` are files and folders of the author's texts. `base` is the GGUF file that the adapter
    is for, `fingerprint` what it was when the job began: another file is refused. `options` are the
    stages' own settings by the stage's name; what is not there takes the stage's default.
    """

    name: str
    language: str
    style_id: str
    sources: tuple[Path, ...]
    base: Path
    fingerprint: str
    options: dict[str, dict[str, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """A job's folder and what it is to make."""

    folder: Path
    spec: JobSpec

    def at(self, stage: Stage) -> Path:
        """Return the folder of a stage; it is made where it is missing. Raises StudioError."""
        folder = self.folder / stage.value
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        return folder

    def options(self, stage: Stage) -> dict[str, object]:
        """Return the settings that were chosen for a stage."""
        return self.spec.options.get(stage.value, {})


def create_job(folder: Path, spec: JobSpec) -> Job:
    """Make a new job in an empty or missing folder.

    Raises StudioError "studio.job_exists" where there is one, "studio.unwritable".
    """
    if (folder / FILE_NAME).exists():
        raise StudioError(
            f"There is a job in {folder} already, and it was left as it is. Go on with it, or"
            " choose another folder.",
            code="studio.job_exists",
            folder=str(folder),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    job = Job(folder, spec)
    save_job(job)
    return job


def save_job(job: Job) -> None:
    """Write job.toml; raises StudioError "studio.unwritable", then the old file is there."""
    spec = job.spec
    body = {
        "format": FORMAT,
        "name": spec.name,
        "language": spec.language,
        "style": spec.style_id,
        "sources": [str(path) for path in spec.sources],
        "base": {"path": str(spec.base), "fingerprint": spec.fingerprint},
        "options": spec.options,
    }
    try:
        replace_file(job.folder / FILE_NAME, tomli_w.dumps(body).encode("utf-8"))
    except OSError as error:
        raise unwritable(job.folder, error) from error


def open_job(folder: Path) -> Job:
    """Read a job; raises StudioError "studio.no_job" or "studio.broken_job" with what is wrong."""
    path = folder / FILE_NAME
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
        return Job(folder, _spec(body))
    except FileNotFoundError as error:
        raise StudioError(
            f"There is no job in {folder}: it has no {FILE_NAME}. Choose the folder of a job, or"
            " begin a new one.",
            code="studio.no_job",
            folder=str(folder),
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StudioError(
            f"The job in {folder} cannot be read: {FILE_NAME} is damaged ({error}). The author's"
            f" texts are as they were; mend the file, or begin a new job.",
            code="studio.broken_job",
            folder=str(folder),
            problem=str(error),
        ) from error


def unwritable(folder: Path, error: OSError) -> StudioError:
    """Return the error for a folder that cannot be written to."""
    return StudioError(
        f"The job cannot be kept in {folder}: {error.strerror or error}. What was finished is still"
        " there. Free some room or choose another folder, then go on.",
        code="studio.unwritable",
        folder=str(folder),
        problem=error.strerror or str(error),
    )


def _spec(body: dict[str, object]) -> JobSpec:
    if body.get("format") != FORMAT:
        raise ValueError(f"format is {body.get('format')!r}, not {FORMAT}")
    base, sources, options = body["base"], body["sources"], body.get("options", {})
    if not isinstance(base, dict) or not isinstance(sources, list) or not isinstance(options, dict):
        raise TypeError("base and options must be tables, sources a list")
    return JobSpec(
        name=_text(body, "name"),
        language=_text(body, "language"),
        style_id=_text(body, "style"),
        sources=tuple(Path(str(path)) for path in sources),
        base=Path(_text(base, "path")),
        fingerprint=_text(base, "fingerprint"),
        options={str(stage): dict(chosen) for stage, chosen in options.items()},
    )


def _text(table: dict[str, object], key: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} must be a text that is not empty")
    return value
