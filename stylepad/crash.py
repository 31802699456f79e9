"""What happens when the program itself is at fault: details on disk, the text safe, a plain word.

An unexpected Python exception is written to a file of its own. A native crash (a signal inside Qt)
leaves the file that `faulthandler` wrote, which the next start finds.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from stylepad import __version__

_log = logging.getLogger(__name__)

KEPT_REPORTS = 20
_NATIVE = "native"
_PYTHON = "error"


class CrashGuard:
    """Catches what nobody else caught, from `install` to `close`.

    `on_error` gets the file with the details, or None where it could not be written. It is called
    on the thread that failed and must not raise.
    """

    def __init__(self, folder: Path, on_error: Callable[[Path | None], None]) -> None:
        self._folder = folder
        self._on_error = on_error
        self._native: TextIO | None = None
        self._reporting = threading.Lock()

    def install(self) -> None:
        """Take over the exception hooks and open the file for native crashes."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._native = (self._folder / f"{_NATIVE}-{os.getpid()}.txt").open("w")
            faulthandler.enable(self._native)

    def close(self) -> None:
        """Give the hooks back and remove the unused file."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            Path(self._native.name).unlink(missing_ok=True)
            self._native = None

    def take_native_crashes(self) -> list[Path]:
        """Return the reports of native crashes since the last call, each only once.

        Empty files of processes that are gone (a kill, a power cut) are removed.
        """
        reports = []
        for path in sorted(self._folder.glob(f"{_NATIVE}-*.txt")):
            pid = path.stem.rpartition("-")[2]
            if not pid.isdigit() or _alive(int(pid)):
                continue
            with suppress(OSError):
                if path.stat().st_size:
                    reports.append(path.rename(path.with_name(f"{_stamp()}-{path.name}")))
                else:
                    path.unlink()
        return reports

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("Unexpected error", exc_info=(kind, error, trace))
        if not self._reporting.acquire(blocking=False):
            return
        try:
            self._on_error(self._write(kind, error, trace))
        finally:
            self._reporting.release()

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _write(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> Path | None:
        lines = [
            f"StylePad {__version__}, Python {platform.python_version()}, {platform.platform()}\n",
            f"{datetime.now(UTC).isoformat()} in thread {threading.current_thread().name}\n\n",
            *traceback.format_exception(kind, error, trace),
        ]
        path = self._folder / f"{_stamp()}-{_PYTHON}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(lines), encoding="utf-8")
            self._forget_old()
        except OSError:
            return None
        return path

    def _forget_old(self) -> None:
        for path in sorted(self._folder.glob("2*.txt"))[:-KEPT_REPORTS]:
            path.unlink(missing_ok=True)


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return True
    if sys.platform == "win32":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
