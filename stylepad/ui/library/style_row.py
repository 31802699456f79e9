"""One installed style, or a pack that cannot be used and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from stylepad.engine.protocol import LoadedModel
from stylepad.errors import StyleError
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.error_texts import describe
from stylepad.ui.library import words
from stylepad.ui.library.layout import Card, note, say, warn
from stylepad.ui.widgets import button


@dataclass(frozen=True, slots=True)
class StyleView:
    """All that a row shows: a usable `pack`, or the `fault` of what is in `folder`.

    `model` is the one in use; while there is none, nothing is said of adapters.
    """

    folder: Path
    pack: StylePack | None
    fault: StyleError | None
    built_in: bool
    model: LoadedModel | None


class StyleRow(Card):
    """Asks to open the style's folder. Further commands on a style go into `commands`."""

    folder_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self.facts = note(self)
        self.about = note(self, muted=False)
        for line in (self.about, self.facts):
            self.lines.addWidget(line)
        self.open = button(self)
        self.open.clicked.connect(lambda: self.folder_wanted.emit(self._folder))
        self.commands.addWidget(self.open)

    def show_style(self, view: StyleView) -> None:
        """Show a style or a fault."""
        self._folder = view.folder
        if view.pack is not None:
            self._show_pack(view, view.pack)
        else:
            self.set_title(view.folder.name, self.tr("cannot be used"))
            say(self.about, describe(view.fault) if view.fault is not None else "")
            say(self.facts, "")
        warn(self.about, view.fault is not None)
        self.open.setText(self.tr("Open folder"))
        self.open.setAccessibleName(f"{self.open.text()}: {self.title.text()}")

    def _show_pack(self, view: StyleView, pack: StylePack) -> None:
        language = QLocale().name()[:2]
        title, author = localized(pack.name, language), localized(pack.author, language)
        self.set_title(title, self._badge(view, pack))
        say(self.about, " ".join(localized(pack.description, language).split()))
        facts = [
            author if author != title else "",
            self._language(pack),
            self.tr("version {version}").format(version=pack.version),
            self.tr("built in") if view.built_in else self.tr("your own"),
        ]
        say(self.facts, words.SEPARATOR.join(part for part in facts if part))

    def _language(self, pack: StylePack) -> str:
        known = {"ru": self.tr("for Russian texts"), "en": self.tr("for English texts")}
        return known.get(pack.language, pack.language)

    def _badge(self, view: StyleView, pack: StylePack) -> str:
        if view.model is None:
            return ""
        if pack.adapter_set(view.model.adapter_for):
            return self.tr("by adapter")
        return self.tr("by instruction")
