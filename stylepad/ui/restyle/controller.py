"""Restyle in the window: from the selection to the picker, the suggestion and the decision."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QRect, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from stylepad.errors import SettingsError, StylePadError
from stylepad.restyle.adjustment import adjustment
from stylepad.restyle.result import RestyleRequest
from stylepad.styles.pack import StylePack, localized
from stylepad.text.language import detect
from stylepad.ui.editor import Editor
from stylepad.ui.error_texts import describe
from stylepad.ui.library.door import LibraryDoor
from stylepad.ui.messages import Action, Messages
from stylepad.ui.restyle.actions import RestyleActions
from stylepad.ui.restyle.core import RestyleCore
from stylepad.ui.restyle.engine_note import EngineNote
from stylepad.ui.restyle.engine_room import EngineRoom, Phase
from stylepad.ui.restyle.engine_status import EngineStatus
from stylepad.ui.restyle.highlight import RangeHighlight
from stylepad.ui.restyle.plain_first import Listener
from stylepad.ui.restyle.review import Review
from stylepad.ui.restyle.review_panel import ReviewPanel
from stylepad.ui.restyle.server_choice import ServerChoice
from stylepad.ui.restyle.style_list import StyleContext
from stylepad.ui.restyle.style_popup import StylePopup
from stylepad.ui.restyle.suggestion import Suggestion
from stylepad.ui.restyle.text_range import TextRange
from stylepad.ui.studio.door import StudioDoor
from stylepad.ui.tasks import Tasks

_LANGUAGE_SAMPLE = 4_000
_STALE_MILLISECONDS = 80
_RELOAD_MILLISECONDS = 500
"""Long enough that clicking through numbers loads the model once."""
_ENGINE_KEY = "engine"
_NEEDS_LOADING = {"model", "threads", "context", "gpu_layers"}
_CHOSEN_KEY = "chosen model"


class RestyleController(QObject):
    """Everything of a restyle that the window shows; the window only gives it room."""

    def __init__(
        self, core: RestyleCore, editor: Editor, messages: Messages, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._core = core
        self._tasks = tasks
        self._editor = editor
        self._messages = messages
        self._actions = RestyleActions(self)
        self.restyle_action: QAction = self._actions.restyle
        self.panel = ReviewPanel(self._actions, parent)
        self.panel.hide()
        self.room = EngineRoom(core, tasks, self)
        self._servers = ServerChoice(core, self.room, messages, tasks, parent)
        self._status = EngineStatus(self.room, parent)
        self.library = LibraryDoor(core, self.room, messages, tasks, parent)
        self._listener = Listener(
            core.rewriter,
            tasks,
            self.room,
            self.panel.plain,
            style_name=self._name_of,
            parent=self,
        )
        self.studio = StudioDoor(core, messages, tasks, parent)
        self._review = Review(self.panel, self._actions, self.room, self)
        self._highlight = RangeHighlight(editor)
        self._range: TextRange | None = None
        self._picking: TextRange | None = None
        self._style: StylePack | None = None
        self._seed = 0
        self._popup = StylePopup(parent)
        self._actions.escape_in(editor)
        self._stale_timer = QTimer(self, singleShot=True, interval=_STALE_MILLISECONDS)
        self._stale_timer.timeout.connect(self._check_stale)
        self._reload_timer = QTimer(self, singleShot=True, interval=_RELOAD_MILLISECONDS)
        self._reload_timer.timeout.connect(self.room.reload)
        self._connect()
        self._dress()
        self.room.start()

    # --- what the window needs ----------------------------------------------------------------

    def actions(self) -> list[QAction]:
        """Return the actions on a suggestion, for a menu."""
        return self._actions.review()

    def model_actions(self) -> list[QAction]:
        """Return the actions on the model, for a menu."""
        return [self.library.action, self.studio.action, self._servers.action]

    def status_widgets(self) -> list[QWidget]:
        """Return what the status bar shows of the engine."""
        return self._status.widgets()

    def engine_note(self, parent: QWidget) -> QWidget:
        """Return a line that says what the engine does now, and where."""
        return EngineNote(self.room, parent)

    def setting_changed(self, key: str) -> None:
        """Act on a setting that the writer changed; the rest is read when it is needed."""
        if key == "model":
            self._servers.leave_server()
        if key in _NEEDS_LOADING:
            self._reload_timer.start()
        elif key in {"font_family", "font_size"}:
            self._dress()
        elif key == "shortcuts":
            self._actions.retranslate()
        elif key == "models_folder":
            self.library.shelf.refresh()
        elif key == "styles_folder":
            self._tasks.run(lambda _progress: self._core.find_styles(), done=lambda _none: None)

    def _dress(self) -> None:
        chosen = self._core.settings.value
        self.panel.comparison.set_face(chosen.font_family, chosen.font_size)

    def may_close(self) -> bool:
        """Ask what becomes of a style in the making; return whether the program may end."""
        return self.studio.may_close()

    def close(self) -> None:
        """Stop what runs; nothing is started after this."""
        self._reload_timer.stop()
        self._review.drop()
        self.room.close()

    # --- picking ------------------------------------------------------------------------------

    def _connect(self) -> None:
        actions, room = self._actions, self.room
        actions.restyle.triggered.connect(self._on_restyle)
        actions.accept.triggered.connect(self._accept)
        actions.again.triggered.connect(self._try_again)
        actions.discard.triggered.connect(self._discard)
        self._status.library_wanted.connect(self.library.open)
        self.library.studio_wanted.connect(self.studio.open_new)
        self.studio.installed.connect(self.library.show_styles)
        self._popup.picked.connect(self._on_picked)
        self._popup.fault_asked.connect(self._messages.failure)
        self.panel.style_wanted.connect(self._on_style_wanted)
        self.panel.strength.settled.connect(self._on_strength_settled)
        self.panel.plain.toggled.connect(self._repeat)
        self.panel.language_changed.connect(self._on_language_changed)
        self.panel.looks_changed.connect(self._show_highlight)
        self._editor.document().contentsChange.connect(self._on_contents_change)
        room.died.connect(self._on_engine_died)
        room.gave_up.connect(self._on_engine_gave_up)
        room.load_failed.connect(self._on_load_failed)
        room.passed_over.connect(self._on_passed_over)
        room.changed.connect(self._on_engine_changed)

    def _on_restyle(self) -> None:
        chosen = TextRange(self._editor.textCursor())
        if not any(character.isalpha() for character in chosen.original):
            self._say_nothing_to_restyle(chosen)
            return
        self._picking = chosen
        corner = self._editor.viewport().mapToGlobal(self._editor.cursorRect().topLeft())
        self._open_popup(QRect(corner, self._editor.cursorRect().size()), chosen)

    def _on_style_wanted(self, spot: QRect) -> None:
        if self._range is not None:
            self._picking = self._range
            self._open_popup(spot, self._range)

    def _open_popup(self, spot: QRect, chosen: TextRange) -> None:
        language = _language_of(chosen)
        context = StyleContext(
            text_language=language,
            interface_language=_interface_language(),
            last_used=self._core.settings.value.last_styles.get(language, ""),
            model=self.room.state.model,
        )
        library = self._core.library
        self._popup.open_at(spot, library.styles, library.broken, context)

    def _on_picked(self, style: StylePack) -> None:
        picking, self._picking = self._picking, None
        if picking is None:
            return
        self._remember_style(_language_of(picking), style)
        self._style, self._seed = style, 0
        self.panel.strength.set_strength(style.strength)
        self._begin(picking)
        self.panel.activateWindow()
        self.panel.comparison.suggestion.setFocus()

    def _remember_style(self, language: str, style: StylePack) -> None:
        settings = self._core.settings
        try:
            settings.update(last_styles=settings.value.with_last_style(language, style.id))
        except SettingsError as error:
            self._messages.failure(error, key="settings")

    def _say_nothing_to_restyle(self, chosen: TextRange) -> None:
        if chosen.whole_paragraph:
            text = self.tr(
                "There are no words in the paragraph at the cursor. Select the text to restyle, "
                "or put the cursor in a paragraph."
            )
        else:
            text = self.tr(
                "There are no words in the selection, so there is nothing to restyle. "
                "Select some text with words."
            )
        self._messages.info(text, key="restyle")

    # --- the suggestion -----------------------------------------------------------------------

    def _begin(self, chosen: TextRange) -> None:
        """Ask for a suggestion for a range in the chosen style."""
        if self._style is None:
            return
        self._range = chosen.renewed() if chosen.stale else chosen
        if not any(character.isalpha() for character in self._range.original):
            self._say_nothing_to_restyle(self._range)
            return
        self._listener.hear(self._range.original)
        chosen_settings = self._core.settings.value
        request = RestyleRequest(
            text=self._range.original,
            style=self._style,
            strength=self.panel.strength.strength,
            candidates=chosen_settings.candidates,
            seed=self._seed,
            neutralise=self.panel.plain.wanted,
            adjustment=adjustment(chosen_settings.boldness, chosen_settings.repetition),
        )
        self._messages.dismiss(_ENGINE_KEY)
        self.panel.show()
        self._show_highlight()
        self._review.show(Suggestion(request, self), self._style_name())

    def _try_again(self) -> None:
        if self._range is not None:
            # A candidate is drawn with the seed plus its number, so the next draw starts behind.
            self._seed += self._core.settings.value.candidates
            self._begin(self._range)

    def _repeat(self) -> None:
        if self._range is not None:
            self._begin(self._range)

    def _on_strength_settled(self, _strength: float) -> None:
        self._repeat()

    def _accept(self) -> None:
        self._check_stale()
        chosen = self._range
        if chosen is None or not self._review.acceptable:
            return
        text = self._review.chosen_text
        # The editor restores on undo the selection that it has before the step.
        self._editor.setTextCursor(chosen.writer_cursor())
        start, end = chosen.start, chosen.end
        self._close_review()
        self._editor.replace(start, end, text)
        self._editor.ensureCursorVisible()

    def _discard(self) -> None:
        self._close_review()

    def _close_review(self) -> None:
        self._review.drop()
        self._range = None
        self._stale_timer.stop()
        self._highlight.clear()
        self.panel.hide()
        self._editor.setFocus()

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._range is not None and self._range.touches(position, removed, added):
            self._stale_timer.start()

    def _check_stale(self) -> None:
        if self._range is not None:
            self._review.set_stale(self._range.stale)

    # --- the engine ---------------------------------------------------------------------------

    def _on_engine_died(self, error: StylePadError) -> None:
        actions = [Action(self.tr("Repeat the suggestion"), self._repeat)] if self._range else []
        self._messages.failure(error, actions=actions, key=_ENGINE_KEY)

    def _on_engine_gave_up(self, error: StylePadError) -> None:
        start = Action(self.tr("Start the engine"), self.room.start)
        self._messages.failure(error, actions=[start], key=_ENGINE_KEY)

    def _on_load_failed(self, error: Exception) -> None:
        remedies = self._servers.remedies(error)
        if getattr(error, "code", "") != "server.not_allowed":
            remedies.insert(0, Action(self.tr("Start again"), self.room.start))
        self._messages.failure(error, actions=remedies, key=_ENGINE_KEY)

    def _on_passed_over(self, fault: StylePadError) -> None:
        self._messages.warn(describe(fault), key=_CHOSEN_KEY)

    def _on_engine_changed(self) -> None:
        if self.room.state.phase is Phase.READY and self._range is None:
            self._messages.dismiss(_ENGINE_KEY)

    # --- looks --------------------------------------------------------------------------------

    def _show_highlight(self) -> None:
        if self._range is not None:
            self._highlight.show(self._range.cursor())

    def _on_language_changed(self) -> None:
        self._actions.retranslate()
        self._servers.retranslate()
        self.library.retranslate()
        self.studio.retranslate()
        self._review.set_style_name(self._style_name())

    def _name_of(self, style_id: str) -> str:
        """Return the name of an installed style, "" for ""."""
        styles = self._core.library.styles
        return next(
            (localized(pack.name, _interface_language()) for pack in styles if pack.id == style_id),
            style_id,
        )

    def _style_name(self) -> str:
        return localized(self._style.name, _interface_language()) if self._style else ""


def _language_of(chosen: TextRange) -> str:
    return detect(chosen.original[:_LANGUAGE_SAMPLE])


def _interface_language() -> str:
    return QLocale().name()[:2]
