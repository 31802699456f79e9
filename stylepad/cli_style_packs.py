"""`stylepad styles export`, `import`, `edit`, `remove` and `blend`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stylepad.app import own_styles, style_library
from stylepad.cli_hub_styles import fetching
from stylepad.errors import StyleError, StylePadError
from stylepad.models.hub_place import bare_place
from stylepad.settings import SettingsStore
from stylepad.styles import admission, blending, editing
from stylepad.styles.admission import Admitted, Outcome
from stylepad.styles.archive import SUFFIX, write_archive
from stylepad.styles.home import StyleHome
from stylepad.styles.pack import StylePack


def run(options: argparse.Namespace) -> int:
    """Do one action on the styles and say what was done; raises StylePadError."""
    settings = SettingsStore().value
    home = StyleHome(own_styles(settings), style_library(settings))
    actions = {
        "export": _export,
        "import": _import,
        "edit": _edit,
        "remove": _remove,
        "blend": _blend,
    }
    return actions[options.action](home, options)


def _export(home: StyleHome, options: argparse.Namespace) -> int:
    style = home.library.get(options.style)
    file: Path = options.file
    if file.is_dir():
        file = file / f"{style.id}-{style.version}{SUFFIX}"
    if file.exists() and not options.force:
        raise StyleError(
            f"{file} is there already, and it was kept. Choose another name, or add --force.",
            code="style.file_exists",
            file=str(file),
        )
    write_archive(style, file)
    needed = [part.style for part in style.blend if part.scale]
    if needed:
        _tell(f"{style.id} is a blend; whoever installs it needs {', '.join(needed)} too.")
    _say(
        options,
        {"style": style.id, "version": style.version, "file": str(file.absolute())},
        f"The style “{style.id}” {style.version} is in {file}.",
    )
    return 0


def _import(home: StyleHome, options: argparse.Namespace) -> int:
    done: list[Admitted] = []
    faults: list[StyleError] = []
    for named in options.files:
        with _sources(named) as sources:
            for source in sources:
                try:
                    done.append(_install(home, source, force=options.force))
                except StyleError as fault:
                    faults.append(fault)
                else:
                    _tell_if_broken(home, done[-1].pack)
                    if not _as_json(options):
                        print(_told(done[-1]))
    if _as_json(options):
        _print_json({"installed": [_described(item) for item in done]})
    for told in faults[:-1]:
        _tell(told.message)
    if faults:
        raise faults[-1]
    return 0


@contextmanager
def _sources(named: str) -> Iterator[tuple[Path, ...]]:
    """Yield the packs of a folder or of a repository, or the file: a fault is told of it by name.

    What is there under its name is a file or a folder, whatever else it could be called.
    """
    file = Path(named)
    is_file = file.exists() or file.suffix == SUFFIX
    place = None if is_file else bare_place(named)
    if place is None:
        yield (admission.packs_in(file) if file.is_dir() else ()) or (file,)
        return
    with fetching() as (styles, control, report):
        packs = styles.packs(place, control, report)
    try:
        yield packs
    finally:
        styles.discard(place)


def _install(home: StyleHome, source: Path, *, force: bool) -> Admitted:
    if source.is_dir():
        return admission.install_folder(home, source, force=force)
    return admission.install_archive(home, source, force=force)


def _edit(home: StyleHome, options: argparse.Namespace) -> int:
    changes = editing.Changes(
        options.name,
        options.description,
        options.instruction,
        options.marker,
        options.strength,
        options.language,
    )
    if changes == editing.Changes(language=options.language):
        raise StylePadError(
            "Nothing was changed: say what, with --name, --description, --instruction, --marker "
            "or --strength.",
            code="usage",
        )
    style = editing.edit(home, options.style, changes)
    _say(options, _where(style), f"The style “{style.id}” is changed: {style.folder}")
    return 0


def _remove(home: StyleHome, options: argparse.Namespace) -> int:
    instead = home.remove(options.style, force=options.force)
    used = f" The one in {instead.folder} is used again." if instead else ""
    _say(
        options,
        {"removed": options.style, "used": str(instead.folder) if instead else None},
        f"The style “{options.style}” is removed.{used}",
    )
    return 0


def _blend(home: StyleHome, options: argparse.Namespace) -> int:
    ids = [part.style for part in options.parts]
    if len(set(ids)) < 2 or len(set(ids)) < len(ids):
        raise StylePadError(
            "A blend is made of two or more styles, each named once, as in gogol=0.7 chekhov=0.4.",
            code="usage",
        )
    new = blending.NewBlend(tuple(options.parts), options.language, options.id, options.name)
    style = blending.save_blend(home, new, force=options.force)
    others = [part.pack.id for part in style.parts if part.pack.language != style.language]
    if others:
        _tell(f"{', '.join(others)} is made for texts in another language than {style.language}.")
    _say(options, _where(style), f"The style “{style.id}” is a blend now: {style.folder}")
    return 0


def _told(done: Admitted) -> str:
    pack = done.pack
    said = {
        Outcome.NEW: f"The style “{pack.id}” {pack.version} is installed: {pack.folder}",
        Outcome.REPLACED: f"The style “{pack.id}” {pack.version} takes the place of {done.before}: "
        f"{pack.folder}",
        Outcome.SAME: f"The style “{pack.id}” {pack.version} is installed already: {pack.folder}",
    }
    return said[done.outcome]


def _tell_if_broken(home: StyleHome, pack: StylePack) -> None:
    for broken in home.library.broken:
        if broken.folder == pack.folder:
            _tell(broken.fault.message)


def _described(done: Admitted) -> dict[str, object]:
    return {**_where(done.pack), "outcome": str(done.outcome), "before": done.before or None}


def _where(pack: StylePack) -> dict[str, object]:
    return {"style": pack.id, "version": pack.version, "folder": str(pack.folder)}


def _as_json(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "json", False))


def _say(options: argparse.Namespace, value: dict[str, object], text: str) -> None:
    if _as_json(options):
        _print_json(value)
    else:
        print(text)


def _print_json(value: dict[str, object]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _tell(note: str) -> None:
    sys.stderr.write(f"stylepad: {note}\n")
