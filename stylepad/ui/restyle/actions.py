"""The commands of a restyle, with shortcuts that need no letter and so suit every layout."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from stylepad.ui.icons import icon

_KEYS = {
    "restyle": ("Ctrl+Return", "Ctrl+Enter"),
    "accept": ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    "again": ("F5",),
    "previous": ("Alt+Left",),
    "next": ("Alt+Right",),
}
_ICONS = {
    "restyle": "restyle",
    "accept": "check",
    "again": "again",
    "discard": "close",
    "stop": "stop",
    "previous": "left",
    "next": "right",
}
_ESCAPE = QKeySequence(Qt.Key.Key_Escape)


class RestyleActions(QObject):
    """The actions, all disabled but `restyle` until there is a suggestion.

    Esc stops a running suggestion and discards one that stands; it works only in the widgets
    given to `escape_in`, because Esc means other things elsewhere.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.restyle = self._action("restyle")
        self.accept = self._action("accept")
        self.again = self._action("again")
        self.discard = self._action("discard")
        self.stop = self._action("stop")
        self.previous = self._action("previous")
        self.next = self._action("next")
        for action in (self.discard, self.stop):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for action in self.review():
            action.setEnabled(False)
        self.retranslate()

    def review(self) -> list[QAction]:
        """Return the actions on a suggestion, in the order of a menu."""
        return [self.accept, self.again, self.discard, self.stop, self.next, self.previous]

    def escape_in(self, widget: QWidget) -> None:
        """Let Esc stop or discard while `widget` or a child of it has the keyboard."""
        widget.addActions([self.discard, self.stop])

    def set_running(self, running: bool) -> None:
        """Give Esc to Stop while a suggestion is written, else to Discard."""
        self.stop.setEnabled(running)
        self.stop.setShortcuts([_ESCAPE] if running else [])
        self.discard.setShortcuts([] if running else [_ESCAPE])

    def retranslate(self) -> None:
        """Set the texts in the interface language."""
        self.restyle.setText(self.tr("Restyle"))
        self.accept.setText(self.tr("Accept"))
        self.again.setText(self.tr("Try again"))
        self.discard.setText(self.tr("Discard"))
        self.stop.setText(self.tr("Stop"))
        self.previous.setText(self.tr("Previous candidate"))
        self.next.setText(self.tr("Next candidate"))
        keys = self.restyle.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        purpose = self.tr("Rewrite the selection, or the paragraph, in an author's manner")
        self.restyle.setToolTip(f"{purpose} ({keys})" if keys else purpose)

    def _action(self, name: str) -> QAction:
        action = QAction(icon(_ICONS[name]), "", self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in _KEYS.get(name, ())])
        return action


class ActionButton(QPushButton):
    """A push button that follows an action: its text, or, when `bare`, its icon."""

    def __init__(
        self, action: QAction, parent: QWidget | None = None, *, bare: bool = False
    ) -> None:
        super().__init__(parent)
        self._action = action
        self._bare = bare
        self.setFlat(bare)
        self.setAutoDefault(False)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        self.setEnabled(action.isEnabled())
        if self._bare:
            self.setIcon(action.icon())
        else:
            self.setText(action.text())
        self.setAccessibleName(action.text())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
