"""A job whose first stage is done: works in the documented files, of the prose that ships."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from stylepad import paths
from stylepad.engine.protocol import CancelToken, Engine
from stylepad.models.fingerprint import fingerprint
from stylepad.models.gguf import read_header
from stylepad.studio.job import Job, JobSpec, Stage, create_job
from stylepad.studio.reference import read_reference
from stylepad.studio.work import Work


def job_of(
    folder: Path, works: Sequence[str], language: str = "ru", **options: dict[str, object]
) -> Job:
    """Write a job with these cleaned works."""
    base = paths.built_in_model()
    mark = fingerprint(read_header(base))
    job = create_job(
        folder, JobSpec("Имя", language, "name", (folder,), base, mark, options=options)
    )
    write_works(job, works)
    return job


def write_works(job: Job, works: Sequence[str]) -> None:
    """Write works as the first stage does."""
    texts = job.at(Stage.TEXTS)
    (texts / "works").mkdir(exist_ok=True)
    rows = []
    for number, text in enumerate(works, 1):
        file = f"works/{number:03}-work.txt"
        (texts / file).write_text(text, encoding="utf-8")
        rows.append(
            {
                "number": number,
                "title": f"Work {number}",
                "file": file,
                "words": len(text.split()),
                "kept": True,
                "why": "",
            }
        )
    (texts / "works.json").write_text(json.dumps(rows), encoding="utf-8")


def some_works(language: str = "ru", number: int = 6, first: int = 0, size: int = 80) -> list[str]:
    """Return works made of excerpts of public domain prose, no two alike."""
    excerpts = read_reference(language).contemporary()
    return [
        "\n\n".join(excerpts[at : at + size]) + "\n"
        for at in range(first, first + number * size, size)
    ]


def write_pairs(job: Job, sides: Sequence[tuple[str, str]], split: str = "test") -> None:
    """Write pairs.jsonl of plain and author's sides."""
    rows = [
        {
            "id": f"w001-{number:04}",
            "work": 1 + number % 3,
            "split": split,
            "source": "model",
            "plain": plain,
            "text": text,
            "kept": True,
            "why": "",
        }
        for number, (plain, text) in enumerate(sides)
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (job.at(Stage.PAIRS) / "pairs.jsonl").write_text(lines, encoding="utf-8")


class Told:
    """Keeps what a stage reports, and may stop it."""

    def __init__(self, engine: Engine | None = None, stop_at: str | None = None) -> None:
        self.said: list[tuple[int, int, str]] = []
        self._engine = engine
        self._stop_at = stop_at
        self.cancel = CancelToken()

    def work(self) -> Work:
        """Return what the stage is given."""
        return Work(self.cancel, self._report, self._give)

    def _report(self, done: int, total: int, detail: str = "") -> None:
        self.said.append((done, total, detail))
        if self._stop_at is not None and detail == self._stop_at:
            self.cancel.cancel()

    def _give(self) -> Engine:
        assert self._engine is not None, "this stage needs no engine"
        return self._engine
