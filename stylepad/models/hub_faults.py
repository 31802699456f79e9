"""What can go wrong with the Hub, in the words for the writer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

import httpx2
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    OfflineModeIsEnabled,
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from stylepad.errors import HubError
from stylepad.models import disk

_NAMED_MOST = 12
NOT_USED = "It was not used and has been removed."


def translated(error: Exception, subject: str, *, authenticated: bool = False) -> HubError:
    """Return the plain error for one of the Hub's library or of its HTTP client.

    `subject` is the repository, or the file, that was asked for.
    """
    if isinstance(error, GatedRepoError):
        return gated(subject, authenticated=authenticated)
    for kind, fault in _BY_KIND:
        if isinstance(error, kind):
            return fault(subject)
    if isinstance(error, HfHubHTTPError):
        return status(subject, error.response.status_code)
    if isinstance(error, httpx2.TransportError):
        return unreachable(error)
    return strange(subject, "its answer cannot be understood")


def offline() -> HubError:
    """Return the error for a request in offline mode."""
    return HubError(
        "HF_HUB_OFFLINE is set, so the Hub is not asked. What is installed works; unset it to"
        " search and download.",
        code="hub.offline",
    )


def name(subject: str) -> HubError:
    """Return the error for a name that no repository can have."""
    return HubError(
        f"“{subject}” is not the name of a repository on the Hub; one is written owner/name."
        " “stylepad models search” finds them.",
        code="hub.name",
        subject=subject,
    )


def gated(subject: str, *, authenticated: bool) -> HubError:
    """Return the error for a repository whose terms have to be accepted first."""
    if authenticated:
        return HubError(
            f"{subject} is gated, and your account has not been let in. Open its page on the Hub,"
            " accept its terms, and try again when they let you in.",
            code="hub.gated",
            subject=subject,
        )
    return HubError(
        f"{subject} is gated: its terms have to be accepted on its page on the Hub, by an account."
        " Accept them there, then sign in on this machine with “hf auth login” or set HF_TOKEN.",
        code="hub.gated",
        subject=subject,
    )


def not_found(subject: str) -> HubError:
    """Return the error for a repository that is not there, or not for us."""
    return HubError(
        f"There is no repository {subject} on the Hub, or it is private. Check the name; for a"
        " private one sign in with “hf auth login” or set HF_TOKEN.",
        code="hub.not_found",
        subject=subject,
    )


def no_file(subject: str) -> HubError:
    """Return the error for a file that the repository does not have."""
    return HubError(
        f"The Hub has no {subject}. “stylepad models files” lists what the repository has.",
        code="hub.no_file",
        subject=subject,
    )


def no_adapter(repository: str) -> HubError:
    """Return the error for a repository without an adapter."""
    return HubError(
        f"{repository} has no adapter that StylePad can import: neither a GGUF adapter nor an"
        " adapter_model.safetensors with its adapter_config.json. Nothing was loaded; choose"
        " another repository.",
        code="hub.no_adapter",
        subject=repository,
    )


def model_not_adapter(repository: str, path: str) -> HubError:
    """Return the error for a whole model that was taken for an adapter; `path` "" for all of it."""
    subject = f"{path} in {repository}" if path else repository
    named = f" --file {PurePosixPath(path).name}" if path else ""
    return HubError(
        f"What {subject} has is a whole model, not an adapter, so it was not loaded. To write with"
        f" it, get it as a model: “stylepad models download {repository}{named}”. Your styles are"
        " as they were.",
        code="hub.model_not_adapter",
        subject=subject,
    )


def adapter_not_model(repository: str, path: str) -> HubError:
    """Return the error for an adapter that was taken for a model."""
    return HubError(
        f"{path} in {repository} is an adapter, not a model, so it was not loaded. It changes how"
        " a model writes: add it to a style with “stylepad styles add-adapter"
        f" hub:{repository}/{path} --style …”.",
        code="hub.adapter_not_model",
        subject=f"{path} in {repository}",
        place=f"{repository}/{path}",
    )


def which_adapter(repository: str, names: Sequence[str]) -> HubError:
    """Return the error for a repository with several adapters."""
    listed = ", ".join(names[:_NAMED_MOST])
    return HubError(
        f"{repository} has several adapters: {listed}. Say which, as in"
        f" hub:{repository}/{names[0]}.",
        code="hub.which_adapter",
        subject=repository,
        names=listed,
        first=names[0],
    )


def no_pack(subject: str) -> HubError:
    """Return the error for a repository without a style pack."""
    return HubError(
        f"{subject} has no style pack: neither a style.toml nor a .stylepack file. Nothing was"
        " loaded. An adapter alone is added with “stylepad styles add-adapter”.",
        code="hub.no_pack",
        subject=subject,
    )


def status(subject: str, number: int) -> HubError:
    """Return the error for an answer with an HTTP status that stands for a failure."""
    if number in {401, 403}:
        return HubError(
            f"The Hub does not give {subject} to this account ({number}). Sign in with “hf auth"
            " login” or set HF_TOKEN to a token that may read it.",
            code="hub.forbidden",
            subject=subject,
            status=str(number),
        )
    if number == 404:
        return not_found(subject)
    if number == 429:
        return HubError(
            "The Hub is asked too often from here (429). Wait some minutes; signing in with “hf"
            " auth login” raises the limit.",
            code="hub.busy",
        )
    return HubError(
        f"The Hub cannot give {subject} at the moment ({number}). Try again later.",
        code="hub.server",
        subject=subject,
        status=str(number),
    )


def unreachable(error: Exception) -> HubError:
    """Return the error for a Hub that does not answer."""
    kind = "the proxy refuses" if isinstance(error, httpx2.ProxyError) else "no connection"
    if isinstance(error, httpx2.TimeoutException):
        kind = "no answer in time"
    return HubError(
        f"The Hub cannot be reached: {kind}. What is installed works. Check the network, and"
        " HTTPS_PROXY and HF_ENDPOINT where they are set.",
        code="hub.unreachable",
        reason=kind,
    )


def strange(subject: str, what: str) -> HubError:
    """Return the error for an answer that is not the Hub's: a log-in page, a broken mirror."""
    return HubError(
        f"What answers for {subject} is not the Hub: {what}. A log-in page of the network may stand"
        " between; open a web page in the browser, and check HF_ENDPOINT where it is set.",
        code="hub.strange",
        subject=subject,
        what=what,
    )


