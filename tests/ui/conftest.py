"""The window and what it is dressed in, with every file in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stylepad.documents.encoding import Candidate
from stylepad.paths import HOME_VARIABLE
from stylepad.settings import SettingsStore
from stylepad.ui import fonts
from stylepad.ui.document_session import DocumentSession
from stylepad.ui.editor import Editor
from stylepad.ui.language import LanguageKeeper
from stylepad.ui.main_window import MainWindow
from stylepad.ui.messages import MessageRecorder
from stylepad.ui.theme import ThemeKeeper, ThemeMode


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, recovery copies and logs in a temporary folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard_at_the_end(qapp: QApplication) -> Iterator[None]:
    """Leave nothing of Python's on the clipboard, which in memory outlives the interpreter."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def faces(qapp: QApplication) -> None:
    """Register the bundled faces once."""
    fonts.install(qapp)


@pytest.fixture
def dressed(qapp: QApplication, faces: None) -> QApplication:
    """Return the application in its light theme."""
    ThemeKeeper(qapp, ThemeMode.LIGHT)
    return qapp


class PlainRestyle:
    """What the window needs of the restyling part, with nothing behind it."""

    def __init__(self, parent: QWidget) -> None:
        self.panel = QWidget(parent)
        self.restyle_action = QAction("Restyle", parent)
        self.closed = False
        self.changed: list[str] = []

    def actions(self) -> list[QAction]:
        return []

    def model_actions(self) -> list[QAction]:
        return []

    def status_widgets(self) -> list[QWidget]:
        return []

    def engine_note(self, parent: QWidget) -> QWidget:
        return QWidget(parent)

    def setting_changed(self, key: str) -> None:
        self.changed.append(key)

    def may_close(self) -> bool:
        return True

    def close(self) -> None:
        self.closed = True


class Answers:
    """Answers the window's questions about files from what a test prepared."""

    def __init__(self) -> None:
        self.open_path: Path | None = None
        self.save_path: Path | None = None
        self.encoding_choice: int | None = None
        self.offered: tuple[str, ...] = ()
        self.unsaved_answers: list[str] = []
        self.changed_answers: list[str] = []

    def path_to_open(self, _folder: Path) -> Path | None:
        return self.open_path

    def path_to_save(self, _suggestion: Path) -> Path | None:
        return self.save_path

    def encoding(self, _name: str, candidates: Sequence[Candidate]) -> int | None:
        self.offered = tuple(candidate.encoding for candidate in candidates)
        return self.encoding_choice

    def unsaved(self, _name: str) -> str:
        return self.unsaved_answers.pop(0)

    def changed_on_disk(self, _name: str) -> str:
        return self.changed_answers.pop(0)


@dataclass
class Desk:
    """A window and what a test needs to move it."""

    window: MainWindow
    answers: Answers
    recorder: MessageRecorder
    qtbot: QtBot

    @property
    def editor(self) -> Editor:
        return self.window.editor

    @property
    def document(self) -> DocumentSession:
        return self.window.document

    @property
    def text(self) -> str:
        return self.window.editor.text()

    def type(self, text: str) -> None:
        """Write at the cursor as the writer would."""
        self.editor.insertPlainText(text)

    def settle(self) -> None:
        """Wait until no background work is on its way."""
        self.qtbot.waitUntil(lambda: self.window.tasks.running == 0, timeout=10_000)

    def open(self, path: Path) -> None:
        """Open a file and wait for it."""
        self.document.open(path)
        self.settle()

    def save(self) -> None:
        """Save and wait for it."""
        self.window.commands.save.trigger()
        self.settle()


@pytest.fixture
def make_desk(qtbot: QtBot, dressed: QApplication) -> Iterator[Callable[[], Desk]]:
    """Return a maker of windows; each is closed, with its text given up, at the end."""
    desks: list[Desk] = []
    languages = LanguageKeeper(dressed, "en")

    def make() -> Desk:
        window = MainWindow(
            SettingsStore(),
            ThemeKeeper(dressed, ThemeMode.LIGHT),
            languages,
            lambda _editor, _messages, _tasks, parent: PlainRestyle(parent),
        )
        answers, recorder = Answers(), MessageRecorder()
        window.document.questions = answers  # type: ignore[assignment]
        recorder.listen(window.messages)
        window.show()
        qtbot.waitExposed(window)
        desks.append(Desk(window, answers, recorder, qtbot))
        return desks[-1]

    yield make
    for desk in desks:
        desk.answers.unsaved_answers = ["discard"]
        desk.settle()
        desk.window.close()
        desk.window.deleteLater()
    languages.set_choice("en")


@pytest.fixture
def desk(make_desk: Callable[[], Desk]) -> Desk:
    """Return a window with an empty text."""
    return make_desk()


@pytest.fixture
def russian(qapp: QApplication) -> Iterator[LanguageKeeper]:
    """Show the interface in Russian until the test ends."""
    keeper = LanguageKeeper(qapp, "ru")
    yield keeper
    keeper.set_choice("en")
