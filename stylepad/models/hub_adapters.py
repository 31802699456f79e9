"""The adapters among the files of a repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from stylepad.models import adapter_faults, hub_faults
from stylepad.models.editions import Edition, RemoteFile, editions
from stylepad.models.hub import Repository
from stylepad.models.peft import CONFIG_NAME, PICKLES, WEIGHTS_NAME

SIZE_LIMIT = 4 << 30
"""Bytes; what is larger is a whole model."""


def adapters_in(repository: Repository, path: str = "") -> tuple[Edition, ...]:
    """Return what may be the adapter at `path`, or anywhere, by names and sizes; never nothing.

    The first file of each is the one to import: a GGUF file, or weights whose configuration comes
    with them. Raises HubError "hub.no_adapter", "hub.model_not_adapter" and "hub.no_file";
    AdapterError "adapter.pickle" where there are only pickles.
    """
    known = (*_pefts(repository.files), *_ggufs(repository.files))
    found = tuple(item for item in known if not path or _is_at(item, path))
    # PEFT's own place for an adapter, with editions of it beside.
    top = tuple(item for item in found if item.files[0].path == WEIGHTS_NAME)
    if found:
        return top or found
    for pickle in _pickles(repository.files, path):
        raise adapter_faults.pickle(Path(pickle))
    for model in repository.editions:
        if not path or path in {file.path for file in model.files}:
            raise hub_faults.model_not_adapter(repository.name, model.files[0].path if path else "")
    if path:
        raise hub_faults.no_file(f"{path} in {repository.name}")
    raise hub_faults.no_adapter(repository.name)


def only_one(repository: Repository, found: tuple[Edition, ...]) -> Edition:
    """Return the adapter of `found` where it is one; raises HubError "hub.which_adapter"."""
    if len(found) > 1:
        raise hub_faults.which_adapter(repository.name, [_label(item) for item in found])
    return found[0]


def _pefts(files: tuple[RemoteFile, ...]) -> Iterator[Edition]:
    there = {file.path: file for file in files}
    for file in files:
        place = PurePosixPath(file.path)
        config = there.get(str(place.with_name(CONFIG_NAME)))
        if place.name == WEIGHTS_NAME and config is not None and file.size <= SIZE_LIMIT:
            yield Edition((file, config), "")


def _ggufs(files: tuple[RemoteFile, ...]) -> Iterator[Edition]:
    for edition in editions(files):
        if len(edition.files) == 1 and edition.size <= SIZE_LIMIT:
            yield edition


def _pickles(files: tuple[RemoteFile, ...], path: str) -> Iterator[str]:
    for file in files:
        place = PurePosixPath(file.path)
        named = path in {file.path, str(place.parent)} if path else True
        if named and place.suffix.lower() in PICKLES and place.stem.startswith("adapter_model"):
            yield file.path


def _is_at(edition: Edition, path: str) -> bool:
    place = PurePosixPath(edition.files[0].path)
    folder = str(place.parent) if place.name == WEIGHTS_NAME else ""
    return path in {str(place), folder}


def _label(edition: Edition) -> str:
    place = PurePosixPath(edition.files[0].path)
    whole = place.name == WEIGHTS_NAME and str(place.parent) != "."
    return str(place.parent) if whole else str(place)
