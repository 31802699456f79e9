"""Where pairs come from and why some are not used, in the interface language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def source(value: str) -> str:
    """Return where a plain side comes from."""
    known = {
        "model": QCoreApplication.translate("Pairs", "the model"),
        "again": QCoreApplication.translate("Pairs", "the model, once more"),
        "lexicon": QCoreApplication.translate("Pairs", "plainer words"),
        "restored": QCoreApplication.translate("Pairs", "restored"),
        "damaged": QCoreApplication.translate("Pairs", "damaged text"),
        "plan": QCoreApplication.translate("Pairs", "a plan"),
        "identity": QCoreApplication.translate("Pairs", "the author's own"),
        "imported": QCoreApplication.translate("Pairs", "imported"),
    }
    return known.get(str(value), str(value))


def stands(kept: bool, why: str) -> str:
    """Return whether a pair is used, and why not."""
    if kept:
        return QCoreApplication.translate("Pairs", "yes")
    known = {
        "empty": QCoreApplication.translate("Pairs", "no: empty"),
        "unfinished": QCoreApplication.translate("Pairs", "no: breaks off"),
        "length": QCoreApplication.translate("Pairs", "no: length"),
        "numbers": QCoreApplication.translate("Pairs", "no: numbers lost"),
        "names": QCoreApplication.translate("Pairs", "no: names lost"),
        "close": QCoreApplication.translate("Pairs", "no: hardly plainer"),
        "far": QCoreApplication.translate("Pairs", "no: too different"),
        "drifted": QCoreApplication.translate("Pairs", "no: another meaning"),
        "loop": QCoreApplication.translate("Pairs", "no: repeats itself"),
        "language": QCoreApplication.translate("Pairs", "no: another language"),
        "broken": QCoreApplication.translate("Pairs", "no: garbled"),
        "duplicate": QCoreApplication.translate("Pairs", "no: there twice"),
        "surplus": QCoreApplication.translate("Pairs", "no: enough without it"),
        "rejected": QCoreApplication.translate("Pairs", "no: you rejected it"),
    }
    return known.get(str(why), QCoreApplication.translate("Pairs", "no"))
