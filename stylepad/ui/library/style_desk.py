"""What is done with styles from the window: in the background, one answer each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale, QObject, Signal

from stylepad.engine.protocol import CancelToken
from stylepad.models.control import Control
from stylepad.styles import blending, editing
from stylepad.styles.archive import write_archive
from stylepad.styles.blending import NewBlend
from stylepad.styles.editing import Changes
from stylepad.styles.home import StyleHome
from stylepad.styles.pack import StylePack, localized
from stylepad.ui.library.downloads import Downloads
from stylepad.ui.library.shelf import Shelf
from stylepad.ui.tasks import Progress as Report
from stylepad.ui.tasks import Task, Tasks

T = TypeVar("T")
Done = Callable[[object], None]
Failed = Callable[[Exception], None]
Work = Callable[[StyleHome, Control, Report], T]


class StyleDesk(QObject):
    """Carries out work on the writer's own styles; `changed` says that they are others now.

    `told` carries a sentence about what was done, `failed` an error that nobody else hears of.
    """

    changed = Signal()
    told = Signal(str)
    failed = Signal(object)

    def __init__(
        self, shelf: Shelf, downloads: Downloads, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shelf, self._tasks = shelf, tasks
        self.hub = downloads.hub

    @property
    def own(self) -> Path:
        """Return the folder of the writer's own styles."""
        return self._shelf.core.own_styles()

    def run(
        self,
        work: Work[T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Done | None = None,
    ) -> Task[T]:
        """Do work on the styles, and show afterwards what they are."""
        home = StyleHome(self.own, self._shelf.core.library)
        control, cancel = Control(), CancelToken()
        cancel.on_cancel(control.cancel)

        def finish(result: T) -> None:
            self.changed.emit()
            done(result)

        def fail(error: Exception) -> None:
            self.changed.emit()
            (failed or self.failed.emit)(error)

        return self._tasks.run(
            lambda report: work(home, control, report),
            done=finish,
            failed=fail,
            progress=progress,
            cancel=cancel,
        )

    def edit(self, style_id: str, changes: Changes, done: Done, failed: Failed) -> None:
        """Change a style."""
        self.run(
            lambda home, _control, _report: editing.edit(home, style_id, changes), done, failed
        )

    def blend(self, new: NewBlend, done: Done, failed: Failed) -> None:
        """Make a style of others."""
        self.run(lambda home, _control, _report: blending.save_blend(home, new), done, failed)

    def export(self, style: StylePack, file: Path) -> None:
        """Write a style into one file."""
        name = localized(style.name, QLocale().name()[:2])
        needed = [part.style for part in style.blend if part.scale]

        def tell(_result: object) -> None:
            text = self.tr("“{name}” is in {file}").format(name=name, file=file)
            if needed:
                more = self.tr("It is a blend: whoever installs it needs {styles} too.")
                text = f"{text}. {more.format(styles=', '.join(needed))}"
            self.told.emit(text)

        self.run(lambda _home, _control, _report: write_archive(style, file), tell)

    def remove(self, style_id: str, name: str, failed: Failed, *, force: bool = False) -> None:
        """Delete a style of the writer's own."""

        def tell(instead: StylePack | None) -> None:
            text = self.tr("“{name}” is deleted.").format(name=name)
            if instead is not None:
                text += " " + self.tr("The one that ships with the program is used again.")
            self.told.emit(text)

        self.run(lambda home, _control, _report: home.remove(style_id, force=force), tell, failed)
