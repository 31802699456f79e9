"""Light and dark: palette files by meaning, applied as one QPalette and one style sheet."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from stylepad import paths
from stylepad.errors import SettingsError

_COLOUR = re.compile(r"#[0-9a-f]{6}")


class ThemeMode(StrEnum):
    """What the writer chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by meaning, each "#rrggbb"; `x_text` is legible on `x`."""

    window: str
    paper: str
    raised: str
    text: str
    muted: str
    faint: str
    border: str
    hover: str
    pressed: str
    accent: str
    accent_hover: str
    accent_text: str
    selection: str
    selection_text: str
    match: str
    match_text: str
    added: str
    added_text: str
    removed: str
    removed_text: str
    info: str
    info_text: str
    warning: str
    warning_text: str
    error: str
    error_text: str


def folder() -> Path:
    """Return the folder of the theme files."""
    return paths.resources() / "themes"


@lru_cache(maxsize=4)
def load_theme(name: str) -> Theme:
    """Read the palette file `name`.toml.

    Raises SettingsError for a colour that is missing, unknown or malformed.
    """
    path = folder() / f"{name}.toml"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, str(error)) from error
    names = {field.name for field in fields(Theme)}
    if set(values) != names:
        raise _broken(path, ", ".join(sorted(names ^ set(values))))
    wrong = [key for key, value in values.items() if not _COLOUR.fullmatch(str(value))]
    if wrong:
        raise _broken(path, ", ".join(wrong))
    return Theme(**values)


def theme_for(palette: QPalette) -> Theme:
    """Return the theme that a widget with this palette is drawn in."""
    light = palette.color(QPalette.ColorRole.Base).lightness() > 127
    return load_theme("light" if light else "dark")


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two "#rrggbb" colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palette_of(theme: Theme) -> QPalette:
    """Return the theme as a QPalette."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.paper,
        role.AlternateBase: theme.hover,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.accent_text,
        role.Light: theme.raised,
        role.Midlight: theme.hover,
        role.Mid: theme.border,
        role.Dark: theme.faint,
        role.Shadow: theme.faint,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.selection_text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
    }
    palette = QPalette()
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.faint))
    return palette


def style_sheet(theme: Theme) -> str:
    """Return the style sheet filled in with the theme's colours."""
    values = {field.name: getattr(theme, field.name) for field in fields(Theme)}
    template = (folder() / "style.qss").read_text(encoding="utf-8")
    return Template(template).substitute(values, folder=folder().as_posix())


class ThemeKeeper(QObject):
    """Keeps the application in the writer's theme, also when the desktop changes its own."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        mode: ThemeMode = ThemeMode.SYSTEM,
        system_is_dark: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self._system_is_dark = system_is_dark or _system_is_dark
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def mode(self) -> ThemeMode:
        """Return what the writer chose."""
        return self._mode

    @property
    def theme(self) -> Theme:
        """Return the theme that is shown now."""
        return load_theme("dark" if self._dark() else "light")

    def set_mode(self, mode: ThemeMode) -> None:
        """Show the theme that the writer chose."""
        self._mode = mode
        self._apply()

    def _dark(self) -> bool:
        if self._mode is ThemeMode.SYSTEM:
            return self._system_is_dark()
        return self._mode is ThemeMode.DARK

    def _apply(self) -> None:
        theme = self.theme
        self._app.setPalette(palette_of(theme))
        self._app.setStyleSheet(style_sheet(theme))
        self.changed.emit()


def _system_is_dark() -> bool:
    return QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _broken(path: Path, what: str) -> SettingsError:
    return SettingsError(
        f"The theme file {path.name} cannot be used: {what}. Install StylePad again to mend it.",
        code="theme.broken",
        file=path.name,
        what=what,
    )
