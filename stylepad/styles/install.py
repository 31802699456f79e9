"""Adding an adapter to a style pack, or making a pack around one."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from stylepad.errors import StyleError
from stylepad.styles import manifest
from stylepad.styles.archive import unwritable
from stylepad.styles.files import ADAPTER_LIMIT, adapter_folder
from stylepad.styles.pack import StylePack, load_pack

WriteAdapter = Callable[[Path], None]
"""Writes the GGUF adapter to a path, whole or not at all."""

_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that no folder may have under Windows."""

_INSTRUCTIONS = {
    "en": "Rewrite the passage in the manner of {name}. Keep the meaning, the names and the "
    "numbers.",
    "ru": "Перепиши отрывок в манере: {name}. Сохрани смысл, имена и числа.",
}
_DESCRIPTIONS = {"en": "Made from an adapter of your own", "ru": "Сделан из вашего адаптера"}


@dataclass(frozen=True, slots=True)
class NewStyle:
    """What a writer says of a new style; an empty `instruction` is made from the name."""

    id: str
    name: str
    language: str
    instruction: str = ""
    marker: str = ""


def add_adapter(
    pack: StylePack, home: Path, fingerprint: str, write: WriteAdapter, *, replace: bool = False
) -> StylePack:
    """Add an adapter for the base with `fingerprint` to a pack, and return it as it is then.

    A pack outside of `home`, the folder of the writer's own styles, is copied there first and the
    copy takes its place; where the writer has an older copy, that one gets the adapter. Raises
    StyleError with code style.blend_adapter for a blend, style.adapter_exists, style.folder_taken
    or style.unwritable, and what `write` raises; then no pack has changed.
    """
    if pack.blend:
        raise _is_blend(pack)
    if pack.adapter_for(fingerprint) and not replace:
        raise StyleError(
            f"The style “{pack.id}” has an adapter for this model already, and it was kept. Add "
            "--replace to put the new one in its place.",
            code="style.adapter_exists",
            style=pack.id,
            fingerprint=fingerprint,
        )
    if own := _own_folder(pack, home, fingerprint):
        _write_into(own, fingerprint, write)
        return load_pack(own)
    with _new_folder(home, pack.id) as folder:
        _copy(pack.folder, folder)
        _write_into(folder, fingerprint, write)
    return load_pack(home / pack.id)


def make_style(new: NewStyle, home: Path, fingerprint: str, write: WriteAdapter) -> StylePack:
    """Make a pack in `home` around an adapter for the base with `fingerprint`.

    Raises StyleError with code style.id, style.folder_taken, style.unwritable or what is wrong
    with a text, and what `write` raises; then nothing is left behind.
    """
    if not re.fullmatch(manifest.ID_PATTERN, new.id) or _RESERVED.fullmatch(new.id):
        raise StyleError(
            f"“{new.id[:80]}” cannot be the id of a style, so none was made. Use up to 64 of a-z, "
            "0-9 and -.",
            code="style.id",
            style=new.id,
        )
    with _new_folder(home, new.id) as folder:
        text = tomli_w.dumps(_values(new)).encode("utf-8")
        (folder / manifest.FILE_NAME).write_bytes(text)
        load_pack(folder)
        _write_into(folder, fingerprint, write)
    return load_pack(home / new.id)


def usual_instruction(name: str, language: str) -> str:
    """Return what a new style of this name tells a model where its maker says nothing."""
    return _INSTRUCTIONS.get(language, _INSTRUCTIONS["en"]).format(name=name)


def _is_blend(pack: StylePack) -> StyleError:
    parts = ", ".join(part.style for part in pack.blend)
    return StyleError(
        f"The style “{pack.id}” is a blend and uses the adapters of its parts, so it was given "
        f"none. Add the adapter to one of these: {parts}.",
        code="style.blend_adapter",
        style=pack.id,
        parts=parts,
    )


def _own_folder(pack: StylePack, home: Path, fingerprint: str) -> Path | None:
    """Return the writer's edition of a pack, None where a copy is to be made."""
    if pack.folder.parent == home.resolve():
        return pack.folder
    adapter = pack.adapter_for(fingerprint)
    if adapter is not None and adapter.is_relative_to(pack.folder):
        # The newer edition's own adapter would go before one in the older copy.
        return None
    with suppress(StyleError):
        older = load_pack(home / pack.id)
        return older.folder if older.id == pack.id else None
    return None


def _values(new: NewStyle) -> dict[str, object]:
    return {
        "format": manifest.FORMAT,
        "id": new.id,
        "version": "1.0",
        "language": new.language,
        "licence": "Not stated",
        "instruction": new.instruction or usual_instruction(new.name, new.language),
        "marker": new.marker,
        "name": {new.language: new.name},
        "author": {new.language: new.name},
        "description": dict(_DESCRIPTIONS),
    }


def _write_into(folder: Path, fingerprint: str, write: WriteAdapter) -> None:
    adapters = adapter_folder(manifest.read(folder.resolve()))
    # Not yet by its name, for one that is too large would make the whole pack unusable.
    written = adapters / f".{fingerprint}.{secrets.token_hex(6)}.new"
    try:
        adapters.mkdir(parents=True, exist_ok=True)
        write(written)
        if written.stat().st_size > ADAPTER_LIMIT:
            raise StyleError(
                f"The adapter is larger than {ADAPTER_LIMIT >> 30} GiB, so it was not added. Get "
                "one of a lower rank; the styles that are installed are as they were.",
                code="style.too_large",
                folder=str(folder),
            )
        written.replace(adapters / f"{fingerprint}.gguf")
    except OSError as error:
        raise unwritable(adapters, error) from error
    finally:
        with suppress(OSError):
            written.unlink(missing_ok=True)


@contextmanager
def _new_folder(home: Path, style_id: str) -> Iterator[Path]:
    """Yield a folder that becomes home/<id> when the block ends without error."""
    target = home / style_id
    if target.exists():
        raise StyleError(
            f"There is another or a broken style in {target}, and it was kept. Remove or rename "
            "that folder, or choose another id.",
            code="style.folder_taken",
            folder=str(target),
        )
    # The library passes over names that begin with a dot.
    unfinished = home / f".{style_id}.{secrets.token_hex(6)}.tmp"
    try:
        unfinished.mkdir(parents=True)
        yield unfinished
        unfinished.rename(target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(unfinished)


def _copy(source: Path, target: Path) -> None:
    """Copy a pack's files without their permissions: those of shipped ones may forbid writing."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.resolve().is_relative_to(source):
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
