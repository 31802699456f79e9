"""From raw texts and cuts to cleaned ones; also after the writer has restored a cut."""

from __future__ import annotations

from dataclasses import replace

from stylepad.errors import StudioError
from stylepad.studio.job import Job, Stage
from stylepad.studio.texts import orthography
from stylepad.studio.texts.cleaning.render import render
from stylepad.studio.texts.extract import Cut
from stylepad.studio.texts.works import (
    Entry,
    cuts_file,
    read_cuts,
    read_entries,
    read_text,
    write_cuts,
    write_entries,
    write_text,
)
from stylepad.text.language import SAMPLE, detect
from stylepad.text.sentences import sentences
from stylepad.text.words import count_words


def apply_cuts(job: Job, number: int) -> Entry:
    """Write a work's cleaned text anew from its raw text and its cuts; return it with its counts.

    Raises StudioError "studio.no_work", "studio.broken_texts", "studio.unwritable".
    """
    entries = read_entries(job)
    changed = cleaned(job, _entry(entries, number))
    write_entries(job, [changed if entry.number == number else entry for entry in entries])
    return changed


def restore(job: Job, number: int, start: int, restored: bool = True) -> Entry:
    """Take back, or make again, the cut of a work that begins at `start`, and apply it."""
    cuts = read_cuts(job, number)
    write_cuts(
        job,
        number,
        [
            Cut(cut.kind, cut.start, cut.end, restored if cut.start == start else cut.restored)
            for cut in cuts
        ],
    )
    return apply_cuts(job, number)


def choose(job: Job, number: int, keep: bool) -> Entry:
    """Keep a work or leave it out, as the writer decides; the stage run again abides by it."""
    entries = read_entries(job)
    entry = _entry(entries, number)
    changed = replace(
        entry,
        kept=keep,
        why="" if keep else "by_hand",
        chosen="keep" if keep else "leave",
    )
    write_entries(job, [changed if other.number == number else other for other in entries])
    return changed


def cleaned(job: Job, entry: Entry) -> Entry:
    """Write a work's cleaned text and return its entry with what was counted."""
    raw = read_text(job.at(Stage.TEXTS) / entry.raw)
    language = job.spec.language
    text = render(raw, read_cuts(job, entry.number), language)
    spelling = ""
    if language == "ru" and orthography.is_old(text):
        modern = job.options(Stage.TEXTS).get("modernise", True)
        spelling = "old" if modern else "old_kept"
        text = orthography.modernise(text) if modern else text
    write_text(job, entry.file, text)
    words = count_words(text)
    return replace(
        entry,
        language=_language(text),
        spelling=spelling,
        words=words,
        sentences=sum(len(sentences(line)) for line in text.splitlines() if line),
        cut_words=max(0, count_words(raw) - words),
    )


def is_fresh(job: Job, entry: Entry) -> bool:
    """Return whether a cleaned text was made of the raw text and the cuts as they are now."""
    modern = bool(job.options(Stage.TEXTS).get("modernise", True))
    if entry.spelling and (entry.spelling == "old") != modern:
        return False
    folder = job.at(Stage.TEXTS)
    try:
        made = (folder / entry.file).stat().st_mtime_ns
        sources = (folder / entry.raw, folder / cuts_file(entry.number))
        return all(path.stat().st_mtime_ns <= made for path in sources)
    except OSError:
        return False


def _language(text: str) -> str:
    """Return a text's language, by its beginning or, where that says nothing, its middle."""
    return detect(text) or detect(text[len(text) // 2 :][:SAMPLE])


def _entry(entries: tuple[Entry, ...], number: int) -> Entry:
    for entry in entries:
        if entry.number == number:
            return entry
    raise StudioError(
        f"There is no work {number} in this job. Look in works.json for those there are.",
        code="studio.no_work",
        number=str(number),
    )
