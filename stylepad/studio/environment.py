"""The Python environment that training runs in: torch and friends are no part of the program.

It lies in the data folder and is filled from the package index that pip is set up for. The variable
STYLEPAD_TRAINING_PYTHON names another environment's Python in its place.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from stylepad import paths
from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, StudioError
from stylepad.models.memory import Device
from stylepad.models.sizes import readable

VARIABLE = "STYLEPAD_TRAINING_PYTHON"
REQUIREMENTS = (
    "torch==2.13.0",
    "transformers==4.57.6",
    "peft==0.21.2",
    "accelerate==1.15.0",
    "gguf==0.19.0",
    "platformdirs>=4.3",
    "filelock>=3.16",
)
OLDEST = (3, 11)
ROOM = 3 << 30
"""Bytes on the disk; where the packages bring a GPU's libraries it is twice that."""

_STAMP = ".installed"
_PACKAGES = 45
"""Packages that pip fetches, about: what progress is counted in."""

_ASK = (
    "import importlib.metadata as m, sys\n"
    "for r in sys.argv[1:]:\n"
    "    name, _, version = r.partition('==')\n"
    "    found = m.version(name.partition('>')[0])\n"
    "    assert not version or found.partition('+')[0] == version, (name, found)\n"
    "    assert m.files(name.partition('>')[0])\n"
)
_ASK_FOR_ALL = "import torch, transformers, peft, accelerate, gguf, platformdirs"

_ASK_FOR_NAMES = (
    "import importlib.util as u\n"
    "names = 'torch transformers peft accelerate gguf platformdirs'.split()\n"
    "assert all(u.find_spec(name) for name in names)\n"
)
_ASK_FOR_GPUS = (
    "import json, torch\n"
    "cuda = range(torch.cuda.device_count() if torch.cuda.is_available() else 0)\n"
    "found = [[torch.cuda.get_device_name(i), *torch.cuda.mem_get_info(i)] for i in cuda]\n"
    "if not found and torch.backends.mps.is_available():\n"
    "    most = torch.mps.recommended_max_memory()\n"
    "    found = [['Apple GPU', most, most]]\n"
    "print(json.dumps(found))\n"
)

Report = Callable[[int, int, str], None]


class State(StrEnum):
    """Whether training can run."""

    READY = "ready"
    MISSING = "missing"
    BROKEN = "broken"


