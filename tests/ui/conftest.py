"""The window and what it is dressed in, with every file in a folder of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from stylepad.paths import HOME_VARIABLE
from stylepad.ui import fonts
from stylepad.ui.theme import ThemeKeeper, ThemeMode


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, recovery copies and logs in a temporary folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture(scope="session")
def faces(qapp: QApplication) -> None:
    """Register the bundled faces once."""
    fonts.install(qapp)


@pytest.fixture
def dressed(qapp: QApplication, faces: None) -> QApplication:
    """Return the application in its light theme."""
    ThemeKeeper(qapp, ThemeMode.LIGHT)
    return qapp
