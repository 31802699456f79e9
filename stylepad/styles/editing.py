"""Changing the texts of a style, with what its owner wrote into style.toml by hand kept."""

from __future__ import annotations

import re
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stylepad.errors import StyleError
from stylepad.styles import archive, manifest
from stylepad.styles.home import StyleHome, write_file
from stylepad.styles.manifest import Manifest
from stylepad.styles.pack import StylePack, pack_of

if TYPE_CHECKING:
    import tomlkit


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change of a style; None keeps it. `language` limits name and description to one."""

    name: str | None = None
    description: str | None = None
    instruction: str | None = None
    marker: str | None = None
    strength: float | None = None
    language: str = ""


def edit(home: StyleHome, style_id: str, changes: Changes) -> StylePack:
    """Change a style and return it as it is then.

    What the writer wrote into style.toml by hand, comments too, stays. A pack that is not the
    writer's own is copied there first, and the copy takes its place. Raises StyleError for a value
    that a pack cannot have, style.unknown, style.folder_taken and style.unwritable; then every
    style is as it was.
    """
    style = home.library.get(style_id)
    own = home.own(style_id)
    text = _changed(style, changes)
    if own is not None and own.resolve() == style.folder:
        write_file(style.folder / manifest.FILE_NAME, text)
    elif own is not None:
        raise _taken(style_id, own)
    else:
        with home.staging() as staged:
            _copy(style.folder, staged)
            write_file(staged / manifest.FILE_NAME, text)
            home.put(staged, style_id)
    home.library.refresh()
    return home.library.get(style_id)


def _changed(style: StylePack, changes: Changes) -> bytes:
    """Return style.toml with the changes; raise StyleError where no pack can be so."""
    # The window names the changes, and must not wait for the import when it opens.
    import tomlkit  # noqa: PLC0415
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

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
        refused = error if isinstance(error, OSError) else OSError(0, str(error))
        raise archive.unwritable(path, refused) from error
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


def _copy(source: Path, target: Path) -> None:
    """Copy a pack's files without their permissions: those of shipped ones may forbid writing."""
    for name, path in archive.members(source).items():
        place = target / name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        except OSError as error:
            raise archive.unwritable(place, error) from error


def _taken(style_id: str, folder: Path) -> StyleError:
    return StyleError(
        f"The style “{style_id}” was not changed: {folder} has another edition of it that is older "
        "or broken, and is not used. Remove or mend that one first.",
        code="style.folder_taken",
        style=style_id,
        folder=str(folder),
    )
