"""The one place that builds the program's objects and connects them; no Qt here.

Environment variables, all optional:
    STYLEPAD_HOME     keeps settings, styles and recovery copies in this folder
    STYLEPAD_STYLES   further folders of style packs, separated as in PATH
    STYLEPAD_MODEL and others that take the place of a setting: see overrides.py
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Engine, LoadedModel, LoadRequest
from stylepad.errors import ModelError
from stylepad.overrides import VARIABLES, Overrides, overrides
from stylepad.restyle.rewriter import Rewriter
from stylepad.settings import Settings, SettingsStore
from stylepad.styles import profile
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

    def overrides(self) -> Overrides:
        """Return the settings that the environment takes the place of."""
        return overrides(os.environ)

    def chosen(self) -> Settings:
        """Return the settings with those of the environment in their places."""
        return replace(self.settings.value, **self.overrides().values)  # type: ignore[arg-type]

    def load_request(
        self,
        model: Path | None = None,
        threads: int | None = None,
        gpu_layers: int | None = None,
        context: int | None = None,
    ) -> LoadRequest:
        """Return what to load: as asked for here, else by the environment, else the settings."""
        chosen = self.chosen()
        return LoadRequest(
            model=model or self.model_path(),
            context=chosen.context if context is None else context,
            threads=chosen.threads if threads is None else threads,
            gpu_layers=chosen.gpu_layers if gpu_layers is None else gpu_layers,
        )

    def model_path(self) -> Path:
        """Return the model to load by the environment, the settings, or the built-in one."""
        named = self.chosen().model
        return Path(named).expanduser() if named else paths.built_in_model()

    def find_styles(self) -> None:
        """Read the styles anew, from the folders that the settings name now."""
        self.library.look_in(style_folders(self.settings.value))

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
        model = self.engine.load(request, cancel, on_progress)
        # The import stops every thread for 50 ms, the window's too: better now than while a
        # suggestion is written.
        profile.prepare()
        return model

    def close(self) -> None:
        """End the engine; safe more than once."""
        self.engine.close()


def build_core(engine: Engine | None = None) -> Core:
    """Build the program's parts; the engine's process starts with the first request to it."""
    chosen = engine or EngineClient()
    settings = SettingsStore()
    return Core(
        settings=settings,
        library=StyleLibrary(style_folders(settings.value)),
        engine=chosen,
        rewriter=Rewriter(chosen),
    )


def style_folders(settings: Settings | None = None) -> tuple[Path, ...]:
    """Return the folders of style packs, from the built-in to the writer's own."""
    further = os.environ.get(STYLES_VARIABLE, "").split(os.pathsep)
    own = settings.styles_folder if settings else ""
    return (
        paths.built_in_styles(),
        *(Path(folder) for folder in further if folder),
        Path(own).expanduser() if own else paths.user_styles(),
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
