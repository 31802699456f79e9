"""Pictures of an Xvfb screen: its frame buffer file (XWD, see XWDFile.h) written as PNG."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path


def save_png(framebuffer: Path, target: Path, box: tuple[int, int, int, int] | None = None) -> None:
    """Write the screen, or the part `box` (x, y, width, height) of it, as a PNG.

    The frame buffer is that of a 24-bit screen: 32 bits a pixel, blue first.
    """
    data = framebuffer.read_bytes()
    header = struct.unpack_from(">25I", data)
    size, width, height, stride, colours = header[0], header[4], header[5], header[12], header[19]
    x, y, columns, rows = box or (0, 0, width, height)
    columns, rows = min(columns, width - x), min(rows, height - y)
    first = size + colours * 12
    lines = bytearray()
    for row in range(y, y + rows):
        begin = first + row * stride + x * 4
        pixels = data[begin : begin + columns * 4]
        line = bytearray(columns * 3)
        line[0::3], line[1::3], line[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
        lines += b"\0" + line
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_png(columns, rows, bytes(lines)))


def _png(width: int, height: int, lines: bytes) -> bytes:
    """Return a PNG of 8-bit RGB lines that are each led by a filter byte."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
