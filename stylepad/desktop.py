"""Assembles the window: the application, its looks and language, the core, the crash guard."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from stylepad import __version__, paths
from stylepad.app import Core, build_core
from stylepad.crash import CrashGuard
from stylepad.ui import fonts
from stylepad.ui.crash_notice import CrashNotice
from stylepad.ui.editor import Editor
from stylepad.ui.icons import app_icon
from stylepad.ui.language import LanguageKeeper
from stylepad.ui.main_window import MainWindow, Restyle
from stylepad.ui.messages import Messages
from stylepad.ui.restyle.controller import RestyleController
from stylepad.ui.tasks import Tasks
from stylepad.ui.theme import ThemeKeeper, ThemeMode

SWITCH_SECONDS = 0.0005
"""How long background work may keep the window waiting for its turn. A window that is drawn asks
for one after every call into Qt, and with Python's own 0.005 each may cost as much."""


def main(files: Sequence[str] = ()) -> int:
    """Open the window, with the first file if one is given; return the exit code."""
    # Ctrl+C in the terminal ends the program at once; the recovery copy is there.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = build_application(sys.argv[:1])
    core = build_core()
    window = build_window(app, core)
    notice = CrashNotice(window.document.rescue, window)
    guard = CrashGuard(paths.state() / "crashes", notice.report)
    crashes = guard.take_native_crashes()
    guard.install()
    window.show()
    window.start(Path(files[0]).absolute() if files else None)
    for fault in core.overrides().faults:
        window.messages.failure(fault)
    notice.tell_native(crashes, window.messages)
    try:
        return app.exec()
    finally:
        guard.close()
        core.close()


def build_application(argv: Sequence[str]) -> QApplication:
    """Return the application with its name, icon and faces; set short turns for this process."""
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication(list(argv))
    app.setApplicationName("StylePad")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("stylepad")
    app.setWindowIcon(app_icon())
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    fonts.install(app)
    return app


def build_window(app: QApplication, core: Core) -> MainWindow:
    """Return the window around a core, in the writer's theme and language."""

    def restyle(editor: Editor, messages: Messages, tasks: Tasks, parent: QWidget) -> Restyle:
        return RestyleController(core, editor, messages, tasks, parent)

    chosen, overrides = core.chosen(), core.overrides()
    fixed = {key: (overrides.variable(key), value) for key, value in overrides.values.items()}
    themes = ThemeKeeper(app, ThemeMode(chosen.theme))
    languages = LanguageKeeper(app, chosen.language)
    return MainWindow(core.settings, themes, languages, restyle, fixed=fixed)
