"""Jobs made on the spot: a folder with pairs, and an engine for the stages that ask for one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stylepad.engine.protocol import CancelToken, Engine
from stylepad.models.fingerprint import fingerprint
from stylepad.models.gguf import read_header
from stylepad.studio.job import Job, JobSpec, Stage, create_job
from stylepad.studio.work import Work

# From the openings of “A Tale of Two Cities” (1859) and “Мёртвые души” (1842), public domain.
PASSAGES = (
    ("It was the best time and the worst time.", "It was the best of times, it was the worst."),
    ("It was an age of wisdom.", "It was the age of wisdom, it was the age of foolishness."),
    ("A small carriage came to the hotel.", "В ворота гостиницы въехала довольно красивая бричка."),
    ("Bachelors travel in such carriages.", "В бричке, в какой ездят холостяки: отставные штабс."),
)


class Heard:
    """What a stage reported, and what it asked for."""

    def __init__(self, engine: Callable[[], Engine] | None = None) -> None:
        self.reports: list[tuple[int, int, str]] = []
        self.cancel = CancelToken()
        self._engine = engine

    @property
    def work(self) -> Work:
        """Return what the stage is given."""
        return Work(self.cancel, self.report, self.engine)

    def report(self, done: int, total: int, detail: str = "") -> None:
        """Hear how far it is."""
        self.reports.append((done, total, detail))

    def engine(self) -> Engine:
        """Give the engine; a stage that has none to ask for must not."""
        assert self._engine is not None, "the stage asked for an engine"
        return self._engine()


def make_job(
    folder: Path, base: Path, *, training: dict[str, Any] | None = None, language: str = "en"
) -> Job:
    """Make a job for `base` without any text."""
    spec = JobSpec(
        name="Boz",
        language=language,
        style_id="boz",
        sources=(Path("/texts/tale.txt"),),
        base=base,
        fingerprint=fingerprint(read_header(base)),
        options={"training": training or {}},
    )
    return create_job(folder, spec)


def write_pairs(job: Job, count: int = 60, stop: int = 12, **changes: Any) -> Path:
    """Write pairs to train on, pairs to stop by, one for the test and one that was left out."""
    splits = ["train"] * count + ["stop"] * stop + ["test", "train"]
    lines = []
    for number, split in enumerate(splits):
        plain, text = PASSAGES[number % len(PASSAGES)]
        line = {
            "id": f"w001-{number:04}",
            "work": 1,
            "split": split,
            "source": "model",
            "plain": f"{plain} There were {number} of them, and nobody was surprised.",
            "text": f"{text} There were {number} of them, as everybody knew.",
            "kept": number < len(splits) - 1,
            "why": "",
        }
        lines.append(json.dumps(line | changes, ensure_ascii=False))
    path = job.at(Stage.PAIRS) / "pairs.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
