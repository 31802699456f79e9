"""What an error means for the writer, in the interface language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stylepad.errors import StylePadError


def describe(error: Exception) -> str:
    """Return the translated text for an error's `code`, else the error's own message.

    An error that StylePad did not foresee is named by its type only: its details are in the log.
    """
    if not isinstance(error, StylePadError):
        return QCoreApplication.translate(
            "Errors",
            "Something went wrong inside StylePad ({kind}). Your text is untouched; "
            "the details are in the log.",
        ).format(kind=type(error).__name__)
    template = _templates().get(error.code)
    if template is None:
        return error.message
    try:
        return template.format_map(error.details)
    except (KeyError, ValueError, IndexError):
        return error.message


def _templates() -> dict[str, str]:
    return {
        "cancelled": QCoreApplication.translate("Errors", "Stopped."),
    }
