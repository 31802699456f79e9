"""Checks of everything that StylePad needs, each with the mend where something is wrong."""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from stylepad import __version__, paths
from stylepad.app import Core
from stylepad.engine import builds
from stylepad.engine.protocol import CancelToken, LoadedModel, Server
from stylepad.errors import StylePadError
from stylepad.models.adapters import check_adapter
from stylepad.models.gguf import GgufHeader, read_header
from stylepad.models.sizes import readable
from stylepad.restyle.result import PassageDone, RestyleRequest
from stylepad.styles.pack import StylePack

_T = TypeVar("_T")

_LIBRARIES = ("llama-cpp-python", "numpy", "PySide6-Essentials")
_TRIAL = {
    "ru": "Он купил подержанную машину у человека из соседнего города.",
    "en": "He bought a used car from a man in the next town.",
}


_KEY_PLACES = {
    "": "none for this server",
    "environment": "taken from STYLEPAD_API_KEY",
    "keyring": "kept in the system's keyring",
    "session": "kept until StylePad ends, because the system has no keyring",
}


class Health(StrEnum):
    """How a check came out. Only WRONG makes the whole wrong."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `mend` says what to do where it is not fine."""

    subject: str
    health: Health
    finding: str
    mend: str = ""


class Doctor:
    """Looks at the program's parts one after another; nothing it does changes anything."""

    def __init__(self, core: Core, model: Path | None = None, server: Server | None = None) -> None:
        self._core = core
        self._request = core.load_request(model, server=server)
        self._loaded: LoadedModel | None = None

    def checks(self) -> Iterator[Check]:
        """Yield every check as it is made."""
        yield from self._versions()
        yield self._display()
        yield from self._folders()
        yield from self._settings()
        yield from self._model()
        yield from self._gpu()
        yield from self._styles()
        yield from self._trial()

    def _versions(self) -> Iterator[Check]:
        python = f"Python {platform.python_version()}, {platform.platform()}"
        yield Check("program", Health.FINE, f"StylePad {__version__}, {python}")
        for library in _LIBRARIES:
            try:
                yield Check("library", Health.FINE, f"{library} {metadata.version(library)}")
            except metadata.PackageNotFoundError:
                yield Check(
                    "library",
                    Health.WRONG,
                    f"{library} is not installed",
                    "Install StylePad again.",
                )

    def _display(self) -> Check:
        if importlib.util.find_spec("PySide6") is None:
            return Check(
                "display", Health.NOTE, "Qt is not installed", "The command line works without it."
            )
        if sys.platform in {"win32", "darwin"}:
            return Check("display", Health.FINE, "the desktop of the system")
        for name in ("WAYLAND_DISPLAY", "DISPLAY"):
            if os.environ.get(name):
                return Check("display", Health.FINE, f"{name}={os.environ[name]}")
        return Check(
            "display",
            Health.NOTE,
            "there is none, so the window cannot open; the command line works",
            "Start StylePad from a desktop session.",
        )

    def _folders(self) -> Iterator[Check]:
        for name, folder in (
            ("settings", paths.config()),
            ("styles and models", paths.data()),
            ("recovery copies", paths.state()),
        ):
            if _writable(folder):
                yield Check("folder", Health.FINE, f"{name}: {folder}")
            else:
                yield Check(
                    "folder",
                    Health.WRONG,
                    f"{name}: {folder} cannot be written",
                    f"Allow writing there, or set {paths.HOME_VARIABLE} to another folder.",
                )

    def _settings(self) -> Iterator[Check]:
        for fault in self._core.settings.faults:
            yield Check("settings", Health.NOTE, fault.message)
        for fault in self._core.overrides().faults:
            yield Check("settings", Health.WRONG, fault.message)

    def _model(self) -> Iterator[Check]:
        if self._request.server is not None:
            yield from self._server(self._request.server)
            return
        try:
            loaded = self._core.load(self._request, CancelToken())
        except StylePadError as error:
            yield Check("model", Health.WRONG, error.message, "Choose another model with --model.")
            return
        self._loaded = loaded
        yield Check(
            "model",
            Health.FINE,
            f"{loaded.name} ({loaded.architecture}, fingerprint {loaded.fingerprint}, "
            f"{loaded.context} tokens), loaded in {loaded.seconds:.2f} s: {loaded.path}",
        )
        place = loaded.placement
        layers = f", {place.gpu_layers} of {place.layers} layers" if place.gpu_layers else ""
        why = f". {place.reason}" if place.reason else ""
        yield Check("device", Health.FINE, f"{place.device}{layers}, {loaded.threads} threads{why}")

    def _gpu(self) -> Iterator[Check]:
        """Tell which graphics cards the engine can use, and how to make it use others."""
        if self._request.server is not None:
            return
        there = builds.backends()
        if there:
            yield from self._cards(" and ".join(there))
            return
        yield Check(
            "gpu",
            Health.NOTE,
            "this build of the engine writes with the processor only; a build for a graphics card"
            " writes faster, and larger models become usable",
        )
        if getattr(sys, "frozen", False):
            yield Check(
                "gpu", Health.NOTE, "this StylePad is one whole", "Install it with pip for that."
            )
            return
        for build in builds.builds():
            why = f"because {build.seen}" if build.seen else "if there is such a card"
            yield Check(
                "gpu",
                Health.NOTE,
                f"a build for {build.name}, {why}; it is compiled for ten minutes or more, once,"
                f" and needs {build.needs}",
                build.command,
            )

    def _cards(self, backends: str) -> Iterator[Check]:
        able = f"this build of the engine can use graphics cards through {backends}"
        if self._loaded is None:
            yield Check("gpu", Health.FINE, able)
        elif not self._loaded.devices:
            yield Check(
                "gpu",
                Health.NOTE,
                f"{able}, but found none",
                "Install or update the driver of the graphics card.",
            )
        for device in self._loaded.devices if self._loaded else ():
            free, total = readable(device.free), readable(device.total)
            yield Check("gpu", Health.FINE, f"{able}: {device.name}, {free} of {total} free")

    def _server(self, server: Server) -> Iterator[Check]:
        place = _attempt(lambda: self._core.servers.key_place(server.url))
        if isinstance(place, StylePadError):
            yield Check("server", Health.WRONG, place.message)
            return
        yield Check("key", Health.FINE, _KEY_PLACES[place])
        try:
            loaded = self._core.load(self._request, CancelToken())
        except StylePadError as error:
            yield Check("server", Health.WRONG, error.message, "Or use --model with a model here.")
            return
        self._loaded = loaded
        yield Check(
            "server",
            Health.FINE,
            f"{loaded.name} at {loaded.host} ({loaded.context} tokens), answered in "
            f"{loaded.seconds:.2f} s",
        )
        yield Check("privacy", Health.NOTE, f"texts that are restyled are sent to {loaded.host}")

    def _styles(self) -> Iterator[Check]:
        library = self._core.library
        for broken in library.broken:
            yield Check("style", Health.WRONG, broken.fault.message, f"See {broken.folder}.")
        if not library.styles:
            own = self._core.own_styles()
            yield Check(
                "style",
                Health.WRONG,
                f"none is installed in {paths.built_in_styles()} or {own}",
                "Install StylePad again, or put a style pack there.",
            )
        yield from self._shadowed()
        base = _attempt(lambda: read_header(self._request.model))
        for style in library.styles:
            if self._loaded is not None and self._loaded.host:
                yield _served_style(style, self._loaded)
            else:
                yield self._style(style, base if isinstance(base, GgufHeader) else None)

    def _shadowed(self) -> Iterator[Check]:
        """Tell of packs of the writer's that another with the same id has taken the place of."""
        library = self._core.library
        for hidden in library.shadowed:
            used = library.get(hidden.id)
            if hidden.folder.parent != paths.built_in_styles().resolve():
                yield Check(
                    "style",
                    Health.NOTE,
                    f"{hidden.id}: {hidden.version} in {hidden.folder} is not used, for "
                    f"{used.version} in {used.folder} is",
                    "Remove one of the two folders, or give the wanted one a higher version.",
                )

    def _style(self, style: StylePack, base: GgufHeader | None) -> Check:
        if self._loaded is None or base is None:
            return Check("style", Health.NOTE, f"{style.id}: read; no model to check it with")
        adapters = style.adapter_set(self._loaded.adapter_for)
        if not adapters and style.blend:
            return Check(
                "style",
                Health.NOTE,
                f"{style.id}: works by instruction, not all it is blended of has an adapter",
            )
        if not adapters:
            return Check(
                "style",
                Health.NOTE,
                f"{style.id}: works by instruction, it has no adapter for this model",
                f"Expected adapters/{self._loaded.fingerprint}.gguf in {style.folder}.",
            )
        try:
            for adapter, _scale in adapters:
                check_adapter(read_header(adapter), base)
        except StylePadError as fault:
            return Check("style", Health.WRONG, f"{style.id}: {fault.message}", "Install it again.")
        return Check("style", Health.FINE, f"{style.id}: works by adapter")

    def _trial(self) -> Iterator[Check]:
        """Restyle one sentence: that every part works together shows only so."""
        if self._loaded is None or not self._core.library.styles:
            return
        loaded = self._loaded
        # A style with an adapter tries the adapter too.
        style = min(
            self._core.library.styles, key=lambda item: not item.adapter_set(loaded.adapter_for)
        )
        text = _TRIAL.get(style.language, _TRIAL["en"])
        request = RestyleRequest(text, style, style.strength, candidates=1)
        outcome = _attempt(lambda: list(self._core.rewriter.restyle(request, CancelToken())))
        if isinstance(outcome, StylePadError):
            yield Check("trial", Health.WRONG, outcome.message)
            return
        for event in outcome:
            if isinstance(event, PassageDone) and event.result.candidates:
                best = event.result.candidates[0]
                speed = best.tokens / best.seconds if best.seconds else 0.0
                yield Check("trial", Health.FINE, f"{style.id}, {speed:.0f} tokens/s: {best.text}")


def _served_style(style: StylePack, model: LoadedModel) -> Check:
    adapters = style.adapter_set(model.adapter_for)
    if not adapters:
        files = " and ".join(f"{part.pack.id}.gguf" for part in style.parts) or f"{style.id}.gguf"
        return Check(
            "style",
            Health.NOTE,
            f"{style.id}: works by instruction, the server holds no adapter for it",
            f"Start the server with an adapter whose file is named {files}.",
        )
    names = ", ".join(path.name for path, _scale in adapters)
    return Check("style", Health.FINE, f"{style.id}: works by the server's adapter {names}")


def _attempt(action: Callable[[], _T]) -> _T | StylePadError:
    """Return what the action returns, or the error that it raises."""
    try:
        return action()
    except StylePadError as error:
        return error


def _writable(folder: Path) -> bool:
    """Return whether files can be made in a folder, or it itself where it is not there yet."""
    while not folder.exists() and folder.parent != folder:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)
