"""Keyboard shortcuts that work on a Russian keyboard layout too."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence

_LATIN = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,."
_CYRILLIC = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_SAME_KEY = dict(zip(_LATIN, _CYRILLIC, strict=True))


def on_every_layout(sequences: Iterable[QKeySequence]) -> list[QKeySequence]:
    """Return the sequences, and for each that ends in a letter key the same key in Russian."""
    wanted: list[QKeySequence] = []
    for sequence in sequences:
        wanted.append(sequence)
        text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        modifiers, plus, key = text.rpartition("+")
        if plus and key in _SAME_KEY:
            wanted.append(QKeySequence(f"{modifiers}+{_SAME_KEY[key]}"))
    return wanted


def bind(action: QAction, *keys: str | QKeySequence.StandardKey) -> None:
    """Give an action its shortcuts; the first is the one that menus show."""
    sequences: list[QKeySequence] = []
    for key in keys:
        if isinstance(key, QKeySequence.StandardKey):
            sequences.extend(QKeySequence.keyBindings(key))
        else:
            sequences.append(QKeySequence(key))
    action.setShortcuts(on_every_layout(sequences))
