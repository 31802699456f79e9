"""A program under test: its process, its node on the accessibility bus and what it printed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.e2e.accessible import Node
from tests.e2e.desktop import Desktop
from tests.e2e.waiting import wait_for

# Another model than the built-in one may be tried: the program's own variables are passed on.
CHOSEN = ("STYLEPAD_MODEL", "STYLEPAD_STYLES")


class Program:
    """A started program; `home` is the folder of its settings, recovery copies and logs."""

    def __init__(
        self, desktop: Desktop, command: list[str], home: Path, language: str = "en"
    ) -> None:
        self.desktop = desktop
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        self.log = home / "output.log"
        chosen = {name: os.environ[name] for name in CHOSEN if name in os.environ}
        environment = (
            desktop.environment | chosen | {"STYLEPAD_HOME": str(home), "LANGUAGE": language}
        )
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=environment, cwd=home, stdout=log, stderr=log
            )
        self.root = wait_for("the program's window", self._find_root, 30)

    def find(self, name: str, role: str = "", seconds: float = 10.0) -> Node:
        """Wait for a showing control by its accessible name."""
        return self.root.find(name, role, seconds)

    def descendants(self) -> list[psutil.Process]:
        """Return the living processes that the program started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def kill(self) -> None:
        """Kill the program as the system would: no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def wait(self, seconds: float = 15.0) -> int:
        """Wait for the program to end and return its exit status."""
        return self.process.wait(seconds)

    def close(self) -> None:
        """End the program and its children however they are."""
        if self.process.poll() is None:
            children = self.descendants()
            self.process.kill()
            self.process.wait(10)
            for child in children:
                child.kill() if child.is_running() else None
            psutil.wait_procs(children, timeout=10)

    def _find_root(self) -> Node | None:
        status = self.process.poll()
        assert status is None, f"the program ended with {status}:\n{self.log.read_text()}"
        for node in self.desktop.bus.programs():
            if self._owns(node) and any(child.has("showing") for child in node.children()):
                return node
        return None

    def _owns(self, node: Node) -> bool:
        return self.desktop.bus.process_id(node.owner) == self.process.pid


Start = Callable[..., Program]
