"""Making a blend: a style.toml that names installed styles with their scales."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

import tomli_w

from stylepad.errors import StyleError
from stylepad.styles import manifest
from stylepad.styles.blend import BlendPart
from stylepad.styles.entry_names import is_reserved
from stylepad.styles.home import StyleHome, write_file
from stylepad.styles.manifest import Manifest
from stylepad.styles.pack import StylePack, pack_of


@dataclass(frozen=True, slots=True)
class NewBlend:
    """A blend to be made; an empty `id` is made of its parts, an empty `name` of their names."""

    parts: tuple[BlendPart, ...]
    language: str
    id: str = ""
    name: str = ""


def save_blend(home: StyleHome, new: NewBlend, *, force: bool = False) -> StylePack:
    """Make a style of the writer's own that blends installed ones, and return it.

    Raises StyleError "style.id", "style.exists" unless `force` and the style there is a blend of
    the writer's own, style.unknown or style.blend_nested for a part, style.unwritable.
    """
    packs = [home.library.get(part.style) for part in new.parts]
    style_id = new.id or "-".join(part.style for part in new.parts)
    _check_id(style_id)
    there = next((style for style in home.library.styles if style.id == style_id), None)
    own = home.own(style_id)
    if (there or own) and not (force and there and there.blend and own):
        raise _exists(style_id)
    if nested := next((pack for pack in packs if pack.blend), None):
        raise _nested(nested)
    text = tomli_w.dumps(_blend_values(new, style_id, packs)).encode("utf-8")
    with home.staging() as staged:
        pack_of(Manifest(staged, tomllib.loads(text.decode("utf-8"))))
        write_file(staged / manifest.FILE_NAME, text)
        home.put(staged, style_id)
    return home.library.get(style_id)


def _blend_values(new: NewBlend, style_id: str, packs: Sequence[StylePack]) -> dict[str, object]:
    languages = sorted({language for pack in packs for language in pack.name})
    return {
        "format": manifest.FORMAT,
        "id": style_id,
        "version": "1.0",
        "language": new.language,
        "licence": "Blended of installed styles; theirs apply",
        "strength": 1.0,
        "name": {key: new.name or _joined(packs, "name", key) for key in languages},
        "author": {key: _joined(packs, "author", key) for key in languages},
        "description": {key: _shares(new.parts, packs, key) for key in languages},
        "sampling": _sampling(new.parts, packs),
        "blend": {part.style: part.scale for part in new.parts},
    }


def _joined(packs: Sequence[StylePack], of: str, language: str) -> str:
    texts = [getattr(pack, of) for pack in packs]
    return " + ".join(
        dict.fromkeys(text.get(language) or next(iter(text.values())) for text in texts)
    )


def _shares(parts: Sequence[BlendPart], packs: Sequence[StylePack], language: str) -> str:
    return ", ".join(
        f"{_joined([pack], 'name', language)} {part.scale:g}"
        for part, pack in zip(parts, packs, strict=True)
    )


def _sampling(parts: Sequence[BlendPart], packs: Sequence[StylePack]) -> dict[str, float | int]:
    """Return how the parts are drawn, on the mean, each as much as its scale."""
    whole = sum(part.scale for part in parts) or 1.0

    def mean(of: str) -> float:
        pairs = zip(parts, packs, strict=True)
        total = sum(part.scale * getattr(pack.sampling, of) for part, pack in pairs)
        return float(total) / whole

    reals = ("temperature", "top_p", "min_p", "repeat_penalty")
    return {"top_k": round(mean("top_k")), **{name: round(mean(name), 4) for name in reals}}


def _check_id(style_id: str) -> None:
    if not re.fullmatch(manifest.ID_PATTERN, style_id) or is_reserved(style_id):
        raise StyleError(
            f"“{style_id[:80]}” cannot be the id of a style, so none was made. Use up to 64 of "
            "a-z, 0-9 and -.",
            code="style.id",
            style=style_id,
        )


def _exists(style_id: str) -> StyleError:
    return StyleError(
        f"There is a style “{style_id}” already, and it was kept. Choose another --id; a blend of "
        "your own is replaced with --force.",
        code="style.exists",
        style=style_id,
    )


def _nested(pack: StylePack) -> StyleError:
    return StyleError(
        f"“{pack.id}” is a blend itself, so none was made of it. Name the styles that it is made "
        f"of: {', '.join(part.style for part in pack.blend)}.",
        code="style.blend_nested",
        style=pack.id,
    )
