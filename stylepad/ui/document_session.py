"""The document that is open: where it is, how it is encoded, whether it is saved.

Reading and writing happen in the background; what is to follow them is passed along as `then`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stylepad import paths
from stylepad.documents.recent import RecentFiles
from stylepad.documents.storage import Stamp
from stylepad.errors import StylePadError
from stylepad.ui.disk_watch import DiskWatch
from stylepad.ui.editor import Editor
from stylepad.ui.encodings import FileFormat
from stylepad.ui.file_questions import FileQuestions
from stylepad.ui.file_work import OpenedFile, read_file, stamp_older_than, write_file
from stylepad.ui.messages import Action, Messages
from stylepad.ui.recovery_keeper import Recovered, RecoveryKeeper
from stylepad.ui.tasks import Tasks

Then = Callable[[], object]
_FILE = "file"


def _nothing() -> None:
    """Follow with nothing."""


class DocumentSession(QObject):
    """Opens, saves and protects the text of the editor."""

    changed = Signal()
    """Name, place, encoding or whether it is saved."""
    opened = Signal()

    def __init__(
        self,
        editor: Editor,
        tasks: Tasks,
        messages: Messages,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.questions = FileQuestions(messages, parent)
        self.recent = RecentFiles(paths.state() / "recent.json")
        self._editor = editor
        self._tasks = tasks
        self._messages = messages
        self._path: Path | None = None
        self._format = FileFormat()
        self._reading = False
        self._saving = False
        self._waiting: list[Then] = []
        self._once_filled: Then = _nothing
        self._discarded = False
        self._disk = DiskWatch(tasks, messages, self)
        self._disk.reload_wanted.connect(self.reload)
        self._disk.lost.connect(lambda: editor.document().setModified(True))
        self.recovery = RecoveryKeeper(editor, tasks, messages, self)
        editor.filled.connect(self._on_filled)
        editor.document().modificationChanged.connect(lambda _modified: self.changed.emit())

    # --- what is open -------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """Return the file, None for a text that was never saved."""
        return self._path

    @property
    def name(self) -> str:
        """Return the file's name or "Untitled"."""
        return self._path.name if self._path else self.tr("Untitled")

    @property
    def format(self) -> FileFormat:
        """Return how the text is or will be written."""
        return self._format

    @property
    def modified(self) -> bool:
        """Return whether something would be lost with the text."""
        return self._editor.document().isModified() and not self.is_blank

    @property
    def is_blank(self) -> bool:
        """Return whether there is neither a file nor a text."""
        return self._path is None and self._editor.document().isEmpty()

    # --- new and open -------------------------------------------------------------------------

    def new(self) -> None:
        """Start an empty text."""
        self._leave(then=self._start_empty)

    def _start_empty(self) -> None:
        self._take("", None, FileFormat())

    def choose_and_open(self) -> None:
        """Ask for a file and open it."""
        path = self.questions.path_to_open(self._folder())
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Open a file, after the text that is open is saved or given up."""
        self._leave(then=lambda: self._read(path))

    def reload(self) -> None:
        """Read the file again and drop what is in the editor."""
        if self._path is not None:
            self._read(self._path)

    def _read(self, path: Path, encoding: str | None = None) -> None:
        self._set_reading(True)
        self._tasks.run(
            lambda _progress: read_file(path, encoding),
            done=lambda file: self._on_read(path, file),
            failed=self._on_read_failed,
        )

    def _on_read(self, path: Path, file: OpenedFile) -> None:
        self._set_reading(False)
        if file.candidates:
            choice = self.questions.encoding(path.name, file.candidates)
            if choice is not None:
                self._read(path, file.candidates[choice].encoding)
            return
        self._take(file.document.text, path, file.format, self.opened.emit)
        self._disk.follow(path, file.document.stamp)
        self._remember(path)
        self._messages.dismiss(_FILE)

    def _on_read_failed(self, error: Exception) -> None:
        self._set_reading(False)
        self._fail(error)

    def _set_reading(self, reading: bool) -> None:
        self._reading = reading
        self._lock()

    def _lock(self) -> None:
        """Let nobody type into a text that is about to be replaced or is not there as a whole."""
        self._editor.setReadOnly(self._reading or self._editor.filling)

    def _take(
        self, text: str, path: Path | None, file_format: FileFormat, then: Then = _nothing
    ) -> None:
        """Show a text, and call `then` once all of it is in the editor."""
        self.recovery.forget()
        self._path = path
        self._format = file_format
        self._disk.follow(None, None)
        self.recovery.describe(path, file_format)
        self._once_filled = then
        self._editor.fill(text)
        self._lock()
        self._editor.setFocus()
        self.changed.emit()

    def _on_filled(self) -> None:
        self._lock()
        then, self._once_filled = self._once_filled, _nothing
        then()

    # --- save ---------------------------------------------------------------------------------

    def save_now(self) -> None:
        """Save to the file, or ask for one."""
        self.save()

    def save_as_now(self) -> None:
        """Ask for a file and save to it."""
        self.save_as()

    def save(self, then: Then = _nothing) -> None:
        """Save, and call `then` once the text is on disk; ask before a foreign change is lost."""
        if self._path is None:
            self.save_as(then)
        else:
            self._write(self._path, then)

    def save_as(self, then: Then = _nothing) -> None:
        """Ask for a file and save to it."""
        suggestion = self._path or self._folder() / f"{self.tr('Untitled')}.txt"
        path = self.questions.path_to_save(suggestion)
        if path is not None:
            self._write(path, then)

    def set_format(self, file_format: FileFormat) -> None:
        """Choose the encoding of the next save; the line ends stay."""
        wanted = replace(file_format, newline=self._format.newline)
        if wanted == self._format:
            return
        self._format = wanted
        self.recovery.describe(self._path, wanted)
        self._editor.document().setModified(True)
        self.changed.emit()

    def _save_over(self, path: Path, then: Then) -> None:
        answer = self.questions.changed_on_disk(path.name)
        if answer == "overwrite":
            self._write(path, then, overwrite=True)
        elif answer == "save_as":
            self.save_as(then)
        elif answer == "reload":
            self.reload()

    def _write(self, path: Path, then: Then, *, overwrite: bool = False) -> None:
        if self._saving:
            self._waiting.append(lambda: self._write(path, then, overwrite=overwrite))
            return
        self._saving = True
        text, file_format, known = self._editor.text(), self._format, self._disk.stamp(path)
        revision = self._editor.document().revision()

        def done(stamp: Stamp) -> None:
            self._saving = False
            self._on_written(path, stamp, revision)
            for each in (then, *self._take_waiting()):
                each()

        def failed(error: Exception) -> None:
            self._saving = False
            self._take_waiting()
            self._on_write_failed(path, error, then)

        self._tasks.run(
            lambda _progress: write_file(path, text, file_format, known, overwrite),
            done=done,
            failed=failed,
        )

    def _take_waiting(self) -> list[Then]:
        waiting, self._waiting = self._waiting, []
        return waiting

    def _on_written(self, path: Path, stamp: Stamp, revision: int) -> None:
        self._path = path
        self._disk.follow(path, stamp)
        self.recovery.describe(path, self._format)
        self._remember(path)
        self._messages.dismiss(_FILE)
        if self._editor.document().revision() == revision:
            self._editor.document().setModified(False)
            self.recovery.forget()
        self.changed.emit()

    def _on_write_failed(self, path: Path, error: Exception, then: Then) -> None:
        code = error.code if isinstance(error, StylePadError) else ""
        if code == "document.changed":
            self._save_over(path, then)
            return
        actions = [Action(self.tr("Save As…"), lambda: self.save_as(then))]
        if code == "document.unencodable":
            actions.insert(0, Action(self.tr("Save as UTF-8"), lambda: self._save_as_utf8(then)))
        self._fail(error, *actions)

    def _save_as_utf8(self, then: Then) -> None:
        self.set_format(FileFormat("utf-8"))
        self.save(then)

    def _fail(self, error: Exception, *actions: Action) -> None:
        self._messages.failure(error, actions=actions, key=_FILE)

    # --- leave --------------------------------------------------------------------------------

    def _leave(self, then: Then) -> None:
        """Call `then` once the text is saved or the writer gave it up."""
        if not self.modified:
            then()
            return
        answer = self.questions.unsaved(self.name)
        if answer == "save":
            self.save(then)
        elif answer == "discard":
            then()

    def may_close(self, then: Then) -> bool:
        """Return whether the window may close now; else `then` is called when it may."""
        if self._saving:
            self._waiting.append(then)
            return False
        if self._discarded or not self.modified:
            return True
        answer = self.questions.unsaved(self.name)
        if answer == "save":
            self.save(then)
        self._discarded = answer == "discard"
        return self._discarded

    def close(self) -> None:
        """Drop the recovery copy of a text that was saved or given up."""
        self.recovery.close()

    # --- disk and recovery --------------------------------------------------------------------

    def check_disk(self) -> None:
        """Notice a file that another program changed."""
        if not self._saving:
            self._disk.check()

    def rescue(self) -> None:
        """Put a recovery copy aside at once."""
        self.recovery.rescue()

    def offer_recovered(self) -> None:
        """Offer texts that a crash left behind."""
        self.recovery.offer(self._recover)

    def _recover(self, recovered: Recovered) -> None:
        self._leave(then=lambda: self._take_recovered(recovered))

    def _take_recovered(self, recovered: Recovered) -> None:
        self._take(
            recovered.snapshot.text,
            recovered.path,
            recovered.format,
            lambda: self._on_recovered(recovered),
        )

    def _on_recovered(self, recovered: Recovered) -> None:
        path = recovered.path
        cursor = self._editor.textCursor()
        cursor.setPosition(
            min(recovered.snapshot.cursor, self._editor.document().characterCount() - 1)
        )
        self._editor.setTextCursor(cursor)
        self._editor.document().setModified(True)
        self.recovery.settle(recovered)
        self.opened.emit()
        if path is not None:
            self._tasks.run(
                lambda _progress: stamp_older_than(path, recovered.saved),
                done=lambda stamp: self._disk.follow(path, stamp),
            )

    def _folder(self) -> Path:
        if self._path is not None:
            return self._path.parent
        recent = self.recent.paths()
        return recent[0].parent if recent else Path.home()

    def _remember(self, path: Path) -> None:
        self._tasks.run(lambda _progress: self.recent.add(path), done=lambda _none: None)