class TrainingEnvironment:
    """The environment in `folder`, by default in the data folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or paths.data() / "training-environment"

    @property
    def own_python(self) -> Path:
        """Return the Python of the folder, whether it is there or not."""
        inside = "Scripts/python.exe" if os.name == "nt" else "bin/python"
        return self.folder / inside

    def state(self) -> State:
        """Return whether training can run here; looks at versions, and takes a tenth of a second.

        An installation that was cut off or has lost packages is broken; `install` mends it.
        """
        if os.environ.get(VARIABLE) or _has_all(sys.executable):
            return State.READY
        if not self.folder.exists():
            return State.MISSING
        stamped = self._stamp() == "\n".join(REQUIREMENTS)
        whole = stamped and _answers(self.own_python, _ASK, *REQUIREMENTS)
        return State.READY if whole else State.BROKEN

    def python(self) -> Path:
        """Return the Python that training runs with.

        Raises StudioError "studio.training_python" where the variable names none that can train,
        and "studio.no_environment" where nothing is installed or it is broken.
        """
        named = os.environ.get(VARIABLE)
        if named:
            if not _answers(Path(named), _ASK_FOR_NAMES):
                raise _unusable(named)
            return Path(named)
        if _has_all(sys.executable):
            return Path(sys.executable)
        state = self.state()
        if state is State.READY:
            return self.own_python
        raise _not_ready(state)

    def install(self, cancel: CancelToken, report: Report) -> Path:
        """Make the environment, anew where it is broken; return its Python.

        `report` hears packages done, of how many, and what is going on. Raises StudioError
        "studio.no_python", "studio.environment_room", "studio.environment_failed"; Cancelled, and
        then nothing is left.
        """
        if self.state() is State.READY:
            return self.python()
        python = find_python()
        self._make_room()
        try:
            report(0, _PACKAGES, "environment")
            self._follow([*python, "-m", "venv", str(self.folder)], cancel, lambda _line: None)
            self._fill(cancel, report)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        return self.own_python

    def _make_room(self) -> None:
        try:
            if self.folder.exists():
                shutil.rmtree(self.folder)
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(self.folder.parent).free
        except OSError as error:
            raise _failed(error.strerror or str(error)) from error
        if free < ROOM:
            raise StudioError(
                f"What trains styles takes about {readable(ROOM)}, and {readable(free)} are free in"
                f" {self.folder.parent}. Nothing was installed. Make room, or set STYLEPAD_HOME to"
                " a folder on another disk.",
                code="studio.environment_room",
                folder=str(self.folder.parent),
                needed=readable(ROOM),
                free=readable(free),
            )

    def _fill(self, cancel: CancelToken, report: Report) -> None:
        done = 0

        def hear(line: str) -> None:
            nonlocal done
            done += line.startswith("Collecting ")
            if line.startswith(("Collecting ", "  Downloading ", "Installing ")):
                report(min(done, _PACKAGES - 1), _PACKAGES, " ".join(line.split())[:80])

        pip = [str(self.own_python), "-m", "pip", "install", "--disable-pip-version-check"]
        self._follow([*pip, "--no-input", *REQUIREMENTS], cancel, hear)
        report(_PACKAGES - 1, _PACKAGES, "check")
        if not _answers(self.own_python, _ASK_FOR_ALL):
            raise _failed("the packages are there but cannot be imported")
        try:
            paths.replace_file(self.folder / _STAMP, "\n".join(REQUIREMENTS).encode())
        except OSError as error:
            raise _failed(error.strerror or str(error)) from error
        report(_PACKAGES, _PACKAGES, "")

    def _follow(self, command: list[str], cancel: CancelToken, hear: Callable[[str], None]) -> None:
        """Run a command to its end, a line at a time. Raises Cancelled, StudioError."""
        cancel.raise_if_cancelled()
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                env=clean_environment(),
            )
        except OSError as error:
            raise _failed(error.strerror or str(error)) from error
        tail: deque[str] = deque(maxlen=6)
        take_back = cancel.on_cancel(process.kill)
        try:
            assert process.stdout is not None
            with process.stdout:
                for line in process.stdout:
                    tail.append(line.strip())
                    hear(line.rstrip())
            code = process.wait()
        finally:
            take_back()
            if process.poll() is None:
                process.kill()
                process.wait()
        if cancel.cancelled:
            raise Cancelled
        if code:
            raise _failed(" ".join(line for line in tail if line)[-400:])

    def _stamp(self) -> str:
        try:
            return (self.folder / _STAMP).read_text(encoding="utf-8")
        except OSError:
            return ""


def find_python() -> list[str]:
    """Return the command of a Python that environments can be made with, 3.11 or newer.

    Raises StudioError "studio.no_python". A frozen program is no Python itself.
    """
    for command in _candidates():
        if _answers_with(
            command, f"import sys, venv, ensurepip; assert sys.version_info>={OLDEST}"
        ):
            return command
    raise StudioError(
        "Training a style needs Python 3.11 or newer, and there is none on this machine (with venv,"
        " which some systems keep in a package python3-venv). Install Python, then go on; nothing"
        " else is missing.",
        code="studio.no_python",
    )


def gpus(python: Path) -> tuple[Device, ...]:
    """Return the GPUs that PyTorch can train on, none where there are none or it does not start."""
    with suppress(OSError, ValueError, TypeError, subprocess.SubprocessError):
        done = subprocess.run(
            [str(python), "-c", _ASK_FOR_GPUS],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=clean_environment(),
            timeout=120,
            check=True,
        )
        return tuple(Device(*device) for device in json.loads(done.stdout))
    return ()


def clean_environment(**more: str) -> dict[str, str]:
    """Return an environment for another Python: nothing that is meant for this one."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "LD_PRELOAD")
    }
    # What a frozen program set aside when it put its own libraries first.
    before = os.environ.get("LD_LIBRARY_PATH_ORIG") or ""
    if not getattr(sys, "frozen", False):
        before = os.environ.get("LD_LIBRARY_PATH", "")
    return kept | ({"LD_LIBRARY_PATH": before} if before else {}) | more


def _candidates() -> Iterator[list[str]]:
    if not getattr(sys, "frozen", False):
        yield [sys.executable]
    names = ["python3", *(f"python3.{minor}" for minor in range(14, 10, -1)), "python"]
    for name in names:
        if found := shutil.which(name):
            yield [found]
    if found := shutil.which("py"):
        yield [found, "-3"]


def _has_all(python: str) -> bool:
    """Return whether the running Python can train: installed with the extra “studio”."""
    if getattr(sys, "frozen", False) or not python:
        return False
    names = ("torch", "transformers", "peft", "accelerate")
    return all(importlib.util.find_spec(name) is not None for name in names)


def _answers(python: Path, script: str, *arguments: str) -> bool:
    return _answers_with([str(python)], script, *arguments)


def _answers_with(command: list[str], script: str, *arguments: str) -> bool:
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(
            [*command, "-c", script, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=clean_environment(),
            timeout=120,
            check=False,
        )
        return done.returncode == 0
    return False


def _unusable(named: str) -> StudioError:
    return StudioError(
        f"{VARIABLE} names {named}, which cannot train: it must be the Python of an environment"
        " with torch, transformers, peft, accelerate, gguf and platformdirs. The job is as it was."
        " Correct the variable, or unset it and have StylePad install its own.",
        code="studio.training_python",
        path=named,
    )


def _not_ready(state: State) -> StudioError:
    why = "is not installed yet" if state is State.MISSING else "is broken or half installed"
    return StudioError(
        f"What trains styles (PyTorch and others) {why}. The job is kept as it is. Have StylePad"
        " install it: “stylepad train --install”, or the button in the Studio; then go on.",
        code="studio.no_environment",
        state=state.value,
    )


def _failed(reason: str) -> StudioError:
    return StudioError(
        f"What trains styles could not be installed: {reason or 'pip gave no reason'}. Nothing was"
        " left behind, and the job is kept. Check the connection and the room on the disk, then try"
        " again.",
        code="studio.environment_failed",
        reason=reason,
    )
