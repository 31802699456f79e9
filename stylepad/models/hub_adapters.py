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


def adapter_in(repository: Repository, path: str = "") -> Edition:
    """Return the files of the adapter at `path`, or of the only one that there is.

    The first is the one to import: a GGUF file, or weights whose configuration comes with them.
    Raises HubError "hub.no_adapter", "hub.which_adapter" and "hub.no_file"; AdapterError
    "adapter.pickle" where there are only pickles.
    """
    known = (*_pefts(repository.files), *_ggufs(repository.files))
    found = [item for item in known if not path or _is_at(item, path)]
    # PEFT's own place for an adapter, with editions of it beside.
    top = [item for item in found if item.files[0].path == WEIGHTS_NAME]
    if len(top or found) == 1:
        return (top or found)[0]
    if found:
        raise hub_faults.which_adapter(repository.name, [_label(item) for item in found])
    for pickle in _pickles(repository.files, path):
        raise adapter_faults.pickle(Path(pickle))
    if path:
        raise hub_faults.no_file(f"{path} in {repository.name}")
    raise hub_faults.no_adapter(repository.name)


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
