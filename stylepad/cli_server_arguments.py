"""The arguments that name a server."""

from __future__ import annotations

import argparse

_USE = "use a model server with an interface like OpenAI's; texts are sent there"


def add_server(command: argparse.ArgumentParser, use: str = _USE) -> None:
    """Add --server and --server-model; `use` says what the server is for."""
    command.add_argument(
        "--server",
        metavar="URL",
        help=f"{use}. Its key is taken from STYLEPAD_API_KEY or the system's keyring",
    )
    command.add_argument(
        "--server-model", default="", metavar="NAME", help="usual: the first that it lists"
    )
