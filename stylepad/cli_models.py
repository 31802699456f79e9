"""`stylepad models`: what is installed, what there is on the Hub, and what suits this machine."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

import psutil

from stylepad import cli_models_hub
from stylepad.app import model_library, style_library
from stylepad.cli_interrupt import stopped_by_interrupt
from stylepad.cli_models_output import (
    ProgressLine,
    described,
    print_json,
    print_models,
    tell,
)
from stylepad.engine.machine import physical_cores
from stylepad.errors import ModelError, StylePadError
from stylepad.models import catalogue, fit
from stylepad.models.control import Control
from stylepad.models.library import BUILT_IN_ID, InstalledModel, ModelLibrary
from stylepad.models.sizes import readable
from stylepad.models.speed import memory_bandwidth
from stylepad.models.splits import read_model
from stylepad.overrides import overrides
from stylepad.settings import SettingsStore


def run(options: argparse.Namespace) -> int:
    """Do one action of `stylepad models`; raises StylePadError."""
    library = model_library(SettingsStore().value)
    actions: dict[str, Callable[[], None]] = {
        "list": lambda: _list(library, options),
        "search": lambda: cli_models_hub.search(options),
        "files": lambda: cli_models_hub.files(options),
        "download": lambda: _download(library, options),
        "add": lambda: _add(library, options),
        "remove": lambda: _remove(library, options),
        "use": lambda: _use(library, options),
        "recommend": lambda: _recommend(library, options),
    }
    actions[options.action]()
    if library.fault is not None:
        tell(library.fault.message)
    return 0


def _list(library: ModelLibrary, options: argparse.Namespace) -> None:
    models = library.models()
    chosen = _chosen(models)
    known = {path for model in models for path in model.paths}
    cached = [item for item in cli_models_hub.cached() if item.paths[0] not in known]
    unfinished = cli_models_hub.unfinished(library)
    if options.json:
        print_json(
            {
                "models": [described(model, chosen=model.id == chosen) for model in models],
                "cached": [
                    {
                        "repository": item.repository,
                        "path": str(item.paths[0]),
                        "size": item.edition.size,
                    }
                    for item in cached
                ],
                "unfinished": [
                    {
                        "repository": item.repository,
                        "file": item.file,
                        "done": item.done,
                        "size": item.size,
                        "folder": str(item.folder),
                    }
                    for item in unfinished
                ],
            }
        )
        return
    print_models(models, chosen)
    for item in cached:
        size = readable(item.edition.size)
        tell(f"{item.repository} is in the Hub's cache ({size}): add {item.paths[0]} to use it.")
    for left in unfinished:
        done = f"{readable(left.done)} of {readable(left.size)}"
        where = f" in {left.folder}" if left.folder != library.folder else ""
        tell(f"{left.file} of {left.repository} is not finished: {done}{where}.")


def _download(library: ModelLibrary, options: argparse.Namespace) -> None:
    control, line = Control(), ProgressLine()
    with stopped_by_interrupt(control.cancel), line:
        repository, done = cli_models_hub.download(options, library, control, line.show, _memory())
    try:
        model = library.downloaded(done.paths[0], repository)
    except ModelError:
        tell(f"The file is in {done.paths[0]} and is not used.")
        raise
    if done.cached:
        tell("It was in the Hub's cache already and is used from there.")
    if options.use:
        _choose(model)
    _print_added(model, options)


def _add(library: ModelLibrary, options: argparse.Namespace) -> None:
    if options.copy:
        control, line = Control(), ProgressLine()
        with stopped_by_interrupt(control.cancel), line:
            model = library.copy(options.path, control, line.show)
    else:
        model = library.link(options.path)
    _print_added(model, options)


def _remove(library: ModelLibrary, options: argparse.Namespace) -> None:
    if options.unfinished:
        _remove_unfinished(library, options)
        return
    if options.model is None:
        raise StylePadError("Name the model to remove; “stylepad models list” has their ids.")
    chosen = _chosen(library.models())
    act = library.removal if options.dry_run else library.remove
    removal = act(options.model)
    if removal.model.id == chosen and not options.dry_run:
        SettingsStore().update(model="")
        tell("It was the chosen model; the built-in one is used from now on.")
    if options.json:
        files = [str(path) for path in removal.files]
        print_json({"id": removal.model.id, "files": files, "freed": removal.freed})
    elif removal.files:
        for path in removal.files:
            print(path)
        tell(f"{readable(removal.freed)} {'would be' if options.dry_run else 'are'} freed.")
    else:
        tell(f"{removal.model.path} was only linked and stays; nothing is freed.")


def _remove_unfinished(library: ModelLibrary, options: argparse.Namespace) -> None:
    found = cli_models_hub.unfinished(library)
    if options.dry_run:
        freed = sum(item.done for item in found)
    else:
        freed = sum(map(cli_models_hub.discard, found))
    if options.json:
        print_json({"files": [str(item.part) for item in found], "freed": freed})
    else:
        tell(f"{readable(freed)} {'would be' if options.dry_run else 'are'} freed.")


def _use(library: ModelLibrary, options: argparse.Namespace) -> None:
    path = Path(options.model).expanduser()
    if options.model != BUILT_IN_ID and path.suffix.lower() == ".gguf" and path.is_file():
        model = library.link(path) if not _has(library, path) else library.get(str(path))
    else:
        model = library.get(options.model)
    if model.fault is not None:
        raise model.fault
    _check_memory(model)
    _choose(model)
    if variable := overrides(os.environ).variable("model"):
        tell(f"{variable} names another model and goes before this one; remove it to use this one.")
    if options.json:
        print_json(described(model, chosen=True))
    else:
        print(f"{model.id}  {model.path}")


def _recommend(library: ModelLibrary, options: argparse.Namespace) -> None:
    models = library.models()
    styles = {
        style.id: tuple(style.adapters) for style in style_library(SettingsStore().value).styles
    }
    machine = catalogue.Machine(
        memory=psutil.virtual_memory().available,
        disk=psutil.disk_usage(str(_existing(library.folder))).free,
        bandwidth=memory_bandwidth(physical_cores()),
    )
    advice = catalogue.recommend(
        catalogue.load_catalogue(), machine, models, styles, options.language
    )
    cli_models_hub.print_advice(advice, machine, as_json=options.json)


def _check_memory(model: InstalledModel) -> None:
    """Refuse a model that this machine can never load; warn of one that it cannot load now."""
    memory, header = psutil.virtual_memory(), read_model(model.path)
    context = _context()
    others = list(catalogue.fitting(catalogue.load_catalogue(), memory.available))
    ever = fit.fit(header, memory.total, context=context)
    if ever.verdict is fit.Verdict.NO:
        raise fit.refusal(ever, others)
    now = fit.fit(header, memory.available, context=context)
    if now.verdict is fit.Verdict.NO:
        tell(fit.refusal(now, others).message)


def _context() -> int:
    """Return the context that the next start asks for, as the environment or the settings say."""
    value = overrides(os.environ).values.get("context", SettingsStore().value.context)
    return value if isinstance(value, int) else 0


def _choose(model: InstalledModel) -> None:
    SettingsStore().update(model="" if model.id == BUILT_IN_ID else str(model.path))


def _chosen(models: tuple[InstalledModel, ...]) -> str:
    """Return the id of the model in the settings, "" where that is none of these."""
    named = SettingsStore().value.model
    if not named:
        return BUILT_IN_ID
    path = Path(named).expanduser()
    return next((model.id for model in models if model.path == path), "")


def _has(library: ModelLibrary, path: Path) -> bool:
    return any(model.path == path.absolute() for model in library.models())


def _print_added(model: InstalledModel, options: argparse.Namespace) -> None:
    if options.json:
        print_json(described(model, chosen=bool(getattr(options, "use", False))))
    else:
        print(f"{model.id}  {model.path}")
    sys.stdout.flush()


def _memory() -> int:
    return psutil.virtual_memory().total


def _existing(folder: Path) -> Path:
    while not folder.exists() and folder.parent != folder:
        folder = folder.parent
    return folder
