"""One installed model: what it is, what it needs here, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from stylepad.models.fit import Fit, Verdict
from stylepad.models.library import InstalledModel, Origin, Removal
from stylepad.ui.error_texts import describe
from stylepad.ui.library import words
from stylepad.ui.library.layout import Card, note, say, warn
from stylepad.ui.library.memory_bar import MemoryBar, Share
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.ui.library.work import Shown


@dataclass(frozen=True, slots=True)
class ModelView:
    """All that a row shows. `loading` is the share of a switch to it, None while there is none."""

    shown: Shown
    in_use: bool
    place: str
    loading: float | None
    styles: Sequence[str]
    instead: Sequence[str]
    has_twin: bool
    """Another model has the same name: the file's tells them apart."""


class ModelRow(Card):
    """Asks to use a model, to give that up, and to remove it."""

    use_wanted = Signal(object)
    stop_wanted = Signal()
    removal_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: InstalledModel | None = None
        self.facts = note(self)
        self.styles = note(self)
        self.fault = note(self, muted=False)
        self.fault.setProperty("warns", True)
        self.bar = MemoryBar(self)
        self.need = note(self)
        self.loading = QProgressBar(self)
        self.loading.setTextVisible(False)
        for line in (self.facts, self.styles, self.fault):
            self.lines.addWidget(line)
        for part in (self.bar, self.need, self.loading):
            self.below.addWidget(part)
        self._buttons()
        self._question()

    def _buttons(self) -> None:
        self.use, self.stop, self.remove = button(self), button(self), button(self)
        self.use.clicked.connect(lambda: self.use_wanted.emit(self._model))
        self.stop.clicked.connect(self.stop_wanted)
        self.remove.clicked.connect(lambda: self.removal_wanted.emit(self._model))
        for each in (self.use, self.stop, self.remove):
            self.commands.addWidget(each)

    def _question(self) -> None:
        self.question = QWidget(self)
        self.asks = note(self.question, muted=False)
        self.yes, self.no = button(self.question), button(self.question)
        row = QHBoxLayout(self.question)
        row.setContentsMargins(0, 6, 0, 0)
        row.addWidget(self.asks, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self._keep)
        self.question.hide()
        self.below.addWidget(self.question)

    def show_model(self, view: ModelView) -> None:
        """Show a model."""
        model = self._model = view.shown.model
        loading = view.loading is not None
        self.set_title(model.name, self.tr("in use") if view.in_use and not loading else "")
        say(self.facts, self._facts(view))
        say(self.styles, self._styles(view) if model.about is not None else "")
        say(self.fault, self._fault(view))
        self._show_need(view)
        self._show_buttons(view, loading)

    def ask_removal(self, removal: Removal) -> None:
        """Ask in the row itself whether to remove the model, with what that frees."""
        if removal.files:
            text = self.tr("Delete this model? That frees {size}.")
            self.asks.setText(text.format(size=words.size(removal.freed)))
            self.yes.setText(self.tr("Delete"))
        else:
            self.asks.setText(
                self.tr("Take this model off the list? Its file stays where it is: {path}").format(
                    path=removal.model.path
                )
            )
            self.yes.setText(self.tr("Take off the list"))
        self.no.setText(self.tr("Keep"))
        name = removal.model.name
        self.yes.setAccessibleName(f"{self.yes.text()}: {name}")
        self.no.setAccessibleName(f"{self.no.text()}: {name}")
        self.question.show()
        self.no.setFocus()

    def _confirm(self) -> None:
        self.question.hide()
        self.remove_wanted.emit(self._model)

    def _keep(self) -> None:
        self.question.hide()
        self.remove.setFocus()

    def _facts(self, view: ModelView) -> str:
        model = view.shown.model
        about = model.about
        parts = [model.path.name] if view.has_twin else []
        parts.append(words.size(model.size))
        if about is not None:
            parts.append(words.languages(about.languages))
        parts += [view.place, words.origin(model.origin)]
        if about is not None:
            parts.append(about.licence)
        return words.SEPARATOR.join(part for part in parts if part)

    def _styles(self, view: ModelView) -> str:
        if not view.styles:
            return self.tr("No style has an adapter for it: all of them work by instruction.")
        return self.tr("Styles with an adapter for it: {names}").format(
            names=words.joined(view.styles)
        )

    def _fault(self, view: ModelView) -> str:
        if view.shown.fault is not None:
            return describe(view.shown.fault)
        if view.shown.model.killed:
            return self.tr(
                "It ended the engine when it was loaded last, so it is not loaded unasked."
            )
        return ""

    def _show_need(self, view: ModelView) -> None:
        fit = view.shown.fit
        self.bar.setVisible(fit is not None)
        if fit is None:
            say(self.need, "")
            return
        on_device = fit.plan.gpu_layers > 0
        refused = fit.verdict is Verdict.NO and not view.in_use
        if on_device and not refused:
            free = sum(device.free for device in fit.devices)
            self.bar.show_share(Share(fit.plan.device_bytes, free))
        else:
            self.bar.show_share(Share(fit.needed, max(fit.free, fit.needed * view.in_use)))
        warn(self.need, refused)
        say(self.need, self._refusal(fit, view.instead) if refused else self._need(fit, on_device))

    def _need(self, fit: Fit, on_device: bool) -> str:
        if on_device:
            return self.tr(
                "Needs {there} of the {vram} free on the graphics card and {here} of memory, with "
                "a context of {context} tokens"
            ).format(
                there=words.size(fit.plan.device_bytes),
                vram=words.size(sum(device.free for device in fit.devices)),
                here=words.size(fit.needed),
                context=words.number(fit.context),
            )
        text = self.tr("Needs {needed} of {free} free memory, with a context of {context} tokens")
        if fit.verdict is Verdict.TIGHT:
            text = self.tr(
                "Needs {needed} of {free} free memory, with a context of {context} tokens: little "
                "is left for other programs"
            )
        return text.format(
            needed=words.size(fit.needed),
            free=words.size(fit.free),
            context=words.number(fit.context),
        )

    def _refusal(self, fit: Fit, instead: Sequence[str]) -> str:
        text = self.tr("Does not fit: it needs {needed}, and {free} of memory are free.").format(
            needed=words.size(fit.needed), free=words.size(fit.free)
        )
        would = []
        if fit.largest:
            context = self.tr("this one with a context of {context} tokens")
            would.append(context.format(context=words.number(fit.largest)))
        would += instead[:3]
        if would:
            fits = self.tr("What would fit: {names}.").format(names=", ".join(would))
            text = f"{text} {fits}"
        return text

    def _show_buttons(self, view: ModelView, loading: bool) -> None:
        model = view.shown.model
        self.use.setText(self.tr("Use"))
        self.stop.setText(self.tr("Stop"))
        self.remove.setText(self.tr("Remove…"))
        for each in (self.use, self.stop, self.remove):
            each.setAccessibleName(f"{each.text().rstrip('…')}: {model.name}")
        self.use.setVisible(not view.in_use and not loading)
        self.use.setEnabled(view.shown.fault is None and view.shown.ever)
        self.stop.setVisible(loading)
        removable = model.origin is not Origin.BUILT_IN
        self.remove.setVisible(removable and not view.in_use and not loading)
        if not self.remove.isVisibleTo(self):
            self.question.hide()
        self.loading.setVisible(loading)
        self.loading.setValue(round(100 * (view.loading or 0.0)))
        self.loading.setAccessibleName(self.tr("Loading {name}").format(name=model.name))
