"""Adapters from elsewhere, made into what a style pack holds: a GGUF adapter for one base."""

from __future__ import annotations

import shutil
import stat
from enum import Enum, auto
from pathlib import Path

from stylepad.models import adapter_faults as faults
from stylepad.models.adapters import check_adapter
from stylepad.models.convert import convert
from stylepad.models.gguf import MAGIC, GgufHeader, read_header
from stylepad.models.peft import CONFIG_NAME, PICKLES, read_peft
from stylepad.models.replacing import replacing


def import_adapter(source: Path, base: GgufHeader, target: Path) -> None:
    """Write the adapter at `source` to `target`, checked against `base`.

    `source` is a GGUF adapter, a folder that PEFT saved, or its weights with the configuration
    beside them. Raises AdapterError, with code adapter.pickle for a pickle, which is not opened,
    and as `convert` and `check_adapter` do; ModelError for a GGUF file that is damaged.
    """
    if source.suffix.lower() in PICKLES:
        raise faults.pickle(source)
    try:
        kind = _kind(source)
    except OSError as error:
        raise faults.source(source, error) from error
    if kind is _Kind.PEFT:
        convert(read_peft(source), base, target)
    elif kind is _Kind.GGUF:
        check_adapter(read_header(source), base)
        with replacing(target) as unfinished:
            shutil.copyfile(source, unfinished)
    else:
        raise faults.kind(source)


class _Kind(Enum):
    PEFT = auto()
    GGUF = auto()
    OTHER = auto()


def _kind(path: Path) -> _Kind:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode) or path.suffix.lower() == ".safetensors" or path.name == CONFIG_NAME:
        return _Kind.PEFT
    if not stat.S_ISREG(mode):
        return _Kind.OTHER
    with path.open("rb") as file:
        return _Kind.GGUF if file.read(len(MAGIC)) == MAGIC else _Kind.OTHER
