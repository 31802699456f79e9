"""The encodings that a writer can choose, by the names writers know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedEncoding:
    """A codec as Python names it, with or without a byte order mark."""

    name: str
    codec: str
    bom: bool = False


ENCODINGS = (
    NamedEncoding("UTF-8", "utf-8"),
    NamedEncoding("UTF-8 BOM", "utf-8", bom=True),
    NamedEncoding("UTF-16 LE", "utf-16-le", bom=True),
    NamedEncoding("UTF-16 BE", "utf-16-be", bom=True),
    NamedEncoding("Windows-1251", "cp1251"),
    NamedEncoding("KOI8-R", "koi8-r"),
)


def name_of(codec: str, bom: bool) -> str:
    """Return the name of a codec, the codec itself where it has none."""
    plain = codec.lower().replace("_", "-")
    for encoding in ENCODINGS:
        if encoding.codec == plain and encoding.bom == bom:
            return encoding.name
    same = [e.name for e in ENCODINGS if e.codec == plain]
    return same[0] if same else codec
