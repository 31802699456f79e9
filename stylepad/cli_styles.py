"""`stylepad styles`: what is installed."""

from __future__ import annotations

import json
import sys

from stylepad.app import style_library
from stylepad.settings import SettingsStore
from stylepad.styles.pack import StylePack, localized


def run(*, as_json: bool) -> int:
    """List the installed styles; broken packs are told on standard error."""
    library = style_library(SettingsStore().value)
    for broken in library.broken:
        sys.stderr.write(f"stylepad: {broken.fault.message}\n")
    if as_json:
        listed = [_described(style) for style in library.styles]
        faults = [
            {"folder": str(broken.folder), "fault": broken.fault.message}
            for broken in library.broken
        ]
        value = {"styles": listed, "broken": faults}
        print(json.dumps(value, ensure_ascii=False, indent=2))
    elif not library.styles:
        sys.stderr.write("stylepad: No styles are installed; “stylepad doctor” says where from.\n")
    else:
        _print_table(library.styles)
    return 0


def _print_table(styles: tuple[StylePack, ...]) -> None:
    width = max(len(style.id) for style in styles)
    names = max(len(localized(style.author, "en")) for style in styles)
    for style in styles:
        author, about = localized(style.author, "en"), localized(style.description, "en")
        print(f"{style.id:{width}}  {style.language:2}  {author:{names}}  {about}".rstrip())


def _described(style: StylePack) -> dict[str, object]:
    return {
        "id": style.id,
        "version": style.version,
        "language": style.language,
        "name": style.name,
        "author": style.author,
        "dates": style.dates,
        "description": style.description,
        "licence": style.licence,
        "strength": style.strength,
        "adapters": sorted(style.adapters),
        "blend": {part.style: part.scale for part in style.blend},
        "folder": str(style.folder),
    }
