"""Measures how long the window stands still: `python -m tests.bench.stall_probe TEXT`.

Opens TEXT, looks for a word in it and pastes words that have no end. Prints one JSON object: for
each step the longest time in milliseconds that the UI thread did not get round to a timer, with
what it computed itself meanwhile under the step's name and "_busy".
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from stylepad import desktop
from stylepad.app import build_core
from stylepad.ui.main_window import MainWindow

STEP_MILLISECONDS = 1500
ENGINE_MILLISECONDS = 4000
NEEDLE = "the "
ENDLESS = (100_000, 300_000, 500_000)


class Probe(QObject):
    """Takes one step after the other and watches the time between two beats of a timer."""

    def __init__(self, window: MainWindow, text: Path) -> None:
        super().__init__(window)
        self._window = window
        self._figures: dict[str, float] = {}
        self._steps = iter(self._plan(text))
        self._name = ""
        self._last = self._last_cpu = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._next_step = QTimer(self, interval=STEP_MILLISECONDS)
        self._next_step.timeout.connect(self._step)
        window.document.opened.connect(self._note_opened)
        QTimer.singleShot(ENGINE_MILLISECONDS, self._next_step.start)

    def _plan(self, text: Path) -> list[tuple[str, Callable[[], object]]]:
        window, bar = self._window, self._window.find_bar
        editor = window.editor
        keys = [("find", lambda key=key: self._press(bar.needle, key)) for key in NEEDLE]
        endless = [
            (f"endless_{length}", lambda length=length: self._paste_endless(length))
            for length in ENDLESS
        ]
        return [
            ("open", lambda: self._open(text)),
            ("scroll", lambda: editor.verticalScrollBar().setValue(20_000)),
            ("find", bar.open_find),
            *keys,
            ("find_next", bar.find_next),
            ("find_type", lambda: self._press(editor, "a")),
            ("close", bar.close_bar),
            *endless,
        ]

    def _open(self, text: Path) -> None:
        self._window.editor.document().setModified(False)
        self._began = time.monotonic()
        self._window.document.open(text)

    def _note_opened(self) -> None:
        self._figures["opened"] = 1000 * (time.monotonic() - self._began)

    def _paste_endless(self, length: int) -> None:
        self._window.editor.set_text("")
        data = QMimeData()
        data.setText("ы" * length)
        # Emptying the text is no part of the step.
        QTimer.singleShot(300, lambda: self._watched_paste(data))

    def _watched_paste(self, data: QMimeData) -> None:
        self._figures.pop(self._name, None)
        self._last, self._last_cpu = time.monotonic(), time.thread_time()
        self._window.editor.insertFromMimeData(data)

    def _step(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._finish()
            return
        self._name = step[0]
        self._last, self._last_cpu = time.monotonic(), time.thread_time()
        self._timer.start()
        step[1]()

    def _beat(self) -> None:
        now, cpu = time.monotonic(), time.thread_time()
        stall = 1000 * (now - self._last)
        if stall > self._figures.get(self._name, 0.0):
            self._figures[self._name] = stall
            self._figures[f"{self._name}_busy"] = 1000 * (cpu - self._last_cpu)
        self._last, self._last_cpu = now, cpu

    def _finish(self) -> None:
        self._timer.stop()
        self._next_step.stop()
        print(json.dumps(self._figures), flush=True)
        self._window.editor.document().setModified(False)
        QApplication.exit(0)

    def _press(self, target: QObject, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            no_modifier = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(target, QKeyEvent(kind, Qt.Key.Key_A, no_modifier, text))


def main(text: Path) -> int:
    app = desktop.build_application(["stylepad"])
    core = build_core()
    window = desktop.build_window(app, core)
    probe = Probe(window, text)
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
    sys.exit(main(Path(sys.argv[1])))
