"""A style pack as one file: a zip that is written plainly and read with distrust.

Nothing that the archive says of itself is believed: sizes are counted while unpacking, names are
checked for every system, and only kinds of files that a pack has are unpacked at all.
"""

from __future__ import annotations

import io
import os
import secrets
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO

from stylepad.errors import Reason, StyleError
from stylepad.styles import entry_names, manifest
from stylepad.styles.files import ADAPTER_LIMIT
from stylepad.styles.pack import EXEMPLARS_LIMIT, PROFILE_LIMIT, StylePack
from stylepad.styles.pack_reasons import why

SUFFIX = ".stylepack"
ENTRIES_MOST = 600
TOTAL_MOST = 8 * 2**30
"""Bytes of all files of a pack together."""

_CONTENTS_MOST = 2**20
_TEXT_LIMIT = 2**20
_LIMITS = {
    ".toml": manifest.SIZE_LIMIT,
    ".gguf": ADAPTER_LIMIT,
    ".npz": PROFILE_LIMIT,
    ".jsonl": EXEMPLARS_LIMIT,
    ".md": _TEXT_LIMIT,
    ".txt": _TEXT_LIMIT,
    "": _TEXT_LIMIT,  # LICENSE
}
# Weights hardly shrink and text to a fifth; what grows more than this was made to fill the disk.
_RATIO_MOST, _RATIO_FREE = 20, 16 * 2**20
_CHUNK = 2**20
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
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


def belongs(name: str) -> bool:
    """Return whether a pack has files of this kind; no other is installed."""
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not hidden and path.suffix.lower() in _LIMITS


def size_limit(name: str) -> int:
    """Return the most bytes that a file of a pack may have."""
    return _LIMITS[PurePosixPath(name).suffix.lower()]


def members(folder: Path) -> dict[str, Path]:
    """Return the files of an installed pack by their path in it; links out of it are left out."""
    root = folder.resolve()
    return {
        path.relative_to(root).as_posix(): path
        for path in sorted(root.rglob("*"))
        if path.is_file() and manifest.is_inside(path, root)
        if belongs(path.relative_to(root).as_posix())
    }


def write_archive(pack: StylePack, target: Path) -> None:
    """Write a pack into one file, in a folder named by its id; the same pack, the same bytes.

    Raises StyleError "style.unwritable", and "style.export" for a file of the pack that no
    import would take; then a file that was there is as it was.
    """
    files = members(pack.folder)
    for path in (*pack.adapters.values(), *([pack.profile] if pack.profile else [])):
        # An adapter of another edition of the style is no part of this pack.
        if path.is_relative_to(pack.folder) and path not in files.values():
            raise _not_exported(pack, path)
    part = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.tmp")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, path in files.items():
                _add(archive, f"{pack.id}/{name}", path)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def unpack(archive: Path, target: Path) -> Path:
    """Unpack an archive into the empty folder `target` and return the folder of the pack in it.

    Raises StyleError with code style.archive_* for one that is damaged, hostile or no pack, and
    style.unwritable; what is in `target` then is rubbish.
    """
    with _opened(archive) as (file, room):
        entries = _checked(archive, file.infolist())
        written = 0
        for entry in entries:
            with file.open(entry) as source:
                size = _copy(archive, source, target, entry.filename, room - written)
            if size != entry.file_size:
                raise refused(
                    archive, "style.archive_damaged", why("pack_length", name=entry.filename)
                )
            written += size
    return pack_folder(archive, target)


def copy_in(origin: Path, source: Path, target: Path, name: str, room: int) -> int:
    """Copy one file of a download to `target`/`name` and return its bytes; `room` is the most.

    Raises StyleError as `unpack` does.
    """
    try:
        stream = source.open("rb")
    except OSError as error:
        raise refused(
            origin,
            "style.archive_unreadable",
            why("pack_file_unreadable", name=name, error=Reason.of_system(error)),
        ) from error
    with stream:
        return _copy(origin, stream, target, name, room)


def pack_folder(origin: Path, folder: Path) -> Path:
    """Return the folder that has style.toml: `folder`, or the only one in it.

    Raises StyleError "style.archive_no_pack".
    """
    if (folder / manifest.FILE_NAME).is_file():
        return folder
    inner = [path for path in folder.iterdir() if (path / manifest.FILE_NAME).is_file()]
    if len(inner) == 1:
        return inner[0]
    reason = why("pack_several") if inner else why("pack_none")
    raise refused(origin, "style.archive_no_pack", reason)


_MENDS = {
    "style.archive_unreadable": "check the name and that you may read it",
    "style.archive_no_pack": "give the file or the folder of a style",
}
_USUAL_MEND = "get the style again, from someone you trust"


def refused(origin: Path, code: str, reason: Reason) -> StyleError:
    """Return the error for a pack that is not installed."""
    return StyleError(
        f"{origin.name} was not installed: {reason}. Nothing has changed; "
        f"{_MENDS.get(code, _USUAL_MEND)}.",
        code=code,
        file=str(origin),
        **reason.details("reason"),
    )


