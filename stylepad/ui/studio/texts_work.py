"""What the window does with an author's texts, in the background."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stylepad.studio.job import Stage, open_job

if TYPE_CHECKING:
    from stylepad.studio.texts.extract import Cut
    from stylepad.studio.texts.summary import Summary
    from stylepad.studio.texts.works import Entry

_SHOWN = 1_500
_AROUND = 160


@dataclass(frozen=True, slots=True)
class WorkView:
    """A work with its cuts."""

    entry: Entry
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class TextsView:
    """The works of a job; `summary` is None until the stage has come to its end."""

    works: tuple[WorkView, ...]
    summary: Summary | None


@dataclass(frozen=True, slots=True)
class CutView:
    """A cut with its text, shortened in the middle, and what stands before and behind it."""

    cut: Cut
    text: str
    before: str
    after: str


def read_texts(folder: Path) -> TextsView:
    """Return the works that were found so far; raises StudioError."""
    from stylepad.studio.texts import stage, works  # noqa: PLC0415 - see stylepad.ui.studio.work

    job = open_job(folder)
    if not (folder / Stage.TEXTS.value / works.LIST).is_file():
        return TextsView((), None)
    entries = stage.read_entries(job)
    views = tuple(WorkView(entry, stage.read_cuts(job, entry.number)) for entry in entries)
    summary = folder / Stage.TEXTS.value / "summary.json"
    return TextsView(views, stage.read_summary(job) if summary.is_file() else None)


def read_cuts(folder: Path, entry: Entry) -> tuple[CutView, ...]:
    """Return the cuts of a work with their texts; raises StudioError."""
    from stylepad.studio.texts import works  # noqa: PLC0415

    job = open_job(folder)
    raw = works.read_text(job.at(Stage.TEXTS) / entry.raw)
    return tuple(
        CutView(
            cut,
            shortened(raw[cut.start : cut.end]),
            raw[max(0, cut.start - _AROUND) : cut.start],
            raw[cut.end : cut.end + _AROUND],
        )
        for cut in works.read_cuts(job, entry.number)
    )


def choose(folder: Path, number: int, keep: bool) -> None:
    """Keep a work or leave it out; raises StudioError."""
    from stylepad.studio.texts import stage  # noqa: PLC0415

    stage.choose(open_job(folder), number, keep)


def restore(folder: Path, number: int, start: int, restored: bool) -> None:
    """Take a cut back, or make it again; raises StudioError."""
    from stylepad.studio.texts import stage  # noqa: PLC0415

    stage.restore(open_job(folder), number, start, restored)


def shortened(text: str) -> str:
    """Return a long text without its middle."""
    if len(text) <= _SHOWN:
        return text
    return f"{text[: _SHOWN * 2 // 3]}\n\n[…]\n\n{text[-_SHOWN // 3 :]}"
