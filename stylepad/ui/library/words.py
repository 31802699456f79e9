"""Sizes, times, languages and places in the words of the interface language."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from stylepad.models.library import Origin
from stylepad.models.progress import Phase, Progress

SEPARATOR = "  ·  "
_HOUR, _MINUTE = 3600, 60


def size(count: int) -> str:
    """Return bytes as a person reads them, in powers of ten."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def number(count: int) -> str:
    """Return a whole number with its thousands set apart."""
    return QLocale().toString(count)


def languages(codes: Iterable[str]) -> str:
    """Return the names of languages; those that have no name here stay codes."""
    known = {
        "en": QCoreApplication.translate("Library", "English"),
        "ru": QCoreApplication.translate("Library", "Russian"),
    }
    return ", ".join(known.get(code, code) for code in codes)


def origin(value: Origin) -> str:
    """Return where a model's file comes from."""
    return {
        Origin.BUILT_IN: QCoreApplication.translate("Library", "built in"),
        Origin.DOWNLOADED: QCoreApplication.translate("Library", "downloaded"),
        Origin.COPIED: QCoreApplication.translate("Library", "copied"),
        Origin.LINKED: QCoreApplication.translate("Library", "linked in place"),
    }[value]


def place(device: str, moved: int, layers: int) -> str:
    """Return where a model runs."""
    if moved <= 0 or not device:
        return QCoreApplication.translate("Library", "runs on CPU")
    if moved >= layers:
        return QCoreApplication.translate("Library", "runs on {device}").format(device=device)
    return QCoreApplication.translate(
        "Library", "runs on {device}, {there} of {all} layers, the rest on CPU"
    ).format(device=device, there=moved, all=layers)


def duration(seconds: float) -> str:
    """Return a time that is left, roughly."""
    if seconds >= _HOUR:
        text = QCoreApplication.translate("Library", "{hours} h {minutes} min left")
        return text.format(hours=int(seconds // _HOUR), minutes=int(seconds % _HOUR // _MINUTE))
    if seconds >= _MINUTE:
        text = QCoreApplication.translate("Library", "{minutes} min left")
        return text.format(minutes=round(seconds / _MINUTE))
    text = QCoreApplication.translate("Library", "{seconds} s left")
    return text.format(seconds=max(1, round(seconds)))


def progress(value: Progress) -> str:
    """Return how far a download or a copy is."""
    amount = QCoreApplication.translate("Library", "{done} of {total}")
    parts = [amount.format(done=size(value.done), total=size(value.total))]
    waits = {
        Phase.WAITING: QCoreApplication.translate("Library", "waiting for another download of it"),
        Phase.CHECKING: QCoreApplication.translate("Library", "checking"),
        Phase.PAUSED: QCoreApplication.translate("Library", "paused"),
        Phase.RETRYING: QCoreApplication.translate("Library", "broken off, trying again"),
    }
    if value.phase in waits:
        parts.append(waits[value.phase])
    elif value.speed:
        rate = QCoreApplication.translate("Library", "{size} a second")
        parts.append(rate.format(size=size(int(value.speed))))
    if value.left is not None:
        parts.append(duration(value.left))
    return SEPARATOR.join(parts)


def joined(names: Iterable[str], most: int = 5) -> str:
    """Return names in a row, the first few of many."""
    every = list(names)
    shown = ", ".join(every[:most])
    if len(every) <= most:
        return shown
    rest = len(every) - most
    more = QCoreApplication.translate("Library", "{names} and %n more", "", rest)
    return more.format(names=shown)
