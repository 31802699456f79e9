"""Every error that StylePad raises on purpose.

StylePadError
├── DocumentError        a text could not be read or written
├── ModelError           a model file is not usable
│   └── AdapterError     an adapter is not usable with the base at hand
├── HubError             a model could not be found on the Hub, fetched or stored
├── StyleError           a style pack is not usable
├── SettingsError        a settings file is not usable
├── StudioError          a style could not be made
├── EngineError          the engine could not do what was asked
│   ├── ServerError      a server did not answer, or refused, or broke off
│   ├── EngineDied       the engine process ended in the middle of its work
│   └── EngineGaveUp     it died repeatedly and is not started again unasked
└── Cancelled            the writer stopped the work; nothing is wrong

Messages reach the writer: each says in plain words what happened, what it means for the text and
what to do next. Interfaces translate them by `code`, a stable identifier, with `details` filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_LONGEST_VALUE = 80
"""Characters of a value in a reason."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a message that interfaces translate by `code`; `text` is English, with fields."""

    code: str
    text: str
    values: Mapping[str, str]

    @classmethod
    def of(cls, code: str, text: str, values: Mapping[str, object]) -> Reason:
        """Return a reason with its values, long ones cut short; whole numbers get thousands marked.

        Names in a hostile file may have any length.
        """
        told = {
            name: f"{value:,}" if type(value) is int else f"{value!s:.{_LONGEST_VALUE}}"
            for name, value in values.items()
        }
        return cls(code, text, told)

    def __str__(self) -> str:
        """Return it in English."""
        return self.text.format_map(self.values)

    def details(self, key: str) -> dict[str, str]:
        """Return it as details of an error: `key` in English, its code, and its values."""
        values = {f"{key}_{name}": value for name, value in self.values.items()}
        return {key: str(self), f"{key}_code": self.code, **values}


class StylePadError(Exception):
    """An expected failure with a message fit for the writer.

    `code` is a stable identifier ("model.truncated"), `details` its named values as strings.
    """

    def __init__(self, message: str, *, code: str = "", **details: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.details = details


class DocumentError(StylePadError):
    """A text could not be read or written."""


class ModelError(StylePadError):
    """A model file is not usable."""


class AdapterError(ModelError):
    """An adapter is not usable with the base at hand."""


class HubError(StylePadError):
    """A model could not be found on the Hub, fetched or stored."""


class StyleError(StylePadError):
    """A style pack is not usable."""


class SettingsError(StylePadError):
    """A settings file is not usable."""


class StudioError(StylePadError):
    """A style could not be made."""


class EngineError(StylePadError):
    """The engine could not do what was asked."""


class ServerError(EngineError):
    """A server did not answer, or refused, or broke off."""


class EngineDied(EngineError):
    """The engine process ended in the middle of its work."""


class EngineGaveUp(EngineError):
    """The engine died repeatedly and is not started again unasked."""


class Cancelled(StylePadError):
    """The writer stopped the work; nothing is wrong."""

    def __init__(self) -> None:
        super().__init__("Stopped.", code="cancelled")
