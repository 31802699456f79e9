"""Which control a setting gets."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from stylepad import paths
from stylepad.ui.settings.choice_control import ChoiceControl
from stylepad.ui.settings.choices import Choices
from stylepad.ui.settings.control import Control
from stylepad.ui.settings.face_control import FaceControl
from stylepad.ui.settings.kinds import (
    Choice,
    Face,
    FolderPath,
    Kind,
    Layers,
    ModelFile,
    Number,
    Place,
)
from stylepad.ui.settings.layers_control import LayersControl
from stylepad.ui.settings.number_control import NumberControl
from stylepad.ui.settings.path_control import FolderControl, ModelControl
from stylepad.ui.settings.place_control import PlaceControl


def control_for(  # noqa: PLR0911 - one line for each kind
    kind: Kind, choices: Choices, parent: QWidget
) -> Control:
    """Return a new control of a kind."""
    match kind:
        case Choice():
            return ChoiceControl(kind, parent)
        case Number():
            return NumberControl(kind, parent)
        case Layers():
            return LayersControl(parent)
        case Face():
            return FaceControl(parent)
        case FolderPath(usual):
            return FolderControl(usual, parent)
        case ModelFile():
            return ModelControl(lambda: _models_folder(choices), parent)
        case Place(where):
            return PlaceControl(where, parent)


def _models_folder(choices: Choices) -> Path:
    chosen = str(choices.value("models_folder"))
    return Path(chosen).expanduser() if chosen else paths.user_models()
