"""One work of the author: its title, its words, what was cut, and whether it is used."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stylepad.ui.library.layout import ElidedLabel, note, say
from stylepad.ui.studio import words
from stylepad.ui.studio.texts_work import WorkView
from stylepad.ui.widgets import button

_KINDS = 4


class WorkRow(QFrame):
    """A work that can be left out, with the way to its cuts."""

    chosen = Signal(int, bool)
    cuts_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._view: WorkView | None = None
        self.use = QCheckBox(self)
        self.title = ElidedLabel(self)
        self.title.setProperty("strong", True)
        self.facts = note(self)
        self.cuts = button(self)
        self.use.clicked.connect(self._on_chosen)
        self.cuts.clicked.connect(lambda: self.cuts_wanted.emit(self._view))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self.use)
        layout.addLayout(texts, 1)
        layout.addWidget(self.cuts)

    def show_work(self, view: WorkView) -> None:
        """Show a work."""
        self._view, entry = view, view.entry
        self.title.setText(entry.title)
        self.use.setChecked(entry.kept)
        self.use.setAccessibleName(self.tr("Use “{title}”").format(title=entry.title))
        parts = [
            self.tr("%n words", "", entry.words).replace(
                str(entry.words), words.number(entry.words)
            )
        ]
        if not entry.kept:
            parts.append(self.tr("left out: {why}").format(why=words.why_left_out(entry.why)))
        if entry.spelling == "old":
            parts.append(self.tr("spelling modernised"))
        if cut := self._cut():
            parts.append(cut)
        say(self.facts, words.SEPARATOR.join(parts))
        self.cuts.setVisible(bool(view.cuts))
        self.cuts.setText(self.tr("What was cut…"))
        name = self.tr("What was cut of “{title}”").format(title=entry.title)
        self.cuts.setAccessibleName(name)

    def _cut(self) -> str:
        if self._view is None:
            return ""
        kinds = Counter(cut.kind for cut in self._view.cuts if not cut.restored)
        names = [words.cut(kind) for kind, _ in kinds.most_common(_KINDS)]
        if not names:
            return ""
        more = ", …" if len(kinds) > _KINDS else ""
        return self.tr("without {kinds}").format(kinds=", ".join(names) + more)

    def _on_chosen(self, on: bool) -> None:
        if self._view is not None:
            self.chosen.emit(self._view.entry.number, on)
