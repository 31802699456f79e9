from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from stylepad import paths
from stylepad.errors import SettingsError
from stylepad.ui import theme
from stylepad.ui.theme import Theme, ThemeKeeper, ThemeMode, contrast, load_theme

LEGIBLE = 4.5
"""WCAG 2.2, 1.4.3, level AA."""
ON = {
    "text": ("window", "paper", "raised", "hover", "pressed"),
    "muted": ("window", "paper", "raised"),
    "accent": ("window", "paper", "raised"),
    "accent_text": ("accent", "accent_hover"),
    "selection_text": ("selection",),
    "match_text": ("match",),
    "added_text": ("added", "paper"),
    "removed_text": ("removed", "paper"),
    "info_text": ("info",),
    "warning_text": ("warning",),
    "error_text": ("error",),
}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_text_of_a_theme_is_legible_on_its_ground(name: str) -> None:
    colours = load_theme(name)
    weak = {
        f"{text} on {ground}": round(contrast(getattr(colours, text), getattr(colours, ground)), 2)
        for text, grounds in ON.items()
        for ground in grounds
        if contrast(getattr(colours, text), getattr(colours, ground)) < LEGIBLE
    }
    assert weak == {}


def test_every_text_colour_is_checked_for_contrast() -> None:
    texts = {field.name for field in fields(Theme) if field.name.endswith("_text")}
    assert texts | {"text", "muted", "accent"} == set(ON)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_style_sheet_has_no_unfilled_colours(name: str) -> None:
    assert "$" not in theme.style_sheet(load_theme(name))


def test_keeper_shows_what_the_writer_chose(qapp: QApplication) -> None:
    keeper = ThemeKeeper(qapp, ThemeMode.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == load_theme("dark").paper
    keeper.set_mode(ThemeMode.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == load_theme("light").paper
    assert theme.theme_for(qapp.palette()) == load_theme("light")


def test_keeper_follows_the_system_when_it_turns_dark(qapp: QApplication) -> None:
    # The platform of the tests has no colour scheme to turn, so its word is passed in.
    dark = False
    keeper = ThemeKeeper(qapp, ThemeMode.SYSTEM, lambda: dark)
    assert keeper.theme == load_theme("light")
    dark = True
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == load_theme("dark").paper


def test_broken_theme_file_is_named(tmp_path, monkeypatch) -> None:
    (tmp_path / "themes").mkdir()
    good = (paths.resources() / "themes" / "light.toml").read_text(encoding="utf-8")
    (tmp_path / "themes" / "broken.toml").write_text(good.replace("#f5f3ef", "beige"))
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    with pytest.raises(SettingsError, match=r"broken\.toml.*window"):
        load_theme("broken")
