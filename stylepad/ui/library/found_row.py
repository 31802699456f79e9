"""A model that another program has downloaded: it can be used where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stylepad.ui.library import words
from stylepad.ui.library.layout import Card, note
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.models.hub_cache import CachedModel


class FoundRow(Card):
    """Asks to add a model of the Hub's cache."""

    add_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: CachedModel | None = None
        self.facts = note(self)
        self.lines.addWidget(self.facts)
        self.add = button(self)
        self.add.clicked.connect(lambda: self.add_wanted.emit(self._model))
        self.commands.addWidget(self.add)

    def show_model(self, model: CachedModel) -> None:
        """Show a model."""
        self._model = model
        self.set_title(model.edition.name)
        facts = [words.size(model.edition.size), model.repository]
        self.facts.setText(words.SEPARATOR.join(facts))
        self.add.setText(self.tr("Add"))
        self.add.setAccessibleName(f"{self.add.text()}: {model.edition.name}")
