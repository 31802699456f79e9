"""The one place that builds the program's objects and connects them; no Qt here.

Environment variables, all optional:
    STYLEPAD_HOME     keeps settings, styles and recovery copies in this folder
    STYLEPAD_MODEL    the model to use, before the one in the settings
    STYLEPAD_STYLES   further folders of style packs, separated as in PATH
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Engine, LoadedModel, LoadRequest
from stylepad.errors import EngineDied, ModelError
from stylepad.models.library import Choice, ModelLibrary
from stylepad.restyle.rewriter import Rewriter
from stylepad.settings import SettingsStore
from stylepad.styles import profile
from stylepad.styles.library import StyleLibrary

MODEL_VARIABLE = "STYLEPAD_MODEL"
STYLES_VARIABLE = "STYLEPAD_STYLES"


@dataclass(frozen=True, slots=True)
class Core:
    """What the program is made of, whatever interface it has. Close it when done."""

    settings: SettingsStore
    library: StyleLibrary
    engine: Engine
    rewriter: Rewriter

    def load_request(
        self,
        model: Path | None = None,
        threads: int | None = None,
        gpu_layers: int | None = None,
    ) -> LoadRequest:
        """Return what to load: as asked for here, else by the environment, else the settings."""
        chosen = self.settings.value
        return LoadRequest(
            model=model or self.model_path(),
            threads=chosen.threads if threads is None else threads,
            gpu_layers=chosen.gpu_layers if gpu_layers is None else gpu_layers,
        )

    def model_path(self) -> Path:
        """Return the model to load by the environment, the settings, or the built-in one."""
        named = os.environ.get(MODEL_VARIABLE) or self.settings.value.model
        return Path(named).expanduser() if named else paths.built_in_model()

    @property
    def models(self) -> ModelLibrary:
        """Return the library of models."""
        return model_library()

    def usable_model(self) -> Choice:
        """Return the model to load unasked: the chosen one, the last that worked, the built-in one.

        The first of these that is sound; one that the environment names is taken as it is.
        """
        if named := os.environ.get(MODEL_VARIABLE):
            return Choice(Path(named).expanduser())
        chosen = self.settings.value.model
        if not chosen:
            return Choice(paths.built_in_model())
        last = self.models.last_worked()
        wanted = [Path(chosen).expanduser(), *([last] if last is not None else [])]
        return self.models.choose(*wanted)

    def load(
        self,
        request: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> LoadedModel:
        """Load a model into the engine.

        Raises ModelError "model.missing" with what to do, and what `Engine.load` raises.
        """
        if not request.model.is_file():
            raise _missing(request.model)
        try:
            model = self.engine.load(request, cancel, on_progress)
        except EngineDied as error:
            self._remember_death(request.model, error)
            raise
        self._remember_life(request.model)
        # The import stops every thread for 50 ms, the window's too: better now than while a
        # suggestion is written.
        profile.prepare()
        return model

    def close(self) -> None:
        """End the engine; safe more than once."""
        self.engine.close()

    def _remember_death(self, path: Path, error: EngineDied) -> None:
        """Mark a model that ended the engine, so that it is not loaded again unasked."""
        # An engine that never came to work says nothing about the model; and there must be one
        # left to fall back to. That the mark cannot be written must not hide the death.
        if error.code != "engine.start" and path != paths.built_in_model():
            with suppress(ModelError):
                self.models.remember_killed(path)

    def _remember_life(self, path: Path) -> None:
        if path != paths.built_in_model():
            with suppress(ModelError):
                self.models.remember_worked(path)


def build_core(engine: Engine | None = None) -> Core:
    """Build the program's parts; the engine's process starts with the first request to it."""
    chosen = engine or EngineClient()
    return Core(
        settings=SettingsStore(),
        library=StyleLibrary(style_folders()),
        engine=chosen,
        rewriter=Rewriter(chosen),
    )


def model_library() -> ModelLibrary:
    """Return the library of the writer's models."""
    return ModelLibrary(paths.user_models(), paths.built_in_model())


def style_folders() -> tuple[Path, ...]:
    """Return the folders of style packs, from the built-in to the writer's own."""
    further = os.environ.get(STYLES_VARIABLE, "").split(os.pathsep)
    return (
        paths.built_in_styles(),
        *(Path(folder) for folder in further if folder),
        paths.user_styles(),
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
