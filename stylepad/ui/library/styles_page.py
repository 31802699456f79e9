"""The page of installed styles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stylepad import paths
from stylepad.engine.protocol import LoadedModel
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.library.adapter_dialog import AdapterDialog
from stylepad.ui.library.layout import Page, Rows, heading, note
from stylepad.ui.library.shelf import Shelf
from stylepad.ui.library.style_row import StyleRow, StyleView
from stylepad.ui.tasks import Progress as Report
from stylepad.ui.tasks import Tasks
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.ui.library.work import AdapterWish


class StylesPage(Page):
    """What is installed and what cannot be used. Further commands go into `commands`."""

    studio_wanted = Signal()

    def __init__(self, shelf: Shelf, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf, self._tasks = shelf, tasks
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self._model: LoadedModel | None = None
        self.dialog: AdapterDialog | None = None
        self.hint = note(self)
        self.make, self.add = button(self), button(self)
        self.commands = QHBoxLayout()
        self.empty = note(self)
        self.styles = self._rows()
        self.broken_title = heading(self)
        self.broken = self._rows()
        self._lay_out()
        self.add.clicked.connect(self.add_adapter)
        self.make.clicked.connect(self.studio_wanted)
        shelf.changed.connect(self.show_styles)
        shelf.room.changed.connect(self._on_room_changed)
        self._name()
        # In a turn of its own, so that the window is there first.
        QTimer.singleShot(0, self, self.show_styles)

    def _rows(self) -> Rows[StyleView, StyleRow]:
        return Rows(lambda view: view.folder, self._make_row, StyleRow.show_style, self)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.hint, 1)
        self.commands.setSpacing(8)
        self.commands.addWidget(self.make)
        self.commands.addWidget(self.add)
        top.addLayout(self.commands)
        self.body.addLayout(top)
        for part in (self.empty, self.styles):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addWidget(self.broken_title)
        self.body.addWidget(self.broken)

    def show_styles(self) -> None:
        """Show what is installed, by the names in the interface language."""
        library, model = self._shelf.core.library, self._shelf.room.state.model
        language = QLocale().name()[:2]
        packs = sorted(
            library.styles,
            key=lambda pack: (pack.language != language, localized(pack.name, language).casefold()),
        )
        self.styles.set_items(
            [StyleView(pack.folder, pack, None, _built_in(pack.folder), model) for pack in packs]
        )
        self.broken.set_items(
            [
                StyleView(broken.folder, None, broken.fault, False, model)
                for broken in library.broken
            ]
        )
        self.empty.setVisible(not packs)
        self.broken_title.setVisible(bool(library.broken))
        # An adapter is checked against the model's file, and a server keeps that to itself.
        self.add.setEnabled(model is not None and not model.host)

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self._name()
        self.show_styles()

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Installed styles"))
        self.hint.setText(
            self.tr(
                "By adapter, a style was trained for the model in use; by instruction, it is told "
                "to the model in words."
            )
        )
        self.make.setText(self.tr("Make a style…"))
        self.add.setText(self.tr("Add an adapter…"))
        self.empty.setText(
            self.tr("No style is installed. Install StylePad again, or add an adapter.")
        )
        self.broken_title.setText(self.tr("Cannot be used"))

    def add_adapter(self) -> None:
        """Ask for an adapter and the style it belongs to."""
        model = self._shelf.room.state.model
        if model is None:
            return
        dialog = AdapterDialog(self._shelf.core.library.styles, model, self)
        dialog.wanted.connect(self._install)
        dialog.destroyed.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _install(self, wish: AdapterWish) -> None:
        library, home = self._shelf.core.library, self._shelf.core.own_styles()

        def work(_report: Report) -> StylePack:
            from stylepad.ui.library import work as background  # noqa: PLC0415 - see there

            return background.install_adapter(wish, library, home)

        if self.dialog is not None:
            self.dialog.wait()
        self._tasks.run(work, done=self._on_installed, failed=self._on_failed)

    def _on_installed(self, _pack: StylePack) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.show_styles()
        self._shelf.refresh()

    def _on_failed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(error)
        else:
            self._shelf.failed.emit(error)

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _on_room_changed(self) -> None:
        # Every step of a loading comes here: only another model is of interest.
        model = self._shelf.room.state.model
        if model is not self._model:
            self._model = model
            self.show_styles()

    def _make_row(self) -> StyleRow:
        row = StyleRow(self)
        row.folder_wanted.connect(lambda folder: self.open_url(QUrl.fromLocalFile(str(folder))))
        return row


def _built_in(folder: Path) -> bool:
    return folder.is_relative_to(paths.built_in_styles().resolve())
