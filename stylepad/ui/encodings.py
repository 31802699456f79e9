"""The encodings that a writer can choose, by the names writers know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFormat:
    """How a text is written to its file: codec as Python names it, byte order mark, line end."""

    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"

    @property
    def name(self) -> str:
        """Return the encoding's name for the writer."""
        return name_of(self.encoding, self.bom)


ENCODINGS = (
    FileFormat("utf-8"),
    FileFormat("utf-8", bom=True),
    FileFormat("utf-16-le", bom=True),
    FileFormat("utf-16-be", bom=True),
    FileFormat("cp1251"),
    FileFormat("koi8-r"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
}


def name_of(encoding: str, bom: bool = False) -> str:
    """Return the name of an encoding, told apart from UTF-8 without a mark."""
    name = _NAMES.get(encoding, encoding)
    return f"{name} BOM" if bom and encoding == "utf-8" else name
