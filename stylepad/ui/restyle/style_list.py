"""The installed styles as a list model, in the words of the interface language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stylepad.engine.protocol import LoadedModel
from stylepad.errors import StyleError
from stylepad.styles.library import BrokenPack, order_for, search
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.error_texts import describe

Index = QModelIndex | QPersistentModelIndex


class StyleRole(IntEnum):
    """What the delegate asks of a row, beside the title (`DisplayRole`)."""

    ENTRY = Qt.ItemDataRole.UserRole.value + 1


@dataclass(frozen=True, slots=True)
class StyleContext:
    """What the order, the texts and the badges of the list depend on."""

    text_language: str
    interface_language: str
    last_used: str = ""
    model: LoadedModel | None = None
    """The loaded model; while there is none there are no badges."""


@dataclass(frozen=True, slots=True)
class StyleEntry:
    """One row: a usable style with its `pack`, or a broken one with its `fault`."""

    pack: StylePack | None
    fault: StyleError | None
    title: str
    note: str
    description: str
    badge: str

    @property
    def spoken(self) -> str:
        """Return the row as one line for a screen reader."""
        return ", ".join(part for part in (self.title, self.note, self.badge) if part)


class StyleListModel(QAbstractListModel):
    """Usable styles in the writer's order, filtered by typing; broken packs below them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._packs: tuple[StylePack, ...] = ()
        self._broken: tuple[BrokenPack, ...] = ()
        self._context = StyleContext("", "en")
        self._entries: list[StyleEntry] = []

    def set_styles(
        self,
        packs: Sequence[StylePack],
        broken: Sequence[BrokenPack],
        context: StyleContext,
    ) -> None:
        """Show these styles, unfiltered."""
        self._context = context
        self._packs = order_for(
            packs, context.text_language, context.last_used, context.interface_language
        )
        self._broken = tuple(broken)
        self.filter("")

    def filter(self, query: str) -> None:
        """Show the styles that every typed word occurs in; broken packs only unfiltered."""
        self.beginResetModel()
        self._entries = [self._entry(pack) for pack in search(self._packs, query)]
        if not query.strip():
            self._entries += [self._broken_entry(pack) for pack in self._broken]
        self.endResetModel()

    def entry(self, row: int) -> StyleEntry:
        """Return the row's entry."""
        return self._entries[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the spoken form, the tool tip or the entry itself."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: entry.title,
            Qt.ItemDataRole.AccessibleTextRole: entry.spoken,
            Qt.ItemDataRole.AccessibleDescriptionRole: entry.description,
            Qt.ItemDataRole.ToolTipRole: entry.description,
            StyleRole.ENTRY: entry,
        }
        return values.get(role)

    def _entry(self, pack: StylePack) -> StyleEntry:
        language = self._context.interface_language
        title = localized(pack.name, language)
        author = localized(pack.author, language)
        notes = [author if author != title else "", self._foreign(pack), pack.dates]
        return StyleEntry(
            pack,
            None,
            title,
            " · ".join(note for note in notes if note),
            " ".join(localized(pack.description, language).split()),
            self._badge(pack),
        )

    def _foreign(self, pack: StylePack) -> str:
        if not self._context.text_language or pack.language == self._context.text_language:
            return ""
        names = {"ru": self.tr("for Russian texts"), "en": self.tr("for English texts")}
        return names.get(pack.language, pack.language)

    def _badge(self, pack: StylePack) -> str:
        model = self._context.model
        if model is None:
            return ""
        by_adapter = pack.adapter_set(model.adapter_for)
        return self.tr("adapter") if by_adapter else self.tr("by instruction")

    def _broken_entry(self, broken: BrokenPack) -> StyleEntry:
        title = self.tr("{folder}: cannot be used").format(folder=broken.folder.name)
        return StyleEntry(None, broken.fault, title, "", describe(broken.fault), "")
