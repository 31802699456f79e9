"""A model on a server: what is known of it, and the adapters that are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

from stylepad.engine.protocol import LoadedModel


@dataclass(frozen=True, slots=True)
class ServedAdapter:
    """An adapter that a server holds.

    `file` is what the server calls it, a path of its own or a model's name; `names` are the styles
    that it may be meant for. It is chosen by `number` with any scale, or else by asking for
    `model` in place of the base.
    """

    file: Path
    names: tuple[str, ...]
    number: int | None = None
    model: str = ""

    def suits(self, style_id: str, files: Mapping[str, Path]) -> bool:
        """Return whether it is the adapter of a style with these files by base."""
        if style_id in self.names or self.file in files.values():
            return True
        return any(f"{style_id}{mark}{base}" in self.names for base in files for mark in "-._")


@dataclass(frozen=True, slots=True)
class RemoteModel(LoadedModel):
    """A model on a server. Its file is not here, so it has no fingerprint to know adapters by."""

    machine: str = ""
    served: tuple[ServedAdapter, ...] = ()

    @property
    def host(self) -> str:
        """Return the machine that texts are sent to."""
        return self.machine

    def adapter_for(self, style_id: str, files: Mapping[str, Path]) -> Path | None:
        """Return the server's adapter for a style, None where the style works by instruction."""
        for adapter in self.served:
            if adapter.suits(style_id, files):
                return adapter.file
        return None

    def served_at(self, file: Path) -> ServedAdapter | None:
        """Return the adapter that `adapter_for` named."""
        return next((adapter for adapter in self.served if adapter.file == file), None)


def loaded_adapters(answer: Any) -> tuple[ServedAdapter, ...]:
    """Return the adapters in llama-server's /lora-adapters; what has another shape is skipped."""
    found = []
    for item in answer if isinstance(answer, list) else ():
        if not isinstance(item, dict):
            continue
        number, path = item.get("id"), item.get("path")
        if isinstance(number, int) and isinstance(path, str) and path:
            task = item.get("task_name")
            names = (*_names(path), *([task] if isinstance(task, str) and task else []))
            found.append(ServedAdapter(Path(path), names, number=number))
    return tuple(found)


def adapter_models(
    listed: Mapping[str, Mapping[str, Any]], base: str, wanted: tuple[tuple[str, str], ...]
) -> tuple[ServedAdapter, ...]:
    """Return the adapters that a server lists as models: those that the settings assign to a style,
    then those that name `base` as their parent, as vLLM does.
    """
    assigned = [
        ServedAdapter(Path(model), (style,), model=model)
        for style, model in wanted
        if model in listed
    ]
    own = [
        ServedAdapter(Path(name), (name, *_names(name)), model=name)
        for name, entry in listed.items()
        if entry.get("parent") == base and name != base
    ]
    return (*assigned, *own)


def short_name(model: str) -> str:
    """Return a model's name without the folders and the suffix of its file."""
    return _pure(model).stem if model.endswith(".gguf") else model


def _names(path: str) -> tuple[str, ...]:
    """Return what an adapter's path says: its file's name, and the folder of its style pack."""
    pure = _pure(path)
    parts = pure.parts
    pack = [parts[-3]] if len(parts) >= 3 and parts[-2] == "adapters" else []
    return (pure.stem if pure.suffix == ".gguf" else pure.name, *pack)


def _pure(path: str) -> PurePath:
    return PureWindowsPath(path) if "\\" in path else PurePosixPath(path)
