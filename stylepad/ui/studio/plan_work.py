"""What the window must know before the start: model, time, memory, and what trains; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stylepad.engine.protocol import CancelToken, Server
from stylepad.errors import StudioError, StylePadError
from stylepad.studio.job import Job, Stage, open_job, save_job
from stylepad.studio.state import Status, read_state
from stylepad.studio.writing_server import named_writer, written_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from stylepad.studio.estimate import Estimate
    from stylepad.studio.train.rows import Rows
    from stylepad.ui.studio.core import StudioCore

_ROW_WORDS = 60
"""Words of a passage on the mean, for the rows that are not there yet."""
_ROWS_MOST = 20_000
_TIMES = 2
"""Pairs of a passage, on the mean."""


@dataclass(frozen=True, slots=True)
class BaseChoice:
    """A model that the style can be made for."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class PlanView:
    """What is planned. `environment` is "ready", "missing" or "broken"; `room` bytes that it takes.

    `fault` says why it cannot work here; `fixed` whether pairs are there already, which hold for
    this base alone. `writer` is the server that writes the plain sides, None where the base does.
    """

    base: Path
    bases: tuple[BaseChoice, ...]
    words: int
    environment: str
    room: int
    estimate: Estimate | None
    fault: StylePadError | None
    fixed: bool
    writer: Server | None = None


def read_plan(folder: Path, core: StudioCore) -> PlanView:
    """Return the plan of a job; takes half a second. Raises StudioError."""
    from stylepad.studio.environment import ROOM, TrainingEnvironment  # noqa: PLC0415 - large
    from stylepad.studio.texts.stage import read_works  # noqa: PLC0415

    job = open_job(folder)
    bases = tuple(
        BaseChoice(model.name, model.path)
        for model in core.models.models()
        if model.fault is None and not model.killed
    )
    total = sum(item.words for item in read_works(job))
    found: Estimate | None = None
    fault: StylePadError | None = None
    try:
        found, fault = _estimated(job, total)
    except StylePadError as error:
        fault = error
    return PlanView(
        job.spec.base,
        bases,
        total,
        TrainingEnvironment().state().value,
        ROOM,
        found,
        fault,
        read_state(folder).of(Stage.PAIRS).status is not Status.WAITING,
        named_writer(job),
    )


def choose_base(folder: Path, base: Path) -> None:
    """Make the style for another base; raises ModelError, StudioError."""
    from stylepad.models.base import describe  # noqa: PLC0415
    from stylepad.models.splits import read_model  # noqa: PLC0415

    job = open_job(folder)
    mark = describe(read_model(base)).fingerprint
    save_job(replace(job, spec=replace(job.spec, base=base, fingerprint=mark)))


def choose_writer(folder: Path, server: Server | None) -> None:
    """Have a server write the plain sides, the job's base for None; raises StudioError."""
    job = open_job(folder)
    save_job(replace(job, spec=written_by(job.spec, server)))


def install_environment(cancel: CancelToken, report: Callable[[object], None]) -> None:
    """Install what trains; reports (done, total, detail). Raises StudioError, Cancelled."""
    from stylepad.studio.environment import TrainingEnvironment  # noqa: PLC0415

    def tell(done: int, total: int, detail: str) -> None:
        report((done, total, detail))

    TrainingEnvironment().install(cancel, tell)


def _estimated(job: Job, total: int) -> tuple[Estimate, StudioError | None]:
    """Return what the training needs, and why that is too much."""
    from stylepad.models.base import display_name  # noqa: PLC0415
    from stylepad.models.splits import read_model  # noqa: PLC0415
    from stylepad.studio.estimate import check_possible  # noqa: PLC0415
    from stylepad.studio.training import estimate_for  # noqa: PLC0415
    from stylepad.studio.training_plan import make_plan  # noqa: PLC0415

    rows = _rows(job, total)
    found = estimate_for(job, rows, make_plan(job, rows, ""))
    try:
        check_possible(found, display_name(read_model(job.spec.base)))
    except StudioError as error:
        return found, error
    return found, None


def _rows(job: Job, total: int) -> Rows:
    """Return rows such as the pairs of so many words will make; what is in them does not count."""
    import numpy as np  # noqa: PLC0415

    from stylepad.studio.texts.summary import TOKENS_A_WORD  # noqa: PLC0415
    from stylepad.studio.train.rows import Rows  # noqa: PLC0415

    side = round(_ROW_WORDS * TOKENS_A_WORD.get(job.spec.language, 2.0))
    count = max(1, min(_ROWS_MOST, _TIMES * total // _ROW_WORDS))
    lengths = np.full(count, 2 * side, dtype=np.int64)
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    ids = np.zeros(int(lengths.sum()), dtype=np.uint32)
    return Rows(ids, lengths, np.full(count, side, dtype=np.int64), offsets)
