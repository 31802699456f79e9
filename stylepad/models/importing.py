"""Adapters from elsewhere, made into what a style pack holds: a GGUF adapter for one base."""

from __future__ import annotations

import shutil
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
    if not source.exists():
        raise faults.source(source, "it is not there")
    if _is_peft(source):
        convert(read_peft(source), base, target)
    elif _is_gguf(source):
        check_adapter(read_header(source), base)
        with replacing(target) as unfinished:
            shutil.copyfile(source, unfinished)
    else:
        raise faults.kind(source)


def _is_peft(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() == ".safetensors" or path.name == CONFIG_NAME


def _is_gguf(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise faults.source(path, error.strerror or str(error)) from error
