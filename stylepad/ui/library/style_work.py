"""What the page of styles does in the background with style packs.

Imported by that work only, as `work`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stylepad import paths
from stylepad.errors import StyleError
from stylepad.models.control import Control
from stylepad.models.hub import Hub
from stylepad.models.hub_place import HubPlace
from stylepad.models.progress import Report
from stylepad.studio.hub_styles import HubStyles
from stylepad.styles import admission
from stylepad.styles.admission import Admitted
from stylepad.styles.home import StyleHome


@dataclass(frozen=True, slots=True)
class Refused:
    """A pack, a folder or a file, that was not installed, and why."""

    source: Path
    fault: StyleError


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the packs that were to be installed.

    `unusable` are faults of packs that are installed and cannot be used yet.
    """

    done: tuple[Admitted, ...]
    refused: tuple[Refused, ...]
    unusable: tuple[StyleError, ...]


def install(home: StyleHome, sources: Sequence[Path], *, force: bool = False) -> Imported:
    """Install every pack of these files and folders, each whole or not at all."""
    done, refused = [], []
    for given in sources:
        for source in (admission.packs_in(given) if given.is_dir() else ()) or (given,):
            act = admission.install_folder if source.is_dir() else admission.install_archive
            try:
                done.append(act(home, source, force=force))
            except StyleError as fault:
                refused.append(Refused(source, fault))
    new = {item.pack.folder for item in done}
    unusable = tuple(item.fault for item in home.library.broken if item.folder in new)
    return Imported(tuple(done), tuple(refused), unusable)


def fetch(
    home: StyleHome, place: HubPlace, hub: Callable[[], Hub], control: Control, report: Report
) -> Imported:
    """Fetch the packs of a repository and install them; raises HubError, StyleError, Cancelled.

    Where some are refused, what was fetched stays until `discard`: the writer may insist.
    """
    fetcher = HubStyles(hub(), paths.incoming())
    imported = install(home, fetcher.packs(place, control, report))
    if not imported.refused:
        fetcher.discard(place)
    return imported


def discard(place: HubPlace, hub: Callable[[], Hub]) -> None:
    """Delete what was fetched of a repository."""
    HubStyles(hub(), paths.incoming()).discard(place)
