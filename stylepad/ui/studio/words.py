"""Stages, their states, cuts and reasons in the words of the interface language."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale

from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.studio.state import StageState, Status
from stylepad.ui.library.words import SEPARATOR, duration, languages, number
from stylepad.ui.studio import pair_words

__all__ = ["SEPARATOR", "duration", "languages", "number"]

_MINUTE, _HOUR = 60, 3600
_MINUTES = re.compile(r"(\d+) min$")


def stage(value: Stage) -> str:
    """Return the name of a stage."""
    return {
        Stage.TEXTS: QCoreApplication.translate("Studio", "Reading the texts"),
        Stage.PORTRAIT: QCoreApplication.translate("Studio", "Portrait of the author"),
        Stage.PAIRS: QCoreApplication.translate("Studio", "Writing pairs"),
        Stage.TRAINING: QCoreApplication.translate("Studio", "Training"),
        Stage.PACK: QCoreApplication.translate("Studio", "Packing the style"),
        Stage.REPORT: QCoreApplication.translate("Studio", "Judging the style"),
    }[value]


def about(value: Stage) -> str:
    """Return what a stage does, in a sentence."""
    return {
        Stage.TEXTS: QCoreApplication.translate(
            "Studio", "Books become clean prose; what is not the author's is left out."
        ),
        Stage.PORTRAIT: QCoreApplication.translate(
            "Studio", "The author is measured against contemporaries and plain prose."
        ),
        Stage.PAIRS: QCoreApplication.translate(
            "Studio", "Every passage gets a plain counterpart for the model to learn from."
        ),
        Stage.TRAINING: QCoreApplication.translate(
            "Studio", "The model learns to turn plain prose into the author's."
        ),
        Stage.PACK: QCoreApplication.translate(
            "Studio", "Adapter, profile and samples become a style in the list."
        ),
        Stage.REPORT: QCoreApplication.translate(
            "Studio", "The style is tried on works that it has never seen."
        ),
    }[value]


def status(value: Status, alive: bool) -> str:
    """Return how a stage stands; a running one without a process was interrupted."""
    if value is Status.RUNNING and not alive:
        return QCoreApplication.translate("Studio", "interrupted")
    return {
        Status.WAITING: QCoreApplication.translate("Studio", "waiting"),
        Status.RUNNING: QCoreApplication.translate("Studio", "running"),
        Status.PAUSED: QCoreApplication.translate("Studio", "paused"),
        Status.DONE: QCoreApplication.translate("Studio", "done"),
        Status.FAILED: QCoreApplication.translate("Studio", "failed"),
    }[value]


def badge(entry: JobEntry, alive: bool) -> str:
    """Return how a job stands, in a word or two."""
    if entry.fault is not None:
        return QCoreApplication.translate("Studio", "cannot be read")
    following = entry.state.next
    if following is None:
        return QCoreApplication.translate("Studio", "done")
    if alive:
        return QCoreApplication.translate("Studio", "running")
    return status(entry.state.of(following).status, alive)


def progress(value: Stage, state: StageState) -> str:
    """Return how far a running stage is, what it does, and the time that it needs still."""
    parts = []
    if state.total:
        amount = QCoreApplication.translate("Studio", "{done} of {total}")
        parts.append(amount.format(done=number(state.done), total=number(state.total)))
    # The trainer knows its end better than its speed so far tells.
    minutes = _MINUTES.search(state.detail) if value is Stage.TRAINING else None
    left = _MINUTE * float(minutes[1]) if minutes else state.left
    if left is not None and state.status is Status.RUNNING:
        parts.append(duration(left))
    parts.append(doing(value, state.detail))
    return SEPARATOR.join(part for part in parts if part)


def doing(value: Stage, detail: str) -> str:
    """Return what a stage says that it does, "" where that is no news to a writer."""
    if value is Stage.TEXTS:
        editions = QCoreApplication.translate("Studio", "comparing editions")
        return editions if detail == "editions" else detail
    if value is Stage.PAIRS and detail:
        return pair_words.source(detail)
    if value is Stage.REPORT and detail:
        text = QCoreApplication.translate("Studio", "writing at strength {strength}")
        return text.format(strength=detail)
    return ""


def spent(seconds: float) -> str:
    """Return how long something took."""
    if seconds >= _HOUR:
        text = QCoreApplication.translate("Studio", "{hours} h {minutes} min")
        return text.format(hours=int(seconds // _HOUR), minutes=int(seconds % _HOUR // _MINUTE))
    if seconds >= _MINUTE:
        return QCoreApplication.translate("Studio", "{minutes} min").format(
            minutes=round(seconds / _MINUTE)
        )
    return QCoreApplication.translate("Studio", "{seconds} s").format(seconds=round(seconds))


def cut(kind: str) -> str:
    """Return the name of what was cut."""
    known = {
        "licence": QCoreApplication.translate("Studio", "licence"),
        "contents": QCoreApplication.translate("Studio", "table of contents"),
        "page_number": QCoreApplication.translate("Studio", "page numbers"),
        "footnote": QCoreApplication.translate("Studio", "footnotes"),
        "running_head": QCoreApplication.translate("Studio", "running heads"),
        "introduction": QCoreApplication.translate("Studio", "introduction"),
        "verse": QCoreApplication.translate("Studio", "verse"),
        "play": QCoreApplication.translate("Studio", "play"),
        "heading": QCoreApplication.translate("Studio", "headings"),
        "illustration": QCoreApplication.translate("Studio", "illustrations"),
        "foreign": QCoreApplication.translate("Studio", "another language"),
        "table": QCoreApplication.translate("Studio", "tables"),
        "title_page": QCoreApplication.translate("Studio", "title page"),
        "separator": QCoreApplication.translate("Studio", "ornaments"),
    }
    return known.get(kind, kind.replace("_", " "))


def why_left_out(code: str) -> str:
    """Return why a work is left out."""
    known = {
        "edition": QCoreApplication.translate("Studio", "another edition of it is used"),
        "part": QCoreApplication.translate("Studio", "it is a part of another work here"),
        "collection": QCoreApplication.translate("Studio", "its works are here one by one"),
        "language": QCoreApplication.translate("Studio", "it is in another language"),
        "play": QCoreApplication.translate("Studio", "it is a play"),
        "verse": QCoreApplication.translate("Studio", "it is verse"),
        "empty": QCoreApplication.translate("Studio", "there is too little prose in it"),
        "by_hand": QCoreApplication.translate("Studio", "you left it out"),
    }
    return known.get(code, code)


def share(value: float) -> str:
    """Return a share of one as a percentage."""
    return QLocale().toString(round(100 * value)) + " %"
