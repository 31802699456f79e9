"""A style pack: everything the program knows about an author, as one folder of data.

    style.toml       what the style is; see docs/style-pack.md
    adapters/        <base fingerprint>.gguf, one per base that the style was trained for
    profile.npz      the measured profile for the style meter
    exemplars.jsonl  plain → author pairs, for bases that the pack has no adapter for

Only style.toml is required. Nothing outside the folder is ever read, through a path or a link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stylepad.errors import StyleError
from stylepad.styles import manifest
from stylepad.styles.blend import BlendPart, read_blend
from stylepad.styles.exemplars import Exemplar, read_exemplars
from stylepad.styles.files import adapter_files, file_inside
from stylepad.styles.manifest import Manifest

__all__ = ["Exemplar", "Part", "SamplingDefaults", "Source", "StylePack", "load_pack", "localized"]

FindAdapter = Callable[[str, Mapping[str, Path]], Path | None]
"""From a style's id and its adapters by fingerprint to the one for the model at hand."""

PROFILE_LIMIT = 16 * 2**20
EXEMPLARS_LIMIT = 2 * 2**20


@dataclass(frozen=True, slots=True)
class SamplingDefaults:
    """How this style is best drawn."""

    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """A text that the style was made from."""

    title: str
    year: str = ""
    licence: str = ""
    repository: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """An installed style in a blend, and the scale of its adapter there."""

    pack: StylePack
    scale: float


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
    profile: Path | None = None
    exemplars: tuple[Exemplar, ...] = ()
    sources: tuple[Source, ...] = ()
    training: Mapping[str, object] = field(default_factory=dict)
    report: Mapping[str, object] = field(default_factory=dict)
    blend: tuple[BlendPart, ...] = ()
    """What the style is blended of, by id; none where it is a style of its own."""
    strength_curve: float = 1.0
    """Exponent from strength to adapter scale: under 1 where half a scale hardly shows."""
    strength_reach: float = 1.0
    """The adapter's scale at strength 1: over 1 where its training made it put things mildly."""
    parts: tuple[Part, ...] = ()
    """The installed styles of a blend, those of scale 0 left out; the library finds them."""

    def adapter_for(self, fingerprint: str) -> Path | None:
        """Return the pack's own adapter for a base, or None."""
        return self.adapters.get(fingerprint)

    def scale_at(self, strength: float) -> float:
        """Return the scale of the pack's own adapter: 0 at strength 0, its reach at 1."""
        return self.strength_reach * strength**self.strength_curve if strength > 0 else 0.0

    def adapter_set(
        self, find: FindAdapter, strength: float = 1.0
    ) -> tuple[tuple[Path, float], ...]:
        """Return the adapters that `find` has for a model, with their scales.

        They are none where the style works by instruction: a blend does so where one of its parts
        has no adapter for the model. The parts of a blend share what one style of their strengths
        together would have: two adapters of one base have much in common, and add up.
        """
        wanted = [(part.pack, part.scale) for part in self.parts] if self.blend else [(self, 1.0)]
        total = sum(scale for _, scale in wanted)
        found = [
            (find(pack.id, pack.adapters), pack.scale_at(total * strength) * scale / total)
            for pack, scale in wanted
        ]
        known = tuple((path, scale) for path, scale in found if path is not None)
        return known if len(known) == len(found) else ()


def load_pack(folder: Path) -> StylePack:
    """Read and check the style pack in `folder`.

    Raises StyleError that names the file and the key at fault and says how to mend it.
    """
    root = folder.resolve()
    if not root.is_dir():
        raise StyleError(
            f"There is no style pack at {folder}: it is not a folder. Give the folder that holds "
            "style.toml.",
            code="style.missing",
            folder=str(folder),
        )
    return pack_of(manifest.read(root))


def pack_of(sheet: Manifest) -> StylePack:
    """Return the pack that a style.toml, as it is in memory, makes of its folder.

    Raises StyleError as `load_pack`.
    """
    blend = read_blend(sheet)
    profile = file_inside(sheet, "profile", "profile.npz", PROFILE_LIMIT)
    exemplars = file_inside(sheet, "exemplars", "exemplars.jsonl", EXEMPLARS_LIMIT)
    return StylePack(
        id=sheet.text("id", pattern=manifest.ID_PATTERN),
        version=sheet.text("version", longest=40),
        folder=sheet.folder,
        language=sheet.text("language", pattern=manifest.LANGUAGE_PATTERN),
        name=sheet.localized("name", longest=100),
        author=sheet.localized("author", longest=200, apart=("dates",)),
        dates=sheet.table("author").text("dates", longest=60, default=""),
        description=sheet.localized("description", longest=1000),
        licence=sheet.text("licence", longest=200),
        # That of a blend is made of its parts' unless it has one of its own.
        instruction=sheet.text("instruction", longest=4000, default="" if blend else None),
        marker=sheet.text("marker", longest=400, default=""),
        strength=sheet.number("strength", 0.0, 1.5, default=1.0),
        strength_curve=sheet.number("strength_curve", 0.2, 3.0, default=1.0),
        strength_reach=sheet.number("strength_reach", 0.2, 3.0, default=1.0),
        sampling=_sampling(sheet.table("sampling", required=False)),
        adapters=adapter_files(sheet),
        profile=profile,
        exemplars=read_exemplars(exemplars) if exemplars else (),
        sources=tuple(_source(item) for item in sheet.tables("sources")),
        training=sheet.table("training", required=False).values,
        report=sheet.table("report", required=False).values,
        blend=blend,
    )


def localized(texts: Mapping[str, str], ui_language: str) -> str:
    """Return the text in the interface language, else in English, else the first there is."""
    return texts.get(ui_language) or texts.get("en") or next(iter(texts.values()), "")


def _sampling(table: Manifest) -> SamplingDefaults:
    usual = SamplingDefaults()
    return SamplingDefaults(
        temperature=table.number("temperature", 0.0, 2.0, default=usual.temperature),
        top_k=table.whole("top_k", 0, 1000, default=usual.top_k),
        top_p=table.number("top_p", 0.0, 1.0, default=usual.top_p),
        min_p=table.number("min_p", 0.0, 1.0, default=usual.min_p),
        repeat_penalty=table.number("repeat_penalty", 0.5, 2.0, default=usual.repeat_penalty),
    )


def _source(table: Manifest) -> Source:
    year = table.values.get("year", "")
    return Source(
        title=table.text("title", longest=300),
        year=str(year) if isinstance(year, int) else table.text("year", longest=40, default=""),
        licence=table.text("licence", longest=200, default=""),
        repository=table.text("repository", longest=300, default=""),
    )
