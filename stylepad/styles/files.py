"""The files of a style pack beside style.toml: found inside its folder, or refused."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from stylepad.styles.manifest import Manifest, is_inside

ADAPTER_LIMIT = 4 * 2**30
ADAPTERS_MOST = 256
_ADAPTER_NAME = re.compile(r"[0-9a-f]{16}\.gguf")


def file_inside(sheet: Manifest, key: str, usual: str, limit: int) -> Path | None:
    """Return an optional file of the pack; `[files]` may name it, else it is called `usual`.

    `limit` is in bytes. Raises StyleError for a path that leaves the folder, a file that
    [files] names and that is not there, and a file over the limit.
    """
    table = sheet.table("files", required=False)
    named = key in table.values
    path = _inside(table, key, table.text(key, default=usual))
    if not path.exists():
        if not named:
            return None
        raise table.fault(
            key,
            f"names {path.name}, which is not there",
            "Get the style again.",
            "style.missing_file",
        )
    _check_file(table, key, path, limit)
    return path


def adapter_folder(sheet: Manifest) -> Path:
    """Return the folder of the pack's adapters, which need not be there; StyleError if outside."""
    table = sheet.table("files", required=False)
    return _inside(table, "adapters", table.text("adapters", default="adapters"))


def adapter_files(sheet: Manifest) -> dict[str, Path]:
    """Return the adapters of the pack by the fingerprint of their base.

    Raises StyleError for a .gguf with another name, a link out of the folder or a huge file.
    """
    table = sheet.table("files", required=False)
    folder = adapter_folder(sheet)
    if not folder.is_dir():
        return {}
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.gguf"))[: ADAPTERS_MOST + 1]:
        if not _ADAPTER_NAME.fullmatch(path.name):
            raise table.fault(
                "adapters",
                f"holds {path.name}, which does not say which base it is for",
                "Name it after the base's fingerprint: 16 of 0-9a-f, then .gguf.",
                "style.adapter_name",
            )
        _inside(table, "adapters", path.relative_to(sheet.folder).as_posix())
        _check_file(table, "adapters", path, ADAPTER_LIMIT)
        found[path.stem] = path
    if len(found) > ADAPTERS_MOST:
        raise table.fault(
            "adapters", f"holds over {ADAPTERS_MOST} files", "Remove some.", "style.too_large"
        )
    return found


def _inside(table: Manifest, key: str, relative: str) -> Path:
    # A pack made on another system must be refused alike, so both kinds of path are looked at.
    posix, windows = PurePosixPath(relative), PureWindowsPath(relative)
    leaves = posix.is_absolute() or bool(windows.anchor) or ".." in windows.parts
    path = table.folder / relative
    if leaves or not is_inside(path, table.folder):
        raise table.fault(
            key,
            f"leads out of the style's folder ({relative})",
            "A style may use only files of its own; do not install it if you did not make it.",
            "style.path",
        )
    return path


def _check_file(table: Manifest, key: str, path: Path, limit: int) -> None:
    if not path.is_file():
        raise table.fault(key, f"({path.name}) is not a file", "Remove it.", "style.missing_file")
    size = path.stat().st_size
    if size > limit:
        raise table.fault(
            key,
            f"({path.name}) is {size:,} bytes, over the limit of {limit:,}",
            "Get the style again.",
            "style.too_large",
        )
