"""Keys are taken from the environment or a keyring, and are never written to a file of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest
from keyring.backends import fail, null

from stylepad.engine.protocol import CancelToken, Server
from stylepad.engine.remote.book import ServerBook
from stylepad.engine.remote.keys import KeyPlace, KeyStore
from stylepad.errors import ServerError
from stylepad.settings import SettingsStore
from tests.engine.remote.scripted_server import ScriptedServer

HOST = "models.example.com"


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring like the system's, for as long as the test runs."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("not there")
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv("STYLEPAD_API_KEY", raising=False)
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def book(tmp_path: Path) -> ServerBook:
    return ServerBook(SettingsStore(tmp_path / "settings.toml"), KeyStore())


def test_a_key_is_kept_by_the_keyring_for_its_host(ring: MemoryKeyring) -> None:
    keys = KeyStore()
    assert (keys.key(HOST), keys.place(HOST)) == ("", KeyPlace.NONE)

    assert keys.keep(HOST, "sk-1") is KeyPlace.KEYRING

    assert ring.kept == {("StylePad", HOST): "sk-1"}
    assert (KeyStore().key(HOST), KeyStore().key("other.example.com")) == ("sk-1", "")


def test_a_key_is_forgotten(ring: MemoryKeyring) -> None:
    keys = KeyStore()
    keys.keep(HOST, "sk-1")
    assert keys.keep(HOST, "") is KeyPlace.NONE
    assert keys.keep(HOST, "") is KeyPlace.NONE
    assert ring.kept == {}


def test_the_key_of_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = KeyStore()
    keys.keep(HOST, "sk-kept")
    monkeypatch.setenv("STYLEPAD_API_KEY", " sk-given\n")

    assert (keys.key(HOST), keys.place(HOST)) == ("sk-given", KeyPlace.ENVIRONMENT)


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_without_a_keyring_a_key_is_kept_for_the_session(
    backend: type[keyring.backend.KeyringBackend],
) -> None:
    keyring.set_keyring(backend())
    keys = KeyStore()

    assert keys.keep(HOST, "sk-1") is KeyPlace.SESSION

    assert (keys.key(HOST), keys.place(HOST)) == ("sk-1", KeyPlace.SESSION)
    assert KeyStore().key(HOST) == ""


def test_the_settings_never_hold_the_key(book: ServerBook, tmp_path: Path) -> None:
    book.keep_key(f"https://{HOST}/v1", "sk-secret")
    book.choose(f"https://{HOST}/v1", "big-model")

    text = (tmp_path / "settings.toml").read_text("utf-8")
    assert "sk-secret" not in text
    assert "big-model" in text
    assert book.key(HOST) == "sk-secret"


def test_a_server_in_the_settings_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        '[server]\nurl = "localhost:8080"\nmodel = "m"\nslots = 3\ncontext = 1000\nlater = 1\n'
        'styles = { gogol = "gogol-lora" }\n'
    )
    book = ServerBook(SettingsStore(tmp_path / "settings.toml"), KeyStore())

    assert book.chosen == Server("localhost:8080", "m", 3, 1000, (("gogol", "gogol-lora"),))
    assert not book.allowed("localhost:8080"), "only the writer agrees to a host"
    assert book.at("http://localhost:8080/v1", "").slots == 3
    assert book.at("elsewhere:8080", "") == Server("elsewhere:8080")


@pytest.mark.parametrize(
    "line", ["slots = 1000", "url = 5", 'allowed = "all"', "styles = { a = 1 }", 'on = "yes"']
)
def test_a_server_with_wrong_values_is_not_used(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.toml").write_text(f'[server]\nmodel = "m"\n{line}\n')
    settings = SettingsStore(tmp_path / "settings.toml")

    assert ServerBook(settings, KeyStore()).chosen is None
    assert [fault.code for fault in settings.faults] == ["settings.wrong"]


def test_a_host_must_be_agreed_to_once(book: ServerBook, tmp_path: Path) -> None:
    with pytest.raises(ServerError) as caught:
        book.check_allowed(Server(f"https://{HOST}"))
    assert caught.value.code == "server.not_allowed"

    book.choose(f"https://{HOST}/v1", "")
    book.choose("http://localhost:1", "")

    again = ServerBook(SettingsStore(tmp_path / "settings.toml"), KeyStore())
    again.check_allowed(Server(f"https://{HOST}"))
    again.check_allowed(Server("localhost:1"))
    assert not again.allowed(f"https://{HOST}:444")


def test_a_host_can_be_agreed_to_for_now(book: ServerBook, tmp_path: Path) -> None:
    book.allow_now(f"https://{HOST}")
    book.check_allowed(Server(f"https://{HOST}"))
    again = ServerBook(SettingsStore(tmp_path / "settings.toml"), KeyStore())
    assert not again.allowed(f"https://{HOST}")


def test_the_server_is_left_and_stays_known(book: ServerBook) -> None:
    book.choose("localhost:8080", "m")
    book.choose_this_machine()

    assert book.chosen is None
    assert book.known == Server("localhost:8080", "m")


def test_a_look_at_a_server_says_what_is_there(book: ServerBook, server: ScriptedServer) -> None:
    server.page("/v1/models", {"data": [{"id": "one"}, {"id": "two"}]})
    server.page("/props", {"total_slots": 5})
    book.keep_key(server.url, "sk-kept")

    report = book.test(Server(server.url, "two"), None, CancelToken())
    assert (report.model.name, report.models, report.slots) == ("two", ("one", "two"), 5)
    assert {r.headers["Authorization"] for r in server.requests} == {"Bearer sk-kept"}

    server.requests.clear()
    book.test(Server(server.url), "", CancelToken())
    assert all("Authorization" not in r.headers for r in server.requests)
