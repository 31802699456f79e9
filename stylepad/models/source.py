"""A bounded reader of a file's first bytes."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from stylepad.models import faults
from stylepad.models.model_reasons import why

MAX_HEADER = 128 << 20
"""Bytes; the largest published vocabularies take under 40 MiB."""

_CHUNK = 1 << 20
_U32 = struct.Struct("<I")
_U64 = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class NameKind:
    """What a name is of, by the codes of what can be wrong with it."""

    too_long: str
    not_text: str
    empty: str


KEY = NameKind("model_key_bytes", "model_key_text", "model_key_empty")
TENSOR_NAME = NameKind("model_name_bytes", "model_name_text", "model_name_empty")


class Source:
    """Reads forward from a file, never past its end or past `MAX_HEADER`.

    Plain reads rather than a memory map: a file cut short while it is read would end the process.
    """

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.position = 0
        self._file = file
        self.size = file.seek(0, 2)
        file.seek(0)
        self._buffer = bytearray()

    def peek(self, count: int) -> bytes:
        """Return up to `count` bytes ahead without consuming them."""
        self._fill(min(self.position + count, self.size))
        return bytes(self._buffer[self.position : self.position + count])

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes; raises ModelError where the file ends before."""
        end = self.position + count
        if end > len(self._buffer):
            self._fill(end)
        piece = bytes(self._buffer[self.position : end])
        self.position = end
        return piece

    def u32(self) -> int:
        """Return the next unsigned 32-bit number."""
        number: int = _U32.unpack(self.take(4))[0]
        return number

    def u64(self) -> int:
        """Return the next unsigned 64-bit number."""
        number: int = _U64.unpack(self.take(8))[0]
        return number

    def bounded(self, count: int, limit: int, code: str, **values: object) -> int:
        """Return `count` if it is within `limit`; raises ModelError for the reason `code` if not.

        `values` are those of the reason beside the two numbers.
        """
        if count > limit:
            raise faults.damaged(self.path, why(code, count=count, most=limit, **values))
        return count

    def name(self, limit: int, kind: NameKind) -> str:
        """Return the next string as a name: 1 to `limit` bytes of UTF-8 without NUL."""
        raw = self.take(self.bounded(self.u64(), limit, kind.too_long))
        try:
            name = raw.decode()
        except UnicodeDecodeError as error:
            raise faults.damaged(self.path, why(kind.not_text)) from error
        if not name or "\0" in name:
            raise faults.damaged(self.path, why(kind.empty))
        return name

    def skip(self, count: int) -> None:
        """Move on by `count` bytes."""
        self._fill(self.position + count)
        self.position += count

    def walk_strings(self, count: int, limit: int, keep: bool) -> list[tuple[int, int]]:
        """Pass over `count` strings; with `keep` return the start and end of each in the file."""
        spans: list[tuple[int, int]] = []
        append, unpack = spans.append, _U64.unpack_from
        position, buffer, filled = self.position, self._buffer, len(self._buffer)
        for _ in range(count):
            start = position + 8
            if start > filled:
                filled = self._fill(start)
            position = start + unpack(buffer, position)[0]
            if position > filled:
                self.bounded(position - start, limit, "model_string_bytes")
                filled = self._fill(position)
            if keep:
                append((start, position))
        self.position = position
        return spans

    def slices(self, spans: list[tuple[int, int]]) -> list[bytes]:
        """Return the bytes at `spans`, which have been passed over before."""
        whole = bytes(self._buffer)
        return [whole[start:end] for start, end in spans]

    def digest(self, start: int) -> str:
        """Return the SHA-256 of the bytes from `start` to the position, as hex."""
        with memoryview(self._buffer) as view, view[start : self.position] as piece:
            return hashlib.sha256(piece).hexdigest()

    def _fill(self, end: int) -> int:
        if end > self.size:
            raise faults.truncated(self.path, self.size, None)
        if end > MAX_HEADER:
            raise faults.damaged(self.path, why("model_header_bytes", most=MAX_HEADER))
        missing = end - len(self._buffer)
        if missing > 0:
            self._buffer += self._file.read(max(missing, _CHUNK))
        if len(self._buffer) < end:
            raise faults.truncated(self.path, len(self._buffer), None)
        return len(self._buffer)
