"""The server that the writer chose, which hosts may get texts, and a look at a server."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from stylepad.engine.protocol import CancelToken, LoadRequest, Server, ServerReport
from stylepad.engine.remote.address import read_address
from stylepad.engine.remote.keys import KeyStore
from stylepad.errors import ServerError
from stylepad.settings import SettingsStore


class ServerBook:
    """What the settings' [server] says, with the keys. Not for two threads at once, but `test`,
    `keep_key` and `key_place`, which may wait and belong in the background.

        [server]
        url = "http://192.168.1.5:8080"
        on = true                    # false: the model on this machine is used
        model = "", slots = 0, context = 0
        styles = { gogol = "gogol-lora" }
        allowed = ["192.168.1.5:8080"]
    """

    def __init__(self, settings: SettingsStore, keys: KeyStore) -> None:
        self._settings = settings
        self._keys = keys
        self._allowed_now: set[str] = set()

    @property
    def known(self) -> Server | None:
        """Return the server in the settings, used or not."""
        table = self._settings.value.server
        url = table.get("url")
        if not isinstance(url, str) or not url.strip():
            return None
        styles = table.get("styles", {})
        assert isinstance(styles, dict)
        return Server(
            url=url,
            model=str(table.get("model", "")),
            slots=int(str(table.get("slots", 0))),
            context=int(str(table.get("context", 0))),
            adapters=tuple((str(style), str(model)) for style, model in styles.items()),
        )

    @property
    def chosen(self) -> Server | None:
        """Return the server to use, None where the model on this machine is."""
        return self.known if self._settings.value.server.get("on", True) else None

    def at(self, url: str, model: str) -> Server:
        """Return the server at an address, with what the settings say of the same one."""
        known = self.known
        if known is None or self.host(known.url) != self.host(url):
            return Server(url, model)
        return replace(known, url=url, model=model)

    def host(self, url: str) -> str:
        """Return the host of an address. Raises ServerError (server.url)."""
        return read_address(url).host

    def encrypted(self, url: str) -> bool:
        """Return whether nobody on the way can read what is sent to an address."""
        address = read_address(url)
        return address.encrypted or address.here

    def allowed(self, url: str) -> bool:
        """Return whether the writer has agreed that texts go to an address."""
        host = self.host(url)
        listed = self._settings.value.server.get("allowed", [])
        return host in self._allowed_now or (isinstance(listed, list) and host in listed)

    def allow_now(self, url: str) -> None:
        """Let texts go to an address until the program ends."""
        self._allowed_now.add(self.host(url))

    def allow(self, url: str) -> None:
        """Remember that texts may go to an address; which model is used stays.

        Raises SettingsError; then texts may go there until the program ends.
        """
        self._agree(url, {})

    def choose(self, url: str, model: str) -> None:
        """Use a server from now on and remember that texts may go there. Raises SettingsError."""
        self._agree(url, {"url": url.strip(), "model": model, "on": True})

    def _agree(self, url: str, changes: dict[str, object]) -> None:
        host = self.host(url)
        self._allowed_now.add(host)
        table = dict(self._settings.value.server)
        listed = table.get("allowed", [])
        allowed = listed if isinstance(listed, list) else []
        self._settings.update(
            server={**table, **changes, "allowed": [*(h for h in allowed if h != host), host]}
        )

    def choose_this_machine(self) -> None:
        """Use the model on this machine; the server stays known. Raises SettingsError."""
        self._settings.update(server={**self._settings.value.server, "on": False})

    def check_allowed(self, server: Server) -> None:
        """Raise ServerError (server.not_allowed) where the writer has not agreed yet."""
        if self.allowed(server.url):
            return
        host = self.host(server.url)
        raise ServerError(
            f"Your texts would be sent to {host}, and you have not agreed to that yet. Nothing was "
            "sent. Agree to it under “Use a Server…” in the window, or name the server with "
            "--server on the command line.",
            code="server.not_allowed",
            host=host,
        )

    def key_place(self, url: str) -> str:
        """Return where the key for an address is: a KeyPlace."""
        return self._keys.place(self.host(url))

    def keep_key(self, url: str, key: str) -> str:
        """Keep the key for an address and return where: a KeyPlace."""
        return self._keys.keep(self.host(url), key)

    def key(self, host: str) -> str:
        """Return the key for a host, "" where there is none."""
        return self._keys.key(host)

    def test(self, server: Server, key: str | None, cancel: CancelToken) -> ServerReport:
        """Look at a server once, with this key or, for None, the kept one. Sends no text.

        Raises ServerError, Cancelled.
        """
        # The HTTP client takes a while to import, and most starts have no use for it.
        from stylepad.engine.remote.engine import RemoteEngine  # noqa: PLC0415
        from stylepad.engine.remote.retry import ONCE  # noqa: PLC0415

        engine = RemoteEngine(lambda host: self.key(host) if key is None else key, policy=ONCE)
        with closing(engine):
            model = engine.load(LoadRequest(Path(), server=server), cancel)
            return ServerReport(model, engine.models, engine.slots)
