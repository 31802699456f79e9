"""Keeps a recovery copy of what is not saved, and offers what a crash left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer

from stylepad import paths
from stylepad.documents.recovery import Pending, RecoveryStore, Snapshot
from stylepad.errors import DocumentError
from stylepad.ui.editor import Editor
from stylepad.ui.encodings import FileFormat
from stylepad.ui.messages import Action, Messages
from stylepad.ui.tasks import Tasks

DELAY = 3_000
"""Milliseconds from the first change to its copy: with the writing itself under 5 s."""
_KEY = "recovery"


@dataclass(frozen=True, slots=True)
class Recovered:
    """A text that a crash left, where it belongs, and when the copy was made."""

    copy_id: str
    snapshot: Snapshot
    saved: float

    @property
    def path(self) -> Path | None:
        """Return the file that the text belongs to."""
        return Path(self.snapshot.path) if self.snapshot.path else None

    @property
    def format(self) -> FileFormat:
        """Return how the file is written."""
        return FileFormat(self.snapshot.encoding, self.snapshot.bom, self.snapshot.newline)


class RecoveryKeeper(QObject):
    """One document's copy: written while it has unsaved changes, removed when it has none."""

    def __init__(
        self, editor: Editor, tasks: Tasks, messages: Messages, parent: QObject, delay: int = DELAY
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._tasks = tasks
        self._messages = messages
        self._store = RecoveryStore(paths.recovery())
        self._id = self._store.new_id()
        self._path = ""
        self._format = FileFormat()
        self._writing = False
        self._warned = False
        self._timer = QTimer(self, singleShot=True, interval=delay)
        self._timer.timeout.connect(self._write)
        editor.document().contentsChanged.connect(self._on_text_changed)

    def describe(self, path: Path | None, file_format: FileFormat) -> None:
        """Remember where the text belongs."""
        self._path = str(path) if path else ""
        self._format = file_format

    def forget(self) -> None:
        """Remove the copy: the text is saved or was given up. A later change starts another."""
        self._timer.stop()
        old, self._id = self._id, self._store.new_id()
        self._tasks.run(lambda _progress: self._store.discard(old), done=lambda _none: None)

    def rescue(self) -> None:
        """Write the copy at once, on this thread; never raises for a full disk."""
        if self._editor.document().isModified():
            try:
                self._store.write(self._id, self._snapshot())
            except DocumentError as error:
                self._on_failed(error)

    def settle(self, recovered: Recovered) -> None:
        """Replace the copy of a text that is in the editor now by the document's own."""
        self.rescue()
        self._store.discard(recovered.copy_id)

    def close(self) -> None:
        """Remove the copy at once; no writing may be on its way."""
        self._timer.stop()
        self._store.discard(self._id)

    def offer(self, take: Callable[[Recovered], None]) -> None:
        """Offer the texts that a crash left; `take` gets the one that the writer wants."""
        self._tasks.run(
            lambda _progress: self._store.pending(),
            done=lambda pending: self._on_pending(pending, take),
        )

    def _on_text_changed(self) -> None:
        if not self._timer.isActive() and self._editor.document().isModified():
            self._timer.start()

    def _snapshot(self) -> Snapshot:
        form = self._format
        return Snapshot(
            text=self._editor.text(),
            path=self._path,
            encoding=form.encoding,
            bom=form.bom,
            newline=form.newline,
            cursor=self._editor.textCursor().position(),
        )

    def _write(self) -> None:
        if not self._editor.document().isModified():
            return
        if self._writing:
            self._timer.start()
            return
        self._writing = True
        copy_id, snapshot = self._id, self._snapshot()
        self._tasks.run(
            lambda _progress: self._store.write(copy_id, snapshot),
            done=lambda _none: self._on_written(copy_id),
            failed=self._on_failed,
        )

    def _on_written(self, copy_id: str) -> None:
        self._writing = self._warned = False
        if copy_id != self._id:
            # The text was saved while its copy was being written.
            self._store.discard(copy_id)

    def _on_failed(self, error: Exception) -> None:
        self._writing = False
        if not self._warned:
            self._warned = True
            self._messages.failure(error, key=_KEY)

    def _on_pending(self, pending: tuple[Pending, ...], take: Callable[[Recovered], None]) -> None:
        if not pending:
            return
        copy = pending[0]
        moment = QDateTime.fromSecsSinceEpoch(int(copy.saved))
        when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        if copy.path:
            text = self.tr("Changes to “{name}” from {when} were not saved.").format(
                name=Path(copy.path).name, when=when
            )
        else:
            text = self.tr("A text from {when} was not saved: “{beginning}…”").format(
                when=when, beginning=" ".join(copy.preview.split())[:50]
            )
        self._messages.info(
            text,
            actions=(
                Action(self.tr("Restore"), lambda: self._take(copy, take)),
                Action(self.tr("Discard the Copy"), lambda: self._drop(copy, take)),
            ),
            key=_KEY,
        )

    def _take(self, copy: Pending, take: Callable[[Recovered], None]) -> None:
        def done(taken: tuple[str, Snapshot]) -> None:
            take(Recovered(*taken, copy.saved))
            self.offer(take)

        self._tasks.run(lambda _progress: self._store.take(copy.id), done=done)

    def _drop(self, copy: Pending, take: Callable[[Recovered], None]) -> None:
        self._tasks.run(
            lambda _progress: self._store.discard(copy.id), done=lambda _none: self.offer(take)
        )
