"""One line about the engine for the settings: what it does, where the model runs, and why there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QLabel, QWidget

from stylepad.engine.protocol import LoadedModel
from stylepad.ui.error_texts import describe
from stylepad.ui.restyle.engine_room import EngineRoom, Phase
from stylepad.ui.restyle.engine_status import place_text
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
            place=place_text(model.placement, self),
            threads=number(model.threads),
            context=number(model.context),
        )
        reason = reason_text(model.placement.code) or model.placement.reason
        return f"{parts} {reason}".strip()


def reason_text(code: str) -> str:
    """Return in the interface language why a model runs where it does, "" where that is plain."""
    texts = {
        "no_backend": QCoreApplication.translate(
            "EngineNote", "This build of the engine works on the processor only."
        ),
        "no_device": QCoreApplication.translate("EngineNote", "No graphics card was found."),
        "switched_off": QCoreApplication.translate(
            "EngineNote", "The graphics card is switched off here."
        ),
        "as_set": QCoreApplication.translate(
            "EngineNote", "The number of layers on the graphics card is limited here."
        ),
        "none_fit": QCoreApplication.translate(
            "EngineNote", "Not one layer fits the free memory of the graphics card."
        ),
        "some_fit": QCoreApplication.translate(
            "EngineNote", "More layers do not fit the free memory of the graphics card."
        ),
        "refused": QCoreApplication.translate(
            "EngineNote", "The graphics card had less free memory than it said."
        ),
    }
    return texts.get(code, "")
