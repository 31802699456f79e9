"""The downloads under way and those that can be resumed, under every page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from stylepad.models.progress import Phase
from stylepad.ui.error_texts import describe
from stylepad.ui.library import words
from stylepad.ui.library.downloads import Download, Downloads
from stylepad.ui.library.layout import MARGIN, Rows, note, say, warn
from stylepad.ui.library.shelf import Shelf
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.models.download import Unfinished


class DownloadRow(QWidget):
    """One download with its progress; pauses, resumes, cancels, tries again."""

    again_wanted = Signal(object)
    drop_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._download: Download | None = None
        self.text = note(self, muted=False)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.pause, self.cancel = button(self), button(self)
        self.pause.clicked.connect(self._on_pause)
        self.cancel.clicked.connect(self._on_cancel)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.text)
        left.addWidget(self.bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(left, 1)
        layout.addSpacing(8)
        layout.addWidget(self.pause)
        layout.addWidget(self.cancel)

    def show_download(self, download: Download) -> None:
        """Show a download, and follow it."""
        if self._download is not download:
            self._download = download
            download.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        download = self._download
        if download is None:
            return
        progress = download.progress
        if download.error is not None:
            told = describe(download.error)
        elif progress is None:
            told = self.tr("asking the Hub")
        else:
            told = words.progress(progress)
        say(self.text, f"{download.title}{words.SEPARATOR}{told}")
        if progress is not None and progress.total:
            self.bar.setValue(1000 * progress.done // progress.total)
        self.bar.setVisible(download.running)
        warn(self.text, not download.running)
        self._show_buttons(download)

    def _show_buttons(self, download: Download) -> None:
        if not download.running:
            self.pause.setText(self.tr("Try again"))
            self.cancel.setText(self.tr("Dismiss"))
        else:
            self.pause.setText(self.tr("Resume") if download.paused else self.tr("Pause"))
            self.cancel.setText(self.tr("Cancel"))
        for each in (self.pause, self.cancel):
            each.setAccessibleName(f"{each.text()}: {download.title}")
        self.bar.setAccessibleName(self.tr("Downloading {name}").format(name=download.title))
        done = download.progress is not None and download.progress.phase is Phase.DONE
        self.pause.setEnabled(not done)

    def _on_pause(self) -> None:
        download = self._download
        if download is None:
            return
        if not download.running:
            self.again_wanted.emit(download)
        elif download.paused:
            download.go_on()
        else:
            download.pause()

    def _on_cancel(self) -> None:
        if self._download is None:
            return
        if self._download.running:
            self._download.cancel()
        else:
            self.drop_wanted.emit(self._download)


class UnfinishedRow(QWidget):
    """A download that was broken off: resumes it, or deletes what is there."""

    resume_wanted = Signal(object)
    discard_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unfinished: Unfinished | None = None
        self.text = note(self)
        self.resume, self.discard = button(self), button(self)
        self.resume.clicked.connect(lambda: self.resume_wanted.emit(self._unfinished))
        self.discard.clicked.connect(lambda: self.discard_wanted.emit(self._unfinished))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.resume)
        layout.addWidget(self.discard)

    def show_unfinished(self, unfinished: Unfinished, usual: Path) -> None:
        """Show what was broken off, and where it is if not in the `usual` folder of models."""
        self._unfinished = unfinished
        text = self.tr("{file}  ·  broken off at {done} of {total}")
        if unfinished.folder != usual:
            text = self.tr("{file}  ·  broken off at {done} of {total}, in {folder}")
        self.text.setText(
            text.format(
                file=unfinished.file,
                done=words.size(unfinished.done),
                total=words.size(unfinished.size),
                folder=unfinished.folder,
            )
        )
        self.resume.setText(self.tr("Resume"))
        self.discard.setText(self.tr("Delete"))
        for each in (self.resume, self.discard):
            each.setAccessibleName(f"{each.text()}: {unfinished.file}")


class DownloadsPanel(QFrame):
    """All downloads; nothing where there are none."""

    def __init__(self, downloads: Downloads, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("downloadsPanel")
        self._downloads, self._shelf = downloads, shelf
        self.running: Rows[Download, DownloadRow] = Rows(
            lambda item: (item.repository, item.file, id(item)),
            self._make_row,
            DownloadRow.show_download,
            self,
        )
        self.unfinished: Rows[Unfinished, UnfinishedRow] = Rows(
            lambda item: item.part, self._make_unfinished, self._show_unfinished, self
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 12, MARGIN, 12)
        layout.setSpacing(10)
        layout.addWidget(self.running)
        layout.addWidget(self.unfinished)
        downloads.changed.connect(self.show_downloads)
        shelf.changed.connect(self.show_downloads)
        self.show_downloads()

    def show_downloads(self) -> None:
        """Show what is under way, and what was broken off."""
        items = self._downloads.items
        self.running.set_items(items)
        snapshot = self._shelf.snapshot
        left = [
            item
            for item in (snapshot.unfinished if snapshot is not None else ())
            if not any(download.covers(item.repository, item.file) for download in items)
        ]
        self.unfinished.set_items(left)
        self.setVisible(bool(items or left))

    def _make_row(self) -> DownloadRow:
        row = DownloadRow(self)
        row.again_wanted.connect(lambda item: self._downloads.start(item.repository, item.file))
        row.drop_wanted.connect(self._drop)
        return row

    def _make_unfinished(self) -> UnfinishedRow:
        row = UnfinishedRow(self)
        row.resume_wanted.connect(lambda item: self._downloads.start(item.repository, item.file))
        row.discard_wanted.connect(self._shelf.discard)
        return row

    def _show_unfinished(self, row: UnfinishedRow, item: Unfinished) -> None:
        row.show_unfinished(item, self._shelf.core.models.folder)

    def _drop(self, download: Download) -> None:
        self._downloads.drop(download)
        self._shelf.refresh()
