"""Servers on loopback and engines that use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stylepad.engine.protocol import CancelToken, LoadRequest, Server
from stylepad.engine.remote.engine import RemoteEngine
from stylepad.engine.remote.http import Timeouts
from stylepad.engine.remote.retry import RetryPolicy
from tests.engine.remote.scripted_server import ScriptedServer, serving


class Pauses:
    """What would have been waited, in seconds."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """Return a scripted server that runs."""
    with serving(ScriptedServer()) as running:
        yield running


@pytest.fixture
def pauses() -> Pauses:
    """Return the pauses of `connect`'s engines."""
    return Pauses()


@pytest.fixture
def make_engine(pauses: Pauses) -> Iterator[Callable[..., RemoteEngine]]:
    """Return a maker of engines that wait for nothing between attempts."""
    engines: list[RemoteEngine] = []

    def make(key: str = "", timeouts: Timeouts | None = None) -> RemoteEngine:
        policy = RetryPolicy(pause=pauses, chance=lambda: 1.0)
        engines.append(RemoteEngine(lambda _host: key, timeouts, policy))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


@pytest.fixture
def connect(
    server: ScriptedServer, make_engine: Callable[..., RemoteEngine]
) -> Callable[..., RemoteEngine]:
    """Return a maker of engines that have loaded the scripted server's model."""

    def make(key: str = "", timeouts: Timeouts | None = None, **choice: Any) -> RemoteEngine:
        engine = make_engine(key, timeouts)
        engine.load(remote(server.url, **choice), CancelToken())
        return engine

    return make


def remote(url: str, **choice: Any) -> LoadRequest:
    """Return a request for a server's model."""
    return LoadRequest(Path(), server=Server(url, **choice))
