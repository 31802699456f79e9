"""The address of a server as people write it: with or without "http://" and "/v1"."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from stylepad.errors import ServerError

_TAILS = ("/chat/completions", "/completions", "/models", "/v1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is; `root` is without the "/v1" that its interface stands under."""

    root: str
    host: str
    """Name or number, with the port where it is not the usual one: what the writer is shown."""
    name: str
    """The same without a port."""
    encrypted: bool
    here: bool
    """Whether it is this very machine."""

    @property
    def api(self) -> str:
        """Return the address of the interface."""
        return f"{self.root}/v1"


def read_address(url: str) -> Address:
    """Read what somebody typed.

    Without "http://" or "https://" a name on the internet is asked in the encrypted way, a machine
    of the own network in the plain one. Raises ServerError (server.url).
    """
    text = url.strip()
    if "://" not in text:
        name = _parts(f"http://{text}", url).hostname or ""
        text = f"{'http' if _is_near(name) else 'https'}://{text}"
    parts = _parts(text, url)
    name = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not name:
        raise _unreadable(url)
    shown = f"[{name}]" if ":" in name else name
    host = shown if parts.port is None else f"{shown}:{parts.port}"
    return Address(
        root=f"{parts.scheme}://{host}{_prefix(parts.path)}",
        host=host,
        name=name,
        encrypted=parts.scheme == "https",
        here=_is_here(name),
    )


def _parts(text: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise _unreadable(url) from error
    if parts.username or parts.password or any(character.isspace() for character in text):
        raise _unreadable(url)
    return parts


def _prefix(path: str) -> str:
    path = path.rstrip("/")
    for tail in _TAILS:
        path = path.removesuffix(tail).rstrip("/")
    return path


def _is_here(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    number = _number(name)
    return number is not None and number.is_loopback


def _is_near(name: str) -> bool:
    number = _number(name)
    if number is not None:
        return number.is_private
    return _is_here(name) or "." not in name or name.endswith(".local")


def _number(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _unreadable(url: str) -> ServerError:
    shown = "" if "@" in url else url.strip()  # before an @ may stand a password
    return ServerError(
        f"“{shown}” is not the address of a server. Give one like http://192.168.1.5:8080 or "
        "https://api.example.com/v1, and the key in its own field. Nothing was sent.",
        code="server.url",
        url=shown,
    )
