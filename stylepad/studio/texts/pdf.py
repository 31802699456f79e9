"""PDF with a text layer; pages are parted by form feeds, so that running heads can be told."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from stylepad.studio.texts.extract import Extract
from stylepad.studio.texts.faults import left_out

PAGES_MOST = 5_000
_SCAN = 40
"""Characters a page, on average, under which the pages are pictures."""

_TROUBLE = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    OSError,
    ZeroDivisionError,
    OverflowError,
)
"""What damaged files make the reader raise, beside its own errors."""


def read_pdf(name: str, data: bytes) -> Extract:
    """Return the text layer; raises StudioError for a scan and for a locked or damaged file."""
    with _quiet():
        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not _unlocked(reader):
                raise left_out("studio.encrypted", name)
            pages = [_page(reader, number) for number in range(min(len(reader.pages), PAGES_MOST))]
            title = (reader.metadata.title if reader.metadata else None) or ""
        except _TROUBLE as error:
            raise left_out("studio.broken_book", name, str(error)) from error
    lost = sum(page is None for page in pages)
    texts = [page or "" for page in pages]
    if sum(len("".join(text.split())) for text in texts) < _SCAN * len(texts):
        raise left_out("studio.scan", name)
    note = f"{lost} of {len(pages)} pages could not be read" if lost else ""
    return Extract("\n\f\n".join(texts).replace("\r", "\n"), "pdf", title, "", (), note)


def _page(reader: PdfReader, number: int) -> str | None:
    """Return a page's text, None where the page is damaged: the others are still a book."""
    try:
        return reader.pages[number].extract_text()
    except _TROUBLE:
        return None


def _unlocked(reader: PdfReader) -> bool:
    """Open a file that is only locked against changes: its password for reading is empty."""
    try:
        return bool(reader.decrypt(""))
    except _TROUBLE:
        return False


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from writing about every oddity of a file."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
