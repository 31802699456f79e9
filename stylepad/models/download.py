"""Downloads models into the writer's folder of models.

Files keep the names they have on the Hub, in a folder per repository. What is on its way lies in
`.downloads`, named by its checksum: a second download of the same file waits for the first, and a
later one goes on with what is there, whichever program was killed in between.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from stylepad.errors import HubError
from stylepad.models import disk, hub_faults
from stylepad.models.control import Control
from stylepad.models.editions import Edition, RemoteFile
from stylepad.models.hub import Hub, Repository
from stylepad.models.hub_cache import find_cached
from stylepad.models.progress import Meter, Phase, Report
from stylepad.models.transfer import Patience, Remote, Transfer, is_sound

PARTS = ".downloads"
_LOOK_AGAIN = 0.2
"""Seconds between two looks whether another download of the file has ended."""

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A model that is there and checked; `cached` where it lies in the Hub's cache."""

    paths: tuple[Path, ...]
    cached: bool


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A file that was not loaded to its end: `done` of `size` bytes are in `part`."""

    repository: str
    file: str
    done: int
    size: int
    part: Path

    @property
    def folder(self) -> Path:
        """Return the folder of models that it was to be loaded into."""
        return self.part.parent.parent


class Downloader:
    """Downloads into `folder`; raises HubError, and Cancelled where its control says so."""

    def __init__(self, hub: Hub, folder: Path, patience: Patience | None = None) -> None:
        self._hub, self._folder = hub, folder
        self._parts = folder / PARTS
        self._patience = patience or Patience()

    def download(
        self, repository: Repository, edition: Edition, control: Control, report: Report
    ) -> Downloaded:
        """Load what is missing of a model, check every file, and return where they are."""
        targets = [self._target(repository.name, file) for file in edition.files]
        meter = Meter(report, edition.size)
        remotes = []
        for file in edition.files:
            control.checkpoint()
            remotes.append(self._hub.remote(repository.name, repository.revision, file))
        if cached := self._from_cache(repository, edition, remotes, control, meter):
            return Downloaded(cached, cached=True)
        with disk.plain_errors(self._folder):
            self._parts.mkdir(parents=True, exist_ok=True)
            self._check_room(
                (remote.size, remote.checksum, target)
                for remote, target in zip(remotes, targets, strict=True)
            )
            for remote, target in zip(remotes, targets, strict=True):
                self._load(repository.name, remote, target, control, meter)
                meter.finished(remote.size)
        meter.tell(Phase.DONE, 0)
        return Downloaded(tuple(targets), cached=False)

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Return the files that were not loaded to their end."""
        found = []
        for part in sorted(self._parts.glob("*.part")):
            with suppress(OSError, ValueError, KeyError, TypeError):
                about = json.loads(part.with_suffix(".json").read_text("utf-8"))
                name, file = str(about["repository"]), str(about["file"])
                found.append(Unfinished(name, file, part.stat().st_size, int(about["size"]), part))
        return tuple(found)

    def discard(self, unfinished: Unfinished) -> int:
        """Delete what is there of a file and return the bytes freed, 0 while it is being loaded."""
        lock = FileLock(str(unfinished.part.with_suffix(".lock")))
        with disk.plain_errors(unfinished.part):
            try:
                with lock.acquire(blocking=False):
                    freed = unfinished.part.stat().st_size
                    unfinished.part.unlink()
                    unfinished.part.with_suffix(".json").unlink(missing_ok=True)
            except (Timeout, FileNotFoundError):
                return 0
        return freed

    def begun(self, repository: Repository, edition: Edition) -> bool:
        """Return whether some of a model is on its way here, with room for the rest of it."""
        parts = [self._part(file.sha256) for file in edition.files if file.sha256]
        if not any(map(Path.is_file, parts)):
            return False
        with suppress(HubError):
            disk.check_folder(self._folder)
            self._check_room(
                (file.size, file.sha256, self._target(repository.name, file))
                for file in edition.files
            )
            return True
        return False

    def _target(self, repository: str, file: RemoteFile) -> Path:
        parts = [*repository.split("/"), *PurePosixPath(file.path).parts]
        if not all(_is_safe(part) for part in parts):
            raise hub_faults.unsafe(file.path)
        return self._folder.joinpath(*parts)

    def _from_cache(
        self,
        repository: Repository,
        edition: Edition,
        remotes: Sequence[Remote],
        control: Control,
        meter: Meter,
    ) -> tuple[Path, ...] | None:
        """Return the files in the Hub's cache where they are the very ones that were asked for."""
        paths = find_cached(repository.name, edition.files)
        if paths is None:
            return None
        with suppress(OSError):
            if all(
                is_sound(path, remote, control, meter)
                for path, remote in zip(paths, remotes, strict=True)
            ):
                return paths
        return None

    def _check_room(self, files: Iterable[tuple[int, str, Path]]) -> None:
        """Raise HubError (hub.no_room) where what is missing does not fit the disk.

        Of each file its size, checksum and place.
        """
        missing = sum(
            max(0, size - _size(self._part(checksum)))
            for size, checksum, target in files
            if _size(target) != size
        )
        disk.check_room(self._folder, missing)

    def _load(
        self, repository: str, remote: Remote, target: Path, control: Control, meter: Meter
    ) -> None:
        part = self._part(remote.checksum)
        with self._alone(part, control, meter):
            if _size(target) == remote.size and is_sound(target, remote, control, meter):
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            about = {"repository": repository, "file": remote.name, "size": remote.size}
            part.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
            Transfer(remote, part, control, meter, self._patience).run()
            part.replace(target)
            part.with_suffix(".json").unlink(missing_ok=True)

    @contextmanager
    def _alone(self, part: Path, control: Control, meter: Meter) -> Iterator[None]:
        """Hold the lock of a file, waiting while another program or thread loads it."""
        lock = FileLock(str(part.with_suffix(".lock")))
        while True:
            try:
                lock.acquire(blocking=False)
                break
            except Timeout:
                meter.tell(Phase.WAITING, _size(part))
                control.wait(_LOOK_AGAIN)
        try:
            yield
        finally:
            lock.release()

    def _part(self, checksum: str) -> Path:
        return self._parts / f"{checksum}.part"


def begun_in(
    hub: Hub, folders: Iterable[Path], repository: Repository, edition: Edition
) -> Path | None:
    """Return the first folder where a model is on its way with room for the rest, else None."""
    for folder in folders:
        if Downloader(hub, folder).begun(repository, edition):
            return folder
    return None


def unfinished_in(hub: Hub, folders: Iterable[Path]) -> tuple[Unfinished, ...]:
    """Return the files that were not loaded to their end into any of some folders."""
    return tuple(item for folder in folders for item in Downloader(hub, folder).unfinished())


def _is_safe(name: str) -> bool:
    """Return whether a file or folder may have this name on every system."""
    return (
        0 < len(name) <= _LONGEST
        and name not in {".", ".."}
        and name[0] not in "/."
        and name[-1] not in ". "
        and not _FORBIDDEN.search(name)
        and not _RESERVED.fullmatch(name)
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
