"""One line about the engine for the settings: what it does, where the model runs, and why there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QLabel, QWidget

from stylepad.engine.protocol import LoadedModel
from stylepad.ui.error_texts import describe
from stylepad.ui.restyle.engine_room import EngineRoom, Phase
from stylepad.ui.restyle.engine_status import place_text, why_text
from stylepad.ui.restyle.strength import percent


class EngineNote(QLabel):
    """Follows the engine."""

    def __init__(self, room: EngineRoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.setObjectName("engineNote")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        room.changed.connect(self._show)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        state = self._room.state
        failed = state.phase is Phase.FAILED
        if failed and state.error is not None:
            text = self.tr("The model is not loaded. {reason}").format(reason=describe(state.error))
        elif state.phase is Phase.READY and state.model is not None:
            text = self._loaded(state.model)
        else:
            text = self.tr("The model is being loaded… {share}").format(share=percent(state.share))
        if self.property("failed") != failed:
            self.setProperty("failed", failed)
            self.style().polish(self)
        self.setText(text)
        self.setAccessibleName(text)

    def _loaded(self, model: LoadedModel) -> str:
        number = QLocale().toString
        if model.host:
            return self.tr(
                "Loaded: {name} on {host}, where your texts are sent · context: {context} tokens."
            ).format(name=model.name, host=model.host, context=number(model.context))
        parts = self.tr(
            "Loaded: {name} · {place} · threads: {threads} · context: {context} tokens."
        ).format(
            name=model.name,
            place=place_text(model.placement),
            threads=number(model.threads),
            context=number(model.context),
        )
        return f"{parts} {why_text(model.placement)}".strip()
