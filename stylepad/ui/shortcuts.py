"""Keyboard shortcuts that work on a Russian keyboard layout too."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence

_LATIN = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,."
_CYRILLIC = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_SAME_KEY = dict(zip(_LATIN, _CYRILLIC, strict=True))
_SAME_LATIN_KEY = dict(zip(_CYRILLIC, _LATIN, strict=True))
_TYPED = str.maketrans(
    _LATIN.lower() + _CYRILLIC.lower() + "`ё", _CYRILLIC.lower() + _LATIN.lower() + "ё`"
)


def on_every_layout(sequences: Iterable[QKeySequence]) -> list[QKeySequence]:
    """Return the sequences, and for each that ends in a letter key the same key in Russian."""
    wanted: list[QKeySequence] = []
    for sequence in sequences:
        wanted.append(sequence)
        modifiers, key = _parts(sequence)
        if modifiers and key in _SAME_KEY:
            wanted.append(QKeySequence(modifiers + _SAME_KEY[key]))
    return wanted


def on_the_latin_layout(sequence: QKeySequence) -> QKeySequence:
    """Return a sequence that was pressed on any layout as it is on an English one."""
    modifiers, key = _parts(sequence)
    return QKeySequence(modifiers + _SAME_LATIN_KEY[key]) if key in _SAME_LATIN_KEY else sequence


def other_layout(text: str) -> str:
    """Return what the keys of a typed text give on the other layout, in small letters."""
    return text.lower().translate(_TYPED)


def bind(action: QAction, *keys: str | QKeySequence.StandardKey) -> None:
    """Give an action its shortcuts; the first is the one that menus show."""
    sequences: list[QKeySequence] = []
    for key in keys:
        if isinstance(key, QKeySequence.StandardKey):
            sequences.extend(QKeySequence.keyBindings(key))
        else:
            sequences.append(QKeySequence(key))
    action.setShortcuts(on_every_layout(sequences))


def _parts(sequence: QKeySequence) -> tuple[str, str]:
    """Return the modifiers with their "+", "" where there are none, and the key."""
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    modifiers, plus, key = text.rpartition("+")
    return modifiers + plus, key
