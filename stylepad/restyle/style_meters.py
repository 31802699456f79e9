"""The meters of styles, each profile read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from stylepad.restyle.gate import StyleMeter
from stylepad.styles.pack import StylePack
from stylepad.styles.profile import Profile


class ProfileShelf:
    """The profiles of styles, each read once."""

    def __init__(self) -> None:
        self._profiles: dict[str, tuple[object, Profile]] = {}

    def meter(self, style: StylePack) -> StyleMeter | None:
        """Return a style's meter, or None where the pack, or no part of a blend, has a profile.

        Raises StyleError for a profile that cannot be read.
        """
        if not style.blend:
            return self._profile(style)
        found = [self._profile(part.pack) for part in style.parts]
        meters = [profile for profile in found if profile is not None]
        return BlendMeter(meters) if meters else None

    def _profile(self, style: StylePack) -> Profile | None:
        if style.profile is None:
            return None
        edition = (style.profile, _changed(style.profile))
        kept = self._profiles.get(style.id)
        if kept is None or kept[0] != edition:
            kept = (edition, Profile.load(style.profile))
            self._profiles[style.id] = kept
        return kept[1]


def _changed(path: Path) -> int:
    """Return when a file was changed: a pack may be replaced by one with the same version."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0  # Reading it will say what is wrong.


@dataclass(frozen=True, slots=True)
class BlendMeter:
    """The meter of a blend: as near as its parts on the mean; nobody's words are its own."""

    parts: Sequence[StyleMeter]

    def way(self, text: str) -> float:
        """Return how far a text is on the way to the parts, on the mean."""
        return fmean(part.way(text) for part in self.parts)

    def longest_copied_run(self, text: str, original: str) -> int:
        """Return the longest run copied from any part, in words."""
        return max(part.longest_copied_run(text, original) for part in self.parts)
