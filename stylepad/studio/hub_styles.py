"""Adapters and style packs of the Hub, fetched to become styles here.

What was loaded is deleted once it is used; what was loaded of a file that is not whole is kept, and
the next try goes on from there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from stylepad.models import hub_faults
from stylepad.models.control import Control
from stylepad.models.download import PARTS, Downloader
from stylepad.models.editions import Edition, RemoteFile
from stylepad.models.hub import Hub, Repository
from stylepad.models.hub_adapters import adapters_in, only_one
from stylepad.models.hub_kinds import KindChecker
from stylepad.models.hub_place import HubPlace
from stylepad.models.progress import Report
from stylepad.models.transfer import Patience
from stylepad.styles import archive, manifest
from stylepad.styles.pack_reasons import why

_DEEPEST = 2
"""Folders above a style.toml, as where a folder of packs is imported."""


class HubStyles:
    """Fetches into `folder`, which is the program's own; raises HubError and Cancelled."""

    def __init__(self, hub: Hub, folder: Path, patience: Patience | None = None) -> None:
        self._hub, self._folder = hub, folder
        self._downloader = Downloader(hub, folder, patience)

    def adapter(self, place: HubPlace, control: Control, report: Report) -> Path:
        """Fetch an adapter and return the file to import.

        Raises AdapterError for a pickle. What is seen to be a whole model by its first bytes is
        refused before it is fetched, with HubError "hub.model_not_adapter".
        """
        repository = self._repository(place)
        control.checkpoint()
        found = adapters_in(repository, place.path)
        checker = KindChecker(self._hub, repository, control)
        if len(found) > 1:
            # The adapter among models; and where all are models, one of them says so below.
            found = checker.may_be_adapters(found) or found[:1]
        edition = only_one(repository, found)
        checker.check_adapter(edition)
        return self._fetch(repository, edition, control, report)[0]

    def packs(self, place: HubPlace, control: Control, report: Report) -> tuple[Path, ...]:
        """Fetch style packs and return them, as folders and .stylepack files.

        Raises HubError "hub.no_pack", and StyleError for one that is too large.
        """
        repository = self._repository(place)
        control.checkpoint()
        files = tuple(_pack_files(repository.files, place.path))
        if not files:
            raise hub_faults.no_pack(f"{place.repository} {place.path}".strip())
        _check_size(place, files)
        done = self._fetch(repository, Edition(files, ""), control, report)
        return tuple(
            path.parent if path.name == manifest.FILE_NAME else path
            for path in done
            if path.name == manifest.FILE_NAME or path.suffix == archive.SUFFIX
        )

    def discard(self, place: HubPlace) -> None:
        """Delete what was fetched whole of a repository."""
        shutil.rmtree(self._folder / place.repository, ignore_errors=True)

    def _repository(self, place: HubPlace) -> Repository:
        # Names of one word are valid to the Hub's library, and repositories of nobody's.
        if "/" not in place.repository:
            raise hub_faults.name(place.repository)
        return self._hub.repository(place.repository)

    def _fetch(
        self, repository: Repository, edition: Edition, control: Control, report: Report
    ) -> tuple[Path, ...]:
        folder = self._folder / repository.name
        wanted = {folder.joinpath(file.path) for file in edition.files}
        # Nothing of an earlier try may slip into a pack.
        for path in folder.rglob("*"):
            if path.is_file() and path not in wanted and PARTS not in path.parts:
                path.unlink(missing_ok=True)
        return self._downloader.download(repository, edition, control, report).paths


def _pack_files(files: Iterable[RemoteFile], path: str) -> Iterator[RemoteFile]:
    """Yield the files of every pack at or under `path`."""
    inside = [file for file in files if not path or _is_under(file.path, path)]
    roots = [
        place.parent
        for file in inside
        if (place := PurePosixPath(file.path)).name == manifest.FILE_NAME
        and len(place.parts) <= _DEEPEST + 1 + len(PurePosixPath(path).parts)
    ]
    if PurePosixPath(path) in roots:
        roots = [PurePosixPath(path)]
    for file in inside:
        place = PurePosixPath(file.path)
        root = next((root for root in roots if place.is_relative_to(root)), None)
        packed = place.suffix == archive.SUFFIX
        if packed or (root is not None and archive.belongs(str(place.relative_to(root)))):
            yield file


def _is_under(name: str, path: str) -> bool:
    return PurePosixPath(name).is_relative_to(path)


def _check_size(place: HubPlace, files: tuple[RemoteFile, ...]) -> None:
    """Refuse before anything is loaded what would be refused when it is installed."""
    origin = Path(place.repository)
    if len(files) > archive.ENTRIES_MOST:
        raise archive.refused(
            origin,
            "style.archive_size",
            why("pack_entries", count=len(files), most=archive.ENTRIES_MOST),
        )
    if sum(file.size for file in files) > archive.TOTAL_MOST:
        raise archive.refused(
            origin, "style.archive_size", why("pack_total", size=archive.TOTAL_MOST >> 30)
        )
