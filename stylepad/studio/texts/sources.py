"""The files that a writer chose: folders and archives gone through, one book after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from stylepad.errors import StudioError
from stylepad.studio.texts import archives
from stylepad.studio.texts.faults import left_out
from stylepad.studio.texts.readers import SUFFIXES, is_archive

FILE_MOST = 512 * 2**20
FILES_MOST = 20_000
_DEPTH_MOST = 2
"""Archives inside archives: a .fb2.zip in a .zip is usual, more is not."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file's bytes with the name the writer knows it by, or why it is left out."""

    source: str
    data: bytes = b""
    fault: StudioError | None = None


def files(sources: tuple[Path, ...]) -> list[Path]:
    """Return the files in what was chosen, each once, folders in the order of their names."""
    found: dict[Path, None] = {}
    for source in sources:
        if source.is_dir():
            inside = sorted(
                path
                for path in source.rglob("*")
                if path.suffix.lower() in SUFFIXES and not _hidden(path.relative_to(source))
            )
            found.update(dict.fromkeys(path for path in inside if path.is_file()))
        else:
            found[source] = None
    return list(found)[:FILES_MOST]


def passed_over(sources: tuple[Path, ...]) -> list[Path]:
    """Return the files in the folders that are of a kind that nothing reads."""
    return [
        path
        for source in sources
        if source.is_dir()
        for path in sorted(source.rglob("*"))
        if path.is_file()
        and path.suffix.lower() not in SUFFIXES
        and not _hidden(path.relative_to(source))
    ][:FILES_MOST]


def contents(path: Path) -> Iterator[Found]:
    """Yield the books in a file: itself, or those in an archive; a fault is yielded, not raised."""
    name = str(path)
    try:
        if path.stat().st_size > FILE_MOST:
            raise left_out("studio.too_large", name)
        data = path.read_bytes()
    except OSError as error:
        yield Found(name, fault=left_out("studio.unreadable", name, error.strerror or str(error)))
        return
    except StudioError as error:
        yield Found(name, fault=error)
        return
    yield from _unpacked(name, data, 0)


def _unpacked(name: str, data: bytes, depth: int) -> Iterator[Found]:
    try:
        if not is_archive(name, data):
            yield Found(name, data)
            return
        if depth >= _DEPTH_MOST:
            raise left_out("studio.archive_bomb", name, "archives in archives")
        with archives.opened(name, data) as archive:
            for entry in archive.names():
                if _hidden(PurePosixPath(entry)):
                    continue
                if PurePosixPath(entry).suffix.lower() not in SUFFIXES:
                    continue
                yield from _unpacked(f"{name}: {entry}", archive.read(entry), depth + 1)
    except StudioError as error:
        yield Found(name, fault=error)


def _hidden(path: PurePosixPath | Path) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
