"""What the window of models and styles does in the background.

Imported by that work only: the Hub's library takes half a second to import, and everything here
reads files, takes locks or waits for the network.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import psutil

from stylepad import paths
from stylepad.errors import ModelError
from stylepad.models import catalogue, hub_faults
from stylepad.models.base import describe
from stylepad.models.catalogue import Advice, Machine
from stylepad.models.control import Control
from stylepad.models.download import Downloader, Unfinished, begun_in, unfinished_in
from stylepad.models.editions import Edition
from stylepad.models.fit import Fit, fit
from stylepad.models.gguf import GgufHeader
from stylepad.models.hub import Hub, Repository
from stylepad.models.hub_cache import CachedModel, cached_models
from stylepad.models.hub_kinds import KindChecker
from stylepad.models.hub_place import HubPlace
from stylepad.models.importing import import_adapter
from stylepad.models.library import InstalledModel, ModelLibrary
from stylepad.models.memory import Device
from stylepad.models.progress import Report
from stylepad.models.speed import memory_bandwidth
from stylepad.models.splits import read_model
from stylepad.studio.hub_styles import HubStyles
from stylepad.styles.install import NewStyle, add_adapter, make_style
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import StylePack

HubMaker = Callable[[], Hub]


@dataclass(frozen=True, slots=True)
class Shown:
    """An installed model with what it needs here; `fault` is why it cannot be used.

    `ever` says that it would fit if nothing else used the memory.
    """

    model: InstalledModel
    fit: Fit | None
    fault: ModelError | None
    ever: bool = True


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that the page of models shows; `instead` are names of models that fit this machine."""

    models: tuple[Shown, ...]
    cached: tuple[CachedModel, ...]
    unfinished: tuple[Unfinished, ...]
    instead: tuple[str, ...]
    fault: ModelError | None


@dataclass(frozen=True, slots=True)
class AdapterWish:
    """An adapter to add for the base in `model`: to the style `style_id`, or to a new one."""

    source: Path | HubPlace
    model: Path
    style_id: str = ""
    new: NewStyle | None = None
    replace: bool = False


def snapshot(library: ModelLibrary, devices: Sequence[Device], context: int) -> Snapshot:
    """Read what is installed and how it fits the memory that is free now.

    `context` is that of the settings, in tokens.
    """
    memory = psutil.virtual_memory()
    models = library.models()
    known = {path for model in models for path in model.paths}
    return Snapshot(
        models=tuple(
            _shown(model, memory.available, memory.total, devices, context) for model in models
        ),
        cached=tuple(item for item in cached_models() if item.paths[0] not in known),
        unfinished=unfinished_in(Hub(), library.known_folders()),
        instead=catalogue.fitting(catalogue.load_catalogue(), memory.available),
        fault=library.fault,
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What advice depends on besides the machine. `cores` read memory at once, 0 is unknown.

    `bandwidth` is what they read a second, in bytes, where it was measured before.
    """

    styles: Sequence[StylePack]
    devices: Sequence[Device]
    cores: int
    language: str
    bandwidth: float | None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the models of the catalogue would be here, the best first."""

    advice: tuple[Advice, ...]
    bandwidth: float | None


def suggestions(library: ModelLibrary, wish: Wish) -> Suggestions:
    """Look at the machine and say what suits it; its speed is measured once."""
    bandwidth = wish.bandwidth or memory_bandwidth(max(1, wish.cores))
    machine = Machine(
        memory=psutil.virtual_memory().available,
        disk=psutil.disk_usage(str(_existing(library.folder))).free,
        bandwidth=bandwidth,
        devices=tuple(wish.devices),
    )
    adapters = {style.id: tuple(style.adapters) for style in wish.styles}
    listed = catalogue.recommend(
        catalogue.load_catalogue(), machine, library.models(), adapters, wish.language
    )
    best_first = tuple(sorted(listed, key=lambda item: not item.best))
    return Suggestions(best_first, bandwidth if wish.cores else None)


def fetch(
    hub: Hub,
    library: ModelLibrary,
    repository: str,
    wanted: str,
    *,
    control: Control,
    report: Report,
) -> InstalledModel:
    """Download a model of a repository and add it; raises HubError, ModelError, Cancelled.

    `wanted` is the name of one of its files.
    """
    there = hub.repository(repository)
    control.checkpoint()
    edition = edition_with(there, wanted)
    KindChecker(hub, there, control).check_model(edition)
    # What was broken off before another folder was chosen goes on where it was.
    begun = begun_in(hub, library.known_folders(), there, edition)
    folder = begun or library.ready_folder()
    done = Downloader(hub, folder).download(there, edition, control, report)
    return library.downloaded(done.paths[0], repository)


def edition_with(repository: Repository, wanted: str) -> Edition:
    """Return the edition that a file belongs to; raises HubError "hub.no_file"."""
    for edition in repository.editions:
        if wanted in {PurePosixPath(file.path).name for file in edition.files}:
            return edition
    raise hub_faults.no_file(f"{wanted} in {repository.name}")


def discard(library: ModelLibrary, unfinished: Unfinished) -> int:
    """Delete what was loaded of a file; return the bytes freed."""
    return Downloader(Hub(), library.folder).discard(unfinished)


def install_adapter(
    wish: AdapterWish,
    styles: StyleLibrary,
    home: Path,
    *,
    hub: HubMaker,
    control: Control,
    report: Report,
) -> StylePack:
    """Check or convert an adapter, put it into a style in `home` and read the styles anew.

    One that is on the Hub is fetched first. Raises ModelError, AdapterError, StyleError, HubError
    and Cancelled; then every style is as it was.
    """
    header = read_model(wish.model)
    if isinstance(wish.source, Path):
        return _install(wish, wish.source, header, styles, home)
    fetcher = HubStyles(hub(), paths.incoming())
    source = fetcher.adapter(wish.source, control, report)
    try:
        return _install(wish, source, header, styles, home)
    finally:
        fetcher.discard(wish.source)


def _install(
    wish: AdapterWish, source: Path, header: GgufHeader, styles: StyleLibrary, home: Path
) -> StylePack:
    fingerprint = describe(header).fingerprint

    def write(target: Path) -> None:
        import_adapter(source, header, target)

    if wish.new is not None:
        pack = make_style(wish.new, home, fingerprint, write)
    else:
        there = styles.get(wish.style_id)
        pack = add_adapter(there, home, fingerprint, write, replace=wish.replace)
    styles.refresh()
    return styles.get(pack.id)


def _shown(
    model: InstalledModel, free: int, total: int, devices: Sequence[Device], context: int
) -> Shown:
    if model.fault is not None:
        return Shown(model, None, model.fault)
    try:
        needs = fit(read_model(model.path), free, devices, context)
    except ModelError as fault:
        return Shown(model, None, fault)
    return Shown(model, needs, None, needs.needed <= total)


def _existing(folder: Path) -> Path:
    while not folder.exists() and folder.parent != folder:
        folder = folder.parent
    return folder
