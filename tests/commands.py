"""The program as a user starts it: a process of its own, with a home and styles of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stylepad.models.fingerprint import fingerprint
from stylepad.models.gguf import read_header
from tests.packs import write_pack

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Installation:
    """A home with a small random model and styles for it."""

    home: Path
    model: Path

    @property
    def styles(self) -> Path:
        """Return the folder of the writer's own styles."""
        return self.home / "data" / "styles"

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the model."""
        return fingerprint(read_header(self.model))

    def add_style(self, style_id: str, adapter: Path | None = None, **changes: Any) -> Path:
        """Install a style; with an adapter for the model if one is given."""
        folder = write_pack(self.styles, style_id, **changes)
        if adapter:
            (folder / "adapters").mkdir()
            shutil.copy(adapter, folder / "adapters" / f"{self.fingerprint}.gguf")
        return folder

    def environment(self, **changes: str) -> dict[str, str]:
        """Return the environment of a process that uses this home and has no display."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
            and not name.startswith("STYLEPAD_")
        }
        return {
            **kept,
            "STYLEPAD_HOME": str(self.home),
            "STYLEPAD_MODEL": str(self.model),
            "PYTHONPATH": str(ROOT),
            **changes,
        }

    def run(self, *arguments: str, data: bytes = b"", **changes: str) -> Run:
        """Run the program to its end."""
        done = subprocess.run(
            self.command(*arguments),
            input=data,
            capture_output=True,
            env=self.environment(**changes),
            cwd=self.home,
            timeout=100,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr.decode("utf-8"))

    @staticmethod
    def command(*arguments: str) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-m", "stylepad", *arguments]


@dataclass(frozen=True)
class Run:
    """What a run left: exit code, standard output and standard error."""

    code: int
    output: bytes
    errors: str

    @property
    def text(self) -> str:
        """Return standard output as text."""
        return self.output.decode("utf-8")
