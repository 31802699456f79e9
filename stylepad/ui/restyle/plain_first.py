"""Plain first: offered where the text to restyle is strongly styled itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from stylepad.restyle.neutral import Manner
from stylepad.restyle.rewriter import Rewriter
from stylepad.ui.restyle.engine_room import EngineRoom
from stylepad.ui.tasks import Progress, Task, Tasks

_SAMPLE = 4_000
"""Characters of a text that its manner is told by."""

_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Offer:
    manner: Manner
    style: str


class PlainFirst(QWidget):
    """A box to tick, with the reason why it is there; hidden where there is none."""

    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(self)
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        self.reason.setProperty("muted", True)
        self._offer: _Offer | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(2)
        layout.addWidget(self.box)
        layout.addWidget(self.reason)
        self.box.clicked.connect(self.toggled)
        self._retranslate()
        self.hide()

    @property
    def wanted(self) -> bool:
        """Return whether the text is to be made plain first."""
        return self.box.isChecked() and not self.isHidden()

    def offer(self, manner: Manner, style: str) -> None:
        """Show the box; `style` is the name of the style that the text is near to."""
        self._offer = _Offer(manner, style)
        self._retranslate()
        self.show()

    def forget(self) -> None:
        """Hide the box, unticked."""
        self._offer = None
        self.box.setChecked(False)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.box.setText(self.tr("Make it plain first"))
        self.box.setToolTip(
            self.tr(
                "The text is rewritten in plain words before it gets the new style; otherwise its "
                "own manner shows through."
            )
        )
        self.reason.setText(self._reason())
        self.box.setAccessibleDescription(self.reason.text())

    def _reason(self) -> str:
        if self._offer is None:
            return ""
        manner = self._offer.manner
        if manner.style:
            text = self.tr("The text is strongly styled itself: it is near to {style}.")
            return text.format(style=self._offer.style)
        text = self.tr("The text has old-fashioned words: {words}.")
        return text.format(words=", ".join(manner.words[:_WORDS]))


class Listener(QObject):
    """Hears in the background what manner a text is in, and offers to make it plain first."""

    def __init__(
        self,
        rewriter: Rewriter,
        tasks: Tasks,
        room: EngineRoom,
        view: PlainFirst,
        *,
        style_name: Callable[[str], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._rewriter, self._tasks, self._room = rewriter, tasks, room
        self._view, self._style_name = view, style_name
        self._text = ""
        self._heard = False
        self._manner: Manner | None = None
        self._task: Task[Manner | None] | None = None
        room.changed.connect(self._show)

    def hear(self, text: str) -> None:
        """Take up a text; one that was taken up just now keeps the writer's answer."""
        if text == self._text:
            return
        self._text, self._manner, self._heard = text, None, False
        self._view.forget()
        if self._task is not None:
            self._task.forget()
            self._task = None
        self._show()

    def _listen(self) -> None:
        text = self._text

        def work(_progress: Progress) -> Manner | None:
            return self._rewriter.manner(text[:_SAMPLE])

        self._heard = True
        self._task = self._tasks.run(work, done=self._on_heard)

    def _on_heard(self, manner: Manner | None) -> None:
        self._task, self._manner = None, manner
        self._show()

    def _show(self) -> None:
        """Offer it only where the model in use can do it: it has to follow instructions.

        For any other nobody listens, which would take the processor from the window.
        """
        model = self._room.state.model
        able = model is not None and model.instructed
        if able and self._text and not self._heard:
            self._listen()
        if able and self._manner is not None:
            if self._view.isHidden():
                self._view.offer(self._manner, self._style_name(self._manner.style))
        elif not self._view.isHidden():
            self._view.forget()
