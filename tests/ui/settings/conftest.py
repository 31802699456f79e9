"""The real window with its settings, on an engine in the test's hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylepad import desktop
from stylepad.app import Core, style_folders
from stylepad.engine.remote.book import ServerBook
from stylepad.engine.remote.keys import KeyStore
from stylepad.restyle.rewriter import Rewriter
from stylepad.settings import SettingsStore
from stylepad.styles.library import StyleLibrary
from stylepad.ui.main_window import MainWindow
from stylepad.ui.messages import MessageRecorder
from stylepad.ui.restyle.controller import RestyleController
from stylepad.ui.restyle.engine_room import Phase
from stylepad.ui.settings.row import SettingRow
from stylepad.ui.settings.rows_page import RowsPage
from stylepad.ui.settings.shortcut_row import ShortcutRow
from stylepad.ui.settings.shortcuts_page import ShortcutsPage
from stylepad.ui.settings.window import SettingsWindow
from tests.ui.conftest import Answers
from tests.ui.restyle.engines import StagedEngine

TEXT = "Утром Анна пришла на старый вокзал и села у окна."


@dataclass
class Study:
    """A whole window, and how a test changes its settings."""

    qtbot: QtBot
    window: MainWindow
    core: Core
    engine: StagedEngine
    recorder: MessageRecorder

    @property
    def controller(self) -> RestyleController:
        assert isinstance(self.window.restyle, RestyleController)
        return self.window.restyle

    @property
    def settings(self) -> SettingsWindow:
        """Return the settings window, opened by its command."""
        self.window.commands.settings.trigger()
        opened = self.window._settings_window
        assert opened is not None
        return opened

    def row(self, key: str) -> SettingRow:
        """Show the page of a setting and return its row."""
        settings = self.settings
        for view in settings.views:
            if isinstance(view.body, RowsPage):
                for row in view.body.rows:
                    if row.setting.key == key:
                        settings.show_page(view.page.key)
                        return row
        raise AssertionError(f"no row for {key}")

    def keys(self, command: str) -> ShortcutRow:
        """Show the page of keys and return a command's row."""
        settings = self.settings
        settings.show_page("shortcuts")
        page = settings.page.body
        assert isinstance(page, ShortcutsPage)
        [row] = [row for row in page.rows if row.name == command]
        return row

    def press(
        self,
        row: ShortcutRow,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier,
    ) -> None:
        """Click a command's button and press keys."""
        self.qtbot.mouseClick(row.field, Qt.MouseButton.LeftButton)
        assert row.field.listening
        self.qtbot.keyClick(row.field, key, modifiers)

    def stored(self) -> SettingsStore:
        """Return the settings as the next start would read them."""
        return SettingsStore()

    def draw(self) -> None:
        """Restyle a text to the end."""
        self.qtbot.waitUntil(lambda: self.controller.room.state.phase is Phase.READY)
        self.window.editor.set_text(TEXT)
        self.controller.restyle_action.trigger()
        popup = self.controller._popup
        self.qtbot.waitUntil(popup.isVisible)
        self.qtbot.keyClicks(popup.filter_edit, "gogol")
        self.qtbot.keyClick(popup.filter_edit, Qt.Key.Key_Return)
        review = self.controller._review
        self.qtbot.waitUntil(
            lambda: review.suggestion is not None and not review.suggestion.active, timeout=20_000
        )


@pytest.fixture
def make_study(
    qtbot: QtBot, dressed: QApplication, monkeypatch: pytest.MonkeyPatch, home: Path
) -> Iterator[Callable[[], Study]]:
    """Return a maker of windows in English and light; each is closed at the end."""
    for variable in ("MODEL", "THREADS", "CONTEXT", "GPU_LAYERS", "LANGUAGE", "STYLES"):
        monkeypatch.delenv(f"STYLEPAD_{variable}", raising=False)
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text(
        'language = "en"\ntheme = "light"\nwelcome_seen = true\n', encoding="utf-8"
    )
    studies: list[Study] = []

    def make() -> Study:
        engine, settings = StagedEngine(), SettingsStore()
        library = StyleLibrary(style_folders(settings.value))
        servers = ServerBook(settings, KeyStore())
        core = Core(settings, library, engine, Rewriter(engine), servers)
        window = desktop.build_window(dressed, core)
        window.document.questions = Answers()  # type: ignore[assignment]
        window.document.questions.unsaved_answers = ["discard"] * 3  # type: ignore[attr-defined]
        recorder = MessageRecorder()
        recorder.listen(window.messages)
        window.show()
        qtbot.waitExposed(window)
        studies.append(Study(qtbot, window, core, engine, recorder))
        return studies[-1]

    yield make
    for study in studies:
        study.window._languages.set_choice("en")
        study.window.close()
        study.core.close()
        study.window.deleteLater()
    # A window that lingers is dressed again with every later one.
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def study(make_study: Callable[[], Study]) -> Study:
    """Return a window at the usual settings."""
    return make_study()
