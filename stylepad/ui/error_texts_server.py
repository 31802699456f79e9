"""What the errors of servers mean for the writer, in the interface language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def server_templates() -> dict[str, str]:
    """Return the translated texts by code, with fields for the details."""
    return {**_choice_templates(), **_way_templates(), **_answer_templates()}


def _choice_templates() -> dict[str, str]:
    return {
        "server.url": QCoreApplication.translate(
            "Errors",
            "“{url}” is not the address of a server. Give one like http://192.168.1.5:8080 or "
            "https://api.example.com/v1, and the key in its own field. Nothing was sent.",
        ),
        "server.none": QCoreApplication.translate(
            "Errors", "No server is named. The text is unchanged; choose one first."
        ),
        "server.not_allowed": QCoreApplication.translate(
            "Errors",
            "Your texts would be sent to {host}, and you have not agreed to that yet. Nothing was "
            "sent.",
        ),
        "server.model": QCoreApplication.translate(
            "Errors",
            "{host} has no model “{model}”. It has: {known}. Choose one of them. Your text is as "
            "it was.",
        ),
        "server.key_letters": QCoreApplication.translate(
            "Errors",
            "The key for {host} has characters that no key has, perhaps from copying. Enter it "
            "again under “Use a Server…”. Nothing was sent. Your text is as it was.",
        ),
        "server.blend": QCoreApplication.translate(
            "Errors",
            "{host} gives each adapter as a model of its own, so two styles cannot be blended "
            "there. Choose one of them. Your text is as it was.",
        ),
        "server.adapter": QCoreApplication.translate(
            "Errors",
            "{host} does not hold the adapter {name}. The text is unchanged; choose another style, "
            "or have the server started with it.",
        ),
    }


def _way_templates() -> dict[str, str]:
    return {
        "server.tls": QCoreApplication.translate(
            "Errors",
            "No safe connection to {host} came about: {reason}. If the server speaks plain http, "
            "write http:// before its address; otherwise its certificate is not trusted here. "
            "Nothing was sent. Your text is as it was.",
        ),
        "server.unknown_host": QCoreApplication.translate(
            "Errors",
            "There is no machine named {host}, or this one is offline. Check the address and the "
            "network. Your text is as it was.",
        ),
        "server.refused": QCoreApplication.translate(
            "Errors",
            "Nothing answers at {host}: the server is not running, or the port is another. Start "
            "it, or check the address. Your text is as it was.",
        ),
        "server.proxy": QCoreApplication.translate(
            "Errors",
            "The proxy on the way to {host} refused: {reason}. Check the proxy settings of this "
            "system. Your text is as it was.",
        ),
        "server.slow": QCoreApplication.translate(
            "Errors",
            "{host} cannot be reached in time. Check the address and the network, or try again. "
            "Your text is as it was.",
        ),
        "server.network": QCoreApplication.translate(
            "Errors",
            "The connection to {host} broke before an answer came{reason}. Your text is as it was; "
            "try again, or select less text.",
        ),
        "server.silent": QCoreApplication.translate(
            "Errors",
            "{host} said nothing for {seconds} seconds, so the request was given up. It may be "
            "busy or too slow for this model. Your text is as it was; try again, or ask for fewer "
            "candidates.",
        ),
        "server.cut": QCoreApplication.translate(
            "Errors",
            "The connection to {host} was cut while it was writing. What came is kept as "
            "unfinished. Your text is as it was; try again.",
        ),
        "server.not_api": QCoreApplication.translate(
            "Errors",
            "{host} answers, but not as a model server: it sent {kind}. Check the address and its "
            "port. Your text is as it was.",
        ),
    }


def _answer_templates() -> dict[str, str]:
    return {
        "server.key": QCoreApplication.translate(
            "Errors",
            "The server {host} did not accept the key ({status}). Check the key under “Use a "
            "Server…”. Your text is as it was.",
        ),
        "server.forbidden": QCoreApplication.translate(
            "Errors",
            "The server {host} does not allow this with your key ({status}). Ask its owner, "
            "or use another key. Your text is as it was. {said}",
        ),
        "server.not_found": QCoreApplication.translate(
            "Errors",
            "The server {host} does not know this address or model ({status}). Check both "
            "under “Use a Server…”. Your text is as it was. {said}",
        ),
        "server.too_long": QCoreApplication.translate(
            "Errors",
            "The server {host} says that the text is too long for it ({status}). Select less "
            "of it. Your text is as it was. {said}",
        ),
        "server.busy": QCoreApplication.translate(
            "Errors",
            "The server {host} has too many requests now ({status}). Wait a little and try "
            "again. Your text is as it was. {said}",
        ),
        "server.redirect": QCoreApplication.translate(
            "Errors",
            "The server {host} sends elsewhere ({status}). Give the address that it now has. "
            "Your text is as it was. {said}",
        ),
        "server.request": QCoreApplication.translate(
            "Errors",
            "The server {host} refused the request ({status}). Choose another model, or tell "
            "its owner. Your text is as it was. {said}",
        ),
        "server.failed": QCoreApplication.translate(
            "Errors",
            "The server {host} met an error of its own ({status}). Try again later, or use "
            "another server. Your text is as it was. {said}",
        ),
    }
