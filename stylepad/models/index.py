"""What the library of models remembers, in one JSON file.

The file holds nothing that cannot be found again, except for links and what a model did last time.
A broken one is kept aside and said; models in the writer's folder are found without it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from stylepad import paths
from stylepad.errors import ModelError, Reason
from stylepad.models.memory import Device, Refusal
from stylepad.models.model_reasons import why

VERSION = 1
_SIZE_LIMIT = 1 << 24
_LOCK_SECONDS = 10.0
_FOLDERS_MOST = 32
_BROKEN = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file's size in bytes and its time of change in nanoseconds: another one is another file."""

    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class About:
    """What a model's header said when it was read; `parameters` counts its weights."""

    name: str
    architecture: str
    fingerprint: str
    parameters: int
    context: int
    languages: tuple[str, ...]
    licence: str
    chat: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A model: the files it is made of, the first one first, and what is known of them."""

    paths: tuple[str, ...]
    origin: str
    stamp: Stamp
    about: About
    repository: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What the GPUs refused of the model in a file."""

    stamp: Stamp
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Index:
    """The models by id, the one that worked last, and by path those that ended the engine.

    `refused` holds by path what did not go onto the GPUs although it should have. `folders` are the
    writer's folders of models, the present one and those before, which may hold broken-off
    downloads.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    last_worked: str = ""
    killed: Mapping[str, Stamp] = field(default_factory=dict)
    refused: Mapping[str, Refused] = field(default_factory=dict)
    folders: tuple[str, ...] = ()

    def with_entry(self, model_id: str, entry: Entry | None) -> Index:
        """Return the index with an entry put in, or taken out where it is None."""
        entries = {key: value for key, value in self.entries.items() if key != model_id}
        return replace(self, entries=entries if entry is None else {**entries, model_id: entry})

    def with_folder(self, folder: Path) -> Index:
        """Return the index with a folder of models among those that it knows."""
        if str(folder) in self.folders:
            return self
        return replace(self, folders=(*self.folders[1 - _FOLDERS_MOST :], str(folder)))


class IndexFile:
    """The index on disk. `fault` says what was wrong with it and where it is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.fault: ModelError | None = None

    def read(self) -> Index:
        """Return the index; an empty one where there is none or it is broken, which is kept."""
        try:
            return self._parsed()
        except FileNotFoundError:
            pass
        except OSError as error:
            self._report(f"cannot be read ({error.strerror})", None)
        except _BROKEN:
            self._report("is broken", self._aside())
        return Index()

    def peek(self) -> Index:
        """Return the index, an empty one where it is broken, which is left to `read` to tell of."""
        try:
            return self._parsed()
        except (OSError, *_BROKEN):
            return Index()

    def change(self, action: Callable[[Index], Index]) -> Index:
        """Put `action`'s outcome in the index's place, between programs one after another.

        Raises ModelError "library.unwritable".
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._alone():
                before = self.read()
                after = action(before)
                if after != before:
                    paths.replace_file(self._path, _to_json(after))
        except OSError as error:
            raise self._unwritable(Reason.of_system(error)) from error
        return after

    def _parsed(self) -> Index:
        """Return what is on disk; raises OSError and those of `_BROKEN`."""
        with self._path.open("rb") as file:
            data = file.read(_SIZE_LIMIT + 1)
        if len(data) > _SIZE_LIMIT:
            raise ValueError("too long")
        return _from_json(json.loads(data))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = FileLock(str(self._path.with_suffix(".lock")), timeout=_LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise self._unwritable(why("model_list_held")) from error
        try:
            yield
        finally:
            lock.release()

    def _unwritable(self, reason: Reason) -> ModelError:
        return ModelError(
            f"The list of models {self._path} cannot be written: {reason}. The models and your"
            " text are as they were; make room or allow writing there.",
            code="library.unwritable",
            path=str(self._path),
            **reason.details("reason"),
        )

    def _report(self, problem: str, kept: Path | None) -> None:
        where = f" It is kept in {kept}." if kept else ""
        self.fault = ModelError(
            f"The list of models {self._path} {problem}, so models that were only linked have to be"
            f" added again; downloaded ones are found.{where}",
            code="library.broken",
            path=str(self._path),
            kept=str(kept or ""),
        )

    def _aside(self) -> Path | None:
        for number in range(1, 100):
            kept = self._path.with_name(f"{self._path.stem}.broken-{number}{self._path.suffix}")
            if not kept.exists():
                try:
                    self._path.rename(kept)
                except OSError:
                    return None
                return kept
        return None


def _from_json(data: Any) -> Index:
    """Return the index in JSON; raises ValueError, TypeError, KeyError or AttributeError."""
    if data["version"] != VERSION:
        raise ValueError(data["version"])
    return Index(
        entries={str(key): _entry(value) for key, value in data["models"].items()},
        last_worked=_text(data["last_worked"]),
        killed={str(key): _stamp(value) for key, value in data["killed"].items()},
        # Lists of earlier versions have none.
        refused={str(key): _refused(value) for key, value in data.get("refused", {}).items()},
        folders=tuple(_text(folder) for folder in data.get("folders", [])),
    )


def _entry(data: Any) -> Entry:
    about = data["about"]
    paths = tuple(_text(path) for path in data["paths"])
    if not paths:
        raise ValueError("paths")
    return Entry(
        paths=paths,
        origin=_text(data["origin"]),
        stamp=_stamp(data["stamp"]),
        about=About(
            name=_text(about["name"]),
            architecture=_text(about["architecture"]),
            fingerprint=_text(about["fingerprint"]),
            parameters=_number(about["parameters"]),
            context=_number(about["context"]),
            languages=tuple(_text(language) for language in about["languages"]),
            licence=_text(about["licence"]),
            chat=bool(about["chat"]),
        ),
        repository=_text(data["repository"]),
    )


def _stamp(data: Any) -> Stamp:
    return Stamp(_number(data["size"]), _number(data["changed"]))


def _refused(data: Any) -> Refused:
    refusal = data["refusal"]
    devices = tuple(
        Device(_text(device["name"]), _number(device["free"]), _number(device["total"]))
        for device in refusal["devices"]
    )
    return Refused(
        _stamp(data["stamp"]),
        Refusal(
            _number(refusal["gpu_layers"]),
            _number(refusal["context"]),
            _number(refusal["sequences"]),
            devices,
            # Not in lists of earlier versions.
            bool(refusal.get("writing")),
        ),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _to_json(index: Index) -> bytes:
    data = {
        "version": VERSION,
        "models": {key: asdict(entry) for key, entry in index.entries.items()},
        "last_worked": index.last_worked,
        "killed": {key: asdict(stamp) for key, stamp in index.killed.items()},
        "refused": {key: asdict(value) for key, value in index.refused.items()},
        "folders": list(index.folders),
    }
    return json.dumps(data, ensure_ascii=True, indent=1).encode("ascii")
