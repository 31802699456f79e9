"""One installed style, or a pack that cannot be used and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from stylepad.engine.protocol import LoadedModel
from stylepad.errors import StyleError
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.error_texts import describe
from stylepad.ui.library import words
from stylepad.ui.library.layout import Card, note, say, warn
from stylepad.ui.library.question import Question
from stylepad.ui.widgets import button


@dataclass(frozen=True, slots=True)
class StyleView:
    """All that a row shows: a usable `pack`, or the `fault` of what is in `folder`.

    `id` is what the style is removed by. `own` says that it is the writer's, `covers` that one that
    ships with the program comes back without it. `model` is the one in use; while there is none,
    nothing is said of adapters.
    """

    folder: Path
    id: str
    pack: StylePack | None
    fault: StyleError | None
    own: bool
    covers: bool
    model: LoadedModel | None


class StyleRow(Card):
    """Asks to edit a style, and by its menu to export it, to open its folder and to delete it."""

    edit_wanted = Signal(object)
    export_wanted = Signal(object)
    folder_wanted = Signal(object)
    remove_wanted = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: StyleView | None = None
        self._insists = False
        self.facts = note(self)
        self.about = note(self, muted=False)
        for line in (self.about, self.facts):
            self.lines.addWidget(line)
        self.edit, self.more = button(self), button(self)
        self.menu = QMenu(self)
        self.export, self.open, self.remove = (QAction(self) for _ in range(3))
        self.menu.addActions([self.export, self.open])
        self.menu.addSeparator()
        self.menu.addAction(self.remove)
        self.more.setMenu(self.menu)
        for each in (self.edit, self.more):
            self.commands.addWidget(each)
        self.question = Question(self)
        self.below.addWidget(self.question)
        self._connect()

    def _connect(self) -> None:
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self._view))
        self.export.triggered.connect(lambda: self.export_wanted.emit(self._view))
        self.open.triggered.connect(lambda: self.folder_wanted.emit(self._view))
        self.remove.triggered.connect(self._ask)
        self.question.confirmed.connect(lambda: self.remove_wanted.emit(self._view, self._insists))
        self.question.kept.connect(self.more.setFocus)

    def show_style(self, view: StyleView) -> None:
        """Show a style or a fault."""
        self._view = view
        if view.pack is not None:
            self._show_pack(view, view.pack)
        else:
            self.set_title(view.folder.name, self.tr("cannot be used"))
            say(self.about, describe(view.fault) if view.fault is not None else "")
            say(self.facts, "")
        warn(self.about, view.fault is not None)
        self._show_commands(view)

    def ask_again(self, error: StyleError) -> None:
        """Ask whether the style is to be deleted although `error` says what is lost with it."""
        self._insists = True
        text = self.tr(
            "{blends} is blended of this style and cannot be used without it. Delete it all the "
            "same?"
        )
        self._put(text.format(blends=error.details.get("blends", "")))

    def _ask(self) -> None:
        if self._view is None:
            return
        self._insists = False
        if self._view.covers:
            text = self.tr(
                "Delete your copy of this style? The one that ships with the program is used again."
            )
        elif self._view.pack is not None:
            text = self.tr("Delete this style, with its adapters? Export it first to keep it.")
        else:
            text = self.tr("Delete the folder {path} with all that is in it?").format(
                path=self._view.folder
            )
        self._put(text)

    def _put(self, question: str) -> None:
        self.question.ask(question, self.tr("Delete"), self.tr("Keep"), self.title.text())

    def _show_commands(self, view: StyleView) -> None:
        self.edit.setText(self.tr("Edit…"))
        self.more.setText(self.tr("More"))
        for each in (self.edit, self.more):
            each.setAccessibleName(f"{each.text().rstrip('…')}: {self.title.text()}")
        self.export.setText(self.tr("Export…"))
        self.open.setText(self.tr("Open folder"))
        self.remove.setText(self.tr("Delete…"))
        self.edit.setVisible(view.pack is not None)
        self.export.setVisible(view.pack is not None)
        self.remove.setVisible(view.own)
        if not view.own:
            self.question.hide()

    def _show_pack(self, view: StyleView, pack: StylePack) -> None:
        language = QLocale().name()[:2]
        title, author = localized(pack.name, language), localized(pack.author, language)
        self.set_title(title, self._badge(view, pack))
        say(self.about, " ".join(localized(pack.description, language).split()))
        facts = [
            author if author != title else "",
            self._language(pack),
            self.tr("version {version}").format(version=pack.version),
            self.tr("blend") if pack.blend else "",
            self._origin(view),
        ]
        say(self.facts, words.SEPARATOR.join(part for part in facts if part))

    def _origin(self, view: StyleView) -> str:
        if view.covers:
            return self.tr("your own copy")
        return self.tr("your own") if view.own else self.tr("built in")

    def _language(self, pack: StylePack) -> str:
        known = {"ru": self.tr("for Russian texts"), "en": self.tr("for English texts")}
        return known.get(pack.language, pack.language)

    def _badge(self, view: StyleView, pack: StylePack) -> str:
        if view.model is None:
            return ""
        if pack.adapter_set(view.model.adapter_for):
            return self.tr("by adapter")
        return self.tr("by instruction")
