"""Settings that environment variables take the place of, for one run of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stylepad.errors import SettingsError
from stylepad.settings import Settings, problem_with

VARIABLES: Mapping[str, str] = {
    "language": "STYLEPAD_LANGUAGE",
    "model": "STYLEPAD_MODEL",
    "threads": "STYLEPAD_THREADS",
    "gpu_layers": "STYLEPAD_GPU_LAYERS",
    "context": "STYLEPAD_CONTEXT",
}
"""Variable by setting. An empty variable counts as absent, "auto" as the usual value."""

_NUMBERS = {"threads", "gpu_layers", "context"}


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the environment sets, and the variables in it that cannot be used."""

    values: Mapping[str, object] = field(default_factory=dict)
    faults: tuple[SettingsError, ...] = ()

    def variable(self, setting: str) -> str:
        """Return the variable that a setting comes from, "" where it is the writer's own."""
        return VARIABLES[setting] if setting in self.values else ""


def overrides(environment: Mapping[str, str]) -> Overrides:
    """Read the variables that are set."""
    values: dict[str, object] = {}
    faults = []
    for setting, variable in VARIABLES.items():
        if text := environment.get(variable, "").strip():
            try:
                values[setting] = _value(setting, text)
            except ValueError:
                faults.append(_fault(variable, text))
    return Overrides(values, tuple(faults))


def _value(setting: str, text: str) -> object:
    """Return a variable's value. Raises ValueError for one that its setting cannot have."""
    if setting in _NUMBERS:
        usual = getattr(Settings(), setting)
        value = usual if text.casefold() == "auto" else int(text)
    else:
        convert: Callable[[str], str] = _CONVERT.get(setting, str)
        value = convert(text)
    if problem_with(setting, value):
        raise ValueError(text)
    return value


def _language(text: str) -> str:
    """Return "ru" for "ru_RU.UTF-8" too."""
    code = text.casefold().replace("_", "-").split("-")[0].split(".")[0]
    if code not in {"en", "ru"}:
        raise ValueError(text)
    return code


def _path(text: str) -> str:
    return str(Path(text).expanduser())


_CONVERT: Mapping[str, Callable[[str], str]] = {"language": _language, "model": _path}


def _fault(variable: str, text: str) -> SettingsError:
    return SettingsError(
        f"The environment variable {variable} is “{text}”, which it cannot be, so it is left out "
        "of account; your text is not concerned. Correct it or remove it.",
        code="settings.variable",
        variable=variable,
        value=text,
    )
