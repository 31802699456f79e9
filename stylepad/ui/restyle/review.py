"""Keeps the panel true to one suggestion: what is drawn, said and possible at every moment."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from stylepad.ui.error_texts import describe
from stylepad.ui.restyle.actions import RestyleActions
from stylepad.ui.restyle.engine_room import EngineRoom, Phase
from stylepad.ui.restyle.judged import summary
from stylepad.ui.restyle.marks import Mark
from stylepad.ui.restyle.review_panel import ReviewPanel
from stylepad.ui.restyle.strength import percent
from stylepad.ui.restyle.suggestion import Stage, Suggestion

_REPORT_MILLISECONDS = 300
"""How often the report is counted anew while passages come in."""


class Review(QObject):
    """Shows a suggestion and which of its candidates is seen."""

    ended = Signal()

    def __init__(
        self, panel: ReviewPanel, actions: RestyleActions, room: EngineRoom, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._actions = actions
        self._room = room
        self._suggestion: Suggestion | None = None
        self._style = ""
        self._number = 0
        self._stale = False
        self._report_timer = QTimer(self, singleShot=True, interval=_REPORT_MILLISECONDS)
        self._report_timer.timeout.connect(self._show_report)
        actions.next.triggered.connect(lambda: self._page(1))
        actions.previous.triggered.connect(lambda: self._page(-1))
        actions.stop.triggered.connect(self._stop)
        room.changed.connect(self._show_state)
        panel.looks_changed.connect(self._draw_again)

    @property
    def suggestion(self) -> Suggestion | None:
        """Return the suggestion that is shown."""
        return self._suggestion

    @property
    def chosen_text(self) -> str:
        """Return the whole text with the candidate that is seen."""
        return self._suggestion.result.with_choice(self._number) if self._suggestion else ""

    @property
    def acceptable(self) -> bool:
        """Return whether there is something finished that still fits the text."""
        standing = self._suggestion is not None and not self._suggestion.active
        return standing and bool(self._suggestion and self._suggestion.finished) and not self._stale

    def show(self, suggestion: Suggestion, style: str) -> None:
        """Show a new suggestion in the manner of `style` and let the engine write it."""
        self.drop()
        self._suggestion = suggestion
        self._style, self._number, self._stale = style, 0, False
        suggestion.written.connect(self._on_written)
        suggestion.passages_finished.connect(self._on_passages_finished)
        suggestion.staged.connect(self._on_staged)
        self._panel.comparison.start(suggestion.request.text)
        self._show_report()
        self._show_state()
        self._room.run(suggestion)

    def drop(self) -> None:
        """Stop the suggestion and forget it."""
        suggestion, self._suggestion = self._suggestion, None
        if suggestion is not None:
            suggestion.written.disconnect(self._on_written)
            suggestion.passages_finished.disconnect(self._on_passages_finished)
            suggestion.staged.disconnect(self._on_staged)
            suggestion.stop()
        self._show_state()

    def set_style_name(self, style: str) -> None:
        """Call the style by its name in another language."""
        self._style = style
        self._show_report()
        self._show_state()

    def set_stale(self, stale: bool) -> None:
        """Say whether the text under the suggestion was edited."""
        if stale != self._stale:
            self._stale = stale
            self._show_state()

    # --- events -------------------------------------------------------------------------------

    def _on_written(self) -> None:
        if self._suggestion is not None and self._suggestion.active:
            self._show_tail()
        self._show_state()

    def _on_passages_finished(self, passages: list[object]) -> None:
        self._panel.comparison.add(passages, self._number)  # type: ignore[arg-type]
        if not self._report_timer.isActive():
            self._report_timer.start()

    def _on_staged(self) -> None:
        suggestion = self._suggestion
        if suggestion is not None and not suggestion.active:
            self._show_end(suggestion)
            self._show_report()
        self._show_state()
        if suggestion is not None and not suggestion.active:
            self.ended.emit()

    def _stop(self) -> None:
        if self._suggestion is not None:
            self._suggestion.stop()

    def _page(self, step: int) -> None:
        self._number = max(0, min(self._number + step, self._total() - 1))
        self._draw_again()

    # --- showing ------------------------------------------------------------------------------

    def _total(self) -> int:
        suggestion = self._suggestion
        if suggestion is None:
            return 0
        return suggestion.candidates or (suggestion.request.candidates if suggestion.active else 0)

    def _draw_again(self) -> None:
        suggestion = self._suggestion
        if suggestion is None:
            return
        self._panel.comparison.draw_again(suggestion.finished, self._number)
        if suggestion.active:
            self._show_tail()
        else:
            self._show_end(suggestion)
        self._show_report()
        self._show_state()

    def _show_tail(self, mark: Mark = Mark.NONE) -> None:
        suggestion = self._suggestion
        if suggestion is None:
            return
        end = suggestion.finished[-1].result.end if suggestion.finished else 0
        rest = suggestion.request.text[end:]
        gap = rest[: len(rest) - len(rest.lstrip())]
        tail = suggestion.partial(self._number)
        self._panel.comparison.set_tail(gap + tail if tail else "", mark)

    def _show_end(self, suggestion: Suggestion) -> None:
        if suggestion.stage is Stage.DONE:
            self._panel.comparison.set_tail("")
            self._panel.comparison.finish()
        else:
            self._show_tail(Mark.DIMMED)

    def _show_report(self) -> None:
        self._report_timer.stop()
        suggestion = self._suggestion
        known = suggestion is not None and bool(suggestion.finished)
        passages = suggestion.finished if suggestion is not None else []
        self._panel.report.show_summary(
            summary(passages, self._number) if known else None, self._style
        )

    def _show_state(self) -> None:
        suggestion, actions, total = self._suggestion, self._actions, self._total()
        there = suggestion is not None
        active = suggestion is not None and suggestion.active
        actions.set_running(active)
        actions.accept.setEnabled(self.acceptable)
        actions.again.setEnabled(there)
        actions.discard.setEnabled(there)
        actions.previous.setEnabled(self._number > 0 and total > 1)
        actions.next.setEnabled(self._number < total - 1)
        if suggestion is None:
            return
        self._panel.show_style(self._style)
        self._panel.show_counter(min(self._number, max(0, total - 1)), total)
        self._panel.show_progress(len(suggestion.finished), suggestion.total, running=active)
        if self._stale:
            text = self.tr("The text has changed since. Try again restyles it as it is now.")
            self._panel.show_status(text, warns=True)
        else:
            failed = suggestion.stage is Stage.FAILED
            self._panel.show_status(self._stage_text(suggestion), warns=failed)

    def _stage_text(self, suggestion: Suggestion) -> str:
        done = len(suggestion.finished)
        if suggestion.stage is Stage.WAITING:
            return self._waiting_text()
        if suggestion.stage is Stage.RUNNING:
            return self._running_text(done, suggestion.total)
        if suggestion.stage is Stage.STOPPED:
            return self.tr("Stopped.") + self._finished_text(done, suggestion.total)
        if suggestion.stage is Stage.FAILED and suggestion.error is not None:
            return describe(suggestion.error) + self._finished_text(done, suggestion.total)
        return ""

    def _waiting_text(self) -> str:
        state = self._room.state
        if state.phase is Phase.LOADING:
            share = percent(state.share)
            return self.tr("Waiting for the model… {share}").format(share=share)
        return self.tr("Waiting for the engine…")

    def _running_text(self, done: int, total: int) -> str:
        if total > 1:
            return self.tr("{done} of {total}").format(done=done, total=total)
        return self.tr("Writing…")

    def _finished_text(self, done: int, total: int) -> str:
        if not done:
            return ""
        template = self.tr("{done} of {total} passages are finished; Accept takes these.")
        return " " + template.format(done=done, total=total)
