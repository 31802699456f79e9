"""Opening and saving documents without ever losing one."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from stylepad.documents.atomic import write_atomically
from stylepad.documents.encoding import UTF_8, decode, encode
from stylepad.errors import DocumentError, Reason

LARGEST = 200 * 1024 * 1024
"""Bytes up to which a file is opened."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file was when it was last read or written, to notice that somebody changed it."""

    mtime_ns: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Document:
    """An opened text with \\n for every line end, and how it is kept in its file.

    `certain` is False where the writer should be asked for the encoding.
    """

    path: Path
    text: str
    encoding: str
    bom: bool
    newline: str
    certain: bool
    stamp: Stamp


def open_document(path: Path, encoding: str | None = None) -> Document:
    """Read a text file; its encoding is told by its bytes unless given.

    Raises DocumentError "document.missing", ".unreadable", ".folder", ".too_large", ".binary" or
    ".undecodable".
    """
    data, stamp = _read(path)
    decoded = decode(data, encoding)
    return Document(
        path,
        decoded.text,
        decoded.encoding,
        decoded.bom,
        decoded.newline,
        decoded.certain,
        stamp,
    )


def save_document(
    path: Path,
    text: str,
    encoding: str = UTF_8,
    *,
    bom: bool = False,
    newline: str = "\n",
    stamp: Stamp | None = None,
    overwrite: bool = False,
) -> Stamp:
    """Write a text to its file as a whole or not at all; return the new stamp.

    With the `stamp` of the last reading, a file that somebody changed since is left alone:
    DocumentError "document.changed", unless `overwrite`. Also raises ".unencodable", ".full",
    ".read_only", ".folder" and ".unwritable"; the old file is then as it was. A symbolic link stays
    one: the file that it points at is written.
    """
    data = encode(text, encoding, bom=bom, newline=newline)
    target = _target(path)
    if stamp is not None and not overwrite and has_changed(target, stamp):
        raise DocumentError(
            f"{path.name} was changed by another program after you opened it, so it was not saved "
            "over. Your text is safe here: save it under another name, or overwrite the file.",
            code="document.changed",
            path=str(path),
        )
    _refuse_unwritable(target)
    try:
        write_atomically(target, data)
        status = target.stat()
    except OSError as error:
        raise _save_error(path, error) from error
    return Stamp(status.st_mtime_ns, status.st_size, _digest(data))


def has_changed(path: Path, stamp: Stamp) -> bool:
    """Return whether a file's content is not what the stamp says; a missing file has not changed.

    The content is only read where time or size differ.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    if (status.st_mtime_ns, status.st_size) == (stamp.mtime_ns, stamp.size):
        return False
    if status.st_size != stamp.size:
        return True
    try:
        return _digest(path.read_bytes()) != stamp.digest
    except OSError:
        return True


def _read(path: Path) -> tuple[bytes, Stamp]:
    try:
        # Looked at before it is opened: opening a pipe would wait for its other end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _not_a_file(path)
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            if status.st_size > LARGEST:
                raise _too_large(path, status.st_size)
            data = stream.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise DocumentError(
            f"{path.name} is not there any more; it may have been moved or deleted. Nothing was "
            "changed. Look for it in another folder.",
            code="document.missing",
            path=str(path),
        ) from error
    except OSError as error:
        reason = Reason.of_system(error)
        raise DocumentError(
            f"{path.name} could not be read ({reason}), so it was not opened; nothing was "
            "changed. Check that you may read the file and that its disk is connected.",
            code="document.unreadable",
            path=str(path),
            **reason.details("reason"),
        ) from error
    return data, Stamp(status.st_mtime_ns, status.st_size, _digest(data))


def _not_a_file(path: Path) -> DocumentError:
    return DocumentError(
        f"{path.name} is a folder or a device, not a text file. Nothing was changed. Choose a text "
        "file.",
        code="document.folder",
        path=str(path),
    )


def _too_large(path: Path, size: int) -> DocumentError:
    return DocumentError(
        f"{path.name} is {size // 2**20} MB; StylePad opens texts up to {LARGEST // 2**20} MB. "
        "Nothing was changed. Split the file and open its parts.",
        code="document.too_large",
        path=str(path),
        size=str(size),
    )


def _target(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # a loop of links
        circle = error if isinstance(error, OSError) else OSError(errno.ELOOP, str(error))
        raise DocumentError(
            f"{path.name} is a link that leads nowhere, so nothing was saved. Your text is safe "
            "here: save it under another name.",
            code="document.unwritable",
            path=str(path),
            **Reason.of_system(circle).details("reason"),
        ) from error


def _refuse_unwritable(target: Path) -> None:
    """Refuse what a rename would replace although the writer or the system protected it."""
    if target.is_dir():
        raise _not_a_file(target)
    try:
        mode = target.stat().st_mode
    except OSError:
        return
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
        raise _read_only(target)


def _read_only(path: Path) -> DocumentError:
    return DocumentError(
        f"{path.name} is read-only, so it was not saved and is as it was. Your text is safe here: "
        "save it under another name, or allow writing to the file.",
        code="document.read_only",
        path=str(path),
    )


def _save_error(path: Path, error: OSError) -> DocumentError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DocumentError(
            f"There is no room on the disk for {path.name}, so it was not saved; the file on disk "
            "is as it was and your text is safe here. Free some space or save to another disk.",
            code="document.full",
            path=str(path),
        )
    reason = Reason.of_system(error)
    return DocumentError(
        f"{path.name} could not be written ({reason}), so it was not saved; what was on "
        "disk is as it was and your text is safe here. Save it in another folder.",
        code="document.unwritable",
        path=str(path),
        **reason.details("reason"),
    )


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
