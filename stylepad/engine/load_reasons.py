"""Why the engine refuses a model, its template or an adapter: every reason by a stable code."""

from __future__ import annotations

from types import MappingProxyType

from stylepad.errors import Reason

REASONS = MappingProxyType(
    {
        "engine_says": "the engine says “{line}”",
        "engine_memory": "there may be too little memory",
        "engine_file": "the file {name}: {error}",
        "template_long": "it has {count} characters, more than {most}",
        "template_grows": "its result is too long",
        "template_slow": "it takes longer than {seconds} s",
        "template_fails": "it fails with “{message}”",
    }
)


def why(code: str, **values: object) -> Reason:
    """Return a reason with its values."""
    return Reason.of(code, REASONS[code], values)
