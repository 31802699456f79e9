"""A short list of models worth having, and what of it suits this machine.

The list says what a file is; its size and hash are the Hub's and are asked for when it is
downloaded. Until then the size is estimated from the number of weights and their quantization.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from stylepad import paths
from stylepad.models.editions import quantizations
from stylepad.models.library import BUILT_IN_ID, InstalledModel
from stylepad.models.memory import DEVICE_RESERVE, HOST_RESERVE, Device
from stylepad.models.speed import DEVICE_BANDWIDTH, tokens_per_second

FLUENT = 5.0
"""Tokens a second from which on a suggestion comes about as fast as one reads: 200 words a minute
at one and a half tokens each. What is slower can be had and is not recommended."""

SLOW = 2.5
"""Tokens a second under which a paragraph takes minutes."""

_WORK = 1.12
"""Memory of a running model over its weights: cache of the usual context and buffers."""


class Pace(StrEnum):
    """How fast a model writes here, roughly."""

    FLUENT = "fluent"
    UNHURRIED = "unhurried"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """A model of the list; `parameters` counts its weights, texts are by interface language."""

    id: str
    name: str
    repository: str
    file: str
    quantization: str
    parameters: int
    languages: tuple[str, ...]
    licence: str
    licence_url: str
    about: Mapping[str, str]

    @property
    def weights(self) -> int:
        """Return roughly the bytes of the file."""
        return int(self.parameters * quantizations()[self.quantization].bits / 8)

    @property
    def memory(self) -> int:
        """Return roughly the bytes it needs when it runs."""
        return int(self.weights * _WORK) + HOST_RESERVE


@dataclass(frozen=True, slots=True)
class Machine:
    """What there is to run on: bytes of main memory and of disk, bytes per second, devices."""

    memory: int
    disk: int
    bandwidth: float
    devices: tuple[Device, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """What a model would be on this machine.

    `runs` says that it fits the memory, `room` that it fits the disk or is there already. `device`
    is where it would run, "" for the processor. `styles` have an adapter for it; None is unknown,
    because its fingerprint is only known once it is there. One of all is the `best`.
    """

    model: CatalogueModel
    runs: bool
    room: bool
    tokens: float
    pace: Pace
    device: str
    installed: str
    styles: tuple[str, ...] | None
    best: bool = False


def load_catalogue(path: Path | None = None) -> tuple[CatalogueModel, ...]:
    """Return the list that ships with the program, the smallest first."""
    source = path or paths.resources() / "catalogue.toml"
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["model"]
    models = [
        CatalogueModel(
            id=row["id"],
            name=row["name"],
            repository=row["repository"],
            file=row["file"],
            quantization=row["quantization"],
            parameters=int(row["billions"] * 1e9),
            languages=tuple(row["languages"]),
            licence=row["licence"],
            licence_url=row["licence_url"],
            about=row["about"],
        )
        for row in rows
    ]
    return tuple(sorted(models, key=lambda model: model.weights))


def recommend(
    catalogue: Sequence[CatalogueModel],
    machine: Machine,
    installed: Iterable[InstalledModel] = (),
    styles: Mapping[str, Collection[str]] | None = None,
    language: str = "",
) -> tuple[Advice, ...]:
    """Return what every model of the list would be here, in the list's order.

    `styles` has for each style the fingerprints that it has adapters for. The best is the largest
    that fits and writes as fast as one reads, of those good at `language` where there is one.
    """
    here = tuple(installed)
    advice = [_advice(model, machine, here, styles or {}) for model in catalogue]
    able = [item for item in advice if item.runs and item.room and item.pace is Pace.FLUENT]
    able = [item for item in able if language in item.model.languages] or able
    best = max(able, key=lambda item: item.model.parameters, default=None)
    return tuple(_marked(item, best) for item in advice)


def fitting(catalogue: Sequence[CatalogueModel], memory: int) -> tuple[str, ...]:
    """Return the names of the models that fit so many bytes of memory, the largest first."""
    return tuple(model.name for model in reversed(catalogue) if model.memory <= memory)


def _advice(
    model: CatalogueModel,
    machine: Machine,
    installed: tuple[InstalledModel, ...],
    styles: Mapping[str, Collection[str]],
) -> Advice:
    there = next((item for item in installed if _is(item, model)), None)
    device = next((item for item in machine.devices if _fits(model, item)), None)
    bandwidth = DEVICE_BANDWIDTH if device else machine.bandwidth
    tokens = tokens_per_second(model.weights, bandwidth)
    known = None
    if there is not None and there.about is not None:
        fingerprint = there.about.fingerprint
        known = tuple(sorted(name for name, bases in styles.items() if fingerprint in bases))
    return Advice(
        model=model,
        runs=device is not None or model.memory <= machine.memory,
        room=there is not None or model.weights <= machine.disk,
        tokens=tokens,
        pace=_pace(tokens),
        device=device.name if device else "",
        installed=there.id if there else "",
        styles=known,
    )


def _fits(model: CatalogueModel, device: Device) -> bool:
    return model.memory - HOST_RESERVE + DEVICE_RESERVE <= device.free


def _is(installed: InstalledModel, model: CatalogueModel) -> bool:
    if not model.repository:
        return installed.id == BUILT_IN_ID
    return (
        installed.fault is None
        and installed.repository == model.repository
        and installed.path.name == PurePosixPath(model.file).name
    )


def _pace(tokens: float) -> Pace:
    if tokens >= FLUENT:
        return Pace.FLUENT
    return Pace.UNHURRIED if tokens >= SLOW else Pace.SLOW


def _marked(item: Advice, best: Advice | None) -> Advice:
    return replace(item, best=True) if item is best else item
