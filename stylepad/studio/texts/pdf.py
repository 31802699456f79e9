"""PDF with a text layer; pages are parted by form feeds, so that running heads can be told."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from stylepad.studio.texts.extract import Extract
from stylepad.studio.texts.faults import left_out

PAGES_MOST = 5_000
_SCAN = 40
"""Characters a page, on average, under which the pages are pictures."""

_LINES_OF_MARGIN = 3
_SAMPLE = 8
_NO_TITLES = {"(anonymous)", "untitled", "без имени"}
_SAME = 0.97
"""Share of a page's words that both ways of reading it must find in the same order."""

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
            pages = _pages(reader)
            title = (reader.metadata.title if reader.metadata else None) or ""
            title = "" if title.casefold() in _NO_TITLES else title
        except _TROUBLE as error:
            raise left_out("studio.broken_book", name, str(error)) from error
    lost = sum(page is None for page in pages)
    texts = [page or "" for page in pages]
    if sum(len("".join(text.split())) for text in texts) < _SCAN * len(texts):
        raise left_out("studio.scan", name)
    note = f"{lost} of {len(pages)} pages could not be read" if lost else ""
    return Extract("\n\f\n".join(texts).replace("\r", "\n"), "pdf", title, "", (), note)


def _pages(reader: PdfReader) -> list[str | None]:
    """Return the pages' texts, None for a damaged page: the others are still a book.

    The library's layout mode keeps the indents that paragraphs are told by, but with some files
    it loses blanks or mixes columns; a sample of pages says whether it can be used.
    """
    count = min(len(reader.pages), PAGES_MOST)
    sample = range(count // 4, count, max(1, count // _SAMPLE))[:_SAMPLE]
    placed = all(_agree(_page(reader, number), _placed(reader, number)) for number in sample)
    read = _placed if placed else _page
    return [read(reader, number) for number in range(count)]


def _page(reader: PdfReader, number: int) -> str | None:
    try:
        return reader.pages[number].extract_text()
    except _TROUBLE:
        return None


def _placed(reader: PdfReader, number: int) -> str | None:
    """Return a page's text with its indents, the margin taken away."""
    try:
        text = reader.pages[number].extract_text(extraction_mode="layout")
    except _TROUBLE:
        return None
    lines = text.split("\n")
    indents = Counter(len(line) - len(line.lstrip()) for line in lines if line.strip())
    # On a page of dialogue most lines are indented; the margin is what several have at least.
    usual = [indent for indent, count in indents.items() if count >= _LINES_OF_MARGIN]
    margin = min(usual or indents or [0])
    return "\n".join(line[min(margin, len(line) - len(line.lstrip())) :] for line in lines)


def _agree(plain: str | None, placed: str | None) -> bool:
    """Return whether two readings of a page have the same words in the same order, nearly."""
    if plain is None or placed is None:
        return plain is placed
    first, second = plain.split(), placed.split()
    same = sum(
        size for _, _, size in SequenceMatcher(None, first, second, False).get_matching_blocks()
    )
    return same >= _SAME * max(len(first), len(second))


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
