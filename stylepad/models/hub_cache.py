"""Models that other programs of this machine have in the Hub's cache; nothing there is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import constants, scan_cache_dir
from huggingface_hub.errors import CacheNotFound
from huggingface_hub.utils import CachedRevisionInfo

from stylepad.models.editions import Edition, RemoteFile, editions


@dataclass(frozen=True, slots=True)
class CachedModel:
    """A model in the cache; `paths` are its files, the first of a split one first."""

    repository: str
    revision: str
    edition: Edition
    paths: tuple[Path, ...]


def cached_models() -> tuple[CachedModel, ...]:
    """Return the GGUF models of the cache, each once and from its latest revision."""
    found: dict[tuple[str, str], CachedModel] = {}
    for repository, revision in _revisions():
        paths = {_inside(file.file_path, revision): file.file_path for file in revision.files}
        files = [
            RemoteFile(_inside(file.file_path, revision), file.size_on_disk, file.blob_path.name)
            for file in revision.files
        ]
        for edition in editions(files):
            whole = tuple(paths[file.path] for file in edition.files)
            key = (repository, edition.files[0].path)
            found[key] = CachedModel(repository, revision.commit_hash, edition, whole)
    return tuple(found[key] for key in sorted(found))


def find_cached(repository: str, files: Sequence[RemoteFile]) -> tuple[Path, ...] | None:
    """Return where the cache has all these files of a repository, None where it has not.

    They are the right ones by name and size only: the caller compares their hashes.
    """
    for name, revision in _revisions():
        if name != repository:
            continue
        there = {
            (_inside(file.file_path, revision), file.size_on_disk): file.file_path
            for file in revision.files
        }
        paths = [there.get((file.path, file.size)) for file in files]
        whole = tuple(path for path in paths if path is not None)
        if len(whole) == len(files):
            return whole
    return None


def _revisions() -> Iterator[tuple[str, CachedRevisionInfo]]:
    """Yield the revisions of the cache's model repositories, the latest last."""
    try:
        cache = scan_cache_dir(constants.HF_HUB_CACHE)
    except (CacheNotFound, OSError, ValueError):
        # No cache, or one that cannot be read: there is nothing to be found in it.
        return
    for repository in cache.repos:
        if repository.repo_type == "model":
            for revision in sorted(repository.revisions, key=lambda item: item.last_modified):
                yield repository.repo_id, revision


def _inside(path: Path, revision: CachedRevisionInfo) -> str:
    return path.relative_to(revision.snapshot_path).as_posix()
