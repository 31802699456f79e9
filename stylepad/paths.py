"""Where StylePad finds its resources and keeps its files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import platformdirs

HOME_VARIABLE = "STYLEPAD_HOME"


def resources() -> Path:
    """Return the folder of shipped files: in the installed package, or in the checkout."""
    package = Path(__file__).parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def data() -> Path:
    """Return the folder for the writer's models and styles; `STYLEPAD_HOME` moves it."""
    return _folder("data", platformdirs.user_data_path("stylepad", appauthor=False))


def config() -> Path:
    """Return the folder for settings."""
    return _folder("config", platformdirs.user_config_path("stylepad", appauthor=False))


def state() -> Path:
    """Return the folder for recovery copies, logs and crash reports."""
    return _folder("state", platformdirs.user_state_path("stylepad", appauthor=False))


def user_styles() -> Path:
    """Return the folder of the styles that the writer installed."""
    return data() / "styles"


def user_models() -> Path:
    """Return the folder of the models that the writer downloaded or copied."""
    return data() / "models"


def incoming() -> Path:
    """Return the folder of adapters and styles on their way from the Hub."""
    return data() / "incoming"


def user_jobs() -> Path:
    """Return the folder of the jobs in which styles are made."""
    return data() / "jobs"


def recovery() -> Path:
    """Return the folder of the recovery copies."""
    return state() / "recovery"


def built_in_styles() -> Path:
    """Return the folder of the styles that ship with the program."""
    return resources() / "styles"


def built_in_model() -> Path:
    """Return the GGUF file that ships with the program."""
    return resources() / "models" / "stylepad-mini.gguf"


def replace_file(path: Path, data: bytes) -> None:
    """Write one of the program's own files so that the old or the new one is there, whole.

    Only the writer may read it. Raises OSError; then the old file is untouched.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _folder(name: str, default: Path) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / name if home else default
