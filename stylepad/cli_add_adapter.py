"""`stylepad styles add-adapter`: an adapter from elsewhere becomes part of a style pack."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stylepad.app import Core, build_core
from stylepad.cli_hub_styles import fetching
from stylepad.errors import StyleError, StylePadError
from stylepad.models.base import BaseModel, describe
from stylepad.models.hub_place import hub_place
from stylepad.models.importing import import_adapter
from stylepad.models.splits import read_model
from stylepad.styles.install import NewStyle, WriteAdapter, add_adapter, make_style
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import StylePack


def run(options: argparse.Namespace) -> int:
    """Convert or check the adapter, put it into the style and say where it is.

    Raises ModelError, AdapterError, StyleError, HubError or Cancelled; then every style is as it
    was.
    """
    core = build_core()
    try:
        header = read_model(options.model or core.model_path())
        base = describe(header)

        with _source(options.adapter) as source:

            def write(target: Path) -> None:
                import_adapter(source, header, target)

            pack = _put(options, core, base, write)
    finally:
        core.close()
    _tell(pack, base, as_json=options.json)
    return 0


@contextmanager
def _source(named: str) -> Iterator[Path]:
    """Yield the adapter's file or folder, fetched from the Hub where it is there."""
    place = hub_place(named)
    if place is None:
        yield Path(named)
        return
    with fetching() as (styles, control, report):
        path = styles.adapter(place, control, report)
    try:
        yield path
    finally:
        styles.discard(place)


def _put(
    options: argparse.Namespace, core: Core, base: BaseModel, write: WriteAdapter
) -> StylePack:
    home, library = core.own_styles(), core.library
    if options.name is None:
        pack = _known(library, options.style)
        return add_adapter(pack, home, base.fingerprint, write, replace=options.replace)
    if not options.language:
        raise StylePadError("A new style needs --language, such as ru or en.", code="usage")
    if any(style.id == options.style for style in library.styles):
        raise StyleError(
            f"There is a style “{options.style}” already, and it was kept. Leave --name out to "
            "add the adapter to it, or choose another --style.",
            code="style.exists",
            style=options.style,
        )
    new = NewStyle(
        options.style, options.name, options.language, options.instruction, options.marker
    )
    return make_style(new, home, base.fingerprint, write)


def _known(library: StyleLibrary, style_id: str) -> StylePack:
    try:
        return library.get(style_id)
    except StyleError as fault:
        if fault.code != "style.unknown":
            raise
        message = f"{fault.message} To make a new style of it, add --name and --language."
        raise StyleError(message, code=fault.code, **fault.details) from None


def _tell(pack: StylePack, base: BaseModel, *, as_json: bool) -> None:
    adapter = pack.adapters[base.fingerprint]
    if as_json:
        told = {
            "style": pack.id,
            "folder": str(pack.folder),
            "model": base.name,
            "fingerprint": base.fingerprint,
            "adapter": str(adapter),
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(f"The style “{pack.id}” has an adapter for {base.name}: {adapter}")
