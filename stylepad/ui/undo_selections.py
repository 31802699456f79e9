"""Selections that belong to steps of the undo history."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

Selection = tuple[int, int]
"""Anchor and position of a cursor."""


class UndoSelections:
    """Remembers, for single undo steps, the selection before and after.

    A step is known by the number of undo steps below it; typing over an undone future forgets it.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._steps: dict[int, tuple[Selection, Selection]] = {}
        document.undoCommandAdded.connect(self._on_step_added)

    def clear(self) -> None:
        """Forget every step."""
        self._steps.clear()

    def add(self, before: Selection, after: Selection) -> None:
        """Remember the selections of the step that was just done."""
        self._steps[self._document.availableUndoSteps()] = (before, after)

    def before_undo(self) -> Selection | None:
        """Return the selection to restore once the next undo is done."""
        pair = self._steps.get(self._document.availableUndoSteps())
        return pair[0] if pair else None

    def after_redo(self) -> Selection | None:
        """Return the selection to restore after the redo that was just done."""
        pair = self._steps.get(self._document.availableUndoSteps())
        return pair[1] if pair else None

    def _on_step_added(self) -> None:
        level = self._document.availableUndoSteps()
        self._steps = {known: pair for known, pair in self._steps.items() if known < level}
