"""The table of stages: what each is run by. A stage is imported when it is needed."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from stylepad.studio.job import Stage
from stylepad.studio.work import RunStage

FindStage = Callable[[Stage], RunStage]
"""Returns what runs a stage; imports it."""

STAGES = {
    Stage.TEXTS: "stylepad.studio.texts.stage",
    Stage.PORTRAIT: "stylepad.studio.portrait.stage",
    Stage.PAIRS: "stylepad.studio.pairs.stage",
    Stage.TRAINING: "stylepad.studio.training",
    Stage.PACK: "stylepad.studio.packing",
    Stage.REPORT: "stylepad.studio.report.stage",
}
"""The module of each stage; its function is called `run`."""

NEEDS_BASE = frozenset({Stage.PAIRS, Stage.TRAINING, Stage.PACK, Stage.REPORT})
"""The stages whose files hold for one base model only."""


def find_stage(stage: Stage) -> RunStage:
    """Return what runs a stage."""
    run: RunStage = importlib.import_module(STAGES[stage]).run
    return run
