"""Starting the process that works on a job, from the window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stylepad.errors import StudioError
from stylepad.studio.job import Stage, unwritable

RUNNER_ARGUMENT = "--studio-runner"
"""What a frozen program is started with to work on a job instead."""
LOG = "log.txt"

_PACKAGE_PARENT = Path(__file__).resolve().parents[2]


def runner_command() -> list[str]:
    """Return the command that works on a job, from a checkout or a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, RUNNER_ARGUMENT]
    return [sys.executable, "-X", "faulthandler", "-m", "stylepad.studio"]


def start_runner(
    folder: Path,
    styles: Path,
    stages: Sequence[Stage] = (),
    command: Sequence[str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a process for a job that outlives this one; `styles` is where the style is installed.

    What it prints goes to log.txt in the job's folder. Raises StudioError.
    """
    arguments = [str(folder), "--styles", str(styles)]
    for stage in stages:
        arguments += ["--stage", stage.value]
    try:
        with (folder / LOG).open("ab") as log:
            return subprocess.Popen(
                [*(command or runner_command()), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                env=_environment(),
                **_detached(),
            )
    except OSError as error:
        raise unwritable(folder, error) from error


def ended(process: subprocess.Popen[bytes], folder: Path) -> StudioError | None:
    """Return why a process that is gone failed before it could say so in the job's state."""
    code = process.poll()
    if code in (None, 0):
        return None
    try:
        last = (folder / LOG).read_text(encoding="utf-8", errors="replace").strip()[-400:]
    except OSError:
        last = ""
    return StudioError(
        f"The process that worked on the style ended by itself ({code}). What was finished is"
        f" kept. Go on to try it again; {folder / LOG} has what it said last.",
        code="studio.died",
        status=str(code),
        log=str(folder / LOG),
        last=last,
    )


def _detached() -> dict[str, Any]:
    """Return what lets the process outlive the window and keeps a terminal's Ctrl-C from it."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags}
    return {"start_new_session": True}


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    paths = [str(_PACKAGE_PARENT), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return environment
