"""Fetching adapters and style packs from the Hub on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stylepad import paths
from stylepad.cli_interrupt import stopped_by_interrupt
from stylepad.cli_models_output import ProgressLine
from stylepad.models.control import Control
from stylepad.models.progress import Report

if TYPE_CHECKING:
    from stylepad.studio.hub_styles import HubStyles


@contextmanager
def fetching() -> Iterator[tuple[HubStyles, Control, Report]]:
    """Yield what fetches, its control, which Ctrl-C cancels, and where it tells its progress."""
    # The Hub's library takes half a second to import, and most styles come as files.
    from stylepad.models.hub import Hub  # noqa: PLC0415
    from stylepad.studio.hub_styles import HubStyles  # noqa: PLC0415

    control, line = Control(), ProgressLine()
    with stopped_by_interrupt(control.cancel), line:
        yield HubStyles(Hub(), paths.incoming()), control, line.show
