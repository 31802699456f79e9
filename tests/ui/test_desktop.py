from __future__ import annotations

import subprocess
import sys

import psutil
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylepad import desktop
from stylepad.app import build_core

MEMORY = 150 * 1024 * 1024
START = """
import sys, psutil
from stylepad import desktop
from stylepad.app import build_core
app = desktop.build_application(["stylepad"])
core = build_core()
window = desktop.build_window(app, core)
window.show()
window.start()
app.processEvents()
heavy = {"numpy", "huggingface_hub", "jinja2", "llama_cpp", "torch"} & set(sys.modules)
print(psutil.Process().memory_info().rss, *sorted(heavy))
window.close()
core.close()
"""


def test_window_starts_small_and_without_heavy_libraries() -> None:
    started = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, timeout=60, check=True
    )
    memory, *heavy = started.stdout.split()
    assert heavy == []
    assert int(memory) < MEMORY


def test_real_window_closes_and_leaves_no_process(qtbot: QtBot, dressed: QApplication) -> None:
    before = set(psutil.Process().children())
    core = build_core()
    window = desktop.build_window(dressed, core)
    window.show()
    qtbot.waitExposed(window)
    window.close()
    core.close()
    ours = set(psutil.Process().children()) - before
    _gone, alive = psutil.wait_procs(ours, timeout=10)
    assert alive == []
    window.deleteLater()
