"""Real engines on small random models."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken
from tests import ggufs
from tests.engine.driving import load_request


@pytest.fixture(scope="module")
def engine(tiny_base: Path) -> Iterator[EngineClient]:
    """Return an engine with the tiny model."""
    client = EngineClient()
    client.load(load_request(tiny_base), CancelToken())
    yield client
    client.close()


@pytest.fixture(scope="session")
def other_adapter(tiny_base: Path) -> Path:
    """Return a second random adapter for `tiny_base`."""
    return ggufs.write_adapter(tiny_base.with_name("other-adapter.gguf"), tiny_base, seed=2)


@pytest.fixture(scope="session")
def roomy_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a random model with room for thousands of tokens, which it fills when greedy."""
    measures = ggufs.Measures(context=8192, name="Roomy test model")
    return ggufs.write_base(tmp_path_factory.mktemp("models") / "roomy.gguf", measures, seed=1)


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    """Return a pipe at which a strange worker meets the test."""
    path = tmp_path / "meeting"
    os.mkfifo(path)
    return path


@pytest.fixture
def strange(fifo: Path) -> Iterator[Callable[[str], EngineClient]]:
    """Return a maker of engines whose process follows a scenario of `strange_worker`."""
    clients: list[EngineClient] = []

    def make(scenario: str) -> EngineClient:
        module = "tests.engine.strange_worker"
        client = EngineClient([sys.executable, "-m", module, scenario, str(fifo)])
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()
