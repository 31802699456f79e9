"""The errors of servers have texts in the interface language, with the same fields."""

from __future__ import annotations

import socket
import ssl

import httpx2
import pytest
from PySide6.QtWidgets import QApplication

from stylepad.engine.remote import errors
from stylepad.engine.remote.address import read_address
from stylepad.errors import ServerError
from stylepad.ui.error_texts import describe
from stylepad.ui.language import LanguageKeeper

HOST = "models.example.com"
STATUSES = (302, 400, 401, 403, 404, 413, 429, 500)
TRANSPORTS = (
    ssl.SSLError("wrong version"),
    socket.gaierror(-2, "unknown"),
    ConnectionRefusedError(111, "refused"),
    httpx2.ProxyError("403 Forbidden"),
    httpx2.ConnectTimeout("late"),
    httpx2.ReadError(""),
    httpx2.ReadError("reset"),
)


def bad_address() -> ServerError:
    with pytest.raises(ServerError) as caught:
        read_address("two words")
    return caught.value


def all_errors() -> list[ServerError]:
    """Return one of every kind that the engine raises."""
    return [
        *(errors.of_status(HOST, s, '{"error": "no {more} words"}').error for s in STATUSES),
        *(errors.of_status(HOST, s, "").error for s in STATUSES),
        *(errors.of_transport(HOST, error).error for error in TRANSPORTS),
        errors.not_an_interface(HOST, "text/html").error,
        errors.not_an_interface(HOST, "").error,
        errors.silent(HOST, 2.5).error,
        errors.cut(HOST).error,
        errors.unknown_model(HOST, "big", ("small", "tiny")),
        errors.unknown_model(HOST, "big", ()),
        bad_address(),
    ]


@pytest.mark.parametrize("error", all_errors(), ids=lambda error: error.code)
def test_the_window_says_in_english_what_the_command_line_says(error: ServerError) -> None:
    assert describe(error).strip() == error.message


def test_every_error_of_a_server_is_said_in_russian(dressed: QApplication) -> None:
    languages = LanguageKeeper(dressed, "ru")
    try:
        for error in all_errors():
            said = describe(error)
            assert said != error.message, error.code
            assert "{" not in said.replace("{more}", ""), error.code
    finally:
        languages.set_choice("en")
