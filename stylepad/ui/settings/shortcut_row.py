"""A command with its keys: how to change them, what stands in the way, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from stylepad.ui.settings.key_field import KeyField
from stylepad.ui.shortcut_keeper import Conflict, Obstacle, ShortcutKeeper, plain_name
from stylepad.ui.widgets import button, paint_note, quiet_button

_WIDTH = 190


class ShortcutRow(QWidget):
    """`wanted` carries the command and keys in portable text, "" for none."""

    wanted = Signal(str, str)
    reset_wanted = Signal(str)

    def __init__(self, name: str, keeper: ShortcutKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._keeper = keeper
        self._asked: tuple[QKeySequence, Conflict] | None = None
        self.setObjectName(f"keys_{name}")
        self.label = QLabel(self)
        self.note = QLabel(self)
        self.note.setObjectName("settingNote")
        self.note.setWordWrap(True)
        self.take = button(self)
        self.field = KeyField(self)
        self.field.setFixedWidth(_WIDTH)
        self.reset = quiet_button(self, picture="undo")
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.label.setBuddy(self.field)
        self._lay_out()
        self.field.pressed_keys.connect(self._on_keys)
        self.take.clicked.connect(self._on_take)
        self.reset.clicked.connect(self._on_reset)
        self.retranslate()

    def texts(self) -> list[str]:
        """Return what the row is found by."""
        command = self._keeper.commands[self.name]
        return [plain_name(command), self.name.replace("_", " "), self._keeper.keys(self.name)]

    def show_keys(self) -> None:
        """Show the command's keys as they are now."""
        self._asked = None
        self.field.show_keys(self._keeper.keys(self.name))
        self.reset.setVisible(not self._keeper.is_usual(self.name))
        self._name_field()
        self._show_note()

    def retranslate(self) -> None:
        """Say everything in the interface language."""
        name = plain_name(self._keeper.commands[self.name])
        self.label.setText(name)
        self.take.setText(self.tr("Use here instead"))
        self.reset.setToolTip(self.tr("Reset to the usual keys"))
        self.reset.setAccessibleName(self.tr("Reset: {setting}").format(setting=name))
        self.field.retranslate()
        self._name_field()
        self._show_note()

    def _name_field(self) -> None:
        name = plain_name(self._keeper.commands[self.name])
        keys = self._keeper.keys(self.name) or self.tr("None")
        self.field.setAccessibleName(f"{name}: {keys}")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.reset, 0, 2)
        grid.addWidget(self.note, 1, 0)
        grid.addWidget(self.take, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)

    def _on_keys(self, keys: QKeySequence) -> None:
        if keys.isEmpty():
            self.wanted.emit(self.name, "")
            return
        conflict = self._keeper.conflict(self.name, keys)
        if conflict is not None:
            self._asked = (keys, conflict)
            self._show_note()
            return
        self._want(keys)

    def _on_take(self) -> None:
        if self._asked is not None:
            self._want(self._asked[0])
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reset(self) -> None:
        self.reset_wanted.emit(self.name)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want(self, keys: QKeySequence) -> None:
        self._asked = None
        self.wanted.emit(self.name, keys.toString(QKeySequence.SequenceFormat.PortableText))
        self._show_note()

    def _show_note(self) -> None:
        text = self._conflict_text() if self._asked else self._lost_text()
        paint_note(self.note, calm=self._asked is None)
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.take.setVisible(
            self._asked is not None and self._asked[1].obstacle is Obstacle.COMMAND
        )
        self.field.setAccessibleDescription(text)

    def _conflict_text(self) -> str:
        assert self._asked is not None
        keys, conflict = self._asked
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        other = plain_name(conflict.command) if conflict.command else ""
        texts = {
            Obstacle.TYPES: self.tr("{keys} alone types or moves in the text. Add Ctrl or Alt."),
            Obstacle.TEXT: self.tr("{keys} means something in every text. Choose other keys."),
            Obstacle.MENU: self.tr("{keys} opens the menu “{other}”. Choose other keys."),
            Obstacle.COMMAND: self.tr("“{other}” has {keys} already."),
        }
        return texts[conflict.obstacle].format(keys=shown, other=other)

    def _lost_text(self) -> str:
        lost = self._keeper.lost(self.name)
        if lost is None:
            return ""
        return self.tr("Its usual {keys} belongs to “{other}” now.").format(
            keys=lost[0], other=plain_name(lost[1])
        )