def unwritable(path: Path, error: OSError) -> StyleError:
    """Return the error for a place that cannot be written."""
    reason = Reason.of_system(error)
    return StyleError(
        f"The style could not be written to {path}: {reason}. Make room there or check its "
        "permissions; the styles that are installed are as they were.",
        code="style.unwritable",
        folder=str(path),
        **reason.details("reason"),
    )


class _TooLong(zipfile.BadZipFile):
    """The list of contents could fill the memory."""


class _Bounded(io.FileIO):
    """A file that is never read in one piece: the list of contents alone could fill the memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            data = super().read(_CONTENTS_MOST + 1) or b""
        else:
            data = super().read(min(size, _CONTENTS_MOST + 1)) or b""
        if len(data) > _CONTENTS_MOST:
            raise _TooLong
        return data


@contextmanager
def _opened(archive: Path) -> Iterator[tuple[zipfile.ZipFile, int]]:
    """Yield the archive and how many bytes it may unpack to; tell damage in plain words."""
    try:
        with _Bounded(archive) as raw:
            if raw.read(4) != b"PK\x03\x04":
                raise refused(archive, "style.archive_damaged", why("pack_no_zip"))
            raw.seek(0)
            room = min(TOTAL_MOST, _RATIO_FREE + _RATIO_MOST * archive.stat().st_size)
            with zipfile.ZipFile(raw) as file:
                yield file, room
    except UnicodeDecodeError as error:
        raise refused(archive, "style.archive_name", why("name_no_utf8")) from error
    except _DAMAGE as error:
        raise refused(
            archive,
            "style.archive_damaged",
            why("pack_contents" if isinstance(error, _TooLong) else "pack_damaged"),
        ) from error
    except OSError as error:
        raise refused(
            archive,
            "style.archive_unreadable",
            why("pack_unreadable", error=Reason.of_system(error)),
        ) from error


def _checked(archive: Path, entries: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the files to unpack; raise StyleError if any entry at all is hostile."""
    if len(entries) > ENTRIES_MOST:
        raise refused(
            archive,
            "style.archive_size",
            why("pack_entries", count=len(entries), most=ENTRIES_MOST),
        )
    if sum(entry.file_size for entry in entries) > TOTAL_MOST:
        raise refused(archive, "style.archive_size", why("pack_total", size=TOTAL_MOST >> 30))
    spellings = entry_names.Spellings()
    for entry in entries:
        _check(archive, entry, spellings)
    return [entry for entry in entries if not entry.is_dir() and belongs(entry.filename)]


def _check(archive: Path, entry: zipfile.ZipInfo, spellings: entry_names.Spellings) -> None:
    # The name as it stands in the file: the library cuts it at a NUL and turns backslashes.
    name = entry.orig_filename
    shown = f"the entry {name[:80]!r}"
    if not name.isascii() and not entry.flag_bits & _UTF8:
        raise refused(archive, "style.archive_name", why("name_no_utf8"))
    if wrong := entry_names.problem(name):
        raise refused(archive, "style.archive_name", why(wrong, name=shown))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFDIR if entry.is_dir() else stat.S_IFREG}:
        raise refused(archive, "style.archive_link", why("pack_link", name=shown))
    if entry.is_dir() and entry.file_size:
        raise refused(archive, "style.archive_damaged", why("pack_folder_content", name=shown))
    if entry.flag_bits & _ENCRYPTED:
        raise refused(archive, "style.archive_encrypted", why("pack_encrypted", name=shown))
    if entry.compress_type not in _METHODS:
        raise refused(archive, "style.archive_damaged", why("pack_method", name=shown))
    if other := spellings.collision(name):
        raise refused(
            archive,
            "style.archive_double",
            why("pack_one_file", name=shown, other=repr(other[:70])),
        )


def _copy(origin: Path, source: IO[bytes], target: Path, name: str, room: int) -> int:
    """Copy a stream to a new file, counting, and return its bytes."""
    place, size = target / name, 0
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as sink:
            for data in _pieces(origin, source, name, room):
                size += sink.write(data)
            sink.flush()
            os.fsync(sink.fileno())
    except OSError as error:
        raise unwritable(place, error) from error
    return size


def _pieces(origin: Path, source: IO[bytes], name: str, room: int) -> Iterator[bytes]:
    limit, size = size_limit(name), 0
    while True:
        try:
            data = source.read(_CHUNK)
        except OSError as error:
            raise refused(
                origin, "style.archive_damaged", why("pack_file_unreadable", name=name, error=error)
            ) from error
        size += len(data)
        if size > limit:
            raise refused(
                origin, "style.archive_size", why("pack_file_size", name=name, size=limit)
            )
        if size > room:
            raise refused(
                origin,
                "style.archive_size",
                why("pack_bomb"),
            )
        if not data:
            return
        yield data


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    entry = zipfile.ZipInfo(name)  # of 1 January 1980, so that the same pack is the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as sink:
        while data := source.read(_CHUNK):
            sink.write(data)


def _not_exported(pack: StylePack, path: Path) -> StyleError:
    kinds = ", ".join(sorted(filter(None, _LIMITS)))
    return StyleError(
        f"The style “{pack.id}” was not exported: {path.name} could not be installed elsewhere. "
        f"Files of a style end in {kinds}, and no name begins with a dot: rename it there and in "
        "[files].",
        code="style.export",
        style=pack.id,
        file=path.name,
    )
