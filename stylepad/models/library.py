"""The installed models: the built-in one, downloaded and copied ones, and links to files elsewhere.

Every GGUF model in the writer's folder belongs to the library, whether it was downloaded, copied or
put there by hand; the index adds files elsewhere. A file that is only linked is never deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from stylepad.errors import ModelError, Reason
from stylepad.models import disk, faults
from stylepad.models.base import describe
from stylepad.models.control import Control
from stylepad.models.copying import copy_files
from stylepad.models.index import About, Entry, Index, IndexFile, Refused, Stamp
from stylepad.models.memory import Refusal
from stylepad.models.progress import Report
from stylepad.models.splits import model_parts, read_model

INDEX = "models.json"
BUILT_IN_ID = "built-in"
_OWN = "copied"
_LATER_PART = re.compile(r".+-(?!00001)\d{5}-of-\d{5}\.gguf", re.IGNORECASE)


class Origin(StrEnum):
    """Where a model's file comes from; only those in the writer's folder can be deleted."""

    BUILT_IN = "built-in"
    DOWNLOADED = "downloaded"
    COPIED = "copied"
    LINKED = "linked"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model of the library. One with a `fault` cannot be used; `killed` says it ended the engine.

    `size` is in bytes, of all its files together; `about` is None where nothing was ever read.
    """

    id: str
    paths: tuple[Path, ...]
    size: int
    origin: Origin
    about: About | None
    repository: str = ""
    fault: ModelError | None = None
    killed: bool = False

    @property
    def path(self) -> Path:
        """Return the file to load."""
        return self.paths[0]

    @property
    def name(self) -> str:
        """Return the name the model gives itself, or its file's."""
        return self.about.name if self.about else self.path.stem


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing a model deletes, and the bytes that this frees; nothing for a link."""

    model: InstalledModel
    files: tuple[Path, ...]
    freed: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The model to load; `fault` says why it is not the one that was chosen."""

    path: Path
    fault: ModelError | None = None


