"""Recovery copies: what an unsaved document survives a crash, a kill and a power cut by.

A copy is one file, "<id>.txt": a first line of JSON, then the text in UTF-8, so that a person can
rescue it with any editor. It belongs to the process that wrote it; one whose process is gone is
offered at the next start.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from stylepad.documents.atomic import write_atomically
from stylepad.errors import DocumentError, Reason

INTERVAL = 5.0
"""Seconds that a copy of an unsaved document may be old at most."""

_FORMAT = "StylePad recovery copy 1"
_DAMAGED = "damaged"
_LONGEST_HEADER = 64 * 1024
_START_TOLERANCE = 5.0
"""Seconds by which two readings of a process's start may differ when the clock is set."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An unsaved document: its text and how it is kept. `path` is "" for one never saved."""

    text: str
    path: str = ""
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    cursor: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """A copy that a process left behind, written at `saved` (seconds since 1970)."""

    id: str
    path: str
    saved: float
    preview: str


@dataclass(frozen=True, slots=True)
class _Header:
    """A copy's first line: `started` is the start of process `pid`, `size` the text's bytes."""

    format: str
    path: str
    encoding: str
    bom: bool
    newline: str
    cursor: int
    pid: int
    started: float
    saved: float
    size: int


_FIELDS: dict[str, type] = {
    "format": str,
    "path": str,
    "encoding": str,
    "bom": bool,
    "newline": str,
    "cursor": int,
    "pid": int,
    "started": float,
    "saved": float,
    "size": int,
}


class RecoveryStore:
    """The recovery copies in a folder, which several windows may share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started = psutil.Process().create_time()

    @staticmethod
    def new_id() -> str:
        """Return an id for a document that has no copy yet."""
        return uuid.uuid4().hex

    def write(self, copy_id: str, snapshot: Snapshot) -> None:
        """Write a document's copy in place of its last one, atomically.

        Raises DocumentError "recovery.failed"; the last copy is then as it was.
        """
        body = snapshot.text.encode("utf-8", "surrogatepass")
        details = asdict(snapshot)
        del details["text"]
        header = _Header(
            format=_FORMAT,
            pid=os.getpid(),
            started=self._started,
            saved=time.time(),
            size=len(body),
            **details,
        )
        line = json.dumps(asdict(header), ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # Only the writer may read what they have not published.
            write_atomically(self._file(copy_id), line + b"\n" + body, mode=0o600)
        except OSError as error:
            reason = Reason.of_system(error)
            raise DocumentError(
                f"The recovery copy could not be written ({reason}). Your text is here, "
                "but would not survive a crash: save it now.",
                code="recovery.failed",
                **reason.details("reason"),
            ) from error

    def pending(self) -> tuple[Pending, ...]:
        """Return the copies whose process is gone, the newest first.

        Copies of running windows are left out; damaged files are moved to the folder "damaged",
        where a person can still look at them.
        """
        found = []
        for file in self._files():
            try:
                header, body = _read(file)
            except FileNotFoundError:
                continue  # another window took or discarded it meanwhile
            except OSError:
                continue
            except ValueError:
                self._set_aside(file)
                continue
            if not _is_running(header.pid, header.started):
                preview = body[:800].decode("utf-8", "replace").strip()[:200]
                found.append(Pending(file.stem, header.path, header.saved, preview))
        return tuple(sorted(found, key=lambda copy: copy.saved, reverse=True))

    def take(self, copy_id: str) -> tuple[str, Snapshot]:
        """Return a pending copy's document under a new id; the copy now belongs to this process.

        The copy stays on disk until `discard`. Raises DocumentError "recovery.taken" where it is
        gone, taken by another window or damaged.
        """
        new_id = self.new_id()
        mine = self._file(new_id)
        try:
            # A rename has one winner, so two windows never take the same copy.
            self._file(copy_id).rename(mine)
            header, body = _read(mine)
        except (OSError, ValueError) as error:
            raise DocumentError(
                "The recovery copy is not there any more; another window may have opened it.",
                code="recovery.taken",
            ) from error
        snapshot = Snapshot(
            text=body.decode("utf-8", "surrogatepass"),
            path=header.path,
            encoding=header.encoding,
            bom=header.bom,
            newline=header.newline,
            cursor=min(header.cursor, len(body)),
        )
        self.write(new_id, snapshot)
        return new_id, snapshot

    def discard(self, copy_id: str) -> None:
        """Delete a copy, as when its document was saved; safe where there is none."""
        # One that cannot be deleted is offered again at the next start: a nuisance, and no loss.
        with contextlib.suppress(OSError):
            self._file(copy_id).unlink()

    def _file(self, copy_id: str) -> Path:
        return self._folder / f"{copy_id}.txt"

    def _files(self) -> list[Path]:
        try:
            return [file for file in sorted(self._folder.glob("*.txt")) if file.is_file()]
        except OSError:
            return []

    def _set_aside(self, file: Path) -> None:
        aside = self._folder / _DAMAGED
        try:
            aside.mkdir(exist_ok=True)
            file.rename(aside / file.name)
        except OSError:
            return  # it is looked at again, and set aside, at the next start


def _read(file: Path) -> tuple[_Header, bytes]:
    """Return a copy's header and text. Raises OSError, ValueError for a damaged one."""
    with file.open("rb") as stream:
        line = stream.readline(_LONGEST_HEADER)
        body = stream.read()
    header = _parsed(line)
    if len(body) != header.size:
        raise ValueError("the text is cut off")
    body.decode("utf-8", "surrogatepass")
    return header, body


def _parsed(line: bytes) -> _Header:
    fields = json.loads(line.decode("utf-8", "surrogatepass"))
    if not isinstance(fields, dict) or fields.get("format") != _FORMAT:
        raise ValueError("not a recovery copy")
    missing = [name for name, kind in _FIELDS.items() if not isinstance(fields.get(name), kind)]
    if missing:
        raise ValueError(f"{missing[0]} is missing")
    return _Header(**{name: fields[name] for name in _FIELDS})


def _is_running(pid: int, started: float) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return abs(process.create_time() - started) <= _START_TOLERANCE
    except (psutil.Error, OverflowError, ValueError):
        return False
