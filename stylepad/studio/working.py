"""What a runner needs of the program: the engine with the job's base, and the installed style."""

from __future__ import annotations

from pathlib import Path

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Engine, LoadRequest
from stylepad.studio import packing
from stylepad.studio.job import Job, Stage
from stylepad.styles.admission import Admitted
from stylepad.styles.home import StyleHome
from stylepad.styles.library import StyleLibrary

MADE_STYLE = frozenset({Stage.PACK, Stage.REPORT})
"""The stages after which there is a style to install: the report has chosen its strength."""


class JobEngine:
    """The engine of one job, started with the first call and loaded with its base. Close it."""

    def __init__(self, job: Job, cancel: CancelToken) -> None:
        self._job, self._cancel = job, cancel
        self._engine: EngineClient | None = None

    def __call__(self) -> Engine:
        """Return the engine; raises what `Engine.load` raises."""
        if self._engine is None:
            self._engine = EngineClient()
        if self._engine.model is None:
            self._engine.load(LoadRequest(self._job.spec.base), self._cancel)
        return self._engine

    def close(self) -> None:
        """End the engine; safe more than once."""
        if self._engine is not None:
            self._engine.close()


def install_style(job: Job, styles: Path) -> Admitted:
    """Install the finished style of a job in the writer's folder.

    After the report it starts with the strength that was recommended there, unless the writer has
    set another in the pack's style.toml. Raises StyleError, StudioError.
    """
    if (job.folder / Stage.REPORT.value / "report.json").is_file():
        from stylepad.studio.verdict import put_verdict  # noqa: PLC0415 - brings the judge along

        put_verdict(job)
    library = StyleLibrary((paths.built_in_styles(), styles))
    return packing.install(job, StyleHome(styles, library))
