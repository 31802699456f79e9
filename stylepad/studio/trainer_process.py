"""The trainer as a process of its own: started, followed, paused, and how it ended in words."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import stylepad
from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, StudioError
from stylepad.studio.environment import clean_environment
from stylepad.studio.train.plan import FAILURE, PAUSE

LOG = "trainer.log"
CODE = "code"
PAUSED = 3
PAUSE_SECONDS = 120.0
"""How long a trainer may take to write its checkpoint before it is ended."""

_PARTS = ("__init__.py", "errors.py", "paths.py", "models", "text", "studio/__init__.py")
_TRAINER = "studio/train"

Hear = Callable[[dict[str, Any]], None]


def copy_code(folder: Path) -> Path:
    """Copy what the trainer needs of StylePad into a job; return what goes into PYTHONPATH.

    Only that: beside the program's own package lie those of another Python. A job that is carried
    to a server has its trainer with it. Raises OSError.
    """
    source, target = Path(stylepad.__file__).parent, folder / CODE
    shutil.rmtree(target, ignore_errors=True)
    for part in (*_PARTS, _TRAINER):
        place = target / "stylepad" / part
        place.parent.mkdir(parents=True, exist_ok=True)
        if (source / part).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source / part, place, ignore=ignored)
        else:
            shutil.copyfile(source / part, place)
    return target


def command_of(python: Path, folder: Path, processes: int) -> list[str]:
    """Return the command that trains the job's stage in `folder`, in one process or several."""
    trainer = ["-m", "stylepad.studio.train", str(folder.absolute()), "--attached"]
    if processes <= 1:
        return [str(python), *trainer]
    launcher = ["-m", "accelerate.commands.launch", "--num_processes", str(processes)]
    # For processors accelerate would want MPI. This way starts the same processes, which find each
    # other over gloo where there is no GPU.
    kind = ["--multi_gpu", "--num_machines", "1", "--main_process_port", "0"]
    settings = ["--mixed_precision", "no", "--dynamo_backend", "no"]
    return [str(python), *launcher, *kind, *settings, *trainer]


class Trainer:
    """A running trainer. `wait` returns when it is done.

    Only with `on_hub`, for a base that is to be fetched, may it use the network.
    """

    def __init__(self, command: list[str], folder: Path, *, on_hub: bool = False) -> None:
        self._folder = folder
        (folder / PAUSE).unlink(missing_ok=True)
        environment = clean_environment(
            PYTHONPATH=str((folder / CODE).absolute()),
            PYTHONUNBUFFERED="1",
            TOKENIZERS_PARALLELISM="false",
            HF_HUB_DISABLE_TELEMETRY="1",
            TQDM_DISABLE="1",
            **({} if on_hub else {"HF_HUB_OFFLINE": "1"}),
        )
        with (folder / LOG).open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment,
                # Python looks for modules where it is started, before anywhere else.
                cwd=folder,
            )
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        assert self._process.stdout is not None
        reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        reader.start()

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    def wait(self, cancel: CancelToken, hear: Hear) -> None:
        """Return when the training is done; `hear` gets what it says.

        Raises Cancelled when it has paused, and StudioError with what went wrong.
        """
        take_back = cancel.on_cancel(self._ask_to_pause)
        try:
            self._listen(cancel, hear)
            code = self._process.wait()
        finally:
            take_back()
            self._end()
            (self._folder / PAUSE).unlink(missing_ok=True)
        if code == PAUSED or (code and cancel.cancelled):
            raise Cancelled
        if code:
            raise self._fault(code)

    def _listen(self, cancel: CancelToken, hear: Hear) -> None:
        deadline = 0.0
        while True:
            with suppress(queue.Empty):
                line = self._lines.get(timeout=0.5)
                if line is None:
                    return
                with suppress(ValueError):
                    message = json.loads(line)
                    if isinstance(message, dict):
                        hear(message)
            if cancel.cancelled:
                deadline = deadline or time.monotonic() + PAUSE_SECONDS
                if time.monotonic() > deadline:
                    self._process.kill()

    def _read(self, source: IO[bytes]) -> None:
        with source:
            for line in source:
                self._lines.put(line)
        self._lines.put(None)

    def _ask_to_pause(self) -> None:
        with suppress(OSError):
            (self._folder / PAUSE).touch()

    def _end(self) -> None:
        """Close its input, by which it pauses where it still runs."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(PAUSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _fault(self, code: int) -> StudioError:
        try:
            body = json.loads((self._folder / FAILURE).read_text(encoding="utf-8"))
            details = {str(name): str(value) for name, value in body["details"].items()}
            return StudioError(body["message"], code=body["code"], **details)
        except (OSError, ValueError, KeyError, AttributeError):
            return _died(code, self._folder)


def _died(code: int, folder: Path) -> StudioError:
    how = f"exit code {code}"
    if code < 0 and os.name != "nt":
        with suppress(ValueError):
            how = signal.Signals(-code).name
    return StudioError(
        f"The training was ended from outside ({how}), perhaps because the memory was not enough."
        " What was learned up to the last checkpoint is kept: go on to continue from there. Close"
        f" other programs where it happens again; {folder / LOG} has the details.",
        code="studio.trainer_died",
        how=how,
        log=str(folder / LOG),
    )
