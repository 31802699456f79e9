"""The window: a slim toolbar, the text in the middle, the review of a suggestion to the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stylepad.errors import SettingsError
from stylepad.settings import SettingsStore
from stylepad.ui.actions import Actions
from stylepad.ui.document_session import DocumentSession
from stylepad.ui.editor import Editor
from stylepad.ui.find_bar import FindBar
from stylepad.ui.icons import icon
from stylepad.ui.language import LanguageKeeper
from stylepad.ui.menus import Menus
from stylepad.ui.messages import Messages
from stylepad.ui.settings.choices import Choices
from stylepad.ui.settings.effects import Effects
from stylepad.ui.shortcut_keeper import ShortcutKeeper
from stylepad.ui.status_bar import StatusBar
from stylepad.ui.tasks import Tasks
from stylepad.ui.theme import ThemeKeeper
from stylepad.ui.welcome import WelcomeCard, sample_text
from stylepad.ui.word_count import WordCounter

if TYPE_CHECKING:
    from stylepad.ui.settings.window import SettingsWindow

FIRST_SIZE = QSize(1120, 760)


class Restyle(Protocol):
    """What the window needs of the part that restyles."""

    @property
    def panel(self) -> QWidget:
        """Return the review of a suggestion."""

    @property
    def restyle_action(self) -> QAction:
        """Return the command that everything is about."""

    def actions(self) -> Sequence[QAction]:
        """Return the actions of the Style menu, in order."""

    def model_actions(self) -> Sequence[QAction]:
        """Return the actions on the model, which stand below them."""

    def status_widgets(self) -> Sequence[QWidget]:
        """Return what the status bar shows of the engine."""

    def engine_note(self, parent: QWidget) -> QWidget:
        """Return a line that says what the engine does now, and where."""

    def setting_changed(self, key: str) -> None:
        """Act on a setting that the writer changed."""

    def may_close(self) -> bool:
        """Ask about what still runs; return whether the window may close."""

    def close(self) -> None:
        """Stop whatever is running."""


RestyleFactory = Callable[[Editor, Messages, Tasks, QWidget], Restyle]


class MainWindow(QMainWindow):
    """Connects the parts; each of them does its own work."""

    def __init__(
        self,
        settings: SettingsStore,
        themes: ThemeKeeper,
        languages: LanguageKeeper,
        restyle: RestyleFactory,
        messages: Messages | None = None,
        *,
        fixed: Mapping[str, tuple[str, object]] | None = None,
    ) -> None:
        """Build the window; `fixed` has settings from the environment (see Choices)."""
        super().__init__()
        self.settings = settings
        self.choices = Choices(settings, fixed, self)
        self._themes = themes
        self._languages = languages
        self.messages = messages or Messages(self)
        self.tasks = Tasks(self.messages.failure, self)
        self.editor = Editor(self)
        self.commands = Actions(self)
        self.find_bar = FindBar(self.editor, self.tasks, self)
        self.welcome = WelcomeCard(self)
        self.status = StatusBar(self)
        self.document = DocumentSession(self.editor, self.tasks, self.messages, self)
        self.restyle = restyle(self.editor, self.messages, self.tasks, self)
        self.words = WordCounter(self.editor, self.tasks, self)
        self._sample = ""
        self._settings_window: SettingsWindow | None = None
        self._lay_out()
        self.menus = Menus(self)
        self.shortcuts = ShortcutKeeper(self.menus.all_actions(), self, self.menuBar().actions)
        self._effects = Effects(self, themes)
        self._connect()
        self._restore()
        self._retranslate()

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(_column(self.editor, self.find_bar))
        self.splitter.addWidget(self.restyle.panel)
        self.splitter.setCollapsible(0, False)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([FIRST_SIZE.width() * 11 // 20, FIRST_SIZE.width() * 9 // 20])
        self.restyle.panel.hide()
        self.welcome.hide()
        self.setCentralWidget(_column(self.messages.bar, self.welcome, self.splitter))
        self.setStatusBar(self.status)
        self.status.add_widgets(self.restyle.status_widgets())
        self._toolbar()
        self.setAcceptDrops(True)

    def _toolbar(self) -> None:
        self.toolbar = QToolBar(self)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setFloatable(False)
        self.toolbar.setIconSize(QSize(20, 20))
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toolbar.toggleViewAction().setEnabled(False)
        commands = self.commands
        for action in (commands.new, commands.open, commands.save):
            self.toolbar.addAction(action)
        self.toolbar.addWidget(_gap(12))
        for action in (commands.undo, commands.redo):
            self.toolbar.addAction(action)
        self.toolbar.addWidget(_gap(12))
        self.toolbar.addAction(commands.find)
        self.toolbar.addWidget(_stretch())
        restyle = self.restyle.restyle_action
        restyle.setIcon(icon("restyle", QPalette.ColorRole.BrightText))
        self.toolbar.addAction(restyle)
        for action in self.toolbar.actions():
            tool = self.toolbar.widgetForAction(action)
            if isinstance(tool, QToolButton):
                tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tool = self.toolbar.widgetForAction(restyle)
        if isinstance(tool, QToolButton):
            tool.setObjectName("restyleButton")
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(self.toolbar)

    def _connect(self) -> None:
        commands, document, editor = self.commands, self.document, self.editor
        commands.new.triggered.connect(document.new)
        commands.open.triggered.connect(document.choose_and_open)
        commands.save.triggered.connect(document.save_now)
        commands.save_as.triggered.connect(document.save_as_now)
        commands.quit.triggered.connect(self.close)
        commands.undo.triggered.connect(lambda: self._target("undo"))
        commands.redo.triggered.connect(lambda: self._target("redo"))
        commands.cut.triggered.connect(lambda: self._target("cut"))
        commands.copy.triggered.connect(lambda: self._target("copy"))
        commands.paste.triggered.connect(lambda: self._target("paste"))
        commands.select_all.triggered.connect(lambda: self._target("selectAll"))
        commands.find.triggered.connect(self.find_bar.open_find)
        commands.replace.triggered.connect(self.find_bar.open_replace)
        commands.find_next.triggered.connect(self._find_next)
        commands.find_previous.triggered.connect(self._find_previous)
        commands.settings.triggered.connect(self.show_settings)
        commands.zoom_in.triggered.connect(lambda: editor.zoom_by(1))
        commands.zoom_out.triggered.connect(lambda: editor.zoom_by(-1))
        commands.zoom_reset.triggered.connect(lambda: editor.set_zoom(1.0))
        commands.full_screen.toggled.connect(self._set_full_screen)
        commands.welcome.triggered.connect(self._show_welcome)
        commands.about.triggered.connect(self._show_about)
        commands.shortcuts.triggered.connect(self._show_shortcuts)
        for action in commands.themes.values():
            action.triggered.connect(lambda _on, a=action: self.choices.set("theme", a.data()))
        for action in commands.languages.values():
            action.triggered.connect(lambda _on, a=action: self.choices.set("language", a.data()))
        self.choices.failed.connect(lambda error: self.messages.failure(error, key="settings"))
        for action, available in (
            (commands.undo, editor.undoAvailable),
            (commands.redo, editor.redoAvailable),
        ):
            action.setEnabled(False)
            available.connect(action.setEnabled)
        editor.files_dropped.connect(lambda files: document.open(files[0]))
        editor.set_context_actions([self.restyle.restyle_action])
        document.changed.connect(self._show_document)
        document.opened.connect(self.welcome.hide)
        self.words.counted.connect(self.status.show_words)
        self.welcome.closed.connect(self._close_welcome)
        self.welcome.empty_page_wanted.connect(self._empty_page)

    def _restore(self) -> None:
        value = self.settings.value
        self.resize(FIRST_SIZE)
        if value.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(value.window_geometry.encode()))
        if value.window_state:
            self.splitter.restoreState(QByteArray.fromBase64(value.window_state.encode()))
        self._effects.dress_editor()
        self.editor.set_zoom(value.zoom / 100)
        self._effects.apply_shortcuts()
        self.commands.themes[self._themes.mode].setChecked(True)
        self.commands.languages[self._languages.choice].setChecked(True)
        self.editor.setFocus()

    # --- starting -----------------------------------------------------------------------------

    def start(self, path: Path | None = None) -> None:
        """Show what the window starts with: a file, a text that a crash left, or the welcome."""
        if path is not None:
            self.document.open(path)
        elif not self.settings.value.welcome_seen:
            self._show_welcome()
        self.document.offer_recovered()
        for fault in self.settings.faults:
            self.messages.failure(fault)

    def _show_welcome(self) -> None:
        if not self.document.is_blank:
            self.welcome.show()
            return
        self._sample = sample_text(self._languages.language)
        self.editor.set_text(self._sample)
        self.welcome.show()

    def _close_welcome(self) -> None:
        self.welcome.hide()
        self.remember(welcome_seen=True)
        self.editor.setFocus()

    def _empty_page(self) -> None:
        if self._shows_sample():
            self.editor.set_text("")
        else:
            self.document.new()
        self._close_welcome()

    def _shows_sample(self) -> bool:
        return bool(self._sample) and self.editor.text() == self._sample

    # --- commands -----------------------------------------------------------------------------

    def _target(self, command: str) -> None:
        """Send an editing command to the field that has the focus, else to the text."""
        widget = QApplication.focusWidget()
        getattr(widget if hasattr(widget, command) else self.editor, command)()

    def _find_next(self) -> None:
        if self.find_bar.isVisible():
            self.find_bar.find_next()
        else:
            self.find_bar.open_find()

    def _find_previous(self) -> None:
        if self.find_bar.isVisible():
            self.find_bar.find_previous()
        else:
            self.find_bar.open_find()

    def _set_full_screen(self, on: bool) -> None:
        state = self.windowState()
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full if on else state & ~full)

    def follow_language(self) -> None:
        """Show the interface in the language of the settings."""
        shows_sample = self._shows_sample()
        self._languages.set_choice(self.settings.value.language)
        self.commands.languages[self._languages.choice].setChecked(True)
        if shows_sample:
            self._sample = sample_text(self._languages.language)
            self.editor.set_text(self._sample)

    def show_settings(self) -> None:
        """Show the settings at the page that was shown last."""
        window = self._make_settings_window()
        window.show()
        window.raise_()
        window.activateWindow()

    def _make_settings_window(self) -> SettingsWindow:
        from stylepad.ui.settings.context import PageContext  # noqa: PLC0415 - not needed to start
        from stylepad.ui.settings.window import SettingsWindow  # noqa: PLC0415

        if self._settings_window is None:
            context = PageContext(self.choices, self.shortcuts, self.restyle.engine_note)
            self._settings_window = SettingsWindow(context, self)
        return self._settings_window

    def _show_about(self) -> None:
        from stylepad.ui.about import AboutDialog  # noqa: PLC0415 - not needed to start

        AboutDialog(self).open()

    def _show_shortcuts(self) -> None:
        from stylepad.ui.shortcuts_dialog import ShortcutsDialog  # noqa: PLC0415

        dialog = ShortcutsDialog([*self.menus.all_actions()], self)
        dialog.change_wanted.connect(self._change_shortcuts)
        dialog.open()

    def _change_shortcuts(self) -> None:
        self._make_settings_window().show_page("shortcuts")
        self.show_settings()

    def remember(self, **changes: object) -> None:
        """Keep settings; say so where they cannot be kept."""
        try:
            self.settings.update(**changes)
        except SettingsError as error:
            self.messages.failure(error, key="settings")

    # --- showing ------------------------------------------------------------------------------

    def _show_document(self) -> None:
        self.setWindowTitle(f"{self.document.name}[*] — StylePad")
        self.setWindowModified(self.document.modified)
        self.status.show_encoding(self.document.format.name)
        self.menus.show_encoding(self.document.format.name)

    def _retranslate(self) -> None:
        self.toolbar.setWindowTitle(self.tr("Toolbar"))
        self.toolbar.setAccessibleName(self.tr("Toolbar"))
        self.commands.retranslate()
        self.menus.retranslate()
        self._show_document()

    # --- Qt events ----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow language, focus and full screen."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.document.check_disk()
        elif event.type() == QEvent.Type.WindowStateChange:
            self.commands.full_screen.setChecked(self.isFullScreen())
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files everywhere in the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first file."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.document.open(Path(files[0]))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only once the text is saved or given up."""
        if not self.document.may_close(then=self.close) or not self.restyle.may_close():
            event.ignore()
            return
        self.remember(
            window_geometry=self.saveGeometry().toBase64().toStdString(),
            window_state=self.splitter.saveState().toBase64().toStdString(),
            zoom=round(self.editor.zoom * 100),
        )
        if self._settings_window is not None:
            self._settings_window.close()
        self.restyle.close()
        self.tasks.close()
        self.document.close()
        event.accept()


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        growing = isinstance(widget, Editor | QSplitter)
        layout.addWidget(widget, 1 if growing else 0)
    return column


def _gap(width: int) -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(width)
    return gap


def _stretch() -> QWidget:
    stretch = QWidget()
    stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return stretch
