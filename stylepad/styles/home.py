"""The folder of the writer's own styles: what goes in or out does so whole, by a rename."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path

from stylepad.errors import StyleError
from stylepad.styles.archive import unwritable
from stylepad.styles.library import StyleLibrary, subfolders
from stylepad.styles.pack import StylePack, load_pack

# The library passes over names that begin with a dot.
_UNFINISHED = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{12}\.(?P<state>new|old|gone)")
_ABANDONED_SECONDS = 24 * 3600


class StyleHome:
    """The folder `folder` of the writer's own styles, the last of those that `library` reads."""

    def __init__(self, folder: Path, library: StyleLibrary) -> None:
        self.folder = folder
        self.library = library

    def own(self, style_id: str) -> Path | None:
        """Return the folder of the writer's own pack with this id, or None.

        Of several it is the one that the library uses; a broken pack is known by its folder's name.
        """
        found: list[Path] = []
        for candidate in subfolders(self.folder):
            with suppress(StyleError):
                if load_pack(candidate).id == style_id:
                    found.append(candidate)
        used = {style.folder for style in self.library.styles}
        found.sort(key=lambda path: path.resolve() in used)
        if found:
            return found[-1]
        named = self.folder / style_id
        return named if _is_broken(named) else None

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Yield an empty folder on the same disk; what is left in it at the end is deleted.

        Raises StyleError "style.unwritable".
        """
        staged = self._hidden("import", "new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            recover(self.folder)
            staged.mkdir()
        except OSError as error:
            raise unwritable(self.folder, error) from error
        try:
            yield staged
        finally:
            _delete(staged)

    def put(self, staged: Path, style_id: str) -> StylePack:
        """Move a finished folder to its place, in place of the writer's own pack with its id.

        Raises StyleError "style.unwritable"; then the pack that was there is there.
        """
        before = self.own(style_id)
        target = before or self._free(style_id)
        aside = self._hidden(target.name, "old")
        try:
            if before:
                target.rename(aside)
            try:
                staged.rename(target)
            except OSError:
                if before:
                    aside.rename(target)
                raise
        except OSError as error:
            raise unwritable(target, error) from error
        _delete(aside)
        self.library.refresh()
        return load_pack(target)

    def remove(self, style_id: str, *, force: bool = False) -> StylePack | None:
        """Delete the writer's own pack with this id; return what is used in its place, if any.

        Raises StyleError "style.unknown", "style.built_in" for one that ships, "style.in_use" where
        blends would lose a part unless `force`, and "style.unwritable".
        """
        folder = self.own(style_id)
        if folder is None:
            raise _not_own(self.library.get(style_id))
        others = [style for style in self.library.shadowed if style.id == style_id]
        if not others and not force and (blends := self._made_of(style_id)):
            raise _in_use(style_id, blends)
        aside = self._hidden(folder.name, "gone")
        try:
            folder.rename(aside)
        except OSError as error:
            raise unwritable(folder, error) from error
        _delete(aside)
        self.library.refresh()
        return next((style for style in self.library.styles if style.id == style_id), None)

    def _made_of(self, style_id: str) -> list[str]:
        return [
            style.id
            for style in self.library.styles
            if any(part.style == style_id and part.scale for part in style.blend)
        ]

    def _free(self, style_id: str) -> Path:
        """Return a folder's name that is not taken, even by a pack with another id."""
        numbered = (self.folder / f"{style_id}-{number}" for number in count(2))
        names = chain([self.folder / style_id], numbered)
        return next(path for path in names if not _is_there(path))

    def _hidden(self, name: str, state: str) -> Path:
        return self.folder / f".{name}.{secrets.token_hex(6)}.{state}"


def recover(folder: Path) -> None:
    """Put right what a kill has left: a pack half replaced comes back, remains are deleted.

    What cannot be put right stays hidden, and the folder need not be there.
    """
    with suppress(OSError):
        for path in list(folder.iterdir()):
            found = _UNFINISHED.fullmatch(path.name)
            if found is None:
                continue
            target = folder / found["name"]
            if found["state"] == "old" and not _is_there(target):
                path.rename(target)
            elif found["state"] != "new" or _is_abandoned(path):
                _delete(path)


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _is_broken(path: Path) -> bool:
    """Return whether there is something that is no pack; such is known by its folder's name."""
    if not _is_there(path):
        return False
    try:
        load_pack(path)
    except StyleError:
        return True
    return False


def _is_abandoned(path: Path) -> bool:
    with suppress(OSError):
        return time.time() - path.stat().st_mtime > _ABANDONED_SECONDS
    return False


def _delete(path: Path) -> None:
    """Delete a folder, or the link to one; what cannot be deleted stays hidden."""
    with suppress(OSError):
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(path)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises StyleError "style.unwritable"."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _not_own(style: StylePack) -> StyleError:
    return StyleError(
        f"The style “{style.id}” is not one of your own: it is in {style.folder}. Nothing was "
        "removed; your own copy of it would be, if there were one.",
        code="style.built_in",
        style=style.id,
        folder=str(style.folder),
    )


def _in_use(style_id: str, blends: list[str]) -> StyleError:
    named = ", ".join(blends)
    return StyleError(
        f"The style “{style_id}” was kept: {named} is blended of it and could not be used without "
        "it. Remove that first, or add --force.",
        code="style.in_use",
        style=style_id,
        blends=named,
    )