def unsafe(subject: str) -> HubError:
    """Return the error for a file whose name would lead out of the models' folder."""
    return HubError(
        f"The file name {subject!r} of the repository cannot be used on this machine, so nothing"
        " was loaded. Choose another repository.",
        code="hub.unsafe",
        subject=subject,
    )


def no_hash(subject: str) -> HubError:
    """Return the error for a file without a SHA-256 to check it by."""
    return HubError(
        f"The Hub names no SHA-256 for {subject}, so it could not be checked and is not loaded."
        " Choose another repository, or download it yourself and add the file.",
        code="hub.no_hash",
        subject=subject,
    )


def wrong_size(subject: str, said: int, sent: int) -> HubError:
    """Return the error for a server that contradicts itself about a file's size, in bytes."""
    return HubError(
        f"The server contradicts itself about {subject}: {said:,} bytes were promised, {sent:,} are"
        f" sent. {NOT_USED} Try again later, or choose another repository.",
        code="hub.size",
        subject=subject,
        said=str(said),
        sent=str(sent),
    )


def wrong_hash(subject: str) -> HubError:
    """Return the error for a file that is not the one that the Hub promised."""
    return HubError(
        f"{subject} arrived damaged: its SHA-256 is not the one that the Hub names. {NOT_USED} Try"
        " again; if it comes back, something between here and the Hub changes the file.",
        code="hub.hash",
        subject=subject,
    )


def broken_off(subject: str, done: int, size: int) -> HubError:
    """Return the error for a transfer that broke off and could not be taken up again."""
    share = 100 * done // size if size else 0
    return HubError(
        f"The download of {subject} broke off at {share} %. {disk.WHOLE}",
        code="hub.broken_off",
        subject=subject,
        share=str(share),
    )


_BY_KIND: tuple[tuple[type[Exception], Callable[[str], HubError]], ...] = (
    (OfflineModeIsEnabled, lambda _subject: offline()),
    (HFValidationError, name),
    (RemoteEntryNotFoundError, no_file),
    (RevisionNotFoundError, no_file),
    (RepositoryNotFoundError, not_found),
    (
        httpx2.TooManyRedirects,
        lambda subject: strange(subject, "it sends from one address to the next without end"),
    ),
)
