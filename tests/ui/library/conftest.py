"""The window Models and styles on the real library, engine and built-in model, and a local Hub."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from huggingface_hub import close_session, constants
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stylepad import paths
from stylepad.app import Core, build_core
from stylepad.models.hub import Hub
from stylepad.models.library import InstalledModel
from stylepad.ui.language import LanguageKeeper
from stylepad.ui.library.door import LibraryDoor
from stylepad.ui.library.layout import Rows
from stylepad.ui.library.model_row import ModelRow
from stylepad.ui.library.window import LibraryWindow
from stylepad.ui.messages import MessageRecorder, Messages
from stylepad.ui.restyle.engine_room import EngineRoom, Phase
from stylepad.ui.tasks import Tasks
from tests.hub_server import HubServer, serving

SECONDS = 30_000


@dataclass
class Bench:
    """The window of the library and what a test needs to move it."""

    qtbot: QtBot
    core: Core
    room: EngineRoom
    door: LibraryDoor
    tasks: Tasks
    main: Messages
    recorder: MessageRecorder
    hub: HubServer
    languages: LanguageKeeper

    @property
    def window(self) -> LibraryWindow:
        """Return the window, which must have been opened."""
        assert self.door.window is not None
        return self.door.window

    def open(self) -> LibraryWindow:
        """Open the window and wait for what it reads."""
        self.door.action.trigger()
        self.qtbot.waitUntil(lambda: self.door.window is not None and self.window.isVisible())
        self.qtbot.waitUntil(lambda: self.door.shelf.snapshot is not None, timeout=SECONDS)
        self.settle()
        return self.window

    def speak(self, language: str) -> None:
        """Switch the interface language, and wait until the window has heard of it."""
        self.languages.set_choice(language)
        title = {"en": "Models and styles", "ru": "Модели и стили"}[language]
        self.qtbot.waitUntil(lambda: self.window.windowTitle() == title)

    def settle(self) -> None:
        """Wait until no background work is on its way."""
        self.qtbot.waitUntil(lambda: self.tasks.running == 0, timeout=SECONDS)
        if self.door.window is not None:
            lists = self.window.findChildren(Rows)
            self.qtbot.waitUntil(lambda: all(each.complete for each in lists), timeout=SECONDS)

    def wait_ready(self) -> None:
        """Wait until a model is loaded."""
        self.qtbot.waitUntil(lambda: self.room.state.phase is Phase.READY, timeout=SECONDS)

    def models(self) -> dict[str, InstalledModel]:
        """Return the installed models by id."""
        return {model.id: model for model in self.core.models.models()}

    def row(self, model_id: str) -> ModelRow:
        """Return a model's row."""
        row = self.window.models.models.row(model_id)
        assert row is not None, model_id
        return row

    def button(self, name: str) -> QPushButton:
        """Return the button with an accessible name, which must be shown."""
        found = self.look_for(name)
        assert found is not None, f"no button called {name}: {self.names()}"
        return found

    def look_for(self, name: str) -> QPushButton | None:
        """Return the button with an accessible name or text, if it is there to be pressed."""
        for each in self.window.findChildren(QPushButton):
            if name in {each.accessibleName(), each.text()} and each.isVisibleTo(self.window):
                return each
        return None

    def names(self) -> list[str]:
        """Return the names of all buttons."""
        buttons = self.window.findChildren(QPushButton)
        return [each.accessibleName() or each.text() for each in buttons]

    def press(self, name: str) -> None:
        """Press a button once it is there."""
        self.qtbot.waitUntil(lambda: self.look_for(name) is not None, timeout=SECONDS)
        button = self.button(name)
        assert button.isEnabled(), name
        button.click()


@pytest.fixture
def hub_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """Return a Hub of the test's own, in a world without tokens and with an empty cache."""
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_STORED_TOKENS_PATH", str(tmp_path / "stored_tokens"))
    with serving() as server:
        yield server
        close_session()


@pytest.fixture
def bench(
    qtbot: QtBot,
    dressed: QApplication,
    hub_server: HubServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Bench]:
    """Return the library's window, not opened yet, and an engine that nothing is loaded into."""
    monkeypatch.delenv("STYLEPAD_MODEL", raising=False)
    monkeypatch.delenv("STYLEPAD_STYLES", raising=False)
    paths.user_models().mkdir(parents=True)
    languages = LanguageKeeper(dressed, "en")
    core = build_core()
    main = QWidget()
    qtbot.addWidget(main)
    messages, recorder = Messages(main), MessageRecorder()
    recorder.listen(messages)
    tasks = Tasks(messages.failure, main)
    room = EngineRoom(core, tasks, main)
    door = LibraryDoor(core, room, messages, tasks, main, hub=lambda: Hub(hub_server.url))
    bench = Bench(qtbot, core, room, door, tasks, messages, recorder, hub_server, languages)
    yield bench
    room.close()
    leftovers = tasks.close()
    core.close()
    languages.set_choice("en")
    assert leftovers == ()


@pytest.fixture
def loaded(bench: Bench) -> None:
    """Load the model that the next start would load: the built-in one."""
    bench.room.start()
    bench.wait_ready()
