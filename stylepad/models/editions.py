"""The models of a repository: which of its files belong together, and how they are quantized."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from stylepad import paths

_PART = re.compile(r"(?P<prefix>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf", re.IGNORECASE)
# Projectors of vision models, importance matrices and drafts stand beside models and are none.
_NO_MODEL = re.compile(r"(^|[-_.])(mmproj|imatrix|draft|assistant|mtp)([-_.]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantization:
    """A way of packing weights: bits per weight, and one line about it by interface language."""

    name: str
    bits: float
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository: its size in bytes, and its SHA-256 as hex, "" where unknown."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A model in one quantization; `quantization` is "" where the name does not tell."""

    files: tuple[RemoteFile, ...]
    quantization: str

    @property
    def name(self) -> str:
        """Return the name of the first file."""
        return PurePosixPath(self.files[0].path).name

    @property
    def size(self) -> int:
        """Return the bytes of all files together."""
        return sum(file.size for file in self.files)


def editions(files: Iterable[RemoteFile]) -> tuple[Edition, ...]:
    """Return the models among a repository's files by size; incomplete split ones are left out."""
    groups: dict[tuple[str, int], list[RemoteFile]] = {}
    for file in sorted(files, key=lambda file: file.path):
        name = PurePosixPath(file.path).name
        if not name.lower().endswith(".gguf") or _NO_MODEL.search(name.removesuffix(".gguf")):
            continue
        match = _PART.fullmatch(file.path)
        key = (match["prefix"], int(match["count"])) if match else (file.path, 1)
        groups.setdefault(key, []).append(file)
    whole = [
        Edition(tuple(group), quantization_of(group[0].path))
        for (_prefix, count), group in groups.items()
        if len(group) == count
    ]
    return tuple(sorted(whole, key=lambda edition: (edition.size, edition.name)))


def quantization_of(path: str) -> str:
    """Return the quantization that a file's name tells, in the table's spelling, else ""."""
    # The longest name first: Q4_K_M has Q4_K in it.
    upper = PurePosixPath(path).name.upper()
    for name in sorted(quantizations(), key=len, reverse=True):
        if re.search(rf"(?<![A-Z0-9]){re.escape(name)}(?![A-Z0-9])", upper.replace("-", "_")):
            return name
    return ""


@cache
def quantizations() -> Mapping[str, Quantization]:
    """Return the table of quantizations that ships with the program, by name."""
    path = paths.resources() / "quantizations.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["quantization"]
    return {row["name"]: Quantization(row["name"], row["bits"], row["about"]) for row in rows}
