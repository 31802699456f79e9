"""Fixtures of the tests of models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import close_session, constants

from tests.hub_server import HubServer, serving
from tests.models.fetching import Fetching


@pytest.fixture
def hub_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """Return a server, in a world without tokens and with an empty cache."""
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_STORED_TOKENS_PATH", str(tmp_path / "stored_tokens"))
    with serving() as server:
        yield server
        close_session()


@pytest.fixture(scope="module")
def content(tiny_base: Path) -> bytes:
    """Return the bytes of a model to download."""
    return tiny_base.read_bytes()


@pytest.fixture
def fetching(hub_server: HubServer, tmp_path: Path) -> Fetching:
    """Return a download from the server, not begun yet."""
    return Fetching(hub_server, tmp_path / "models")
