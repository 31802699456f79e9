"""The one place that builds the program's objects and connects them; no Qt here.

Environment variables, all optional:
    STYLEPAD_HOME     keeps settings, styles and recovery copies in this folder
    STYLEPAD_STYLES   further folders of style packs, separated as in PATH
    STYLEPAD_MODEL and others that take the place of a setting: see overrides.py
    STYLEPAD_API_KEY  the key for the server, before the one in the system's keyring
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.gpu_watch import GpuWatch
from stylepad.engine.protocol import CancelToken, Engine, LoadedModel, LoadRequest, Server
from stylepad.engine.remote.book import ServerBook
from stylepad.engine.remote.keys import KeyStore
from stylepad.engine.switch import EngineSwitch
from stylepad.errors import EngineDied, ModelError
from stylepad.models.library import Choice, ModelLibrary
from stylepad.models.memory import Refusal
from stylepad.overrides import VARIABLES, Overrides, overrides
from stylepad.restyle.rewriter import Rewriter
from stylepad.settings import Settings, SettingsStore
from stylepad.styles import profile
from stylepad.styles.home import recover
from stylepad.styles.library import StyleLibrary

MODEL_VARIABLE = VARIABLES["model"]
STYLES_VARIABLE = "STYLEPAD_STYLES"


@dataclass(frozen=True, slots=True)
class Core:
    """What the program is made of, whatever interface it has. Close it when done."""

    settings: SettingsStore
    library: StyleLibrary
    engine: Engine
    rewriter: Rewriter
    servers: ServerBook

    def overrides(self) -> Overrides:
        """Return the settings that the environment takes the place of."""
        return overrides(os.environ)

    def fixed_by(self, setting: str) -> str:
        """Return the environment variable that sets a setting, "" where the writer does."""
        return self.overrides().variable(setting)

    def chosen(self) -> Settings:
        """Return the settings with those of the environment in their places."""
        return replace(self.settings.value, **self.overrides().values)  # type: ignore[arg-type]

    def load_request(
        self,
        model: Path | None = None,
        threads: int | None = None,
        gpu_layers: int | None = None,
        context: int | None = None,
        server: Server | None = None,
    ) -> LoadRequest:
        """Return what to load: as asked for here, else by the environment, else the settings.

        A model that is named here or by the environment goes before a server in the settings.
        """
        chosen = self.chosen()
        if server is None and model is None:
            server = self.usual_server()
        return LoadRequest(
            model=model or self.model_path(),
            context=chosen.context if context is None else context,
            threads=chosen.threads if threads is None else threads,
            gpu_layers=chosen.gpu_layers if gpu_layers is None else gpu_layers,
            server=server,
        )

    def model_path(self) -> Path:
        """Return the model to load by the environment, the settings, or the built-in one."""
        named = self.chosen().model
        return Path(named).expanduser() if named else paths.built_in_model()

    def usual_server(self) -> Server | None:
        """Return the server to use unasked, None where the model is on this machine."""
        return None if self.overrides().variable("model") else self.servers.chosen

    @property
    def models(self) -> ModelLibrary:
        """Return the library of models."""
        return model_library(self.settings.value)

    def usable_model(self) -> Choice:
        """Return the model to load unasked: the chosen one, the last that worked, the built-in one.

        The first of these that is sound; one that the environment names is taken as it is.
        """
        if self.overrides().variable("model"):
            return Choice(self.model_path())
        chosen = self.settings.value.model
        if not chosen:
            return Choice(paths.built_in_model())
        last = self.models.last_worked()
        wanted = [Path(chosen).expanduser(), *([last] if last is not None else [])]
        return self.models.choose(*wanted)

    def own_styles(self) -> Path:
        """Return the folder of the writer's own styles."""
        return own_styles(self.settings.value)

    def find_styles(self) -> None:
        """Read the styles anew, from the folders that the settings name now."""
        recover(self.own_styles())
        self.library.look_in(style_folders(self.settings.value))

    def load(
        self,
        request: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> LoadedModel:
        """Load a model into the engine.

        Raises ModelError "model.missing" with what to do, ServerError "server.not_allowed" for a
        server that the writer has not agreed to, and what `Engine.load` raises.
        """
        if request.server is not None:
            self.servers.check_allowed(request.server)
        elif not request.model.is_file():
            raise _missing(request.model)
        else:
            request = replace(request, refusal=self.models.refusal(request.model))
        try:
            model = self.engine.load(request, cancel, on_progress)
        except EngineDied as error:
            self._remember_death(request, error)
            raise
        self._remember_life(request)
        self._remember_placement(request, model)
        # The import stops every thread for 50 ms, the window's too: better now than while a
        # suggestion is written.
        profile.prepare()
        return model

    def close(self) -> None:
        """End the engine; safe more than once."""
        self.engine.close()

    def _remember_death(self, request: LoadRequest, error: EngineDied) -> None:
        """Mark a model that ended the engine, so that it is not loaded again unasked."""
        # An engine that never came to work says nothing about the model; and there must be one
        # left to fall back to. That the mark cannot be written must not hide the death.
        if error.code != "engine.start" and _is_the_writers(request):
            with suppress(ModelError):
                self.models.remember_killed(request.model)

    def _remember_life(self, request: LoadRequest) -> None:
        if _is_the_writers(request):
            with suppress(ModelError):
                self.models.remember_worked(request.model)

    def _remember_placement(self, request: LoadRequest, model: LoadedModel) -> None:
        """Note what the GPUs refused, so that the next load begins with what they took."""
        if request.server is not None:
            return
        refusal, before = None, request.refusal
        if model.placement.code in {"refused", "failed"}:
            there = model.placement.gpu_layers
            conditions = (model.context, model.sequences, model.devices)
            refusal = Refusal(there, *conditions, writing=model.placement.code == "failed")
            if before is not None and before.gpu_layers == there and before.holds(*conditions):
                # As it was, lest memory that comes free bit by bit were never noticed.
                refusal = before
        with suppress(ModelError, OSError):
            self.models.remember_refusal(request.model, refusal)


def build_core(engine: Engine | None = None) -> Core:
    """Build the program's parts; the engine's process starts with the first request to it."""
    settings = SettingsStore()
    servers = ServerBook(settings, KeyStore())
    chosen = engine or EngineSwitch(EngineClient, lambda: _remote_engine(servers))
    library = style_library(settings.value)
    watched = GpuWatch(
        chosen, lambda model: remember_failed_gpu(model_library(settings.value), model)
    )
    return Core(
        settings=settings,
        library=library,
        engine=chosen,
        rewriter=Rewriter(watched, installed=lambda: library.styles),
        servers=servers,
    )


def remember_failed_gpu(library: ModelLibrary, model: LoadedModel) -> None:
    """Note that a GPU failed while it wrote: half the layers are tried next, after that none.

    It is forgotten as what a GPU refuses while loading: with another file, context or device, when
    memory comes free, or when the writer switches the GPU off and on.
    """
    before = library.refusal(model.path)
    again = before is not None and before.writing
    layers = 0 if again else model.placement.gpu_layers // 2
    failure = Refusal(layers, model.context, model.sequences, model.devices, writing=True)
    with suppress(ModelError, OSError):
        library.remember_refusal(model.path, failure)


def model_library(settings: Settings | None = None) -> ModelLibrary:
    """Return the library of the writer's models."""
    return ModelLibrary(own_models(settings), paths.built_in_model(), paths.user_models())


def own_models(settings: Settings | None = None) -> Path:
    """Return the folder where downloaded and copied models go."""
    named = settings.models_folder if settings else ""
    return Path(named).expanduser() if named else paths.user_models()


def _remote_engine(servers: ServerBook) -> Engine:
    # The HTTP client takes a while to import, and most starts have no use for it.
    from stylepad.engine.remote.engine import RemoteEngine  # noqa: PLC0415

    return RemoteEngine(servers.key)


def _is_the_writers(request: LoadRequest) -> bool:
    """Return whether a model is a file of the writer's own."""
    return request.server is None and request.model != paths.built_in_model()


def style_library(settings: Settings) -> StyleLibrary:
    """Return the installed styles, after putting right what a killed installation has left."""
    recover(own_styles(settings))
    return StyleLibrary(style_folders(settings))


def own_styles(settings: Settings | None = None) -> Path:
    """Return the folder of the writer's own styles."""
    named = settings.styles_folder if settings else ""
    return Path(named).expanduser() if named else paths.user_styles()


def style_folders(settings: Settings | None = None) -> tuple[Path, ...]:
    """Return the folders of style packs, from the built-in to the writer's own."""
    further = os.environ.get(STYLES_VARIABLE, "").split(os.pathsep)
    return (
        paths.built_in_styles(),
        *(Path(folder) for folder in further if folder),
        own_styles(settings),
    )


def _missing(path: Path) -> ModelError:
    if path == paths.built_in_model():
        return ModelError(
            f"The built-in model is not there: {path}. Install StylePad again, or give a model of "
            f"your own with --model or {MODEL_VARIABLE}. Your text is as it was.",
            code="model.missing",
            path=str(path),
        )
    return ModelError(
        f"There is no model file {path}. Choose another model, or put the file back. Your text is "
        "as it was.",
        code="model.missing",
        path=str(path),
    )
