"""Keys of servers: from the environment, or kept by the system's keyring; never in a file of ours.

STYLEPAD_API_KEY wins over every kept key.
"""

from __future__ import annotations

import contextlib
import os
from enum import StrEnum

VARIABLE = "STYLEPAD_API_KEY"
_SERVICE = "StylePad"


class KeyPlace(StrEnum):
    """Where the key for a host is."""

    NONE = ""
    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    SESSION = "session"
    """Only in this process, because the system has no keyring that works."""


class KeyStore:
    """Finds and keeps keys by host. Not for the UI thread: the system may ask its user first."""

    def __init__(self) -> None:
        self._session: dict[str, str] = {}

    def key(self, host: str) -> str:
        """Return the key for a host, "" where there is none."""
        return self._found(host)[0]

    def place(self, host: str) -> KeyPlace:
        """Return where the key for a host is."""
        return self._found(host)[1]

    def keep(self, host: str, key: str) -> KeyPlace:
        """Keep a key, or forget the kept one for ""; return where it is now."""
        self._session.pop(host, None)
        if not key:
            _forget(host)
            return self.place(host)
        # A keyring may refuse, or take everything and keep nothing.
        if _keep(host, key) and _kept(host) == key:
            return KeyPlace.KEYRING
        self._session[host] = key
        return KeyPlace.SESSION

    def _found(self, host: str) -> tuple[str, KeyPlace]:
        given = os.environ.get(VARIABLE, "").strip()
        if given:
            return given, KeyPlace.ENVIRONMENT
        if host in self._session:
            return self._session[host], KeyPlace.SESSION
        kept = _kept(host)
        return kept, KeyPlace.KEYRING if kept else KeyPlace.NONE


# The library looks for its backends when it is imported, which most starts have no use for.


def _kept(host: str) -> str:
    import keyring  # noqa: PLC0415

    try:
        return keyring.get_password(_SERVICE, host) or ""
    except keyring.errors.KeyringError:
        return ""


def _keep(host: str, key: str) -> bool:
    import keyring  # noqa: PLC0415

    try:
        keyring.set_password(_SERVICE, host, key)
    except keyring.errors.KeyringError:
        return False
    return True


def _forget(host: str) -> None:
    import keyring  # noqa: PLC0415

    with contextlib.suppress(keyring.errors.KeyringError):  # there was none, or no keyring
        keyring.delete_password(_SERVICE, host)
