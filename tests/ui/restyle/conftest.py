"""A desk with an editor, messages and the restyle controller, on an engine in the test's hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stylepad.app import Core
from stylepad.engine.protocol import Engine
from stylepad.engine.remote.book import ServerBook
from stylepad.engine.remote.keys import KeyStore
from stylepad.restyle.rewriter import Rewriter
from stylepad.settings import SettingsStore
from stylepad.styles.library import StyleLibrary
from stylepad.ui.editor import Editor
from stylepad.ui.messages import MessageRecorder, Messages
from stylepad.ui.restyle.controller import RestyleController
from stylepad.ui.restyle.engine_room import Phase
from stylepad.ui.tasks import Tasks
from tests.packs import write_pack
from tests.ui.restyle.engines import StagedEngine


@dataclass
class Desk:
    """Everything a writer has before them, and how a test moves it."""

    qtbot: QtBot
    window: QWidget
    editor: Editor
    messages: Messages
    recorder: MessageRecorder
    tasks: Tasks
    core: Core
    controller: RestyleController

    def write(self, text: str) -> None:
        """Put a text into the editor."""
        self.editor.set_text(text)

    def select(self, words: str) -> None:
        """Select words of the text, from their end to their start."""
        start = self.editor.text().index(words)
        cursor = self.editor.textCursor()
        cursor.setPosition(start + len(words))
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def selected(self) -> str:
        """Return what is selected in the editor."""
        return self.editor.textCursor().selectedText().replace("\u2029", "\n")

    def restyle(self, typed: str = "gogol") -> None:
        """Open the styles, type a filter and pick with Enter."""
        self.controller.restyle_action.trigger()
        popup = self.controller._popup
        self.qtbot.waitUntil(popup.isVisible)
        self.qtbot.keyClicks(popup.filter_edit, typed)
        self.qtbot.keyClick(popup.filter_edit, Qt.Key.Key_Return)

    def wait_ready(self) -> None:
        """Wait until the engine has its model."""
        self.qtbot.waitUntil(lambda: self.controller.room.state.phase is Phase.READY)

    def wait_written(self) -> None:
        """Wait until the suggestion is no longer written and all of it is drawn."""

        def still() -> bool:
            suggestion = self.controller._review.suggestion
            drawing = self.controller.panel.comparison.drawing
            return suggestion is not None and not suggestion.active and not drawing

        self.qtbot.waitUntil(still, timeout=20_000)

    @property
    def suggestion(self) -> str:
        """Return the suggestion as the panel shows it."""
        return self.controller.panel.comparison.suggestion.toPlainText()

    @property
    def actions(self) -> dict[str, Callable[[], bool]]:
        """Return whether each action is enabled, by name."""
        return {action.objectName(): action.isEnabled for action in self.controller.actions()}

    def use(self, name: str) -> None:
        """Trigger an action, which must be possible."""
        (action,) = [each for each in self.controller.actions() if each.objectName() == name]
        assert action.isEnabled(), f"{name} is disabled"
        action.trigger()


@pytest.fixture
def styles(tmp_path: Path) -> Path:
    """Return a folder with two styles and a broken one."""
    folder = tmp_path / "styles"
    write_pack(folder, "gogol")
    write_pack(
        folder,
        "dickens",
        language="en",
        name={"en": "Dickens", "ru": "Диккенс"},
        author={"en": "Charles Dickens", "ru": "Чарльз Диккенс", "dates": "1812–1870"},
        description={"en": "Warm and crowded", "ru": "Тепло и людно"},
    )
    (write_pack(folder, "broken") / "style.toml").write_text("id = ")
    return folder


@pytest.fixture
def engine() -> StagedEngine:
    """Return the engine of the desk."""
    return StagedEngine()


@pytest.fixture
def make_desk(
    qtbot: QtBot, dressed: QApplication, styles: Path, tmp_path: Path
) -> Iterator[Callable[[Engine], Desk]]:
    """Return a maker of desks; at the end no background work may be left."""
    desks: list[Desk] = []

    def make(engine: Engine) -> Desk:
        settings = SettingsStore(tmp_path / "settings.toml")
        core = Core(
            settings=settings,
            library=StyleLibrary([styles]),
            engine=engine,
            rewriter=Rewriter(engine),
            servers=ServerBook(settings, KeyStore()),
        )
        desk = build_desk(qtbot, core)
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.controller.close()
        assert desk.tasks.close() == ()
        desk.core.close()


@pytest.fixture
def desk(
    make_desk: Callable[[Engine], Desk], engine: StagedEngine, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """Return a desk on the staged engine."""
    monkeypatch.setenv("STYLEPAD_MODEL", __file__)  # a file that is there; nothing reads it
    return make_desk(engine)


def build_desk(qtbot: QtBot, core: Core) -> Desk:
    """Put the parts into one window, as the program's own does."""
    window = QWidget()
    qtbot.addWidget(window)
    messages = Messages(window)
    recorder = MessageRecorder()
    recorder.listen(messages)
    tasks = Tasks(messages.failure, window)
    editor = Editor(window)
    controller = RestyleController(core, editor, messages, tasks, window)
    splitter = QSplitter(window)
    splitter.addWidget(editor)
    splitter.addWidget(controller.panel)
    controller.panel.hide()
    layout = QVBoxLayout(window)
    layout.addWidget(messages.bar)
    layout.addWidget(splitter, 1)
    for widget in controller.status_widgets():
        layout.addWidget(widget)
    window.resize(1000, 700)
    window.show()
    return Desk(qtbot, window, editor, messages, recorder, tasks, core, controller)
