"""What the Hub has: repositories of GGUF models, their files, and what one of these is.

Requests go through huggingface-hub's client and headers, so that HF_ENDPOINT, HF_HUB_OFFLINE,
proxies and tokens count. The search is asked for directly: the library's own tries again for half a
minute where there is no network, and never gives up on a server that is silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import httpx2
from huggingface_hub import HfApi, constants, get_hf_file_metadata, hf_hub_url
from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled
from huggingface_hub.utils import (
    get_session,
    get_token,
    hf_raise_for_status,
    validate_repo_id,
)

from stylepad.models import hub_faults
from stylepad.models.editions import Edition, RemoteFile, editions
from stylepad.models.transfer import SHA256_DIGITS, Remote, headers

MAX_FOUND = 100
_GIT_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A repository that a search has found. `gated` ones have terms to accept first."""

    name: str
    downloads: int
    likes: int
    gated: bool
    licence: str
    languages: tuple[str, ...]
    updated: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at one commit, `revision`, with its models from the smallest to the largest."""

    name: str
    revision: str
    gated: bool
    licence: str
    languages: tuple[str, ...]
    editions: tuple[Edition, ...]
    files: tuple[RemoteFile, ...] = ()
    """Everything that it has; `editions` are made of some of these."""

    def edition(self, wanted: str) -> Edition:
        """Return an edition by its file's name or its quantization, in any case.

        Raises HubError "hub.no_file".
        """
        lowered = wanted.lower()
        for edition in self.editions:
            path = edition.files[0].path.lower()
            if lowered in {path, PurePosixPath(path).name, edition.quantization.lower()}:
                return edition
        raise hub_faults.no_file(f"{wanted} in {self.name}")


class Hub:
    """The Hub at `endpoint`, by default that of HF_ENDPOINT or huggingface.co."""

    def __init__(self, endpoint: str | None = None) -> None:
        self._endpoint = (endpoint or constants.ENDPOINT).rstrip("/")

    def search(self, words: str, limit: int = 20) -> tuple[Found, ...]:
        """Return repositories with GGUF files, the most downloaded first; raises HubError."""
        parameters: dict[str, Any] = {
            "search": words,
            "filter": "gguf",
            "sort": "downloads",
            "limit": min(limit, MAX_FOUND),
            "expand": ["downloads", "likes", "gated", "lastModified", "tags"],
        }
        with _plain_errors(words):
            response = get_session().get(
                f"{self._endpoint}/api/models",
                params=parameters,
                headers=headers(),
                timeout=constants.HF_HUB_ETAG_TIMEOUT,
            )
            hf_raise_for_status(response)
            items = response.json()
            if not isinstance(items, list):
                raise hub_faults.strange("the search", "it sends no list of repositories")
            return tuple(_found(item) for item in items if isinstance(item, dict) and "id" in item)

    def repository(self, name: str, revision: str | None = None) -> Repository:
        """Return a repository's GGUF models, sizes and licence as they are now; raises HubError."""
        with _plain_errors(name):
            validate_repo_id(name)
            info = HfApi(endpoint=self._endpoint).model_info(
                name, revision=revision, files_metadata=True, timeout=constants.HF_HUB_ETAG_TIMEOUT
            )
            if not info.sha:
                raise hub_faults.strange(name, "it names no commit")
            files = [
                RemoteFile(
                    path=item.rfilename,
                    size=item.size or 0,
                    sha256=item.lfs.sha256 if item.lfs else "",
                )
                for item in info.siblings or ()
            ]
            licence, languages = _from_tags(info.tags or ())
            return Repository(
                name, info.sha, bool(info.gated), licence, languages, editions(files), tuple(files)
            )

    def address(self, repository: str, revision: str, file: RemoteFile) -> str:
        """Return where a file is, without asking."""
        return hf_hub_url(repository, file.path, revision=revision, endpoint=self._endpoint)

    def remote(self, repository: str, revision: str, file: RemoteFile) -> Remote:
        """Ask the Hub where a file is, its size and checksum now, and compare with the listing.

        A file that the Hub keeps in git, not in its large storage, has git's checksum. Raises
        HubError, where the two differ too.
        """
        url = self.address(repository, revision, file)
        subject = f"{file.path} in {repository}"
        with _plain_errors(subject):
            about = get_hf_file_metadata(url, headers=headers(), endpoint=self._endpoint)
        if about.commit_hash is None:
            raise hub_faults.strange(subject, "it names no commit")
        etag = (about.etag or "").lower()
        if not _is_hex(etag, SHA256_DIGITS) and (file.sha256 or not _is_hex(etag, _GIT_DIGITS)):
            raise hub_faults.no_hash(subject)
        if about.size is None or about.size != file.size:
            raise hub_faults.wrong_size(subject, file.size, about.size or 0)
        if file.sha256 and file.sha256.lower() != etag:
            raise hub_faults.wrong_hash(subject)
        return Remote(PurePosixPath(file.path).name, url, file.size, etag)


def _is_hex(text: str, digits: int) -> bool:
    return len(text) == digits and all(digit in "0123456789abcdef" for digit in text)


def _found(item: Mapping[str, Any]) -> Found:
    tags = item.get("tags")
    licence, languages = _from_tags(tags if isinstance(tags, list) else ())
    return Found(
        name=str(item["id"]),
        downloads=_whole(item.get("downloads")),
        likes=_whole(item.get("likes")),
        gated=bool(item.get("gated")),
        licence=licence,
        languages=languages,
        updated=str(item.get("lastModified") or "")[:10],
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _from_tags(tags: Any) -> tuple[str, tuple[str, ...]]:
    """Return licence and languages, which the Hub keeps among the tags of a repository."""
    texts = [tag for tag in tags if isinstance(tag, str)]
    licences = [tag.partition(":")[2] for tag in texts if tag.startswith("license:")]
    languages = tuple(tag for tag in texts if len(tag) == 2 and tag.isalpha())
    return (licences[0] if licences else ""), languages


@contextmanager
def _plain_errors(subject: str) -> Iterator[None]:
    """Turn what the library, its HTTP client and a strange answer raise into HubError."""
    try:
        yield
    except (
        HfHubHTTPError,
        HFValidationError,
        OfflineModeIsEnabled,
        httpx2.HTTPError,
        httpx2.InvalidURL,
        # A web page instead of JSON, and JSON of another shape.
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    ) as error:
        raise hub_faults.translated(
            error, subject, authenticated=get_token() is not None
        ) from error
