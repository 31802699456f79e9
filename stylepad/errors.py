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

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_LONGEST_VALUE = 80
"""Characters of a value in a reason."""

SYSTEM_REASONS = MappingProxyType(
    {
        "system_denied": "permission denied",
        "system_missing": "there is no such file or folder",
        "system_is_folder": "it is a folder",
        "system_no_folder": "a part of the path is not a folder",
        "system_full": "no space left on the disk",
        "system_too_large": "the disk takes no file of this size",
        "system_read_only": "the disk is read-only",
        "system_disk": "the disk reports an error",
        "system_gone": "the disk is not connected",
        "system_name": "the name is too long",
        "system_links": "the links lead in a circle",
        "system_busy": "another program is using it",
        "system_open_files": "too many files are open",
        "system_memory": "there is too little memory",
        "system_exists": "it is there already",
        "system_other": "the system says “{message}”",
    }
)
"""Why the system refused something, by code."""

_SYSTEM_CODES = MappingProxyType(
    {
        errno.EACCES: "system_denied",
        errno.EPERM: "system_denied",
        errno.ENOENT: "system_missing",
        errno.EISDIR: "system_is_folder",
        errno.ENOTDIR: "system_no_folder",
        errno.ENOSPC: "system_full",
        errno.EDQUOT: "system_full",
        errno.EFBIG: "system_too_large",
        errno.EROFS: "system_read_only",
        errno.EIO: "system_disk",
        errno.ENODEV: "system_gone",
        errno.ENXIO: "system_gone",
        errno.ESTALE: "system_gone",
        errno.ENAMETOOLONG: "system_name",
        errno.ELOOP: "system_links",
        errno.EBUSY: "system_busy",
        errno.EMFILE: "system_open_files",
        errno.ENFILE: "system_open_files",
        errno.ENOMEM: "system_memory",
        errno.EEXIST: "system_exists",
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a message that interfaces translate by `code`; `text` is English, with fields.

    A value that is a reason itself is translated too.
    """

    code: str
    text: str
    values: Mapping[str, str | Reason]

    @classmethod
    def of(cls, code: str, text: str, values: Mapping[str, object]) -> Reason:
        """Return a reason with its values, long ones cut short; whole numbers get thousands marked.

        Names in a hostile file may have any length.
        """
        return cls(code, text, {name: _told(value) for name, value in values.items()})

    @classmethod
    def of_system(cls, error: OSError) -> Reason:
        """Return why the system refused something; what has no code is told in its own words."""
        code = _SYSTEM_CODES.get(error.errno or 0, "system_other")
        values = {"message": error.strerror or str(error)} if code == "system_other" else {}
        return cls.of(code, SYSTEM_REASONS[code], values)

    def __str__(self) -> str:
        """Return it in English."""
        return self.text.format_map(self.values)

    def details(self, key: str) -> dict[str, str]:
        """Return it as details of an error: `key` in English, its code, and its values."""
        details = {key: str(self), f"{key}_code": self.code}
        for name, value in self.values.items():
            inner = f"{key}_{name}"
            details |= value.details(inner) if isinstance(value, Reason) else {inner: value}
        return details


def _told(value: object) -> str | Reason:
    if isinstance(value, Reason):
        return value
    return f"{value:,}" if type(value) is int else f"{value!s:.{_LONGEST_VALUE}}"


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
