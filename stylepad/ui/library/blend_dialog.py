"""Making a style of others, each with a strength of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stylepad.styles.blend import PARTS_MOST, BlendPart
from stylepad.styles.blending import NewBlend
from stylepad.styles.ids import style_id
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.library.fields import language_field, strength_field
from stylepad.ui.library.form_dialog import FormDialog
from stylepad.ui.widgets import button

PARTS_LEAST = 2
_FIRST = 0.5
_NAME_LIMIT = 100


class BlendLine(QWidget):
    """One part of a blend: a style, its strength, and taking it out again."""

    changed = Signal()
    drop_wanted = Signal(object)

    def __init__(self, styles: Sequence[tuple[str, str]], chosen: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.style_box = QComboBox(self)
        for key, name in styles:
            self.style_box.addItem(name, key)
        self.style_box.setCurrentIndex(max(0, self.style_box.findData(chosen)))
        self.strength = strength_field(self, _FIRST)
        self.drop = button(self)
        self.drop.setText(self.tr("Take out"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.style_box, 1)
        layout.addWidget(self.strength)
        layout.addWidget(self.drop)
        self.style_box.currentIndexChanged.connect(self._follow)
        self.strength.valueChanged.connect(self.changed)
        self.drop.clicked.connect(lambda: self.drop_wanted.emit(self))
        self._follow()

    @property
    def part(self) -> BlendPart:
        """Return the style with its scale."""
        return BlendPart(self.style_box.currentData(), self.strength.value() / 100)

    @property
    def name(self) -> str:
        """Return the name of the style."""
        return self.style_box.currentText()

    def _follow(self) -> None:
        self.style_box.setAccessibleName(self.tr("Style of the blend"))
        self.strength.setAccessibleName(self.tr("Strength: {name}").format(name=self.name))
        self.drop.setAccessibleName(f"{self.drop.text()}: {self.name}")
        self.changed.emit()


class BlendDialog(FormDialog):
    """Asks for the parts and the name of a blend."""

    def __init__(self, styles: Sequence[StylePack], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        language = QLocale().name()[:2]
        self._taken = {style.id for style in styles}
        self._languages = {style.id: style.language for style in styles}
        self._choices = [
            (style.id, localized(style.name, language))
            for style in sorted(
                (style for style in styles if not style.blend),
                key=lambda style: (
                    style.language != language,
                    localized(style.name, language).casefold(),
                ),
            )
        ]
        self._lines: list[BlendLine] = []
        self.name = QLineEdit(self)
        self.name.setMaxLength(_NAME_LIMIT)
        self.language = language_field(self, language)
        self.more = button(self)
        self._lay_out()
        self.more.clicked.connect(self._add)
        self.name.textChanged.connect(self._follow)
        for _ in range(min(PARTS_LEAST, len(self._choices))):
            self._add()
        self._fit()

    @property
    def lines(self) -> tuple[BlendLine, ...]:
        """Return the parts in their order."""
        return tuple(self._lines)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Blend styles"))
        self.confirm.setText(self.tr("Save as a style"))
        self.more.setText(self.tr("Add a style"))
        self.hint.setText(
            self.tr(
                "Strengths that make about 100 % together read best. Where the model in use has an "
                "adapter for each style, they are used together; else it is told every instruction."
            )
        )
        parts = QWidget(self)
        self._parts = QVBoxLayout(parts)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self._parts.addLayout(row)
        self._row(self.tr("Styles"), parts)
        self._row(self.tr("Name"), self.name)
        self._row(self.tr("Language of its texts"), self.language)

    def _add(self) -> None:
        used = self._used()
        free = next((key for key, _name in self._choices if key not in used), "")
        line = BlendLine(self._choices, free, self)
        line.changed.connect(self._follow)
        line.drop_wanted.connect(self._drop)
        self._parts.insertWidget(len(self._lines), line)
        self._lines.append(line)
        line.style_box.setFocus()
        self._follow()
        # In a turn of its own: a new line has its height by then.
        QTimer.singleShot(0, self, self._fit)

    def _drop(self, line: BlendLine) -> None:
        self._lines.remove(line)
        self._parts.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.more.setFocus()
        self._follow()
        QTimer.singleShot(0, self, self._fit)

    def _used(self) -> Collection[str]:
        return [line.part.style for line in self._lines]

    def _follow(self) -> None:
        used = self._used()
        self.more.setEnabled(len(used) < min(PARTS_MOST, len(self._choices)))
        for line in self._lines:
            line.drop.setEnabled(len(used) > PARTS_LEAST)
        self.name.setPlaceholderText(self._usual_name())
        apart = len(set(used)) == len(used) >= PARTS_LEAST
        self.confirm.setEnabled(apart and all(line.part.scale for line in self._lines))
        if not apart and used:
            self._tell(self.tr("A style can be in a blend once."), warns=True)
        elif not self._waiting:
            self._tell("", warns=False)

    def _usual_name(self) -> str:
        return " + ".join(line.name for line in self._lines)

    def wish(self) -> NewBlend:
        """Return the blend to make."""
        name = self.name.text().strip() or self._usual_name()
        parts = tuple(line.part for line in self._lines)
        return NewBlend(
            parts, self.language.currentData(), style_id(name, self._taken), name[:_NAME_LIMIT]
        )
