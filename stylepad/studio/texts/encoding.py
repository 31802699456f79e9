"""The encoding of a book's file: more of them than an editor meets, since libraries are old."""

from __future__ import annotations

import codecs
import re

from stylepad.documents import encoding as documents
from stylepad.documents.cyrillic import score
from stylepad.errors import DocumentError
from stylepad.studio.texts.faults import left_out

_RUSSIAN = ("cp1251", "koi8-r", "cp866", "mac_cyrillic", "iso8859_5")
_WIDEST = (("utf-32-le", codecs.BOM_UTF32_LE), ("utf-32-be", codecs.BOM_UTF32_BE))
_HIGH = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 16 * 1024
_CYRILLIC_RUN = 2.5
"""Bytes beyond ASCII that stand together on average: Russian words do, Western accents do not."""

_FORGIVEN = 200
"""Characters beyond ASCII that are whole for each that is damaged, in UTF-8 all the same."""


def decoded(name: str, data: bytes, hint: str = "") -> tuple[str, str]:
    """Return a file's text, its line ends \\n, and the encoding it was in.

    `hint` is the encoding that the file names itself; it is believed where it can be. Raises
    StudioError "studio.binary".
    """
    for encoding, mark in _WIDEST:
        if data.startswith(mark):
            return _lines(data[4:].decode(encoding, errors="replace")), encoding
    if hint and (text := _hinted(data, hint)) is not None:
        return _lines(text), hint.lower()
    try:
        found = documents.decode(data)
    except DocumentError as error:
        if error.code == "document.binary":
            raise left_out("studio.binary", name) from error
        return _lines(data.decode("utf-8", errors="replace")), "utf-8"
    if found.encoding.startswith("utf"):
        return found.text, found.encoding
    return _single_byte(data)


def _hinted(data: bytes, hint: str) -> str | None:
    try:
        return data.decode(codecs.lookup(hint).name)
    except (LookupError, UnicodeDecodeError):
        return None


def _single_byte(data: bytes) -> tuple[str, str]:
    nearly = data.decode("utf-8", errors="replace")
    damaged = nearly.count("\ufffd")
    if sum(character > "\x7f" for character in nearly) > _FORGIVEN * damaged:
        return _lines(nearly), "utf-8"
    runs = _HIGH.findall(data[: 64 * _SAMPLE])
    if sum(map(len, runs)) < _CYRILLIC_RUN * len(runs):
        return _lines(data.decode("cp1252", errors="replace")), "cp1252"
    first = _HIGH.search(data)
    start = max(0, first.start() - 1) if first else 0
    sample = data[start : start + _SAMPLE]
    encoding = max(_RUSSIAN, key=lambda name: score(sample.decode(name, errors="replace")).mean)
    return _lines(data.decode(encoding, errors="replace")), encoding


def _lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
