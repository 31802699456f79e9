"""Which reader a file goes to: by its bytes first, since names lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from stylepad.studio.texts import archives
from stylepad.studio.texts.epub import read_epub
from stylepad.studio.texts.extract import Extract
from stylepad.studio.texts.faults import left_out
from stylepad.studio.texts.fb2 import read_fb2
from stylepad.studio.texts.html import read_html
from stylepad.studio.texts.office import read_docx, read_odt
from stylepad.studio.texts.pdf import read_pdf
from stylepad.studio.texts.plain import read_markdown, read_plain

Read = Callable[[str, bytes], Extract]

SUFFIXES = frozenset(
    {
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".epub",
        ".fb2",
        ".docx",
        ".odt",
    }
    | {".pdf", ".zip"}
)
"""What a folder is searched for; other files in it are passed over with a note."""

_BY_SUFFIX: dict[str, Read] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".fb2": read_fb2,
    ".epub": read_epub,
    ".docx": read_docx,
    ".odt": read_odt,
    ".pdf": read_pdf,
}
_ZIPPED: tuple[tuple[str, Read], ...] = (
    ("META-INF/container.xml", read_epub),
    ("word/document.xml", read_docx),
    ("content.xml", read_odt),
)
_UNKNOWN = (
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
)
"""Kinds of files that hold texts but that nothing here reads: old Word, RTF, other archives."""

_HEAD = 1024


def read(name: str, data: bytes) -> Extract:
    """Return a book's text; raises StudioError saying why it is left out."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise left_out("studio.empty", name)
    extract = _reader(name, data)(name, data)
    if not any(character.isalpha() for character in extract.text):
        raise left_out("studio.empty", name)
    return extract


def is_archive(name: str, data: bytes) -> bool:
    """Return whether a file is a zip file of books, and not a book that is one inside."""
    if not data.startswith(archives.MAGIC):
        return False
    with archives.opened(name, data) as archive:
        return not any(archive.has(path) for path, _ in _ZIPPED)


def _reader(name: str, data: bytes) -> Read:
    if data.startswith(archives.MAGIC):
        with archives.opened(name, data) as archive:
            return next(read for path, read in _ZIPPED if archive.has(path))
    if data.startswith(_UNKNOWN):
        raise left_out("studio.unknown_format", name)
    if data[:_HEAD].lstrip().startswith(b"%PDF"):
        return read_pdf
    head = data[:_HEAD].replace(b"\0", b"").lower()
    if b"<fictionbook" in head:
        return read_fb2
    if b"<html" in head or b"<!doctype html" in head:
        return read_html
    chosen = _BY_SUFFIX.get(PurePosixPath(name).suffix.lower(), read_plain)
    if chosen in {read_epub, read_docx, read_odt, read_pdf}:
        raise left_out("studio.broken_book", name)
    return chosen
