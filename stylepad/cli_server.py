"""The server that a command line names."""

from __future__ import annotations

import argparse

from stylepad.app import Core
from stylepad.engine.protocol import Server


def named_server(core: Core, options: argparse.Namespace) -> Server | None:
    """Return the server of --server, None without it. Naming it is to agree that texts go there.

    What the settings say of the same server holds too. Raises ServerError for an address that
    cannot be read.
    """
    if not options.server:
        return None
    core.servers.allow_now(options.server)
    return core.servers.at(options.server, options.server_model)
