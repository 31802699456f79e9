"""What the writer chose, kept in one TOML file that a person can read and mend.

A key that is wrong falls back to its default, and a file that was wrong in any way is kept aside
before it is written again, so nothing that somebody typed there is lost. A file of an older
version is brought up to date step by step; of a newer one what is understood is used, and a copy
is kept aside. Unknown keys are kept as they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import tomli_w

from stylepad import paths
from stylepad.errors import SettingsError

FILE_NAME = "settings.toml"
_SIZE_LIMIT = 2**20
_COPIES = 100


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
    line_width: int = 68
    """Longest line of the text in usual characters; 0 is the whole window."""
    zoom: int = 100
    """Size of the text in percent."""
    last_styles: Mapping[str, str] = field(default_factory=dict)
    """Last used style's id by language of the text."""
    boldness: str = "balanced"
    """How far a suggestion may stray from the likeliest words: "careful", "balanced", "bold"."""
    repetition: str = "style"
    """What is done against repeated words: "style" as the style says, "off", "light", "strong"."""
    candidates: int = 3
    """Suggestions drawn at once, 1 to 8."""
    threads: int = 0
    """Threads of the engine; 0 lets it choose."""
    context: int = 0
    """Tokens that the model sees at once; 0 lets the engine choose."""
    gpu_layers: int | None = None
    """Layers on the GPU; None is as many as fit."""
    model: str = ""
    """Path of the model; "" is the built-in one."""
    server: Mapping[str, object] = field(default_factory=dict)
    """The model on another machine, see `engine/remote/book.py`; its key is never in here."""
    models_folder: str = ""
    """Folder of the writer's models; "" is the program's own."""
    styles_folder: str = ""
    """Folder of the writer's styles; "" is the program's own."""
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    """Keys by command, "" for none; a command that is not here has its usual ones."""
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
        self._not_kept = False
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
            if problem := problem_with(name, value):
                message = f"The setting “{name}” {problem}."
                raise SettingsError(message, code="settings.value", key=name)
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
        version = version_of(values)
        if version > VERSION:
            self._report(
                "settings.newer",
                f"is of a newer StylePad (version {version}, this one knows {VERSION}); what this "
                "one understands is used",
                self._copy(version, data),
            )
        settings, wrong = _from_toml(migrated(values))
        if wrong:
            problem = f"has wrong values ({', '.join(wrong)}), for which the usual ones hold"
            self._report("settings.wrong", problem, self._aside())
        return settings

    def _report(self, code: str, problem: str, kept: Path | None) -> None:
        where = f" The file as it was is kept in {kept}." if kept else ""
        if self._not_kept:
            code = "settings.not_kept"
            where = (
                " It could not be kept aside, so it stays untouched and changes of settings hold "
                "until the program ends. Mend the file or move it away."
            )
        message = f"The settings file {self._path} {problem}.{where}"
        fault = SettingsError(message, code=code, path=str(self._path), kept=str(kept or ""))
        if all(fault.code != earlier.code for earlier in self.faults):
            self.faults = (*self.faults, fault)

    def _aside(self) -> Path | None:
        """Move the wrong file aside under the first free name; None where that fails."""
        for number in range(1, _COPIES):
            kept = self._beside(f"broken-{number}")
            if not kept.exists():
                try:
                    self._path.rename(kept)
                except OSError:
                    break
                self._not_kept = False
                return kept
        self._not_kept = True
        return None

    def _copy(self, version: int, data: bytes) -> Path | None:
        """Copy a newer file aside, once; None where that fails."""
        for number in range(1, _COPIES):
            kept = self._beside(f"version-{version}" + (f"-{number}" if number > 1 else ""))
            try:
                if not kept.exists():
                    paths.replace_file(kept, data)
                if kept.read_bytes() == data:
                    self._not_kept = False
                    return kept
            except OSError:
                break
        self._not_kept = True
        return None

    def _beside(self, mark: str) -> Path:
        return self._path.with_name(f"{self._path.stem}.{mark}{self._path.suffix}")

    def _write(self) -> None:
        data = tomli_w.dumps(_to_toml(self._value)).encode("utf-8")
        try:
            if self._not_kept:
                raise OSError(0, "what was there could not be kept aside")
            self._path.parent.mkdir(parents=True, exist_ok=True)
            paths.replace_file(self._path, data)
        except OSError as error:
            raise SettingsError(
                f"The settings could not be saved in {self._path} ({error.strerror}). They hold "
                "until the program ends; your text is not concerned. Make room or allow writing "
                "there.",
                code="settings.unwritable",
                path=str(self._path),
            ) from error


def version_of(values: Mapping[str, Any]) -> int:
    """Return the version of a settings file; one that does not say it is of the first."""
    version = values.get("version")
    return version if isinstance(version, int) and not isinstance(version, bool) else 1


def migrated(values: dict[str, Any]) -> dict[str, Any]:
    """Return a file's values as a file of this version has them."""
    for _name, migrate in MIGRATIONS[max(version_of(values), 1) - 1 :]:
        values = migrate(dict(values))
    return values


def _drop_strength(values: dict[str, Any]) -> dict[str, Any]:
    """Every style has a strength of its own; the common one was never used."""
    values.pop("strength", None)
    return values


MIGRATIONS: tuple[tuple[str, Callable[[dict[str, Any]], dict[str, Any]]], ...] = (
    ("strength belongs to the style", _drop_strength),
)
"""Steps from each version to the next, in order. Only ever add at the end."""
VERSION = 1 + len(MIGRATIONS)


def _from_toml(values: dict[str, Any]) -> tuple[Settings, list[str]]:
    good: dict[str, Any] = {}
    other: dict[str, object] = {}
    wrong: list[str] = []
    for name, value in values.items():
        if name not in _RULES:
            if name != "version":
                other[name] = value
            continue
        if problem_with(name, value):
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


def problem_with(name: str, value: object) -> str:
    """Return what is wrong with a value, "" when nothing is."""
    rule = _RULES.get(name)
    if rule is None:
        return "does not exist"
    return "" if rule(value) else f"cannot be {value!r}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 100_000


def _one_of(*choices: str) -> Callable[[object], bool]:
    return lambda value: value in choices


def _number(least: int, most: int, *, or_zero: bool = False) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int):
            return False
        return least <= value <= most or (or_zero and value == 0)

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
    "line_width": _number(20, 400, or_zero=True),
    "zoom": _number(10, 1000),
    "last_styles": _is_text_table,
    "boldness": _one_of("careful", "balanced", "bold"),
    "repetition": _one_of("style", "off", "light", "strong"),
    "candidates": _number(1, 8),
    "threads": _number(0, 1024),
    "context": _number(256, 2**20, or_zero=True),
    "gpu_layers": lambda value: value is None or _number(0, 10_000)(value),
    "model": _is_text,
    "server": _is_server,
    "models_folder": _is_text,
    "styles_folder": _is_text,
    "shortcuts": _is_text_table,
    "window_geometry": _is_text,
    "window_state": _is_text,
    "welcome_seen": lambda value: isinstance(value, bool),
}
