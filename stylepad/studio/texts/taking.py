"""Taking a file in: its works get their raw texts, cuts and cleaned texts, once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from stylepad.errors import StudioError
from stylepad.studio.job import Job, Stage
from stylepad.studio.texts.applying import cleaned, is_fresh
from stylepad.studio.texts.authors import said
from stylepad.studio.texts.cleaning.clean import find_cuts
from stylepad.studio.texts.collections import Part, parts
from stylepad.studio.texts.extract import Cut, Extract
from stylepad.studio.texts.readers import read
from stylepad.studio.texts.sources import Found
from stylepad.studio.texts.works import (
    Entry,
    cuts_file,
    file_name,
    read_entries,
    write_cuts,
    write_entries,
    write_text,
)

_LIBRARY = re.compile(r"^the project gutenberg e-?book of |^project gutenberg's ", re.IGNORECASE)
_TITLE_MOST = 120


class Shelf:
    """The works that are in a job's list, by the files they are from."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._by_digest: dict[str, list[Entry]] = {}
        try:
            known = read_entries(job)
        except StudioError:
            # Not there yet, or damaged: the files are read anew.
            known = ()
        for entry in known:
            self._by_digest.setdefault(entry.digest, []).append(entry)

    def take(self, found: Found) -> list[Entry]:
        """Return a file's works, those of an earlier run where it was read before.

        Raises StudioError for a file that is left out, and "studio.unwritable".
        """
        if found.fault is not None:
            raise found.fault
        digest = hashlib.sha256(found.data).hexdigest()[:32]
        known = self._by_digest.get(digest, [])
        if known and all(self._has_files(entry) for entry in known):
            entries = [
                entry if is_fresh(self._job, entry) else cleaned(self._job, entry)
                for entry in known
            ]
            entries = [replace(entry, source=found.source) for entry in entries]
        else:
            entries = self._read(found, digest)
        if entries != known:
            self._by_digest[digest] = entries
            write_entries(self._job, sorted(self._all(), key=lambda entry: entry.number))
        return entries

    def _all(self) -> list[Entry]:
        return [entry for entries in self._by_digest.values() for entry in entries]

    def _read(self, found: Found, digest: str) -> list[Entry]:
        extract = read(found.source, found.data)
        title = _title(extract, found.source)
        spec = self._job.spec
        cuts = find_cuts(extract.text, extract.cuts, spec.name, spec.language)
        pieces = parts(extract.text, title, cuts, extract.headings)
        if not pieces or not self._job.options(Stage.TEXTS).get("split", True):
            pieces = (Part(title, 0, len(extract.text)),)
        first = 1 + max((entry.number for entry in self._all()), default=0)
        entries = []
        for number, piece in enumerate(pieces, start=first):
            entry = _entry(extract, piece, number, found.source, digest)
            write_text(self._job, entry.raw, extract.text[piece.start : piece.end])
            write_cuts(self._job, number, _within(cuts, piece))
            entries.append(cleaned(self._job, entry))
        return entries

    def _has_files(self, entry: Entry) -> bool:
        folder = self._job.at(Stage.TEXTS)
        return (folder / entry.raw).is_file() and (folder / cuts_file(entry.number)).is_file()


def _entry(extract: Extract, piece: Part, number: int, source: str, digest: str) -> Entry:
    name = file_name(number, piece.title)
    return Entry(
        number=number,
        title=piece.title[:_TITLE_MOST],
        file=f"works/{name}",
        raw=f"raw/{name}",
        source=source,
        format=extract.format,
        encoding=extract.encoding,
        note=extract.note,
        digest=digest,
        author=extract.author or said(extract.text),
    )


def _within(cuts: tuple[Cut, ...], piece: Part) -> list[Cut]:
    """Return the cuts of a piece, their positions in it."""
    return [
        Cut(
            cut.kind,
            max(cut.start, piece.start) - piece.start,
            min(cut.end, piece.end) - piece.start,
        )
        for cut in cuts
        if cut.start < piece.end and cut.end > piece.start
    ]


def _title(extract: Extract, source: str) -> str:
    if title := _LIBRARY.sub("", extract.title).strip():
        return title[:_TITLE_MOST]
    stem = Path(source.rpartition(": ")[2]).name.partition(".")[0]
    return re.sub(r"[-_]+", " ", stem).strip()[:_TITLE_MOST] or "?"
