"""Train: `python -m stylepad.studio.train FOLDER`, alone or under `accelerate launch`.

FOLDER is a job's, or its folder training. Lines of JSON on standard output say how far it is; what
went wrong is in failure.json. With `--attached` it pauses when standard input closes, as it does
when the program that started it ends.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from stylepad.errors import StudioError, StylePadError
from stylepad.paths import replace_file
from stylepad.studio.train.plan import FAILURE, PAUSE, PLAN, Plan, check_base, read_plan

DONE, FAILED, PAUSED = 0, 1, 3
_NICENESS = 5
_PATIENCE = 120.0
"""Seconds that an earlier trainer may take to write its checkpoint."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def main(argv: list[str] | None = None) -> int:
    """Train and return the exit code: 0 done, 1 failed, 3 paused."""
    options = _options(argv)
    given: Path = options.folder
    folder = given if (given / PLAN).exists() else given / "training"
    (folder / FAILURE).unlink(missing_ok=True)
    try:
        return _train(folder, options)
    except StylePadError as error:
        return _failed(folder, error)
    except OSError as error:
        return _failed(folder, _system(folder, error))
    except Exception as error:  # noqa: BLE001 -- the process boundary
        traceback.print_exc()
        return _failed(folder, _unexpected(error))


def _train(folder: Path, options: argparse.Namespace) -> int:
    plan = read_plan(folder)
    if options.base is not None:
        plan = replace(plan, path=str(options.base))
    check_base(plan)
    with _alone(folder):
        return _learn(plan, folder, options)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until an earlier trainer of this job, which may be pausing still, has ended."""
    if int(os.environ.get("RANK", "0")):
        yield  # the first process of several holds the lock for all
        return
    try:
        with FileLock(folder / "lock", timeout=_PATIENCE):
            yield
    except Timeout as error:
        raise StudioError(
            "Another training of this job is running. Wait for its end or pause it, then go on.",
            code="studio.busy",
            folder=str(folder),
        ) from error


def _learn(plan: Plan, folder: Path, options: argparse.Namespace) -> int:
    # torch takes seconds to import, which a wrong plan need not wait for.
    import torch  # noqa: PLC0415

    from stylepad.studio.train.company import Company  # noqa: PLC0415
    from stylepad.studio.train.loop import Training  # noqa: PLC0415

    if plan.threads:
        torch.set_num_threads(plan.threads)
    company = Company()
    lost = threading.Event()
    if options.attached:
        _be_modest()
        _watch_input(lost)

    def wanted() -> bool:
        return lost.is_set() or (folder / PAUSE).exists()

    tell = _tell if company.leads else _say_nothing
    tell({"event": "begun", "device": company.device.type, "processes": company.size})
    ended = Training(plan, folder, company, wanted, tell).run()
    company.leave()
    tell({"event": "done" if ended else "paused"})
    return DONE if ended else PAUSED


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m stylepad.studio.train")
    parser.add_argument("folder", type=Path, help="a job's folder")
    parser.add_argument("--base", type=Path, help="where the base is on this machine")
    parser.add_argument("--attached", action="store_true", help="pause when standard input closes")
    return parser.parse_args(argv)


def _be_modest() -> None:
    """Leave the processor to the editor, and Ctrl-C to the program that started this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)


def _watch_input(lost: threading.Event) -> None:
    def watch() -> None:
        while os.read(0, 4096):
            pass
        lost.set()

    threading.Thread(target=watch, name="input", daemon=True).start()


def _tell(message: dict[str, object]) -> None:
    # Whoever listened may be gone: the training pauses by its input, not by this.
    with suppress(OSError):
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


def _say_nothing(_message: dict[str, object]) -> None:
    pass


def _failed(folder: Path, error: StylePadError) -> int:
    told = {"code": error.code, "message": error.message, "details": error.details}
    sys.stderr.write(f"{error.message}\n")
    with suppress(OSError):
        replace_file(folder / FAILURE, json.dumps(told, ensure_ascii=False).encode())
    _tell({"event": "failed", **told})
    return FAILED


def _system(folder: Path, error: OSError) -> StudioError:
    if error.errno in _FULL:
        return StudioError(
            f"The disk of {folder} is full, so the training stopped. What was learned up to the"
            " last checkpoint is kept. Free some room, then go on.",
            code="studio.disk_full",
            folder=str(folder),
        )
    return StudioError(
        f"The training cannot write to {folder}: {error.strerror or error}. What was learned up to"
        " the last checkpoint is kept. Allow writing there, then go on.",
        code="studio.unwritable",
        folder=str(folder),
        problem=error.strerror or str(error),
    )


def _unexpected(error: Exception) -> StudioError:
    reason = " ".join(str(error).split())[:300] or type(error).__name__
    if "out of memory" in reason.lower() or isinstance(error, MemoryError):
        return StudioError(
            "The memory was not enough for the training. What was learned up to the last"
            " checkpoint is kept. Close other programs, or set smaller batches (batch_tokens), then"
            " go on.",
            code="studio.out_of_memory",
        )
    return StudioError(
        f"The training met an error of its own ({reason}). What was learned up to the last"
        " checkpoint is kept. Go on to try again; trainer.log has the details.",
        code="studio.trainer_failed",
        reason=reason,
    )


if __name__ == "__main__":
    sys.exit(main())
