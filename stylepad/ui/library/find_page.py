"""The page where models are found: what suits this machine, and all of the Hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from stylepad.engine.protocol import CancelToken
from stylepad.ui.error_texts import describe
from stylepad.ui.library.downloads import Downloads
from stylepad.ui.library.layout import Page, Rows, heading, note, say, warn
from stylepad.ui.library.offer_row import OfferRow, offered_file
from stylepad.ui.library.repository_row import RepositoryRow
from stylepad.ui.library.shelf import Shelf
from stylepad.ui.tasks import Progress as Report
from stylepad.ui.tasks import Task, Tasks
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.models.catalogue import Advice
    from stylepad.models.editions import Edition
    from stylepad.models.hub import Found, Repository
    from stylepad.ui.library.work import Suggestions


class Searching(QObject):
    """Asks the Hub in the background; an answer to an earlier question is not told any more."""

    found = Signal(object)
    failed = Signal(object)
    listed = Signal(str, object)
    not_listed = Signal(str, object)

    def __init__(self, downloads: Downloads, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._downloads, self._tasks = downloads, tasks
        self._task: Task[object] | None = None

    def search(self, words: str) -> None:
        """Look for repositories."""
        if self._task is not None:
            self._task.forget()

        def work(_report: Report) -> object:
            return self._downloads.hub().search(words)

        self._task = self._tasks.run(
            work, done=self.found.emit, failed=self.failed.emit, cancel=CancelToken()
        )

    def drop(self) -> None:
        """Tell nothing any more of what is being asked."""
        if self._task is not None:
            self._task.forget()

    def list_files(self, name: str) -> None:
        """Ask for the models of a repository."""

        def work(_report: Report) -> Repository:
            return self._downloads.hub().repository(name)

        self._tasks.run(
            work,
            done=lambda repository: self.listed.emit(name, repository),
            failed=lambda error: self.not_listed.emit(name, error),
        )


class FindPage(Page):
    """The catalogue with its recommendation, or what a search has found."""

    def __init__(
        self, shelf: Shelf, downloads: Downloads, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shelf, self._downloads, self._tasks = shelf, downloads, tasks
        self._advice: tuple[Advice, ...] = ()
        self._bandwidth: float | None = None
        self._reading = self._stale = False
        self._words = ""
        self._fault: Exception | None = None
        self._results: tuple[Found, ...] | None = None
        self.searching = Searching(downloads, tasks, self)
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.go, self.back = button(self), button(self)
        self.title = heading(self)
        self.told = note(self)
        self.offers: Rows[Advice, OfferRow] = Rows(
            lambda advice: advice.model.id, self._make_offer, self._show_offer, self
        )
        self.results: Rows[Found, RepositoryRow] = Rows(
            lambda found: found.name, self._make_result, RepositoryRow.show_found, self
        )
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.field, 1)
        top.addWidget(self.go)
        top.addWidget(self.back)
        self.body.addLayout(top)
        self.body.addSpacing(6)
        for part in (self.title, self.told, self.offers, self.results):
            self.body.addWidget(part)

    def _connect(self) -> None:
        self.field.returnPressed.connect(self.search)
        self.field.textChanged.connect(self._on_typed)
        self.go.clicked.connect(self.search)
        self.back.clicked.connect(self.field.clear)
        self.searching.found.connect(self._on_found)
        self.searching.failed.connect(self._on_failed)
        self.searching.listed.connect(self._on_listed)
        self.searching.not_listed.connect(self._on_not_listed)
        self._downloads.changed.connect(self.show_offers)
        self._shelf.changed.connect(self.refresh)

    def search(self) -> None:
        """Look for what is in the field."""
        self._words = self.field.text().strip()
        self._results, self._fault = None, None
        if self._words:
            self.results.set_items([])
            self.searching.search(self._words)
        self._show()

    def refresh(self) -> None:
        """Read anew what the models of the catalogue would be here; one reading at a time.

        A reading measures the memory's speed until it is known: many at once would hinder each
        other, and the program's end would wait for them all.
        """
        if self._reading:
            self._stale = True
            return
        self._reading = True
        shelf, bandwidth, language = self._shelf, self._bandwidth, QLocale().name()[:2]
        library, styles, devices = shelf.core.models, shelf.core.library.styles, shelf.devices
        model = shelf.room.state.model
        cores = model.threads if model is not None else 0

        def work(_report: Report) -> Suggestions:
            from stylepad.ui.library import work as background  # noqa: PLC0415 - see there

            wish = background.Wish(styles, devices, cores, language, bandwidth)
            return background.suggestions(library, wish)

        self._tasks.run(work, done=self._on_advice, failed=self._on_no_advice)

    def show_offers(self) -> None:
        """Show the catalogue."""
        self.offers.set_items(self._advice)
        self._show()

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("Get models"))
        self.field.setPlaceholderText(self.tr("Search the Hub for GGUF models"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.go.setText(self.tr("Search"))
        self.back.setText(self.tr("Back to the suggestions"))
        self.offers.set_items(self._advice)
        self.results.set_items(self._results or ())
        self._show()

    def _show(self) -> None:
        searched = bool(self._words)
        self.offers.setVisible(not searched and bool(self._advice))
        self.results.setVisible(searched and bool(self._results))
        self.back.setVisible(searched)
        self.go.setVisible(not searched or self._fault is not None)
        self.title.setText(
            self.tr("On the Hub") if searched else self.tr("What suits this computer")
        )
        warn(self.told, searched and self._fault is not None)
        say(self.told, self._told(searched=searched))

    def _told(self, *, searched: bool) -> str:
        if not searched:
            if self._advice:
                return self.tr(
                    "Larger models write better and slower. A download goes on when this window is "
                    "closed; nothing you write is sent."
                )
            return self.tr("Looking at this computer…")
        if self._fault is not None:
            return describe(self._fault)
        if self._results is None:
            return self.tr("Asking the Hub…")
        if not self._results:
            return self.tr("The Hub has no GGUF models with “{words}” in their name.").format(
                words=self._words
            )
        return ""

    def _on_typed(self, text: str) -> None:
        if self._words and text.strip() != self._words:
            self._words = ""
            self.searching.drop()
            self._show()

    def _on_found(self, results: tuple[Found, ...]) -> None:
        self._results = results
        self.results.set_items(results)
        self._show()

    def _on_failed(self, error: Exception) -> None:
        self._fault = error
        self._show()

    def _on_advice(self, suggestions: Suggestions) -> None:
        self._advice = suggestions.advice
        self._bandwidth = suggestions.bandwidth
        self.show_offers()
        self._read_again()

    def _on_no_advice(self, error: Exception) -> None:
        self._shelf.failed.emit(error)
        self._read_again()

    def _read_again(self) -> None:
        self._reading = False
        if self._stale:
            self._stale = False
            self.refresh()

    def _make_offer(self) -> OfferRow:
        row = OfferRow(self)
        row.download_wanted.connect(self._on_offer)
        return row

    def _show_offer(self, row: OfferRow, advice: Advice) -> None:
        download = self._downloads.find(advice.model.repository, offered_file(advice))
        row.show_advice(advice, loading=download is not None and download.running)

    def _on_offer(self, advice: Advice) -> None:
        model = advice.model
        self._downloads.start(model.repository, offered_file(advice), model.name)

    def _make_result(self) -> RepositoryRow:
        row = RepositoryRow(self)
        row.files_wanted.connect(lambda found: self.searching.list_files(found.name))
        row.download_wanted.connect(self._on_edition)
        return row

    def _on_listed(self, name: str, repository: Repository) -> None:
        row = self.results.row(name)
        if row is not None:
            row.show_repository(repository)

    def _on_not_listed(self, name: str, error: Exception) -> None:
        row = self.results.row(name)
        if row is not None:
            row.show_failure(error)

    def _on_edition(self, found: Found, edition: Edition) -> None:
        self._downloads.start(found.name, edition.name)
