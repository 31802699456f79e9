"""What a setting can be: the vocabulary of the table. Plain data; widgets are made elsewhere.

Texts are English sources marked for translation in the context "Settings"; `say` translates them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

CONTEXT = "Settings"


def QT_TRANSLATE_NOOP(_context: str, source: str) -> str:
    """Return a source text as it is; it is translated when it is said. Qt's own has no types."""
    return source


def say(source: str) -> str:
    """Return a text of the table in the interface language."""
    return QCoreApplication.translate(CONTEXT, source) if source else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values, each with its label.

    `other` is the label of a value that stands only in the file, with "{value}" in it.
    """

    options: tuple[tuple[object, str], ...]
    other: str = "{value}"


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, or 0 for what the program chooses; `unit` is shown behind it."""

    least: int
    most: int
    automatic: str
    unit: str = ""
    step: int = 1


@dataclass(frozen=True, slots=True)
class Layers:
    """Where a model runs: None is automatic, 0 the processor, else layers on the GPU."""


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface by family; "" is the program's own."""


@dataclass(frozen=True, slots=True)
class FolderPath:
    """A folder; "" is `usual`."""

    usual: Callable[[], Path]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A GGUF file; "" is the built-in one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Nothing to set: a folder or a file that the writer may want to look at."""

    where: Callable[[], Path]


Kind = Choice | Number | Layers | Face | FolderPath | ModelFile | Place


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: the key in the settings file, its label, one sentence of help, and its kind.

    `words` are more words under which it is found. `loads` says that the model is loaded again.
    A `Place` has a key of its own that is not in the file.
    """

    key: str
    label: str
    help: str
    kind: Kind
    words: str = ""
    loads: bool = False

    def texts(self) -> Iterator[str]:
        """Yield the sources of all texts that the row is found by."""
        yield from (self.label, self.help, self.words)
        if isinstance(self.kind, Choice):
            yield from (label for _value, label in self.kind.options)


@dataclass(frozen=True, slots=True)
class Page:
    """One topic. A page that is more than rows names its own `build`, a function of PageContext."""

    key: str
    title: str
    summary: str
    settings: tuple[Setting, ...] = ()
    build: Callable[..., object] | None = None
