"""The author's works as the first stage left them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from stylepad.errors import StudioError
from stylepad.studio.job import Job, Stage


@dataclass(frozen=True, slots=True)
class WorkText:
    """A work that is kept: its cleaned text is a paragraph a line, blank lines between."""

    number: int
    title: str
    words: int
    path: Path

    def text(self) -> str:
        """Return the cleaned text; raises StudioError "studio.no_texts"."""
        try:
            return self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise _missing(str(error)) from error


def read_works(job: Job) -> tuple[WorkText, ...]:
    """Return the works that a style is made of; raises StudioError "studio.no_texts"."""
    folder = job.at(Stage.TEXTS)
    try:
        rows = json.loads((folder / "works.json").read_text(encoding="utf-8"))
        kept = [row for row in rows if row["kept"]]
        return tuple(
            WorkText(int(row["number"]), row["title"], int(row["words"]), folder / row["file"])
            for row in kept
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _missing(str(error)) from error


def _missing(problem: str) -> StudioError:
    return StudioError(
        f"The works of this job cannot be read ({problem}), so there is nothing to work with. The"
        " author's files are as they were; run the stage “texts” again.",
        code="studio.no_texts",
        problem=problem,
    )
