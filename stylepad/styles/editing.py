"""Changing a style's texts, and making a blend: style.toml written so that it can be read."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from stylepad.errors import StyleError
from stylepad.styles import archive, manifest
from stylepad.styles.blend import BlendPart
from stylepad.styles.entry_names import is_reserved
from stylepad.styles.home import StyleHome
from stylepad.styles.manifest import Manifest
from stylepad.styles.pack import StylePack, pack_of


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change of a style; None keeps it. `language` limits name and description to one."""

    name: str | None = None
    description: str | None = None
    instruction: str | None = None
    marker: str | None = None
    strength: float | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class NewBlend:
    """A blend to be made; an empty `id` is made of its parts, an empty `name` of their names."""

    parts: tuple[BlendPart, ...]
    language: str
    id: str = ""
    name: str = ""


def edit(home: StyleHome, style_id: str, changes: Changes) -> StylePack:
    """Change a style and return it as it is then.

    What the writer wrote into style.toml by hand, comments too, stays. A pack that is not the
    writer's own is copied there first, and the copy takes its place. Raises StyleError for a value
    that a pack cannot have, style.unknown, style.folder_taken, style.unwritable; then every style is as it was.
    """
    style = home.library.get(style_id)
    own = home.own(style_id)
    text = _changed(style, changes)
    if own is not None and own.resolve() == style.folder:
        _write(style.folder / manifest.FILE_NAME, text)
    elif own is not None:
        raise _taken(style_id, own)
    else:
        with home.staging() as staged:
            _copy(style.folder, staged)
            _write(staged / manifest.FILE_NAME, text)
            home.put(staged, style_id)
    home.library.refresh()
    return home.library.get(style_id)


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
    text = tomlkit.dumps(_blend_values(new, style_id, packs)).encode("utf-8")
    with home.staging() as staged:
        pack_of(Manifest(staged, tomllib.loads(text.decode("utf-8"))))
        _write(staged / manifest.FILE_NAME, text)
        home.put(staged, style_id)
    return home.library.get(style_id)


def _changed(style: StylePack, changes: Changes) -> bytes:
    """Return style.toml with the changes; raise StyleError where no pack can be so."""
    path = style.folder / manifest.FILE_NAME
    manifest.read(style.folder)
    try:
        document = tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
        _set_texts(document, "name", changes.name, changes.language)
        _set_texts(document, "description", changes.description, changes.language)
        for key in ("instruction", "marker", "strength"):
            value = getattr(changes, key)
            if value is not None:
                document[key] = value
        text = tomlkit.dumps(document)
    except (OSError, TOMLKitError) as error:
        raise archive.unwritable(path, OSError(0, str(error))) from error
    # What was written is read again before it takes the place of anything.
    pack_of(Manifest(style.folder, tomllib.loads(text)))
    data = text.encode("utf-8")
    if len(data) > manifest.SIZE_LIMIT:
        raise Manifest(style.folder, {}).fault(
            "instruction", "makes the file too large", "Shorten it.", "style.too_large"
        )
    return data


def _set_texts(document: tomlkit.TOMLDocument, key: str, text: str | None, language: str) -> None:
    if text is None:
        return
    table: Any = document[key]
    known = [name for name in table if re.fullmatch(manifest.LANGUAGE_PATTERN, name)]
    for name in [language] if language else known:
        table[name] = text


def _blend_values(new: NewBlend, style_id: str, packs: Sequence[StylePack]) -> dict[str, Any]:
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
    whole = sum(part.scale for part in parts)

    def mean(of: str) -> float:
        pairs = zip(parts, packs, strict=True)
        return sum(part.scale * getattr(pack.sampling, of) for part, pack in pairs) / whole

    reals = ("temperature", "top_p", "min_p", "repeat_penalty")
    return {"top_k": round(mean("top_k")), **{name: round(mean(name), 4) for name in reals}}


def _check_id(style_id: str) -> None:
    if not re.fullmatch(manifest.ID_PATTERN, style_id) or is_reserved(style_id):
        raise StyleError(
            f"“{style_id[:80]}” cannot be the id of a style, so none was made. Use up to 64 of a-z, "
            "0-9 and -.",
            code="style.id",
            style=style_id,
        )


def _copy(source: Path, target: Path) -> None:
    """Copy a pack's files without their permissions: those of shipped ones may forbid writing."""
    for name, path in archive.members(source).items():
        place = target / name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        except OSError as error:
            raise archive.unwritable(place, error) from error


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise archive.unwritable(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _taken(style_id: str, folder: Path) -> StyleError:
    return StyleError(
        f"The style “{style_id}” was not changed: {folder} has another edition of it that is older "
        "or broken, and is not used. Remove or mend that one first.",
        code="style.folder_taken",
        style=style_id,
        folder=str(folder),
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
        f"“{pack.id}” is a blend itself, so none was made of it. Name the styles that it is made of: "
        f"{', '.join(part.style for part in pack.blend)}.",
        code="style.blend_nested",
        style=pack.id,
    )
