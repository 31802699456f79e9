"""What the writer chose, kept in one TOML file that a person can read and mend.

A key that is wrong falls back to its default, and a file that was wrong in any way is kept aside
before it is written again, so nothing that somebody typed there is lost. Keys of other versions
are kept as they are.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import tomli_w

from stylepad import paths
from stylepad.errors import SettingsError

VERSION = 1
FILE_NAME = "settings.toml"
_SIZE_LIMIT = 2**20


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is remembered between two starts."""

    language: str = ""
    """Interface language, "en" or "ru"; "" follows the system."""
    theme: str = "system"
    """"system", "light" or "dark"."""
    font_family: str = ""
    """Face of the text; "" is the program's own."""
    font_size: int = 0
    """Size of the text in points; 0 is the program's own."""
    zoom: int = 100
    """Size of the text in percent."""
    last_styles: Mapping[str, str] = field(default_factory=dict)
    """Last used style's id by language of the text."""
    strength: float = 1.0
    """Scale of the adapter, 0 to 1.5."""
    candidates: int = 3
    """Suggestions drawn at once, 1 to 8."""
    threads: int = 0
    """Threads of the engine; 0 lets it choose."""
    gpu_layers: int | None = None
    """Layers on the GPU; None is as many as fit."""
    model: str = ""
    """Path of the model; "" is the built-in one."""
    server: Mapping[str, object] = field(default_factory=dict)
    """The model on another machine, see `engine/remote/book.py`; its key is never in here."""
    window_geometry: str = ""
    """The window's place, as the interface wrote it."""
    window_state: str = ""
    """The window's toolbars and panes, as the interface wrote them."""
    welcome_seen: bool = False
    """Whether the welcome of the first start was shown."""
    other: Mapping[str, object] = field(default_factory=dict)
    """Keys of other versions, kept as they are."""

    def with_last_style(self, language: str, style_id: str) -> dict[str, str]:
        """Return the last used styles with this one for a language of text."""
        return {**self.last_styles, language: style_id}


class SettingsStore:
    """The settings in a file. Not for use from two threads at once.

    `faults` says what was wrong with the file when it was read, and where it is kept.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.config() / FILE_NAME
        self.faults: tuple[SettingsError, ...] = ()
        self._unsaved: dict[str, Any] = {}
        self._value = self._read()

    @property
    def path(self) -> Path:
        """Return the file."""
        return self._path

    @property
    def value(self) -> Settings:
        """Return the settings as they are now."""
        return self._value

    def update(self, **changes: Any) -> Settings:
        """Change settings by name and write the file; return the new settings.

        The new values hold even when the file cannot be written. Raises SettingsError then, and
        for a value that its setting cannot have (which changes nothing).
        """
        for name, value in changes.items():
            problem = _problem(name, value)
            if problem:
                raise SettingsError(
                    f"The setting “{name}” {problem}.", code="settings.value", key=name
                )
        # Another window may have written meanwhile: only what changes here is put over it.
        self._unsaved.update(changes)
        self._value = replace(self._read(), **self._unsaved)
        self._write()
        self._unsaved.clear()
        return self._value

    def _read(self) -> Settings:
        try:
            with self._path.open("rb") as file:
                data = file.read(_SIZE_LIMIT + 1)
            values = tomllib.loads(data.decode("utf-8")) if len(data) <= _SIZE_LIMIT else None
        except FileNotFoundError:
            return getattr(self, "_value", Settings())
        except OSError as error:
            self._report("settings.unreadable", f"cannot be read ({error.strerror})", None)
            return getattr(self, "_value", Settings())
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
            values = None
        if values is None:
            self._report("settings.broken", "is broken, so the usual settings hold", self._aside())
            return Settings()
        settings, wrong = _from_toml(values)
        if wrong:
            problem = f"has wrong values ({', '.join(wrong)}), for which the usual ones hold"
            self._report("settings.wrong", problem, self._aside())
        return settings

    def _report(self, code: str, problem: str, kept: Path | None) -> None:
        where = f" The file as it was is kept in {kept}." if kept else ""
        message = f"The settings file {self._path} {problem}.{where}"
        fault = SettingsError(message, code=code, path=str(self._path), kept=str(kept or ""))
        if all(fault.code != earlier.code for earlier in self.faults):
            self.faults = (*self.faults, fault)

    def _aside(self) -> Path | None:
        """Move the wrong file aside under the first free name; None where that fails."""
        for number in range(1, 100):
            kept = self._path.with_name(f"{self._path.stem}.broken-{number}{self._path.suffix}")
            if not kept.exists():
                try:
                    self._path.rename(kept)
                except OSError:
                    return None
                return kept
        return None

    def _write(self) -> None:
        data = tomli_w.dumps(_to_toml(self._value)).encode("utf-8")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _replace_file(self._path, data)
        except OSError as error:
            raise SettingsError(
                f"The settings could not be saved in {self._path} ({error.strerror}). They hold "
                "until the program ends; your text is not concerned. Make room or allow writing "
                "there.",
                code="settings.unwritable",
                path=str(self._path),
            ) from error


def _replace_file(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _from_toml(values: dict[str, Any]) -> tuple[Settings, list[str]]:
    good: dict[str, Any] = {}
    other: dict[str, object] = {}
    wrong: list[str] = []
    for name, value in values.items():
        if name not in _RULES:
            if (name, value) != ("version", VERSION):
                other[name] = value
            continue
        if _problem(name, value):
            wrong.append(name)
        else:
            good[name] = value
    return Settings(**good, other=other), wrong


def _to_toml(settings: Settings) -> dict[str, Any]:
    values: dict[str, Any] = {"version": VERSION, **settings.other}
    usual = Settings()
    for item in fields(Settings):
        value = getattr(settings, item.name)
        if item.name != "other" and value != getattr(usual, item.name):
            values[item.name] = value
    return values


def _problem(name: str, value: object) -> str:
    """Return what is wrong with a value, "" when nothing is."""
    rule = _RULES.get(name)
    if rule is None:
        return "does not exist"
    return "" if rule(value) else f"cannot be {value!r}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 100_000


def _one_of(*choices: str) -> Callable[[object], bool]:
    return lambda value: value in choices


def _number(
    least: float, most: float, kinds: tuple[type, ...] = (int,)
) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, kinds):
            return False
        assert isinstance(value, int | float)
        return least <= value <= most

    return check


def _is_text_table(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, (*value, *value.values())))


def _is_server(value: object) -> bool:
    """Return whether the keys that are known have values that they can have."""
    rules: dict[str, Callable[[object], bool]] = {
        "url": _is_text,
        "model": _is_text,
        "on": lambda each: isinstance(each, bool),
        "slots": _number(0, 64),
        "context": _number(0, 10_000_000),
        "styles": _is_text_table,
        "allowed": lambda each: isinstance(each, list) and all(map(_is_text, each)),
    }
    return isinstance(value, dict) and all(
        name not in rules or rules[name](each) for name, each in value.items()
    )


_RULES: dict[str, Callable[[object], bool]] = {
    "language": _is_text,
    "theme": _one_of("system", "light", "dark"),
    "font_family": _is_text,
    "font_size": _number(0, 200),
    "zoom": _number(10, 1000),
    "last_styles": _is_text_table,
    "strength": _number(0.0, 1.5, (int, float)),
    "candidates": _number(1, 8),
    "threads": _number(0, 1024),
    "gpu_layers": lambda value: value is None or _number(0, 10_000)(value),
    "model": _is_text,
    "server": _is_server,
    "window_geometry": _is_text,
    "window_state": _is_text,
    "welcome_seen": lambda value: isinstance(value, bool),
}
