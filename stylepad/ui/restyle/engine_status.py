"""What the status bar says of the engine: model, where it runs, speed, and why it is not ready."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from stylepad.engine.protocol import LoadedModel, Placement
from stylepad.errors import EngineGaveUp
from stylepad.ui.error_texts import describe
from stylepad.ui.restyle.engine_room import EngineRoom, Phase
from stylepad.ui.restyle.strength import percent


class EngineStatus(QObject):
    """Four small widgets that follow the engine; the model's name asks for another one."""

    library_wanted = Signal()

    def __init__(self, room: EngineRoom, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self.model = ShorteningButton(parent)
        self.place = QLabel(parent)
        self.speed = QLabel(parent)
        self.start_button = QPushButton(parent)
        self.start_button.setAutoDefault(False)
        self.start_button.clicked.connect(room.start)
        room.changed.connect(self._show)
        self.model.clicked.connect(self.library_wanted)
        self.model.installEventFilter(self)
        self._show()

    def widgets(self) -> list[QWidget]:
        """Return the widgets in the order of the status bar."""
        return [self.model, self.start_button, self.place, self.speed]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a change of the interface language."""
        if watched is self.model and event.type() == QEvent.Type.LanguageChange:
            self._show()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        state = self._room.state
        ready = state.phase is Phase.READY and state.model is not None
        failed = state.phase is Phase.FAILED
        self._show_model()
        self.place.setVisible(ready)
        if state.model is not None:
            self._show_place(state.model)
        self.speed.setVisible(ready and state.speed > 0)
        rate = QLocale().toString(round(state.speed))
        self.speed.setText(self.tr("{rate} tokens/s").format(rate=rate))
        self.start_button.setVisible(failed)
        gave_up = isinstance(state.error, EngineGaveUp)
        self.start_button.setText(
            self.tr("Start the engine") if gave_up else self.tr("Start again")
        )

    def _show_place(self, model: LoadedModel) -> None:
        if model.host:
            self.place.setText(self.tr("Texts are sent to {host}").format(host=model.host))
            self.place.setToolTip(
                self.tr("The model is on another machine. Go back to this one in the Style menu.")
            )
        else:
            self.place.setText(place_text(model.placement))
            self.place.setToolTip(why_text(model.placement))

    def _show_model(self) -> None:
        state = self._room.state
        if state.phase is Phase.FAILED and state.error is not None:
            reason = describe(state.error)
            self.model.set_text(self.tr("Not ready: {reason}").format(reason=reason), reason)
        elif state.phase is Phase.READY and state.model is not None:
            tip = state.model.host or self.tr("Models and styles")
            self.model.set_text(state.model.name, tip)
        elif state.phase is Phase.LOADING:
            loading = self.tr("Loading the model… {share}").format(share=percent(state.share))
            self.model.set_text(loading, "")
        else:
            self.model.set_text("", "")


class ShorteningButton(QToolButton):
    """A button whose text ends in "…" where there is too little room."""

    MOST_WIDTH = 340

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str, tool_tip: str) -> None:
        """Show one line of a text."""
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.MOST_WIDTH)
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setToolTip(tool_tip)
        self.setVisible(bool(text))

    def minimumSizeHint(self) -> QSize:
        """Return a width that lets the window be narrow."""
        return QSize(40, super().sizeHint().height())


def place_text(placement: Placement) -> str:
    """Return where a model runs: "CPU", or the device and how many of the layers are on it."""
    if placement.gpu_layers <= 0:
        return QCoreApplication.translate("EngineStatus", "CPU")
    text = QCoreApplication.translate(
        "EngineStatus", "{device} · {there}/{all} layers, the rest on CPU"
    )
    if placement.gpu_layers >= placement.layers:
        text = QCoreApplication.translate("EngineStatus", "{device} · {there}/{all} layers")
    return text.format(device=placement.device, there=placement.gpu_layers, all=placement.layers)


def why_text(placement: Placement) -> str:
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
        "failed": QCoreApplication.translate(
            "EngineNote", "The graphics card failed while it was writing with more layers."
        ),
    }
    return texts.get(placement.code) or placement.reason
