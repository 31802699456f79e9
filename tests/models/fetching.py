"""What the tests of the Hub share."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from stylepad.errors import HubError, StylePadError
from stylepad.models.control import Control
from stylepad.models.download import Downloaded, Downloader
from stylepad.models.hub import Hub
from stylepad.models.progress import Phase, Progress
from stylepad.models.transfer import Patience
from tests.hub_server import HubServer

REPOSITORY = "somebody/Tiny-GGUF"
FILE = "tiny-F32.gguf"
AT_ONCE = Patience(waits=(0.0, 0.0))
PATIENT = 30.0
"""Seconds after which a test that waits for another thread fails."""


def share(content: bytes, percent: int) -> int:
    """Return so many percent of a file's bytes."""
    return len(content) * percent // 100


class Fetching:
    """One download in this process: what it is asked for, and what it reported."""

    def __init__(self, server: HubServer, folder: Path, patience: Patience = AT_ONCE) -> None:
        self.hub = Hub(server.url)
        self.folder = folder
        self.control = Control()
        self.reports: list[Progress] = []
        self.downloader = Downloader(self.hub, folder, patience)
        self.when: Callable[[Progress], None] = lambda _progress: None
        self.arrived = threading.Event()
        """Set when the first bytes are written."""
        self.outcome: Downloaded | StylePadError | None = None

    def run(self, wanted: str = FILE, repository: str = REPOSITORY) -> Downloaded:
        """Download, in this thread."""
        there = self.hub.repository(repository)
        return self.downloader.download(there, there.edition(wanted), self.control, self._take)

    def start(self, wanted: str = FILE) -> threading.Thread:
        """Download in another thread, which keeps its outcome."""

        def work() -> None:
            try:
                self.outcome = self.run(wanted)
            except StylePadError as error:
                self.outcome = error

        thread = threading.Thread(target=work)
        thread.start()
        return thread

    def refused(self, wanted: str = FILE) -> HubError:
        """Download, and return the error that ends it."""
        with pytest.raises(HubError) as caught:
            self.run(wanted)
        return caught.value

    def parts(self) -> list[Path]:
        """Return what is on its way."""
        return sorted((self.folder / ".downloads").glob("*.part"))

    def _take(self, progress: Progress) -> None:
        self.reports.append(progress)
        if progress.phase is Phase.LOADING:
            self.arrived.set()
        self.when(progress)