class ModelLibrary:
    """The models in `folder`, the linked ones, and the built-in one.

    `home` is the program's own folder of models, where the index is too; `folder` may be another
    one that the writer chose. Models of folders that were chosen before stay in the index.
    """

    def __init__(self, folder: Path, built_in: Path, home: Path | None = None) -> None:
        self._folder, self._built_in = folder, built_in
        self._home = home or folder
        self._index = IndexFile(self._home / INDEX)

    @property
    def folder(self) -> Path:
        """Return where downloads and copies go."""
        return self._folder

    def ready_folder(self) -> Path:
        """Return the same folder once it is known that it can be written.

        The program's own is made; one that the writer chose may be on a disk that is not connected.
        Raises HubError "hub.no_folder" and "hub.unwritable".
        """
        if self._folder == self._home:
            with disk.plain_errors(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
        disk.check_folder(self._folder)
        with suppress(ModelError):
            self._index.change(self._with_folder)
        return self._folder

    def known_folders(self) -> tuple[Path, ...]:
        """Return the folders that downloads were ever made into: this one, then those before."""
        before = map(Path, reversed(self._index.peek().folders))
        return tuple(dict.fromkeys((*self._folders(), *before)))

    @property
    def fault(self) -> ModelError | None:
        """Return what was wrong with the index, if it was broken."""
        return self._index.fault

    def models(self) -> tuple[InstalledModel, ...]:
        """Return all models, the built-in first, then by name; unusable ones with their fault."""
        index = self._refreshed() if any(map(Path.is_dir, self._folders())) else Index()
        found = [self._installed(key, entry, index) for key, entry in index.entries.items()]
        found.sort(key=lambda model: (model.name.casefold(), model.id))
        return (self._built_in_model(index), *found)

    def get(self, wanted: str) -> InstalledModel:
        """Return a model by its id or its file's path; raises ModelError "library.unknown"."""
        models = self.models()
        for model in models:
            if wanted == model.id or Path(wanted).absolute() == model.path:
                return model
        known = ", ".join(model.id for model in models)
        raise ModelError(
            f"There is no model “{wanted}”. Installed: {known}.",
            code="library.unknown",
            model=wanted,
            known=known,
        )

    def link(self, path: Path, repository: str = "") -> InstalledModel:
        """Add a model where it lies; raises ModelError where it cannot serve as one."""
        return self._add(path.absolute(), Origin.LINKED, repository)

    def copy(self, path: Path, control: Control, report: Report) -> InstalledModel:
        """Copy a model with all its parts into the writer's folder and add it.

        Raises ModelError, HubError for a disk without room, and Cancelled; nothing is left then.
        """
        header = read_model(path)
        describe(header)
        target = _free(self.ready_folder() / _OWN / _slug(path.stem))
        copied = copy_files(model_parts(header), target, control, report)
        return self._add(copied[0], Origin.COPIED, "")

    def downloaded(self, path: Path, repository: str) -> InstalledModel:
        """Add a model that was downloaded; raises ModelError where it cannot serve as one."""
        inside = any(map(path.is_relative_to, self.known_folders()))
        return self._add(path, Origin.DOWNLOADED if inside else Origin.LINKED, repository)

    def removal(self, wanted: str) -> Removal:
        """Return what `remove` would do; raises ModelError as it does."""
        model = self.get(wanted)
        if model.origin is Origin.BUILT_IN:
            raise ModelError(
                "The built-in model belongs to the program and cannot be removed.",
                code="library.built_in",
            )
        if model.origin is Origin.LINKED:
            return Removal(model, (), 0)
        files = tuple(path for path in model.paths if path.is_symlink() or path.exists())
        return Removal(model, files, sum(map(_freed, files)))

    def remove(self, wanted: str) -> Removal:
        """Take a model out and delete its files unless it was only linked.

        Raises ModelError "library.unknown", "library.built_in" or "library.in_use".
        """
        removal = self.removal(wanted)
        for path in removal.files:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                reason = Reason.of_system(error)
                raise ModelError(
                    f"{path} cannot be deleted: {reason}. Another program may be using it;"
                    " close it and try again.",
                    code="library.in_use",
                    path=str(path),
                    **reason.details("reason"),
                ) from error
            self._remove_empty(path.parent)
        self._index.change(lambda index: index.with_entry(removal.model.id, None))
        return removal

    def choose(self, *wanted: Path) -> Choice:
        """Return the first of the wanted models that is there and sound, else the built-in one.

        Sound is what has a header that llama.cpp takes and has not ended the engine.
        """
        fault = None
        for path in wanted:
            try:
                self._check_sound(path)
            except ModelError as error:
                fault = fault or error
            else:
                return Choice(path, fault)
        return Choice(self._built_in, fault)

    def last_worked(self) -> Path | None:
        """Return the model that was loaded last, if it is still there."""
        path = self._index.read().last_worked
        return Path(path) if path and Path(path).is_file() else None

    def remember_worked(self, path: Path) -> None:
        """Note that a model was loaded; a mark that it ended the engine is taken away."""
        key = str(path.absolute())

        def note(index: Index) -> Index:
            killed = {other: stamp for other, stamp in index.killed.items() if other != key}
            return replace(index, last_worked=key, killed=killed)

        self._index.change(note)

    def remember_killed(self, path: Path) -> None:
        """Note that the engine ended while it loaded a model: it is not loaded again unasked."""
        with suppress(OSError):
            stamp = _stamp(path)
            key = str(path.absolute())
            self._index.change(lambda index: replace(index, killed={**index.killed, key: stamp}))

    def was_killed(self, path: Path) -> bool:
        """Return whether the engine ended with this very file; another one in its place is not."""
        return _is_killed(path, self._index.read())

    def refusal(self, path: Path) -> Refusal | None:
        """Return what the GPUs refused of this very file, None where nothing is known."""
        there = self._index.peek().refused.get(str(path.absolute()))
        with suppress(OSError):
            return there.refusal if there and there.stamp == _stamp(path) else None
        return None

    def remember_refusal(self, path: Path, refusal: Refusal | None) -> None:
        """Note what the GPUs refused of a model, or with None that they refuse nothing."""
        key = str(path.absolute())
        if refusal is None and key not in self._index.peek().refused:
            return

        def note(index: Index) -> Index:
            others = {other: value for other, value in index.refused.items() if other != key}
            if refusal is not None:
                others[key] = Refused(_stamp(path), refusal)
            return replace(index, refused=others)

        self._index.change(note)

    def _check_sound(self, path: Path) -> None:
        if self.was_killed(path):
            raise faults.ended_engine(path)
        describe(read_model(path))

    def _add(self, path: Path, origin: Origin, repository: str) -> InstalledModel:
        entry = _read_entry(path, origin, repository)
        model_id = ""

        def put(index: Index) -> Index:
            nonlocal model_id
            known = [key for key, old in index.entries.items() if old.paths[0] == entry.paths[0]]
            model_id = known[0] if known else _new_id(path, index)
            return index.with_entry(model_id, entry)

        index = self._index.change(put)
        return self._installed(model_id, entry, index)

    def _refreshed(self) -> Index:
        try:
            return self._index.change(self._with_strays)
        except ModelError:
            # A folder that cannot be written can still be listed.
            return self._with_strays(self._index.read())

    def _with_strays(self, index: Index) -> Index:
        """Return the index with what else is in the folder, and with changed files read anew."""
        index = self._with_folder(index)
        known = {path for entry in index.entries.values() for path in entry.paths}
        for folder, path in self._files():
            if str(path) not in known:
                with suppress(ModelError, OSError):
                    entry = _read_entry(path, *self._source(folder, path))
                    index = index.with_entry(_new_id(path, index), entry)
        for key, entry in index.entries.items():
            with suppress(ModelError, OSError):
                if _stamp(Path(entry.paths[0])) != entry.stamp:
                    origin = Origin(entry.origin)
                    fresh = _read_entry(Path(entry.paths[0]), origin, entry.repository)
                    index = index.with_entry(key, fresh)
        return index

    def _with_folder(self, index: Index) -> Index:
        """Return the index with the writer's folder in it, once that is there."""
        known = self._folder == self._home or not self._folder.is_dir()
        return index if known else index.with_folder(self._folder)

    def _folders(self) -> tuple[Path, ...]:
        """Return the folders whose models belong to the library."""
        return tuple(dict.fromkeys((self._folder, self._home)))

    def _files(self) -> Iterator[tuple[Path, Path]]:
        """Yield the models with the folder that each is in."""
        for folder in self._folders():
            for path in sorted(folder.rglob("*.gguf")):
                # Downloads and copies on their way lie in folders with a dot.
                hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
                if not hidden and not _LATER_PART.fullmatch(path.name):
                    yield folder, path

    @staticmethod
    def _source(folder: Path, path: Path) -> tuple[Origin, str]:
        """Return origin and repository of a file in a folder, by where in it it lies."""
        parts = path.relative_to(folder).parts
        if len(parts) > 2 and parts[0] != _OWN:
            return Origin.DOWNLOADED, f"{parts[0]}/{parts[1]}"
        return Origin.COPIED, ""

    def _installed(self, model_id: str, entry: Entry, index: Index) -> InstalledModel:
        paths = tuple(Path(path) for path in entry.paths)
        return InstalledModel(
            id=model_id,
            paths=paths,
            size=sum(map(_size, paths)),
            origin=Origin(entry.origin) if entry.origin in set(Origin) else Origin.LINKED,
            about=entry.about,
            repository=entry.repository,
            fault=_fault(paths, entry.stamp),
            killed=_is_killed(paths[0], index),
        )

    def _built_in_model(self, index: Index) -> InstalledModel:
        path = self._built_in
        try:
            entry = _read_entry(path, Origin.BUILT_IN, "")
        except (ModelError, OSError) as error:
            fault = error if isinstance(error, ModelError) else faults.unreadable(path, error)
            return InstalledModel(BUILT_IN_ID, (path,), 0, Origin.BUILT_IN, None, fault=fault)
        return self._installed(BUILT_IN_ID, entry, index)

    def _remove_empty(self, folder: Path) -> None:
        """Remove folders that a deleted file leaves empty, up to the library's own."""
        with suppress(OSError):
            known = self.known_folders()
            while folder not in known and any(map(folder.is_relative_to, known)):
                folder.rmdir()
                folder = folder.parent


def _read_entry(path: Path, origin: Origin, repository: str) -> Entry:
    """Read a model's header; raises ModelError, OSError."""
    header = read_model(path)
    base = describe(header)
    weights = sum(
        tensor.nbytes // tensor.type.block_bytes * tensor.type.block
        for tensor in header.tensors.values()
    )
    about = About(
        name=base.name,
        architecture=base.shape.architecture,
        fingerprint=base.fingerprint,
        parameters=weights,
        context=base.shape.context,
        languages=base.languages,
        licence=base.licence,
        chat=base.chat_template is not None,
    )
    paths = tuple(str(part) for part in model_parts(header))
    return Entry(paths, origin.value, _stamp(path), about, repository)


def _fault(paths: tuple[Path, ...], stamp: Stamp) -> ModelError | None:
    absent = [path for path in paths if not path.is_file()]
    if paths[0] in absent:
        return faults.missing(paths[0])
    if absent:
        return faults.parts_missing(paths[0], [path.name for path in absent])
    try:
        if _stamp(paths[0]) != stamp:
            # It was changed since it was read, and could not be read again.
            describe(read_model(paths[0]))
    except ModelError as error:
        return error
    except OSError as error:
        return faults.unreadable(paths[0], error)
    return None


def _is_killed(path: Path, index: Index) -> bool:
    try:
        return index.killed.get(str(path.absolute())) == _stamp(path)
    except OSError:
        return False


def _stamp(path: Path) -> Stamp:
    about = path.stat()
    return Stamp(about.st_size, about.st_mtime_ns)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _freed(path: Path) -> int:
    """Return the bytes that deleting a file frees: none while it has another name."""
    about = path.lstat()
    return about.st_size if about.st_nlink == 1 and not path.is_symlink() else 0


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9._]+", "-", text.lower()).strip("-.") or "model"


def _new_id(path: Path, index: Index) -> str:
    slug = _slug(re.sub(r"-00001-of-\d{5}$", "", path.stem))
    taken = {*index.entries, BUILT_IN_ID}
    number = 1
    while (candidate := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return candidate


def _free(folder: Path) -> Path:
    """Return a folder of this name that is not there yet."""
    candidate, number = folder, 1
    while candidate.exists():
        number += 1
        candidate = folder.with_name(f"{folder.name}-{number}")
    return candidate
