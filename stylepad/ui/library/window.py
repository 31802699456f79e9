"""The window Models and styles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from stylepad.ui.library.downloads import Downloads
from stylepad.ui.library.downloads_panel import DownloadsPanel
from stylepad.ui.library.find_page import FindPage
from stylepad.ui.library.models_page import ModelsPage
from stylepad.ui.library.shelf import Shelf
from stylepad.ui.library.styles_page import StylesPage
from stylepad.ui.messages import Messages
from stylepad.ui.tab_order import OrderlyDialog
from stylepad.ui.tasks import Tasks

_SIZE = QSize(860, 680)
_KEY = "library"


class LibraryWindow(OrderlyDialog):
    """Models, where to get more, and styles; downloads below, whichever page is open.

    It stands beside the text and blocks nothing; closing hides it.
    """

    def __init__(
        self, shelf: Shelf, downloads: Downloads, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._shelf = shelf
        self.messages = Messages(self)
        self.models = ModelsPage(shelf, self)
        self.finding = FindPage(shelf, downloads, tasks, self)
        self.styles = StylesPage(shelf, downloads, tasks, self)
        self.downloads = DownloadsPanel(downloads, shelf, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for page in (self.models, self.finding, self.styles):
            self.tabs.addTab(page, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages.bar)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.downloads)
        self.resize(_SIZE)
        self._connect()
        self._name()

    def _connect(self) -> None:
        self.models.more_wanted.connect(lambda: self.tabs.setCurrentWidget(self.finding))
        self._shelf.failed.connect(self._tell)
        self.styles.desk.failed.connect(self._tell)
        self.styles.desk.told.connect(lambda text: self.messages.info(text, key=_KEY))
        self._shelf.room.switch_failed.connect(self._tell)

    def _tell(self, error: Exception) -> None:
        if getattr(error, "code", "") != "cancelled":
            self.messages.failure(error, key=_KEY)

    def _retranslate(self) -> None:
        self._name()
        for page in (self.models, self.finding, self.styles):
            page.retranslate()
        self.downloads.show_downloads()

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Models and styles"))
        self.tabs.setAccessibleName(self.windowTitle())
        titles = (self.tr("Models"), self.tr("Get models"), self.tr("Styles"))
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface language; look anew at what is free when one comes back."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._shelf.refresh()
        super().changeEvent(event)
