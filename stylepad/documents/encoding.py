"""Telling a file's encoding, and turning bytes into text and back without loss."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from stylepad.documents.cyrillic import score
from stylepad.errors import DocumentError

UTF_8 = "utf-8"
ENCODINGS = (UTF_8, "utf-16-le", "utf-16-be", "cp1251", "koi8-r")
NEWLINES = ("\n", "\r\n", "\r")

_BOMS = (
    (UTF_8, codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_PREVIEW = 200
_SAMPLE = 64 * 1024
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SIGNATURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x7fELF", b"GGUF", b"\x1f\x8b",
    b"{\\rtf", b"\xd0\xcf\x11\xe0", b"BZh", b"\xfd7zXZ", b"Rar!", b"7z\xbc\xaf",
)  # fmt: skip
_LARGEST_BINARY_SHARE = 0.02
_CLEAR_LEAD = 0.25
"""How much likelier, in natural logarithms a letter pair, the better reading must be to be sure."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with \\n for every line end, and what is needed to write it as it was.

    `newline` is the commonest line end of the file; `certain` is False where another encoding
    could have been meant.
    """

    text: str
    encoding: str
    bom: bool
    newline: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that a file may be in, with the beginning of its text as that encoding has it."""

    encoding: str
    preview: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a file, its encoding told by its bytes or as given.

    Raises DocumentError for a binary file and for bytes that the given encoding does not have.
    """
    marked = _by_bom(data)
    if encoding is not None:
        bom = bool(marked and marked[0] == encoding)
        body = data[len(marked[1]) :] if marked and bom else data
        return _decoded(_strictly(body, encoding), encoding, bom, certain=True)
    if marked:
        return _decoded(_strictly(data[len(marked[1]) :], marked[0]), marked[0], True, certain=True)
    wide = _wide_encoding(data)
    if wide:
        return _decoded(_strictly(data, wide), wide, False, certain=True)
    _refuse_binary(data)
    try:
        return _decoded(data.decode(UTF_8), UTF_8, False, certain=True)
    except UnicodeDecodeError:
        name, certain = _single_byte(data)
        return _decoded(_strictly(data, name), name, False, certain)


def candidates(data: bytes) -> tuple[Candidate, ...]:
    """Return the encodings that can read the bytes, the likeliest first."""
    first = decode(data).encoding
    found = []
    for encoding in dict.fromkeys((first, UTF_8, "cp1251", "koi8-r", "utf-16-le", "utf-16-be")):
        try:
            text = decode(data, encoding).text
        except DocumentError:
            continue
        found.append(Candidate(encoding, text[:_PREVIEW]))
    return tuple(found)


def encode(text: str, encoding: str = UTF_8, *, bom: bool = False, newline: str = "\n") -> bytes:
    """Return a text as bytes; every line end becomes `newline`.

    Raises DocumentError "document.unencodable" naming the first character that does not fit.
    """
    body = _NEWLINE.sub("\n", text)
    if newline != "\n":
        body = body.replace("\n", newline)
    mark = next((mark for name, mark in _BOMS if name == encoding), b"") if bom else b""
    try:
        return mark + body.encode(encoding)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        line = error.object.count("\n", 0, error.start) + 1
        raise DocumentError(
            f"The character “{character}” in line {line} does not exist in {encoding}, so the file "
            "was not saved and is as it was. Save it in UTF-8, which has every character, or "
            "replace the character.",
            code="document.unencodable",
            character=character,
            line=str(line),
            encoding=encoding,
        ) from error


def _decoded(text: str, encoding: str, bom: bool, certain: bool) -> Decoded:
    newline = _dominant_newline(text)
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    return Decoded(text, encoding, bom, newline, certain)


def _dominant_newline(text: str) -> str:
    windows = text.count("\r\n")
    counts = {
        "\n": text.count("\n") - windows,
        "\r\n": windows,
        "\r": text.count("\r") - windows,
    }
    return max(NEWLINES, key=lambda newline: counts[newline])


def _by_bom(data: bytes) -> tuple[str, bytes] | None:
    return next(((name, mark) for name, mark in _BOMS if data.startswith(mark)), None)


def _wide_encoding(data: bytes) -> str:
    """Return the UTF-16 without a mark that the bytes are in, or "".

    Letters of Latin and Cyrillic have the same few high bytes (0x00, 0x04), so one half of the
    bytes is nearly all those and the other is not.
    """
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4:
        return ""
    even, odd = (sum(half.count(byte) for byte in (0, 4)) for half in (sample[::2], sample[1::2]))
    half = len(sample) / 2
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high > 0.7 * half and low < 0.3 * half and _reads_as_text(sample, name):
            return name
    return ""


def _reads_as_text(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, errors="replace")
    strange = sum(character < " " and character not in "\t\n\r\f\x1b" for character in text)
    return strange <= _LARGEST_BINARY_SHARE * len(text) and text.count("\ufffd") <= 1


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    known = any(sample.startswith(signature) for signature in _SIGNATURES)
    # A stray NUL in a text is survivable; a file full of control bytes is no text.
    if known or len(_BINARY.findall(sample)) > _LARGEST_BINARY_SHARE * len(sample) + 1:
        raise DocumentError(
            "This is not a text file, so it was not opened; nothing was changed. StylePad opens "
            "plain text and Markdown (.txt, .md): save the document as one of those first.",
            code="document.binary",
        )


def _single_byte(data: bytes) -> tuple[str, bool]:
    """Return cp1251 or KOI8-R, whichever reads more like Russian, and whether that is clear."""
    first = _BEYOND_ASCII.search(data)
    start = max(0, first.start() - 1) if first else 0
    sample = data[start : start + _SAMPLE]
    scores = {}
    for encoding in ("cp1251", "koi8-r"):
        scores[encoding] = score(sample.decode(encoding, errors="replace"))
    best, other = sorted(scores, key=lambda name: scores[name].mean, reverse=True)
    lead = scores[best].mean - scores[other].mean
    certain = lead > _CLEAR_LEAD and scores[best].is_russian
    if not _can_decode(data, best):
        return other, False
    return best, certain


def _can_decode(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        at = str(error.start) if isinstance(error, UnicodeDecodeError) else "0"
        raise DocumentError(
            f"The file is not in {encoding} (byte {at} does not belong there), so it was not "
            "opened; nothing was changed. Choose another encoding.",
            code="document.undecodable",
            encoding=encoding,
            position=at,
        ) from error
