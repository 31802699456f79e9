"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import ggufs

# Windows of the tests are drawn in memory, with or without a display; set another to see them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a random llama-architecture model of two layers that runs in milliseconds."""
    return ggufs.write_base(tmp_path_factory.mktemp("models") / "tiny.gguf")


@pytest.fixture(scope="session")
def tiny_adapter(tiny_base: Path) -> Path:
    """Return a random adapter for `tiny_base`."""
    return ggufs.write_adapter(tiny_base.with_name("tiny-adapter.gguf"), tiny_base)
