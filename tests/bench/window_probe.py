"""Runs the window and measures it from inside: `python -m tests.bench.window_probe START TEXT`.

START is the monotonic time at which the parent began, TEXT a document to open. Prints one JSON
object: milliseconds until a typed letter stood in the painted window, megabytes, and the longest
time that the UI thread did not get round to a timer while a suggestion was written.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from stylepad import desktop
from stylepad.app import build_core
from stylepad.ui.main_window import MainWindow
from stylepad.ui.restyle.controller import RestyleController
from stylepad.ui.restyle.engine_room import Phase
from stylepad.ui.restyle.style_popup import StylePopup

SETTLE_MILLISECONDS = 2000
WRITING_SECONDS = 8.0
TYPING_MILLISECONDS = 250
SELECTED_CHARACTERS = 6000
MEGABYTE = 1 << 20


class Probe(QObject):
    """Goes through start, opening and restyling; every step begins the next."""

    def __init__(self, window: MainWindow, started: float, text: Path) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._started = started
        self._text = text
        self._figures: dict[str, float] = {}
        self._painted = False
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._typing = QTimer(self, interval=TYPING_MILLISECONDS)
        self._typing.timeout.connect(lambda: self._press(Qt.Key.Key_A, "a"))
        self._last = self._until = self._stall = 0.0
        self._last_cpu = self._cpu = (0.0, 0.0)
        self._beats = 0
        self._editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Type a letter after the first paint."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._type_first)
        return super().eventFilter(watched, event)

    def _type_first(self) -> None:
        before = self._editor.document().characterCount()
        self._press(Qt.Key.Key_A, "a")
        if self._editor.document().characterCount() == before + 1:
            self._figures["usable"] = 1000 * (time.monotonic() - self._started)
            self._figures["usable_cpu"] = 1000 * time.process_time()
        self._wait_for_engine()

    def _wait_for_engine(self) -> None:
        restyle = self._window.restyle
        ready = isinstance(restyle, RestyleController) and restyle.room.state.phase is Phase.READY
        if not ready and time.monotonic() - self._started < 60:
            QTimer.singleShot(100, self._wait_for_engine)
            return
        QTimer.singleShot(SETTLE_MILLISECONDS, self._open)

    def _open(self) -> None:
        self._figures["memory"] = self._megabytes()
        self._editor.document().setModified(False)
        self._window.document.opened.connect(
            lambda: QTimer.singleShot(SETTLE_MILLISECONDS, self._restyle)
        )
        self._window.document.open(self._text)

    def _restyle(self) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(0)
        cursor.setPosition(SELECTED_CHARACTERS, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._last, self._last_cpu = time.monotonic(), _computed()
        self._until = self._last + WRITING_SECONDS
        self._timer.start()
        self._window.restyle.restyle_action.trigger()
        QTimer.singleShot(200, self._pick)

    def _pick(self) -> None:
        popup = self._window.findChild(StylePopup)
        if popup is None or not popup.isVisible():
            self._finish()
            return
        self._press(Qt.Key.Key_Return, "\r", popup.filter_edit)
        cursor = self._editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._editor.setTextCursor(cursor)
        self._typing.start()

    def _beat(self) -> None:
        now, cpu = time.monotonic(), _computed()
        if now - self._last > self._stall:
            self._stall = now - self._last
            self._cpu = (cpu[0] - self._last_cpu[0], cpu[1] - self._last_cpu[1])
        self._last, self._last_cpu = now, cpu
        self._beats += 1
        if now >= self._until:
            self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        self._typing.stop()
        restyle = self._window.restyle
        wrote = isinstance(restyle, RestyleController) and restyle.panel.isVisible()
        self._figures |= {
            "wrote": float(wrote),
            "beats": float(self._beats),
            "stall": 1000 * self._stall,
            "busy": 1000 * self._cpu[0],
            "others": 1000 * (self._cpu[1] - self._cpu[0]),
            "memory_writing": self._megabytes(),
        }
        print(json.dumps(self._figures), flush=True)
        self._editor.document().setModified(False)
        QApplication.exit(0)

    def _press(self, key: Qt.Key, text: str, target: QObject | None = None) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(target or self._editor, event)

    @staticmethod
    def _megabytes() -> float:
        return float(psutil.Process().memory_info().rss) / MEGABYTE


def _computed() -> tuple[float, float]:
    """Return the seconds of computing of this thread and of the whole process."""
    return time.thread_time(), time.process_time()


def main(started: float, text: Path) -> int:
    app = desktop.build_application(["stylepad"])
    core = build_core()
    window = desktop.build_window(app, core)
    probe = Probe(window, started, text)
    window.show()
    window.start()
    try:
        return app.exec()
    finally:
        probe.deleteLater()
        window.restyle.close()
        window.tasks.close()
        core.close()


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), Path(sys.argv[2])))
