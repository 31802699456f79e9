"""The page of installed styles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from stylepad.engine.protocol import LoadedModel
from stylepad.errors import StyleError
from stylepad.models.progress import Progress
from stylepad.styles.archive import SUFFIX
from stylepad.styles.library import BrokenPack
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.library import words
from stylepad.ui.library.adapter_dialog import AdapterDialog
from stylepad.ui.library.blend_dialog import PARTS_LEAST, BlendDialog
from stylepad.ui.library.downloads import Downloads
from stylepad.ui.library.edit_dialog import EditDialog
from stylepad.ui.library.form_dialog import FormDialog
from stylepad.ui.library.layout import Page, Rows, heading, note
from stylepad.ui.library.shelf import Shelf
from stylepad.ui.library.style_desk import StyleDesk
from stylepad.ui.library.style_import import StyleImport, packs_among
from stylepad.ui.library.style_row import StyleRow, StyleView
from stylepad.ui.tasks import Progress as Report
from stylepad.ui.tasks import Tasks
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.models.control import Control
    from stylepad.styles.home import StyleHome
    from stylepad.ui.library.work import AdapterWish


class StylesPage(Page):
    """What is installed and what cannot be used; style packs can be dropped here."""

    studio_wanted = Signal()

    def __init__(
        self, shelf: Shelf, downloads: Downloads, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self.desk = StyleDesk(shelf, downloads, tasks, self)
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self._model: LoadedModel | None = None
        self.dialog: FormDialog | None = None
        self.hint = note(self)
        self.bring, self.blend, self.add = button(self), button(self), button(self)
        self.make = button(self)
        self.from_file, self.from_folder, self.from_hub = (QAction(self) for _ in range(3))
        self.importing = StyleImport(self.desk, self)
        self.empty = note(self)
        self.styles = self._rows()
        self.broken_title = heading(self)
        self.broken = self._rows()
        self._lay_out()
        self._connect()
        self.make.clicked.connect(self.studio_wanted)
        self.setAcceptDrops(True)
        self._name()
        # In a turn of its own, so that the window is there first.
        QTimer.singleShot(0, self, self.show_styles)

    def _rows(self) -> Rows[StyleView, StyleRow]:
        return Rows(lambda view: view.folder, self._make_row, StyleRow.show_style, self)

    def _lay_out(self) -> None:
        menu = QMenu(self)
        menu.addActions([self.from_file, self.from_folder, self.from_hub])
        self.bring.setMenu(menu)
        commands = QHBoxLayout()
        commands.setSpacing(8)
        for each in (self.make, self.bring, self.blend, self.add):
            commands.addWidget(each)
        commands.addStretch(1)
        self.body.addWidget(self.hint)
        self.body.addLayout(commands)
        self.body.addSpacing(4)
        for part in (self.importing, self.empty, self.styles):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addWidget(self.broken_title)
        self.body.addWidget(self.broken)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_adapter)
        self.blend.clicked.connect(self.make_blend)
        self.from_file.triggered.connect(self.importing.choose_files)
        self.from_folder.triggered.connect(self.importing.choose_folder)
        self.from_hub.triggered.connect(self.importing.ask_hub)
        self.importing.shown.connect(lambda: self._bring_into_view(self.importing))
        self.desk.changed.connect(self._on_changed)
        self._shelf.changed.connect(self.show_styles)
        self._shelf.room.changed.connect(self._on_room_changed)

    # --- showing ------------------------------------------------------------------------------

    def show_styles(self) -> None:
        """Show what is installed, by the names in the interface language."""
        library, model = self._shelf.core.library, self._shelf.room.state.model
        language = QLocale().name()[:2]
        packs = sorted(
            library.styles,
            key=lambda pack: (pack.language != language, localized(pack.name, language).casefold()),
        )
        own = self.desk.own.resolve()
        shipped = {pack.id for pack in library.shadowed if pack.folder.parent != own}
        self.styles.set_items([self._view(pack, own, shipped) for pack in packs])
        self.broken.set_items([self._broken_view(broken, own) for broken in library.broken])
        self.empty.setVisible(not packs)
        self.broken_title.setVisible(bool(library.broken))
        # An adapter is checked against the model's file, and a server keeps that to itself.
        self.add.setEnabled(model is not None and not model.host)
        self.blend.setEnabled(sum(not pack.blend for pack in packs) >= PARTS_LEAST)

    def _view(self, pack: StylePack, own: Path, shipped: set[str]) -> StyleView:
        is_own = pack.folder.parent == own
        return StyleView(
            folder=pack.folder,
            id=pack.id,
            pack=pack,
            fault=None,
            own=is_own,
            covers=is_own and pack.id in shipped,
            model=self._shelf.room.state.model,
        )

    def _broken_view(self, broken: BrokenPack, own: Path) -> StyleView:
        return StyleView(
            folder=broken.folder,
            id=broken.style or broken.folder.name,
            pack=None,
            fault=broken.fault,
            own=broken.folder.parent.resolve() == own,
            covers=False,
            model=None,
        )

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self._name()
        self.importing.retranslate()
        self.show_styles()

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Installed styles"))
        self.hint.setText(
            self.tr(
                "By adapter, a style was trained for the model in use; by instruction, it is told "
                "in words. You can drop style packs here."
            )
        )
        self.make.setText(self.tr("Make a style…"))
        self.bring.setText(self.tr("Import"))
        self.bring.setAccessibleName(self.tr("Import styles"))
        self.from_file.setText(self.tr("Style packs…"))
        self.from_folder.setText(self.tr("A folder…"))
        self.from_hub.setText(self.tr("From the Hub…"))
        self.blend.setText(self.tr("Blend styles…"))
        self.add.setText(self.tr("Add an adapter…"))
        self.empty.setText(
            self.tr("No style is installed. Install StylePad again, or import a style.")
        )
        self.broken_title.setText(self.tr("Cannot be used"))

    def _on_changed(self) -> None:
        self.show_styles()
        self._shelf.refresh()

    def _on_room_changed(self) -> None:
        # Every step of a loading comes here: only another model is of interest.
        model = self._shelf.room.state.model
        if model is not self._model:
            self._model = model
            self.show_styles()

    # --- what the writer asks for -------------------------------------------------------------

    def add_adapter(self) -> None:
        """Ask for an adapter and the style it belongs to."""
        model = self._shelf.room.state.model
        if model is not None:
            dialog = AdapterDialog(self._shelf.core.library.styles, model, self)
            self._ask(dialog, lambda wish: self._install(dialog, wish))

    def make_blend(self) -> None:
        """Ask for the parts of a blend."""
        dialog = BlendDialog(self._shelf.core.library.styles, self)

        def save(wish: object) -> None:
            dialog.wait(self.tr("Saving the style…"))
            self.desk.blend(wish, self._on_dialog_done, self._on_dialog_failed)  # type: ignore[arg-type]

        self._ask(dialog, save)

    def _edit(self, view: StyleView) -> None:
        if view.pack is None:
            return
        dialog = EditDialog(view.pack, own=view.own, parent=self)

        def save(wish: object) -> None:
            dialog.wait(self.tr("Saving the style…"))
            self.desk.edit(view.id, wish, self._on_dialog_done, self._on_dialog_failed)  # type: ignore[arg-type]

        self._ask(dialog, save)

    def _ask(self, dialog: FormDialog, act: Callable[[object], None]) -> None:
        dialog.wanted.connect(act)
        dialog.destroyed.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _install(self, dialog: FormDialog, wish: object) -> None:
        library, home, hub = self._shelf.core.library, self.desk.own, self.desk.hub

        def work(_home: StyleHome, control: Control, report: Report) -> StylePack:
            from stylepad.ui.library import work as background  # noqa: PLC0415 - see there

            return background.install_adapter(
                asked, library, home, hub=hub, control=control, report=report
            )

        def show(value: object) -> None:
            if isinstance(value, Progress) and self.dialog is dialog:
                dialog.wait(words.progress(value))

        asked: AdapterWish = wish  # type: ignore[assignment]
        dialog.wait(self.tr("Checking the adapter…"))
        task = self.desk.run(work, self._on_dialog_done, self._on_dialog_failed, show)
        dialog.stop_wanted.connect(task.cancel)

    def _on_dialog_done(self, _pack: object) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _on_dialog_failed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(error)
        else:
            self.desk.failed.emit(error)

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _export(self, view: StyleView) -> None:
        pack = view.pack
        if pack is None:
            return
        dialog = QFileDialog(self, self.tr("Export the style"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Style packs (*.stylepack)")])
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(f"{pack.id}-{pack.version}{SUFFIX}")
        dialog.fileSelected.connect(lambda name: self.desk.export(pack, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remove(self, row: StyleRow, view: StyleView, force: bool) -> None:
        name = row.title.text()

        def failed(error: Exception) -> None:
            if isinstance(error, StyleError) and error.code == "style.in_use":
                row.ask_again(error)
            else:
                self.desk.failed.emit(error)

        self.desk.remove(view.id, name, failed, force=force)

    def _bring_into_view(self, part: QWidget) -> None:
        # In a turn of its own: what was just shown has no place yet.
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part))

    def _make_row(self) -> StyleRow:
        row = StyleRow(self)
        row.question.asked.connect(lambda: self._bring_into_view(row))
        row.edit_wanted.connect(self._edit)
        row.export_wanted.connect(self._export)
        row.remove_wanted.connect(lambda view, force: self._remove(row, view, force))
        row.folder_wanted.connect(lambda view: self.open_url(QUrl.fromLocalFile(str(view.folder))))
        return row

    # --- dropping -----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept style packs and folders."""
        if _packs(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Install what was dropped."""
        packs = _packs(event)
        if packs:
            event.acceptProposedAction()
            self.importing.take(packs)


def _packs(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return packs_among([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
