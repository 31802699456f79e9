"""Zip files read with distrust: book archives, and the book formats that are zip files inside.

Nothing that an archive says of itself is believed: names are checked, what is unpacked is counted,
and nothing is ever written to a path that an archive names.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from stylepad.studio.texts.faults import left_out

MAGIC = b"PK\x03\x04"
ENTRIES_MOST = 20_000
ENTRY_MOST = 256 * 2**20
TOTAL_MOST = 2 * 2**30
"""Bytes of all entries together that are unpacked."""

# Text shrinks to a fifth, markup to a thirtieth; what grows more was made to fill the memory.
_RATIO_MOST, _RATIO_FREE = 100, 32 * 2**20
_CHUNK = 2**20
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class Archive:
    """An open zip file in memory; `name` is what the writer knows it by."""

    def __init__(self, name: str, data: bytes, file: zipfile.ZipFile) -> None:
        self.name = name
        self._file = file
        self._room = min(TOTAL_MOST, _RATIO_FREE + _RATIO_MOST * len(data))
        entries = file.infolist()
        if len(entries) > ENTRIES_MOST:
            raise left_out("studio.archive_bomb", name, f"{len(entries)} entries")
        for entry in entries:
            _check_name(name, entry)
        self._entries = {_shown(entry): entry for entry in entries if not entry.is_dir()}

    def names(self) -> list[str]:
        """Return the files in it, in the order of their names."""
        return sorted(self._entries)

    def has(self, name: str) -> bool:
        """Return whether there is a file of this name."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return a file's bytes; raises StudioError for one that is missing, locked or too much."""
        entry = self._entries.get(name)
        if entry is None:
            raise left_out("studio.broken_book", self.name, f"it has no {name}")
        if entry.flag_bits & _ENCRYPTED:
            raise left_out("studio.archive_encrypted", self.name)
        pieces = []
        try:
            with self._file.open(entry) as stream:
                size = 0
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    self._room -= len(piece)
                    if size > ENTRY_MOST or self._room < 0:
                        raise left_out("studio.archive_bomb", self.name)
                    pieces.append(piece)
        except (*_DAMAGE, OSError) as error:
            raise left_out("studio.archive_damaged", self.name, str(error)) from error
        return b"".join(pieces)


@contextmanager
def opened(name: str, data: bytes) -> Iterator[Archive]:
    """Yield a zip file's contents; raises StudioError for one that is damaged or hostile."""
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except (*_DAMAGE, OSError) as error:
        raise left_out("studio.archive_damaged", name, str(error)) from error
    with file:
        yield Archive(name, data, file)


def _check_name(archive: str, entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename.replace("\\", "/")
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or parts[0].endswith(":") or "\0" in name:
        raise left_out("studio.archive_name", archive, name[:80])


def _shown(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; names without the UTF-8 mark are in DOS Russian, as a rule."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return entry.filename
