"""The strength of a style: a slider with its value in words that a screen reader says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

MOST = 150
SETTLE_MILLISECONDS = 500
"""How long keys must rest before the new strength is used."""


class StrengthControl(QWidget):
    """Chooses 0 to 150 %; `settled` tells once the writer has let go."""

    settled = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._value = QLabel(self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, MOST)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(25)
        self.slider.setValue(100)
        self._label.setBuddy(self.slider)
        self._settled = 100
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._timer.timeout.connect(self._settle)
        self.slider.valueChanged.connect(self._on_value_changed)
        self.slider.sliderReleased.connect(self._settle)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._label)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._value)
        self._retranslate()

    @property
    def strength(self) -> float:
        """Return the chosen strength, 1.0 is 100 %."""
        return self.slider.value() / 100

    def set_strength(self, strength: float) -> None:
        """Show a strength without telling of it."""
        self._timer.stop()
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(strength * 100))
        self._settled = self.slider.value()
        self._show_value()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _on_value_changed(self) -> None:
        self._show_value()
        if not self.slider.isSliderDown():
            self._timer.start()

    def _settle(self) -> None:
        self._timer.stop()
        if self.slider.value() != self._settled:
            self._settled = self.slider.value()
            self.settled.emit(self.strength)

    def _show_value(self) -> None:
        self._value.setText(percent(self.strength))

    def _retranslate(self) -> None:
        self._label.setText(self.tr("Strength"))
        self.slider.setAccessibleName(self.tr("Strength"))
        self.slider.setToolTip(
            self.tr("0 % is the plain model, 100 % the style as it was made, 150 % the most.")
        )
        widest = self._value.fontMetrics().horizontalAdvance(percent(MOST / 100))
        self._value.setMinimumWidth(widest)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._show_value()


def percent(share: float) -> str:
    """Return 0.62 as "62 %" in the interface language, with a no-break space."""
    return f"{QLocale().toString(round(share * 100))}\u00a0%"
