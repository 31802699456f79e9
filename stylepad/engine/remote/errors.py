"""What went wrong with a server, in words for the writer, and whether trying again may help."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator

import httpx2

from stylepad.errors import ServerError

_SAID_MOST = 200
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_UNCHANGED = "Your text is as it was"


class Failure(Exception):  # noqa: N818 - an attempt failed; what the writer sees is `error`
    """One attempt that failed. `again` tells whether another may do better, `after` when (s).

    `status` is the answer's, 0 where there was none; `said` are the server's own words.
    """

    def __init__(
        self,
        error: ServerError,
        *,
        again: bool = False,
        after: float | None = None,
        status: int = 0,
        said: str = "",
    ) -> None:
        super().__init__(error.message)
        self.error = error
        self.again = again
        self.after = after
        self.status = status
        self.said = said


def of_status(
    host: str, status: int, body: str, *, after: float | None = None, secret: str = ""
) -> Failure:
    """Return the failure that an answer with a status of 300 or more stands for.

    `secret` is blotted out of the server's words: some repeat the key.
    """
    said = _said(body)
    if secret:
        said = said.replace(secret, "…")
    code, what, advice = _STATUSES.get(status) or _status_class(status)
    quoted = f"“{said}”" if said and status != 401 else ""
    message = f"The server {host} {what} ({status}). {advice}. {_UNCHANGED}. {quoted}".strip()
    error = _error(code, message, host, status=str(status), said=quoted)
    return Failure(error, again=status in _AGAIN, after=after, status=status, said=said)


_STATUSES = {
    401: ("server.key", "did not accept the key", "Check the key under “Use a Server…”"),
    403: (
        "server.forbidden",
        "does not allow this with your key",
        "Ask its owner, or use another key",
    ),
    404: (
        "server.not_found",
        "does not know this address or model",
        "Check both under “Use a Server…”",
    ),
    413: ("server.too_long", "says that the text is too long for it", "Select less of it"),
    429: ("server.busy", "has too many requests now", "Wait a little and try again"),
}


def _status_class(status: int) -> tuple[str, str, str]:
    if status < 400:
        return "server.redirect", "sends elsewhere", "Give the address that it now has"
    if status < 500:
        return "server.request", "refused the request", "Choose another model, or tell its owner"
    return "server.failed", "met an error of its own", "Try again later, or use another server"


def of_transport(host: str, error: Exception) -> Failure:
    """Return the failure that an error of the network stands for."""
    causes = list(_causes(error))
    if any(isinstance(each, ssl.SSLError) for each in causes):
        reason = next(str(each) for each in causes if isinstance(each, ssl.SSLError))
        return Failure(
            _error(
                "server.tls",
                f"No safe connection to {host} came about: {reason}. If the server speaks plain "
                "http, write http:// before its address; otherwise its certificate is not trusted "
                f"here. Nothing was sent. {_UNCHANGED}.",
                host,
                reason=reason,
            )
        )
    if any(isinstance(each, socket.gaierror) for each in causes):
        return Failure(
            _error(
                "server.unknown_host",
                f"There is no machine named {host}, or this one is offline. Check the address and "
                f"the network. {_UNCHANGED}.",
                host,
            )
        )
    if any(isinstance(each, ConnectionRefusedError) for each in causes):
        return Failure(
            _error(
                "server.refused",
                f"Nothing answers at {host}: the server is not running, or the port is another. "
                f"Start it, or check the address. {_UNCHANGED}.",
                host,
            ),
            again=True,
        )
    return _unclear(host, error)


def _unclear(host: str, error: Exception) -> Failure:
    if isinstance(error, httpx2.ProxyError):
        reason = str(error)
        return Failure(
            _error(
                "server.proxy",
                f"The proxy on the way to {host} refused: {reason}. Check the proxy settings of "
                f"this system. {_UNCHANGED}.",
                host,
                reason=reason,
            )
        )
    if isinstance(error, httpx2.TimeoutException | TimeoutError):
        return Failure(
            _error(
                "server.slow",
                f"{host} cannot be reached in time. Check the address and the network, or try "
                f"again. {_UNCHANGED}.",
                host,
            ),
            again=True,
        )
    reason = f" ({error})" if str(error) else ""
    return Failure(
        _error(
            "server.network",
            f"The connection to {host} broke before an answer came{reason}. {_UNCHANGED}; try "
            "again, or select less text.",
            host,
            reason=reason,
        ),
        again=True,
    )


def not_an_interface(host: str, kind: str) -> Failure:
    """Return the failure of an answer that is a web page, or anything else than JSON."""
    sent = kind or "?"
    return Failure(
        _error(
            "server.not_api",
            f"{host} answers, but not as a model server: it sent {sent}. Check the address and its "
            f"port. {_UNCHANGED}.",
            host,
            kind=sent,
        )
    )


def silent(host: str, seconds: float) -> Failure:
    """Return the failure of a server that took the request and said nothing for so long."""
    return Failure(
        _error(
            "server.silent",
            f"{host} said nothing for {seconds:g} seconds, so the request was given up. It may be "
            f"busy or too slow for this model. {_UNCHANGED}; try again, or ask for fewer "
            "candidates.",
            host,
            seconds=f"{seconds:g}",
        )
    )


def cut(host: str) -> Failure:
    """Return the failure of an answer that broke off."""
    return Failure(
        _error(
            "server.cut",
            f"The connection to {host} was cut while it was writing. What came is kept as "
            f"unfinished. {_UNCHANGED}; try again.",
            host,
        )
    )


def unknown_model(host: str, model: str, known: tuple[str, ...]) -> ServerError:
    """Return the error for a model that the server does not name."""
    names = ", ".join(known[:20]) or "—"
    return ServerError(
        f"{host} has no model “{model}”. It has: {names}. Choose one of them. {_UNCHANGED}.",
        code="server.model",
        host=host,
        model=model,
        known=names,
    )


def _error(code: str, message: str, host: str, **details: str) -> ServerError:
    return ServerError(message, code=code, host=host, **details)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and everything that it came from."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions


def _said(body: str) -> str:
    """Return the words in a server's error, "" for a page or where there are none."""
    try:
        value = json.loads(body)
    except ValueError:
        return ""
    for name in ("error", "message", "detail"):
        if isinstance(value, dict) and name in value:
            value = value[name]
    words = value if isinstance(value, str) else json.dumps(value) if value else ""
    return " ".join(words.split())[:_SAID_MOST]
