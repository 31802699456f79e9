"""Names in an archive or a download: those that can be files on every system, and no others."""

from __future__ import annotations

import re
import unicodedata

_RESERVED = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)
_IMPOSSIBLE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
_NAME_MOST, _PATH_MOST, _DEPTH_MOST = 120, 240, 5


def is_reserved(name: str) -> bool:
    """Return whether Windows keeps a name for a device, with any extension."""
    return bool(_RESERVED.fullmatch(name.split(".", maxsplit=1)[0].rstrip(" ")))


def problem(name: str) -> str:
    """Return what is wrong with the name of an entry, its folders parted by "/"; "" if nothing.

    It is a code of `pack_reasons`.
    """
    parts = name.removesuffix("/").split("/")
    too_long = len(name) > _PATH_MOST or len(parts) > _DEPTH_MOST
    faults = {
        "name_outside": name.startswith("/") or ".." in parts or bool(re.match(r"[A-Za-z]:", name)),
        "name_character": bool(_IMPOSSIBLE.search(name)),
        "name_no_path": "" in parts or "." in parts,
        "name_end": any(part.endswith((".", " ")) for part in parts),
        "name_device": any(map(is_reserved, parts)),
        "name_long": too_long or max(map(len, parts)) > _NAME_MOST,
    }
    return next((fault for fault, holds in faults.items() if holds), "")


class Spellings:
    """The names seen so far, to find two that are one file where case does not count."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}
        self._files: set[str] = set()

    def collision(self, name: str) -> str:
        """Note a name (a folder's ends in "/") and return what it collides with; "" if nothing."""
        parts = name.removesuffix("/").split("/")
        folders = parts if name.endswith("/") else parts[:-1]
        for size in range(1, len(folders) + 1):
            path = "/".join(folders[:size])
            there = self._seen.setdefault(_folded(path), path)
            if there != path or _folded(path) in self._files:
                return there
        if name.endswith("/"):
            return ""
        if there := self._seen.get(_folded(name), ""):
            return there
        self._seen[_folded(name)] = name
        self._files.add(_folded(name))
        return ""


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())
