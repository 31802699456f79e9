"""A style pack: everything the program knows about an author, as one folder of data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SamplingDefaults:
    """How this style is best drawn."""

    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A plain passage and the same in the author's manner."""

    plain: str
    text: str


@dataclass(frozen=True, slots=True)
class StylePack:
    """A validated style pack. Texts per interface language are keyed "en", "ru"."""

    id: str
    version: str
    folder: Path
    language: str
    name: dict[str, str]
    author: dict[str, str]
    dates: str
    description: dict[str, str]
    licence: str
    instruction: str
    marker: str
    strength: float
    sampling: SamplingDefaults
    adapters: dict[str, Path]
    """Adapter files by the fingerprint of the base each was trained for."""

    def adapter_for(self, fingerprint: str) -> Path | None:
        """Return the adapter for a base, or None where the style works by instruction."""
        return self.adapters.get(fingerprint)
