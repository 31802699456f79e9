"""A model of the catalogue: what it is, what it would be on this machine, and getting it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from stylepad.styles.pack import localized
from stylepad.ui.library import words
from stylepad.ui.library.layout import Card, note, say, warn
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.models.catalogue import Advice


class OfferRow(Card):
    """Asks to download a model."""

    download_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._advice: Advice | None = None
        self.facts = note(self)
        self.about = note(self, muted=False)
        self.verdict = note(self)
        self.licence = QLabel(self)
        self.licence.setTextFormat(Qt.TextFormat.RichText)
        self.licence.setOpenExternalLinks(True)
        self.licence.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.licence.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for line in (self.about, self.facts, self.verdict):
            self.lines.addWidget(line)
        self.lines.addWidget(self.licence)
        self.download = button(self)
        self.download.clicked.connect(lambda: self.download_wanted.emit(self._advice))
        self.commands.addWidget(self.download)

    def show_advice(self, advice: Advice, *, loading: bool) -> None:
        """Show a model; `loading` while it is being downloaded."""
        self._advice = advice
        model = advice.model
        self.set_title(model.name, self.tr("recommended for this computer") if advice.best else "")
        say(self.about, localized(model.about, QLocale().name()[:2]))
        size = self.tr("about {size}").format(size=words.size(model.weights))
        facts = [size, words.languages(model.languages), self._device(advice)]
        say(self.facts, words.SEPARATOR.join(part for part in facts if part))
        say(self.verdict, self._verdict(advice))
        warn(self.verdict, not (advice.runs and advice.room))
        self._show_licence(advice)
        self._show_button(advice, loading=loading)

    def _show_licence(self, advice: Advice) -> None:
        text = self.tr("Licence: {name}").format(name=advice.model.licence)
        self.licence.setText(f'<a href="{advice.model.licence_url}">{text}</a>')
        self.licence.setAccessibleName(text)

    def _show_button(self, advice: Advice, *, loading: bool) -> None:
        if advice.installed:
            text = self.tr("Installed")
        elif loading:
            text = self.tr("Downloading…")
        else:
            text = self.tr("Download")
        self.download.setText(text)
        self.download.setAccessibleName(f"{text.rstrip('…')}: {advice.model.name}")
        possible = advice.runs and advice.room
        self.download.setEnabled(possible and not advice.installed and not loading)

    def _device(self, advice: Advice) -> str:
        return words.place(advice.device, int(bool(advice.device)), 1)

    def _verdict(self, advice: Advice) -> str:
        if not advice.runs:
            return self.tr("Does not fit the memory that is free: it needs {needed}.").format(
                needed=words.size(advice.model.memory)
            )
        if not advice.room:
            return self.tr("Does not fit the disk.")
        speed = {
            "fluent": self.tr("Writes as fast as one reads"),
            "unhurried": self.tr("Possible but slow: writes slower than one reads"),
            "slow": self.tr("Possible but very slow: a paragraph takes minutes"),
        }[advice.pace.value]
        rate = self.tr("about %Ln token(s) a second", "", max(1, round(advice.tokens)))
        if advice.styles is None:
            return f"{speed}, {rate}"
        adapters = self.tr("%n style(s) with an adapter for it", "", len(advice.styles))
        return words.SEPARATOR.join((f"{speed}, {rate}", adapters))


def offered_file(advice: Advice) -> str:
    """Return the name of the file to download."""
    return PurePosixPath(advice.model.file).name
