"""A process that works on a job: python -m stylepad.studio JOB [--stage STAGE]... [--styles FOLDER]

It says how far it is in the job's state.json. SIGTERM, or a file `pause` in the job's folder, pause
it between two units. Exit codes: 0 done, 1 failed, 2 wrong use, 130 paused.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import FrameType

import psutil

from stylepad import paths
from stylepad.engine.protocol import CancelToken
from stylepad.engine.remote.book import ServerBook
from stylepad.engine.remote.keys import KeyStore
from stylepad.errors import Cancelled, StylePadError
from stylepad.settings import SettingsStore
from stylepad.studio.job import Job, Stage, open_job
from stylepad.studio.runner import Runner
from stylepad.studio.stages import FindStage, find_stage
from stylepad.studio.working import MADE_STYLE, JobEngine, install_style
from stylepad.studio.writing_server import WritingServer

DONE, FAILED, PAUSED = 0, 1, 130
_POLITE = 10


def main(argv: Sequence[str] | None = None, find: FindStage = find_stage) -> int:
    """Work on a job and return the exit code."""
    options = _parser().parse_args(argv)
    cancel = CancelToken()
    _pause_at_signals(cancel)
    _let_others_go_first()
    try:
        _work(open_job(options.job), options, cancel, find)
    except Cancelled:
        return PAUSED
    except StylePadError as error:
        sys.stderr.write(f"{error.code}: {error.message}\n")
        return FAILED
    except Exception:  # noqa: BLE001 - the process boundary
        traceback.print_exc()
        return FAILED
    return DONE


def _work(job: Job, options: argparse.Namespace, cancel: CancelToken, find: FindStage) -> None:
    def finished(stage: Stage) -> None:
        if stage in MADE_STYLE:
            install_style(job, options.styles)

    writing = WritingServer(job, ServerBook(SettingsStore(), KeyStore()), cancel)
    with closing(JobEngine(job, cancel)) as engine, closing(writing):
        Runner(job, engine, cancel, writer=writing.given, find=find, finished=finished).run(
            options.stage
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="stylepad.studio", description=__doc__)
    parser.add_argument("job", type=Path)
    parser.add_argument("--stage", type=Stage, action="append", default=[])
    parser.add_argument("--styles", type=Path, default=paths.user_styles())
    return parser


def _pause_at_signals(cancel: CancelToken) -> None:
    def pause(_number: int, _frame: FrameType | None) -> None:
        # Not here: the interrupted code may hold the very lock that cancelling needs.
        threading.Thread(target=cancel.cancel, name="pause").start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, pause)


def _let_others_go_first() -> None:
    """Take the processor only when the window, and whatever else, does not want it."""
    # Windows has classes of priority, other systems numbers.
    lower = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", _POLITE)
    with suppress(psutil.Error, OSError):
        psutil.Process().nice(lower)


if __name__ == "__main__":
    sys.exit(main())
