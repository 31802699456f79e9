"""Loads one file from the Hub: broken off, paused or killed, it goes on where it was.

huggingface-hub's own download writes to a file of a random name and deletes it when it fails
(`file_download._download_to_tmp_and_move` of 2.4), so it can neither be resumed nor paused, and it
compares sizes but no hashes. Transfers are therefore made here, over its client and with its
headers: HF_ENDPOINT, HF_HUB_OFFLINE, proxies, certificates and tokens count as for everything else.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

import httpx2
from huggingface_hub import constants
from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled
from huggingface_hub.utils import (
    build_hf_headers,
    get_session,
    get_token,
    hf_raise_for_status,
)

from stylepad import __version__
from stylepad.errors import HubError
from stylepad.models import disk, hub_faults
from stylepad.models.control import Control
from stylepad.models.progress import Meter, Phase

# Its telemetry adds a request of its own once a day, and the libraries that are installed here to
# every other. Nothing leaves this machine that the writer did not ask for.
constants.HF_HUB_DISABLE_TELEMETRY = True

SHA256_DIGITS = 64
_RANGE = re.compile(r"bytes (?P<start>\d+)-\d+/(?P<size>\d+|\*)")
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that another try may not meet."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A file to load: its address, its size in bytes and its checksum as hex.

    That is the SHA-256, or for the small files that the Hub keeps in git the 40 digits of git's.
    """

    name: str
    url: str
    size: int
    checksum: str

    def digest(self) -> hashlib._Hash:
        """Return what the file's bytes are to be fed to."""
        if len(self.checksum) == SHA256_DIGITS:
            return hashlib.sha256()
        # Git hashes a file behind a header of its kind and length.
        return hashlib.sha1(b"blob %d\0" % self.size, usedforsecurity=False)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait before each new try after a break; what was loaded starts them afresh."""

    waits: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0)


class _BrokenOff(Exception):  # noqa: N818 - not an error yet: another try may do
    """The connection ended before the file did."""


class Transfer:
    """One file on its way into `part`, which has the bytes from the file's start so far.

    `run` raises HubError, and Cancelled; then `part` stays, unless what it has is worthless.
    """

    def __init__(
        self, remote: Remote, part: Path, control: Control, meter: Meter, patience: Patience
    ) -> None:
        self._remote, self._part = remote, part
        self._control, self._meter = control, meter
        self._patience = patience
        self._done = self._furthest = 0
        self._digest = remote.digest()

    def run(self) -> None:
        """Load what is missing and check the whole."""
        try:
            with self._open() as file:
                self._take_up(file)
                self._load(file)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._fault(error) from error
        finally:
            self._remove_if_empty()
        if self._digest.hexdigest() != self._remote.checksum:
            self._part.unlink()
            raise hub_faults.wrong_hash(self._remote.name)

    def _open(self) -> BinaryIO:
        descriptor = os.open(self._part, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        # Unbuffered: what has been received outlives a kill, and a full disk shows at once.
        return os.fdopen(descriptor, "r+b", buffering=0)

    def _take_up(self, file: BinaryIO) -> None:
        """Read what an earlier try has left: the hash is of the whole file."""
        for piece in iter(lambda: file.read(disk.CHUNK), b""):
            self._control.checkpoint()
            self._digest.update(piece)
            self._done += len(piece)
            self._meter.tell(Phase.CHECKING, min(self._done, self._remote.size))
        if self._done > self._remote.size:
            self._start_over(file)

    def _load(self, file: BinaryIO) -> None:
        tries = 0
        while self._done < self._remote.size:
            self._hold()
            self._furthest = max(self._furthest, self._done)
            try:
                self._receive(file)
            except _BrokenOff as error:
                if self._control.paused:
                    continue
                self._control.checkpoint()
                # Farther than ever: starting over and breaking off again is no way forward.
                tries = 0 if self._done > self._furthest else tries
                self._wait(tries, error)
                tries += 1

    def _hold(self) -> None:
        self._control.checkpoint()
        if self._control.paused:
            self._meter.tell(Phase.PAUSED, self._done)
            self._control.hold()

    def _wait(self, tries: int, error: _BrokenOff) -> None:
        if tries >= len(self._patience.waits):
            cause = error.__cause__
            if self._done == 0 and isinstance(cause, httpx2.ConnectError | httpx2.ProxyError):
                raise hub_faults.unreachable(cause) from error
            raise hub_faults.broken_off(self._remote.name, self._done, self._remote.size) from error
        self._meter.tell(Phase.RETRYING, self._done)
        self._control.wait(self._patience.waits[tries])

    def _receive(self, file: BinaryIO) -> None:
        """Write what one connection gives; raises _BrokenOff where that is not the rest."""
        try:
            with get_session().stream(
                "GET",
                self._remote.url,
                headers=self._headers(),
                timeout=constants.HF_HUB_DOWNLOAD_TIMEOUT,
                follow_redirects=True,
            ) as response:
                self._check(response, file)
                with self._control.interrupting(lambda: cut(response)):
                    self._write(response.iter_bytes(), file)
        except httpx2.TooManyRedirects as error:
            raise hub_faults.translated(error, self._remote.name) from error
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            raise _BrokenOff from error
        if self._done < self._remote.size:
            raise _BrokenOff

    def _headers(self) -> dict[str, str]:
        # A compressed body has other lengths, and a range of it is of no use.
        sent = {**headers(), "Accept-Encoding": "identity"}
        if self._done:
            sent["Range"] = f"bytes={self._done}-"
        return sent

    def _check(self, response: httpx2.Response, file: BinaryIO) -> None:
        """Refuse an answer that is not the rest of the file; start over where it is the whole."""
        if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            sent = self._done
            self._start_over(file)
            raise hub_faults.wrong_size(self._remote.name, self._remote.size, sent)
        if response.status_code in _PASSING:
            raise _BrokenOff
        hf_raise_for_status(response)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            raise hub_faults.strange(self._remote.name, "it sends a web page instead of the file")
        size = self._announced(response, file)
        if size is not None and size != self._remote.size:
            self._start_over(file)
            raise hub_faults.wrong_size(self._remote.name, self._remote.size, size)

    def _announced(self, response: httpx2.Response, file: BinaryIO) -> int | None:
        """Return the size of the whole file by the answer; raises _BrokenOff for another range."""
        if response.status_code == HTTPStatus.PARTIAL_CONTENT:
            match = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if match is None or int(match["start"]) != self._done:
                self._start_over(file)
                raise _BrokenOff
            return None if match["size"] == "*" else int(match["size"])
        if self._done:
            # The server does not know ranges and sends everything once more.
            self._start_over(file)
        length = response.headers.get("Content-Length", "")
        return int(length) if length.isdigit() else None

    def _write(self, pieces: Iterator[bytes], file: BinaryIO) -> None:
        for piece in pieces:
            self._control.checkpoint()
            if self._control.paused:
                return
            if self._done + len(piece) > self._remote.size:
                sent = self._done + len(piece)
                self._start_over(file)
                raise hub_faults.wrong_size(self._remote.name, self._remote.size, sent)
            _write_all(file, piece)
            self._digest.update(piece)
            self._done += len(piece)
            self._meter.tell(Phase.LOADING, self._done)

    def _start_over(self, file: BinaryIO) -> None:
        file.seek(0)
        file.truncate()
        self._done, self._digest = 0, self._remote.digest()

    def _remove_if_empty(self) -> None:
        with suppress(OSError):
            if not self._part.stat().st_size:
                self._part.unlink()

    def _fault(self, error: OSError) -> HubError:
        # The library's errors are OSErrors too.
        if isinstance(error, HfHubHTTPError | OfflineModeIsEnabled):
            return hub_faults.translated(
                error, self._remote.name, authenticated=get_token() is not None
            )
        return disk.fault(self._part, error)


def headers() -> dict[str, str]:
    """Return the headers of every request: who asks, and this machine's token where it has one."""
    sent: dict[str, str] = build_hf_headers(library_name="stylepad", library_version=__version__)
    return sent


def is_sound(path: Path, remote: Remote, control: Control, meter: Meter) -> bool:
    """Return whether a file is the remote one, telling the meter; raises Cancelled, OSError."""
    digest, done = remote.digest(), 0
    with path.open("rb") as file:
        while piece := file.read(disk.CHUNK):
            control.checkpoint()
            digest.update(piece)
            done += len(piece)
            meter.tell(Phase.CHECKING, done)
    return digest.hexdigest() == remote.checksum


def _write_all(file: BinaryIO, piece: bytes) -> None:
    """Write a piece to an unbuffered file, which may take only some of it at a time."""
    rest = memoryview(piece)
    while rest:
        rest = rest[file.write(rest) :]


def cut(response: httpx2.Response) -> None:
    """End a connection under a read that waits for it: closing it alone would not wake the read."""
    stream = response.extensions.get("network_stream")
    connection = stream.get_extra_info("socket") if stream is not None else None
    if connection is not None:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
