"""The first stage: books become a list of works in clean prose."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from stylepad.errors import StudioError
from stylepad.studio.job import Job, Stage
from stylepad.studio.texts.applying import apply_cuts, choose, restore
from stylepad.studio.texts.editions import Sketch, doubles, sketch
from stylepad.studio.texts.sources import contents, files, passed_over
from stylepad.studio.texts.summary import (
    WORDS_LEAST,
    Note,
    Summary,
    read_summary,
    summarise,
)
from stylepad.studio.texts.taking import Shelf
from stylepad.studio.texts.works import (
    Entry,
    Work,
    read_cuts,
    read_entries,
    read_text,
    read_works,
    write_entries,
)
from stylepad.studio.work import Work as StageWork

__all__ = [
    "Entry",
    "Summary",
    "Work",
    "apply_cuts",
    "choose",
    "read_cuts",
    "read_entries",
    "read_summary",
    "read_works",
    "restore",
    "run",
]

_WORDS_OF_A_WORK = 100
"""A text with fewer words of prose left is no work."""

_MOSTLY = 0.5


def run(job: Job, work: StageWork) -> None:
    """Read, clean and count the author's texts; a file that was read before is not read again.

    Raises StudioError "studio.no_texts", "studio.too_little_text" and "studio.unwritable".
    """
    paths = files(job.spec.sources)
    shelf = Shelf(job)
    here: list[Entry] = []
    skipped: list[Note] = []
    for done, path in enumerate(paths):
        work.cancel.raise_if_cancelled()
        work.report(done, len(paths), path.name)
        for found in contents(path):
            work.cancel.raise_if_cancelled()
            try:
                here.extend(shelf.take(found))
            except StudioError as error:
                if error.code == "studio.unwritable":
                    raise
                skipped.append(Note(error.code, error.message, error.details))
    work.report(len(paths), len(paths), "editions")
    here = _decide(job, here)
    write_entries(job, here)
    skipped.extend(_unknown(path) for path in passed_over(job.spec.sources))
    kinds = Counter(cut.kind for entry in here for cut in read_cuts(job, entry.number))
    _refuse_too_little(summarise(job, here, kinds, skipped), here)


def _decide(job: Job, entries: list[Entry]) -> list[Entry]:
    """Say which works are kept, and why the others are not; what the writer chose stands."""
    entries = list({entry.number: entry for entry in entries}.values())
    judged = [_judged(job, entry) for entry in entries]
    kept = [place for place, entry in enumerate(judged) if entry.kept]
    sketches = [_sketch(job, judged[place]) for place in kept]
    for place, double in doubles(sketches).items():
        entry = judged[kept[place]]
        if entry.chosen != "keep":
            other = judged[kept[double.kept]].number
            judged[kept[place]] = replace(entry, kept=False, why=double.kind, other=other)
    return judged


def _judged(job: Job, entry: Entry) -> Entry:
    if entry.chosen:
        kept = entry.chosen == "keep"
        return replace(entry, kept=kept, why="" if kept else "by_hand")
    why = _why_not(job, entry)
    return replace(entry, kept=not why, why=why, other=0)


def _why_not(job: Job, entry: Entry) -> str:
    cuts = read_cuts(job, entry.number)
    length = 1 + len(read_text(job.at(Stage.TEXTS) / entry.raw))
    for kind in ("play", "verse"):
        if sum(cut.end - cut.start for cut in cuts if cut.kind == kind) > _MOSTLY * length:
            return kind
    if entry.language and job.spec.language in {"ru", "en"} and entry.language != job.spec.language:
        return "language"
    if entry.words < _WORDS_OF_A_WORK:
        return "empty"
    return ""


def _sketch(job: Job, entry: Entry) -> Sketch:
    return sketch(read_text(job.at(Stage.TEXTS) / entry.file))


def _unknown(path: Path) -> Note:
    return Note(
        "studio.unknown_format",
        f"{path} was passed over: its kind is not known.",
        {"file": str(path)},
    )


def _refuse_too_little(summary: Summary, entries: list[Entry]) -> None:
    if not entries:
        reasons = " ".join(note.message for note in summary.skipped[:3])
        raise StudioError(
            "There is no text in what was chosen. Choose files or folders with the author's books"
            f" (.txt, .md, .html, .epub, .fb2, .docx, .odt, .pdf, .zip). {reasons}".rstrip(),
            code="studio.no_texts",
            files=str(len(summary.skipped)),
            reasons=reasons,
        )
    if summary.words < WORDS_LEAST:
        raise StudioError(
            f"Only {summary.words:,} words of prose are left, too few to learn anything from."
            " Look at what was cut and which works were left out, and restore what belongs to the"
            " author, or add more texts: 40,000 words are a beginning.",
            code="studio.too_little_text",
            words=str(summary.words),
            left_out=str(summary.left_out),
        )
