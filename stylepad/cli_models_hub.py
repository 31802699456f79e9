"""What `stylepad models` does with the Hub."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from stylepad.cli_models_output import print_json, print_table, tell
from stylepad.errors import HubError
from stylepad.models import catalogue
from stylepad.models.catalogue import Advice, CatalogueModel, Machine
from stylepad.models.control import Control
from stylepad.models.download import (
    Downloaded,
    Downloader,
    Unfinished,
    begun_in,
    unfinished_in,
)
from stylepad.models.editions import Edition, quantizations
from stylepad.models.hub import Found, Hub, Repository
from stylepad.models.hub_cache import CachedModel, cached_models
from stylepad.models.hub_kinds import KindChecker
from stylepad.models.library import ModelLibrary
from stylepad.models.progress import Report
from stylepad.models.sizes import readable

_USUAL = "Q4_K_M"


def unfinished(library: ModelLibrary) -> tuple[Unfinished, ...]:
    """Return what stopped downloads have left, in this folder of models and those before."""
    return unfinished_in(Hub(), library.known_folders())


def discard(left: Unfinished) -> int:
    """Delete what a stopped download has left; return the bytes freed."""
    return Downloader(Hub(), left.folder).discard(left)


def cached() -> tuple[CachedModel, ...]:
    """Return the models in the Hub's cache."""
    return cached_models()


def search(options: argparse.Namespace) -> None:
    """Write the repositories that a search finds; raises HubError."""
    found = Hub().search(" ".join(options.words), options.limit)
    if options.json:
        print_json({"repositories": [_found(item) for item in found]})
    elif found:
        print_table([_row(item) for item in found])
    else:
        tell("The Hub has no repository of GGUF models with these words in its name.")


def files(options: argparse.Namespace) -> None:
    """Write the models of a repository; raises HubError."""
    repository = Hub().repository(options.repository)
    if options.json:
        print_json(_described(repository))
        return
    if repository.gated:
        tell(f"{repository.name} is gated: its terms have to be accepted on its page first.")
    if not repository.editions:
        tell(f"{repository.name} has no GGUF models.")
        return
    print_table(
        [
            (edition.name, readable(edition.size), edition.quantization, _about(edition))
            for edition in repository.editions
        ]
    )


def download(
    options: argparse.Namespace,
    library: ModelLibrary,
    control: Control,
    report: Report,
    memory: int,
) -> tuple[str, Downloaded]:
    """Download what the options name, and return the repository and the files.

    It comes into the library's folder, or where it was broken off. Warns of a model larger than
    `memory`. Raises HubError, Cancelled.
    """
    listed = _listed(options.model)
    name = listed.repository if listed else options.model
    hub = Hub()
    repository = hub.repository(name)
    edition = _edition(repository, options.file or (listed.file if listed else ""))
    KindChecker(hub, repository, control).check_model(edition)
    if edition.size > memory:
        tell(
            f"{edition.name} has {readable(edition.size)} and this machine {readable(memory)} of"
            " memory: it will not run here."
        )
    begun = begun_in(hub, library.known_folders(), repository, edition)
    folder = begun or library.ready_folder()
    if folder != library.folder:
        tell(f"It goes on in {folder}, where it was broken off.")
    return name, Downloader(hub, folder).download(repository, edition, control, report)


def print_advice(advice: Sequence[Advice], machine: Machine, *, as_json: bool) -> None:
    """Write what every model of the catalogue would be on this machine."""
    if as_json:
        free = {"memory": machine.memory, "disk": machine.disk}
        print_json({"free": free, "models": [_advice(item) for item in advice]})
        return
    print_table([_advice_row(item) for item in advice])
    best = next((item for item in advice if item.best), None)
    if best is None and any(item.runs and item.room for item in advice):
        tell("None is recommended: those that run here write slower than one reads.")
    elif best is None:
        tell("None of these runs here; the memory that is free is too little.")
    elif best.installed:
        tell(f"{best.model.name} suits this machine best, and it is there: {best.installed}.")
    else:
        tell(
            f"{best.model.name} suits this machine best: “stylepad models download"
            f" {best.model.id} --use”."
        )


def _listed(wanted: str) -> CatalogueModel | None:
    for model in catalogue.load_catalogue():
        if wanted == model.id and model.repository:
            return model
    return None


def _edition(repository: Repository, wanted: str) -> Edition:
    if wanted:
        return repository.edition(wanted)
    usual = [item for item in repository.editions if item.quantization == _USUAL]
    choice = usual or (repository.editions if len(repository.editions) == 1 else ())
    if len(choice) == 1:
        return choice[0]
    names = ", ".join(edition.name for edition in repository.editions) or "none"
    raise HubError(
        f"Say which model of {repository.name} to download: {names}.",
        code="hub.which",
        subject=repository.name,
        names=names,
    )


def _about(edition: Edition) -> str:
    known = quantizations().get(edition.quantization)
    return known.about["en"] if known else ""


def _row(found: Found) -> tuple[str, ...]:
    return (
        found.name,
        f"{found.downloads:,} downloads",
        found.licence,
        " ".join(found.languages[:6]),
        "gated" if found.gated else "",
    )


def _found(found: Found) -> dict[str, object]:
    return {
        "repository": found.name,
        "downloads": found.downloads,
        "likes": found.likes,
        "gated": found.gated,
        "licence": found.licence,
        "languages": list(found.languages),
        "updated": found.updated,
    }


def _described(repository: Repository) -> dict[str, object]:
    return {
        "repository": repository.name,
        "revision": repository.revision,
        "gated": repository.gated,
        "licence": repository.licence,
        "languages": list(repository.languages),
        "models": [
            {
                "name": edition.name,
                "size": edition.size,
                "quantization": edition.quantization,
                "about": _about(edition),
                "files": [
                    {"path": file.path, "size": file.size, "sha256": file.sha256}
                    for file in edition.files
                ],
            }
            for edition in repository.editions
        ],
    }


def _advice_row(advice: Advice) -> tuple[str, ...]:
    model = advice.model
    if not advice.runs:
        verdict = "does not fit the memory"
    elif not advice.room:
        verdict = "does not fit the disk"
    else:
        verdict = f"{advice.pace}, about {max(1, round(advice.tokens))} tokens/s"
    return (
        "*" if advice.best else " ",
        model.id,
        f"about {readable(model.weights)}",
        " ".join(model.languages),
        model.licence,
        verdict,
        f"installed: {advice.installed}" if advice.installed else "",
        f"adapters: {', '.join(advice.styles)}" if advice.styles else "",
    )


def _advice(advice: Advice) -> dict[str, object]:
    model = advice.model
    return {
        "id": model.id,
        "name": model.name,
        "repository": model.repository,
        "file": model.file,
        "quantization": model.quantization,
        "parameters": model.parameters,
        "languages": list(model.languages),
        "licence": model.licence,
        "licence_url": model.licence_url,
        "about": dict(model.about),
        "disk": model.weights,
        "memory": model.memory,
        "runs": advice.runs,
        "room": advice.room,
        "tokens_per_second": round(advice.tokens, 1),
        "pace": advice.pace.value,
        "device": advice.device,
        "installed": advice.installed,
        "styles": None if advice.styles is None else list(advice.styles),
        "best": advice.best,
    }
