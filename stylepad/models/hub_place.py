"""Places on the Hub, as a writer names them where a file could stand too."""

from __future__ import annotations

import re
from dataclasses import dataclass

PREFIX = "hub:"
_NAME = r"[\w][\w.-]{0,95}"
_PLACE = re.compile(rf"(?P<repository>{_NAME}/{_NAME})(?:/(?P<path>[^\x00-\x1f]+))?", re.ASCII)
_BARE = re.compile(rf"{_NAME}/{_NAME}", re.ASCII)


@dataclass(frozen=True, slots=True)
class HubPlace:
    """A repository, or a file or folder in it: `path` is "" for the whole."""

    repository: str
    path: str = ""

    def __str__(self) -> str:
        """Return it as a writer names it."""
        return PREFIX + "/".join(part for part in (self.repository, self.path) if part)


def hub_place(text: str) -> HubPlace | None:
    """Return the place that “hub:owner/name” or “hub:owner/name/path” names, else None."""
    if not text.startswith(PREFIX):
        return None
    match = _PLACE.fullmatch(text.removeprefix(PREFIX).strip().rstrip("/"))
    if match is None:
        return None
    return HubPlace(match["repository"], (match["path"] or "").strip("/"))


def bare_place(text: str) -> HubPlace | None:
    """Return the repository that “owner/name” names, with or without “hub:”, else None."""
    named = hub_place(text)
    if named is not None:
        return named
    return HubPlace(text) if _BARE.fullmatch(text) else None
