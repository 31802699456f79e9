"""Addresses as people write them."""

from __future__ import annotations

import pytest

from stylepad.engine.remote.address import read_address
from stylepad.errors import ServerError


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        (" http://127.0.0.1:8080/v1/ ", "http://127.0.0.1:8080"),
        ("https://api.example.com/openai/v1", "https://api.example.com/openai"),
        ("https://api.example.com/v1/chat/completions", "https://api.example.com"),
        ("localhost:8000", "http://localhost:8000"),
        ("192.168.1.5:8080", "http://192.168.1.5:8080"),
        ("studio.local", "http://studio.local"),
        ("api.example.com", "https://api.example.com"),
        ("[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_address_is_read_as_it_is_meant(typed: str, root: str) -> None:
    address = read_address(typed)
    assert (address.root, address.api) == (root, f"{root}/v1")


@pytest.mark.parametrize(
    "typed", ["", "http://", "ftp://host", "http://host:port", "two words", "http://me:pw@host"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ServerError) as caught:
        read_address(typed)
    assert caught.value.code == "server.url"
    assert "pw" not in caught.value.message


def test_the_host_and_whether_it_is_this_machine_are_known() -> None:
    there, here = read_address("https://api.example.com:444/v1"), read_address("http://127.0.0.2")
    assert (there.host, there.name, there.encrypted, there.here) == (
        "api.example.com:444",
        "api.example.com",
        True,
        False,
    )
    assert (here.host, here.encrypted, here.here) == ("127.0.0.2", False, True)
