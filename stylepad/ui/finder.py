"""Finds in the editor's text: a short one at once, a long one in the background."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from stylepad.engine.protocol import CancelToken
from stylepad.ui.editor import Editor
from stylepad.ui.find import Search, find_all
from stylepad.ui.tasks import Task, Tasks

AT_ONCE = 1 << 16
"""Characters up to which a text is searched at once: a few milliseconds."""
FILLING_DELAY = 50
"""Milliseconds between looks at a text that is still being filled in."""

Hits = list[tuple[int, int]]
Then = Callable[[Hits], object]


class Finder(QObject):
    """Keeps the hits of one search; they always belong to the text as it is when handed out."""

    def __init__(self, editor: Editor, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._tasks = tasks
        self._known: tuple[Search, int] | None = None
        self._hits: Hits = []
        self._task: Task[Hits] | None = None
        self._search = Search("")
        self._then: Then = lambda _hits: None
        self._timer = QTimer(self, singleShot=True, interval=FILLING_DELAY)
        self._timer.timeout.connect(self._look)

    def look_for(self, search: Search, then: Then) -> None:
        """Call `then` with the hits in the text; the last call before that is the one that counts.

        `then` is called at once where the hits are known or the text is short.
        """
        self.stop()
        self._search, self._then = search, then
        self._look()

    def stop(self) -> None:
        """Give up the search that is on its way."""
        self._timer.stop()
        if self._task is not None:
            self._task.forget()
            self._task.cancel()
            self._task = None

    def forget(self) -> None:
        """Give up the search and keep no hits."""
        self.stop()
        self._known, self._hits = None, []

    def _look(self) -> None:
        search, revision = self._search, self._editor.document().revision()
        if self._known == (search, revision):
            self._then(self._hits)
        elif not search.needle:
            self._on_found(search, revision, [])
        elif self._editor.filling:
            self._timer.start()
        elif self._editor.document().characterCount() <= AT_ONCE:
            self._on_found(search, revision, find_all(self._editor.snapshot(), search))
        else:
            self._look_in_background(search, revision)

    def _look_in_background(self, search: Search, revision: int) -> None:
        text, token = self._editor.snapshot(), CancelToken()
        self._task = self._tasks.run(
            lambda _progress: find_all(text, search, lambda: token.cancelled),
            done=lambda hits: self._on_found(search, revision, hits),
            cancel=token,
        )

    def _on_found(self, search: Search, revision: int, hits: Hits) -> None:
        self._task = None
        if revision != self._editor.document().revision():
            self._look()  # the writer typed meanwhile: a place in the old text is no place here
            return
        self._known, self._hits = (search, revision), hits
        self._then(hits)
