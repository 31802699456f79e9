"""Reading and writing files, as the background work of a document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stylepad.documents.encoding import Candidate, candidates
from stylepad.documents.storage import Document, Stamp, has_changed, open_document, save_document
from stylepad.errors import DocumentError
from stylepad.ui.encodings import FileFormat

NEVER_READ = Stamp(0, -1, "")
"""The stamp of a file whose content the editor does not know: it differs from every file."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file's text, or where its encoding is in doubt, the ways to read it."""

    document: Document
    candidates: tuple[Candidate, ...]

    @property
    def format(self) -> FileFormat:
        """Return how the file is written."""
        return FileFormat(self.document.encoding, self.document.bom, self.document.newline)


def read_file(path: Path, encoding: str | None = None) -> OpenedFile:
    """Read a text. Raises DocumentError."""
    document = open_document(path, encoding)
    if document.certain:
        return OpenedFile(document, ())
    found = candidates(path.read_bytes())
    return OpenedFile(document, found if len(found) > 1 else ())


def write_file(
    path: Path, text: str, form: FileFormat, stamp: Stamp | None, overwrite: bool
) -> Stamp:
    """Write a text to its file. Raises DocumentError, "document.changed" unless `overwrite`."""
    return save_document(
        path,
        text,
        form.encoding,
        bom=form.bom,
        newline=form.newline,
        stamp=stamp,
        overwrite=overwrite,
    )


def state_of(path: Path, stamp: Stamp) -> str:
    """Return "same", "changed" or "gone"."""
    if not path.exists():
        return "gone"
    return "changed" if has_changed(path, stamp) else "same"


def stamp_older_than(path: Path, moment: float) -> Stamp | None:
    """Return the stamp of a file last written before a moment (seconds since 1970).

    A file that was written since is `NEVER_READ`; None where there is no file to read.
    """
    try:
        if path.stat().st_mtime > moment:
            return NEVER_READ
        return open_document(path).stamp
    except (OSError, DocumentError):
        return None
