"""The page of installed models."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stylepad.models.library import InstalledModel, Removal
from stylepad.styles.pack import localized
from stylepad.ui.error_texts import describe
from stylepad.ui.library import words
from stylepad.ui.library.add_file import SUFFIX, AddFile
from stylepad.ui.library.found_row import FoundRow
from stylepad.ui.library.layout import Page, Rows, heading, note, say
from stylepad.ui.library.model_row import ModelRow, ModelView
from stylepad.ui.library.shelf import Shelf
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.models.hub_cache import CachedModel
    from stylepad.ui.library.work import Shown


class ModelsPage(Page):
    """What is installed, the model in use marked; files are added by a dialog or dropped here."""

    more_wanted = Signal()

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._names = Counter[str]()
        self.hint = note(self)
        self.more, self.add = button(self), button(self)
        self.adding = AddFile(self)
        self.fixed = note(self, muted=False)
        self.fixed.setProperty("warns", True)
        self.fault = note(self, muted=False)
        self.fault.setProperty("warns", True)
        self.empty = note(self)
        self.models: Rows[ModelView, ModelRow] = Rows(
            lambda view: view.shown.model.id, self._make_row, ModelRow.show_model, self
        )
        self.found_title = heading(self)
        self.found: Rows[CachedModel, FoundRow] = Rows(
            lambda model: model.paths[0], self._make_found, FoundRow.show_model, self
        )
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.hint, 1)
        top.addWidget(self.add)
        top.addWidget(self.more)
        self.body.addLayout(top)
        for part in (self.adding, self.fixed, self.fault, self.empty, self.models):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addWidget(self.found_title)
        self.body.addWidget(self.found)

    def _connect(self) -> None:
        shelf = self._shelf
        self.add.clicked.connect(self.adding.choose)
        self.more.clicked.connect(self.more_wanted)
        self.adding.link_wanted.connect(shelf.link)
        self.adding.copy_wanted.connect(shelf.copy)
        self.adding.stop_wanted.connect(shelf.stop_copying)
        shelf.copying.connect(self.adding.show_copy)
        shelf.changed.connect(self.show_models)
        shelf.room.changed.connect(self.show_models)

    def _make_row(self) -> ModelRow:
        row = ModelRow(self)
        row.use_wanted.connect(lambda model: self._shelf.room.use(model.path))
        row.stop_wanted.connect(self._shelf.room.stop_switching)
        row.removal_wanted.connect(self._ask_removal)
        row.remove_wanted.connect(self._shelf.remove)
        return row

    def _make_found(self) -> FoundRow:
        row = FoundRow(self)
        row.add_wanted.connect(lambda model: self._shelf.link(model.paths[0]))
        return row

    def show_models(self) -> None:
        """Show what the shelf has."""
        snapshot = self._shelf.snapshot
        self.empty.setVisible(snapshot is None)
        if snapshot is None:
            return
        say(self.fixed, self._fixed())
        fault = self._shelf.fault
        say(self.fault, describe(fault) if fault is not None else "")
        self._names = Counter(shown.model.name for shown in snapshot.models)
        self.models.set_items([self._view(shown) for shown in snapshot.models])
        self.found.set_items(snapshot.cached)
        self.found_title.setVisible(bool(snapshot.cached))

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("Installed models"))
        self.hint.setText(
            self.tr("The model writes; styles tell it how. You can drop a .gguf file here.")
        )
        self.add.setText(self.tr("Add a file…"))
        self.more.setText(self.tr("Get models…"))
        self.empty.setText(self.tr("Reading what is installed…"))
        self.found_title.setText(self.tr("Downloaded by other programs"))
        self.adding.retranslate()
        self.show_models()

    def _fixed(self) -> str:
        variable = self._shelf.core.fixed_by("model")
        if not variable:
            return ""
        return self.tr(
            "The environment variable {variable} names the model and goes before “Use”: what you "
            "choose here holds until a model is loaded again, at the latest until the next start. "
            "Remove the variable to choose here for good."
        ).format(variable=variable)

    def _view(self, shown: Shown) -> ModelView:
        shelf, state = self._shelf, self._shelf.room.state
        path = shown.model.path
        in_use = shelf.in_use == path
        snapshot = shelf.snapshot
        return ModelView(
            shown=shown,
            in_use=in_use,
            place=self._place(shown, in_use),
            loading=state.share if state.target == path else None,
            styles=self._styles_for(shown.model),
            instead=snapshot.instead if snapshot is not None else (),
            has_twin=self._names[shown.model.name] > 1,
        )

    def _place(self, shown: Shown, in_use: bool) -> str:
        model = self._shelf.room.state.model
        if in_use and model is not None:
            placement = model.placement
            return words.place(placement.device, placement.gpu_layers, placement.layers)
        if shown.fit is None:
            return ""
        device = " + ".join(device.name for device in shown.fit.devices)
        return words.place(device, shown.fit.plan.gpu_layers, shown.fit.plan.layers)

    def _styles_for(self, model: InstalledModel) -> list[str]:
        if model.about is None:
            return []
        language = QLocale().name()[:2]
        fingerprint = model.about.fingerprint
        fitting = (
            style
            for style in self._shelf.core.library.styles
            if style.adapter_set(lambda _id, files: files.get(fingerprint))
        )
        return sorted(localized(style.name, language) for style in fitting)

    def _ask_removal(self, model: InstalledModel) -> None:
        def ask(removal: Removal) -> None:
            row = self.models.row(model.id)
            if row is not None:
                row.ask_removal(removal)

        self._shelf.removal(model.id, ask)

    # --- dropping -----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept GGUF files."""
        if _ggufs(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask what to do with the files."""
        files = _ggufs(event)
        if files:
            event.acceptProposedAction()
            self.adding.offer(files)


def _ggufs(event: QDropEvent) -> list[Path]:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in files if path.suffix.lower() == SUFFIX]
