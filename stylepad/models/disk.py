"""Room for models on the disk, and what can be wrong with it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stylepad.errors import HubError, Reason
from stylepad.models.sizes import readable

CHUNK = 1 << 20
"""Bytes that are read or copied at once."""

WHOLE = "What was loaded so far is kept, and the next try goes on from there."
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says where a file has no room; EFBIG is a file system of files up to 4 GB."""


def check_room(folder: Path, needed: int) -> None:
    """Raise HubError (hub.no_room) where the disk of a folder has fewer free bytes."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise no_room(folder, needed, free)


def check_folder(folder: Path) -> None:
    """Raise HubError where a folder is not there (hub.no_folder) or not writable."""
    if not folder.is_dir():
        raise no_folder(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise unwritable(folder, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors inside into HubError; `path` is what is being written."""
    try:
        yield
    except OSError as error:
        raise fault(path, error) from error


def fault(path: Path, error: OSError) -> HubError:
    """Return the plain error for one of the system."""
    return disk_full(path.parent) if error.errno in _FULL else unwritable(path, error)


def no_folder(folder: Path) -> HubError:
    """Return the error for a chosen folder of models that is not there."""
    return HubError(
        f"The folder for models, {folder}, is not there. Connect its disk, or choose another folder"
        " under Folders in the settings. Nothing was loaded; what is installed works.",
        code="hub.no_folder",
        path=str(folder),
    )


def no_room(folder: Path, needed: int, free: int) -> HubError:
    """Return the error for a disk that has too few free bytes before anything is loaded."""
    return HubError(
        f"The model takes {readable(needed)}, and {readable(free)} are free in {folder}."
        " Make room, or choose a smaller edition.",
        code="hub.no_room",
        path=str(folder),
        needed=readable(needed),
        free=readable(free),
    )


def disk_full(folder: Path) -> HubError:
    """Return the error for a disk that filled up in the middle."""
    return HubError(
        f"The disk filled up while the model was loaded into {folder}. {WHOLE} Make room first.",
        code="hub.disk_full",
        path=str(folder),
    )


def unwritable(path: Path, error: OSError) -> HubError:
    """Return the error for a file that the system does not let us write."""
    reason = Reason.of_system(error)
    return HubError(
        f"{path} cannot be written: {reason}. Allow writing there, or choose another folder for"
        " models under Folders in the settings.",
        code="hub.unwritable",
        path=str(path),
        **reason.details("reason"),
    )
