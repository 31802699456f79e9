"""Models and styles through the accessibility bus: found on the Hub, downloaded, used, started."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ggufs
from tests.e2e.desktop import Desktop
from tests.e2e.program import Program, Start
from tests.e2e.waiting import wait_for
from tests.hub_server import HubServer, serving

pytestmark = pytest.mark.e2e

REPOSITORY = "somebody/Tiny-GGUF"
FILE = "tiny-F32.gguf"
NAME = "Random test model"
SECONDS = 60.0


@pytest.fixture
def hub(desktop: Desktop, tmp_path: Path) -> Iterator[HubServer]:
    """Serve a Hub that the programs of this desktop ask."""
    with serving() as server:
        changes = {"HF_ENDPOINT": server.url, "HF_HOME": str(tmp_path / "hf")}
        desktop.environment.update(changes)
        yield server
        for name in changes:
            del desktop.environment[name]


def open_library(program: Program) -> None:
    program.find("Text", "text").focus()
    program.desktop.keys("ctrl+shift+m")
    wait_for("the window", lambda: program.desktop.windows("Models and styles"), 30)


def test_model_of_the_hub_is_downloaded_used_and_loaded_at_the_next_start(
    start: Start, desktop: Desktop, hub: HubServer, tmp_path: Path
) -> None:
    content = ggufs.write_base(tmp_path / "served.gguf").read_bytes()
    file = hub.add(REPOSITORY, FILE, content, hold_at=len(content) // 2)
    program = start("-m", "stylepad")
    program.find("StylePad Mini", "push button", SECONDS)
    open_library(program)

    program.find("Get models…", "push button", SECONDS).press()
    field = program.find("Search the Hub for GGUF models", "text")
    field.fill("tiny")
    field.focus()
    desktop.keys("Return")
    program.find(f"Show files: {REPOSITORY}", "push button", SECONDS).press()
    program.find(f"Download: {FILE}", "push button", SECONDS).press()
    program.find(f"Pause: {FILE}", "push button", SECONDS)

    text = program.find("Text", "text")
    text.fill("Written while it loads.")
    file.release.set()
    program.find("Use it", "push button", SECONDS).press()
    program.find(NAME, "push button", SECONDS)
    assert text.text == "Written while it loads."
    settings = program.home / "config" / "settings.toml"
    wait_for("the settings", lambda: FILE in settings.read_text(encoding="utf-8"))
    program.close()

    again = start("-m", "stylepad")
    assert again.find(NAME, "push button", SECONDS)
