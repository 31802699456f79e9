"""Writing an adapter so that it appears whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from stylepad.models import adapter_faults as faults


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a path beside `target` that takes its place when the block has ended without error.

    Raises AdapterError "adapter.unwritable" for any OSError; then nothing is left behind and an
    older `target` is as it was.
    """
    unfinished = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.tmp")
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    except OSError as error:
        raise faults.unwritable(target, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
