"""The adapters that are loaded beside a base model, each read and checked once."""

from __future__ import annotations

from pathlib import Path

from stylepad.engine.llama import Adapter, Model, NativeLog, free_adapter
from stylepad.errors import AdapterError
from stylepad.models.adapter_reasons import why
from stylepad.models.adapters import check_adapter
from stylepad.models.gguf import GgufHeader, read_header

KEPT = 12
"""Adapters that stay in memory: a writer goes back and forth between a few styles."""

_Key = tuple[Path, int, int]


class AdapterCache:
    """Adapters of one model by file, time of change and size; the least used are freed first."""

    def __init__(self, model: Model, base: GgufHeader, log: NativeLog) -> None:
        self._model = model
        self._base = base
        self._log = log
        self._adapters: dict[_Key, Adapter] = {}

    def get(self, path: Path) -> Adapter:
        """Return a file's adapter. Raises AdapterError where it does not fit the model."""
        try:
            stat = path.stat()
        except OSError as error:
            raise AdapterError(
                f"The style's adapter {path} cannot be read: {error.strerror}. The text is"
                " unchanged; install the style again.",
                code="adapter.unreadable",
                path=str(path),
            ) from error
        key = (path, stat.st_mtime_ns, stat.st_size)
        adapter = self._adapters.pop(key, None) or self._load(path)
        self._adapters[key] = adapter
        return adapter

    def trim(self) -> None:
        """Free what was not used for long. No context may use it any more."""
        while len(self._adapters) > KEPT:
            free_adapter(self._adapters.pop(next(iter(self._adapters))))

    def _load(self, path: Path) -> Adapter:
        check_adapter(read_header(path), self._base)
        self._log.clear()
        adapter = self._model.load_adapter(path)
        if adapter is None or adapter.activated:
            reason = why("activated") if adapter is not None else self._log.reason()
            raise AdapterError(
                f"The adapter {path.name} cannot be used: {reason}. The text is"
                " unchanged; install the style again.",
                code="adapter.refused",
                name=path.name,
                **reason.details("reason"),
            )
        return adapter
