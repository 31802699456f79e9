"""Installing style packs: from a .stylepack file, or from a folder such as a download made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from filecmp import cmp
from pathlib import Path

from stylepad.errors import Reason, StyleError
from stylepad.styles import archive, entry_names, manifest
from stylepad.styles.home import StyleHome
from stylepad.styles.library import version_key
from stylepad.styles.pack import StylePack, load_pack
from stylepad.styles.pack_reasons import why
from stylepad.styles.profile import Profile

_DEEPEST = 2


class Outcome(StrEnum):
    """What became of a pack that was to be installed."""

    NEW = "new"
    REPLACED = "replaced"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Admitted:
    """An installed pack; `before` is the version that was used until then, "" if none."""

    pack: StylePack
    outcome: Outcome
    before: str = ""


def install_archive(home: StyleHome, file: Path, *, force: bool = False) -> Admitted:
    """Install a .stylepack file.

    Raises StyleError with code style.archive_* for one that is hostile, damaged or no pack,
    style.older, style.other_content and style.folder_taken unless `force`, style.hidden, and
    style.unwritable. Then every installed style is as it was.
    """
    with home.staging() as staged:
        return _admit(home, file, archive.unpack(file, staged), force=force)


def install_folder(home: StyleHome, folder: Path, *, force: bool = False) -> Admitted:
    """Install a copy of a folder with style.toml. Raises StyleError as `install_archive`.

    Links are followed within the folder, and within the Hub's cache if the folder is in one, where
    every file is a link to a blob; a link to anywhere else is refused.
    """
    with home.staging() as staged:
        room, spellings = archive.TOTAL_MOST, entry_names.Spellings()
        for number, (name, path) in enumerate(_files(folder)):
            if wrong := _wrong(name, number, spellings):
                raise archive.refused(folder, "style.archive_name", wrong)
            room -= archive.copy_in(folder, path, staged, name, room)
        return _admit(home, folder, archive.pack_folder(folder, staged), force=force)


def _wrong(name: str, number: int, spellings: entry_names.Spellings) -> Reason | None:
    """Return why a file of a folder cannot be part of a pack."""
    if code := entry_names.problem(name):
        return why(code, name=repr(name[:70]))
    if other := spellings.collision(name):
        return why("pack_one_file", name=repr(name[:70]), other=repr(other[:70]))
    if number >= archive.ENTRIES_MOST:
        return why("pack_entries", count=number + 1, most=archive.ENTRIES_MOST)
    return None


def packs_in(folder: Path) -> tuple[Path, ...]:
    """Return the style packs of a download: the folder itself, or those up to two levels in it."""
    if (folder / manifest.FILE_NAME).is_file():
        return (folder,)
    levels = ["/".join(["*"] * depth + [manifest.FILE_NAME]) for depth in range(1, _DEEPEST + 1)]
    return tuple(sorted(path.parent for level in levels for path in folder.glob(level)))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    roots = [folder.resolve(), *_blobs(folder)]
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not archive.belongs(name) or path.is_dir():
            continue
        if not path.is_file() or not any(manifest.is_inside(path, root) for root in roots):
            raise archive.refused(folder, "style.archive_link", why("pack_link_out", name=name))
        yield name, path


def _blobs(folder: Path) -> list[Path]:
    """Return the blobs of the Hub's cache: <repository>/snapshots/<commit>/… links to them."""
    for above in folder.absolute().parents:
        if above.name == "snapshots" and (above.parent / "blobs").is_dir():
            return [(above.parent / "blobs").resolve()]
    return []


def _admit(home: StyleHome, origin: Path, staged: Path, *, force: bool) -> Admitted:
    pack = _checked(origin, staged)
    used = next((style for style in home.library.styles if style.id == pack.id), None)
    own = home.own(pack.id)
    if used is not None:
        if same_content(staged, used.folder):
            return Admitted(used, Outcome.SAME, used.version)
        _compare(pack, used, is_own=own is not None and own.resolve() == used.folder, force=force)
    elif own is not None and not force:
        raise _taken(origin, pack, own)
    before = used.version if used else ""
    return Admitted(home.put(staged, pack.id), Outcome.REPLACED if used else Outcome.NEW, before)


def same_content(first: Path, second: Path) -> bool:
    """Return whether two packs have the same files with the same bytes."""
    ours, theirs = archive.members(first), archive.members(second)
    return ours.keys() == theirs.keys() and all(
        cmp(path, theirs[name], shallow=False) for name, path in ours.items()
    )


def _checked(origin: Path, staged: Path) -> StylePack:
    """Return the pack if every file of it can be used; its faults name `origin`, not the copy."""
    try:
        pack = load_pack(staged)
        if pack.profile is not None:
            Profile.load(pack.profile)
    except StyleError as fault:
        told = fault.message.replace(str(staged.resolve()), origin.name)
        told = f"{origin.name} was not installed. {told}"
        raise StyleError(told, code=fault.code, **fault.details | {"folder": str(origin)}) from None
    if entry_names.is_reserved(pack.id):
        raise archive.refused(origin, "style.archive_name", why("pack_reserved_id", style=pack.id))
    for path in pack.adapters.values():
        with path.open("rb") as file:
            if file.read(4) != b"GGUF":
                raise archive.refused(
                    origin, "style.archive_damaged", why("pack_no_gguf", name=path.name)
                )
    return pack


def _compare(pack: StylePack, used: StylePack, *, is_own: bool, force: bool) -> None:
    """Raise StyleError where `pack` should not take the place of `used` unasked."""
    new, old = version_key(pack.version), version_key(used.version)
    if new < old and not is_own:
        raise _kept(
            pack,
            used,
            f"is older than {used.version}, which is in {used.folder} and would be used all the "
            "same. Give it a higher version in its style.toml to use it",
            "style.hidden",
        )
    if new < old and not force:
        raise _kept(
            pack,
            used,
            f"is older than the installed {used.version}. Add --force to go back",
            "style.older",
        )
    if new == old and not force:
        raise _kept(
            pack,
            used,
            "is installed already, with other content: one of the two was changed. Add --force to "
            "put the new one in the place of yours",
            "style.other_content",
        )


def _kept(pack: StylePack, used: StylePack, why: str, code: str) -> StyleError:
    return StyleError(
        f"The style “{pack.id}” was kept as it is: version {pack.version} {why}.",
        code=code,
        style=pack.id,
        version=pack.version,
        installed=used.version,
        folder=str(used.folder),
    )


def _taken(origin: Path, pack: StylePack, folder: Path) -> StyleError:
    return StyleError(
        f"{origin.name} was not installed: there is a broken style “{pack.id}” in {folder}. Mend "
        "or remove that one, or add --force to put the new one in its place.",
        code="style.folder_taken",
        style=pack.id,
        folder=str(folder),
    )
