"""One job in the list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.ui.error_texts import describe
from stylepad.ui.library.layout import Card, note, say, warn
from stylepad.ui.studio import words
from stylepad.ui.studio.board import fault_of
from stylepad.ui.studio.steps import is_halted, is_started
from stylepad.ui.widgets import button


class JobRow(Card):
    """A job with its stage; asks to open, continue, pause or delete it."""

    open_wanted = Signal(object)
    start_wanted = Signal(object)
    pause_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._alive = False
        self.stage, self.facts = note(self, muted=False), note(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        for line in (self.stage, self.facts):
            self.lines.addWidget(line)
        self.below.addWidget(self.bar)
        self.open, self.go, self.remove = button(self), button(self), button(self)
        for each in (self.go, self.open, self.remove):
            self.commands.addWidget(each)
        self.open.clicked.connect(lambda: self.open_wanted.emit(self._folder))
        self.go.clicked.connect(self._on_go)
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self._folder))

    def show_job(self, item: tuple[JobEntry, bool]) -> None:
        """Show a job; whether a process works on it comes with it."""
        entry, alive = item
        self._folder, self._alive = entry.folder, alive
        self.set_title(entry.name, words.badge(entry, alive))
        following, fault = entry.state.next, fault_of(entry)
        if fault is not None and not alive:
            say(self.stage, describe(fault))
        elif following is None:
            say(self.stage, self.tr("The style is made and judged."))
        else:
            state = entry.state.of(following)
            name = words.stage(following)
            if following is Stage.PAIRS and not is_started(entry):
                name = self.tr("The texts are read; open it to go on.")
            parts = [name, words.progress(following, state) if state.total else ""]
            say(self.stage, words.SEPARATOR.join(part for part in parts if part))
        warn(self.stage, fault is not None and not alive)
        self._show_facts(entry)
        self._show_bar(entry, alive)
        self._show_buttons(entry, alive)

    def _show_facts(self, entry: JobEntry) -> None:
        spec = entry.job.spec if entry.job else None
        language = words.languages([spec.language]) if spec else ""
        base = self.tr("for {model}").format(model=spec.base.stem) if spec else ""
        parts = [language, base, entry.folder.name]
        say(self.facts, words.SEPARATOR.join(part for part in parts if part))

    def _show_bar(self, entry: JobEntry, alive: bool) -> None:
        following = entry.state.next
        state = entry.state.of(following) if following else None
        self.bar.setVisible(alive and state is not None)
        if state is not None:
            self.bar.setRange(0, 1000 if state.total else 0)
            self.bar.setValue(1000 * state.done // state.total if state.total else 0)
        self.bar.setAccessibleName(entry.name)

    def _show_buttons(self, entry: JobEntry, alive: bool) -> None:
        self.open.setText(self.tr("Open"))
        self.go.setText(self.tr("Pause") if alive else self.tr("Continue"))
        self.remove.setText(self.tr("Delete…"))
        self.open.setEnabled(entry.job is not None)
        unfinished = entry.job is not None and entry.state.next is not None
        begun = is_started(entry) or is_halted(entry)
        self.go.setVisible(alive or (unfinished and begun))
        self.remove.setEnabled(not alive)
        for each in (self.open, self.go, self.remove):
            each.setAccessibleName(f"{each.text().rstrip('…')}: {entry.name}")

    def _on_go(self) -> None:
        wanted = self.pause_wanted if self._alive else self.start_wanted
        wanted.emit(self._folder)
