"""Every row of the table says what it does, in both languages, and does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from stylepad.settings import Settings, problem_with
from stylepad.ui.settings.choice_control import ChoiceControl
from stylepad.ui.settings.kinds import Choice, Number, Place, Setting
from stylepad.ui.settings.path_control import ModelControl
from stylepad.ui.settings.place_control import PlaceControl
from stylepad.ui.settings.table import pages
from tests import ggufs
from tests.packs import write_pack
from tests.ui.settings.conftest import Study

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = [setting for page in pages() for setting in page.settings]
CHOSEN = [setting for setting in SETTINGS if not isinstance(setting.kind, Place)]


def russian() -> dict[str, str]:
    tree = ElementTree.parse(ROOT / "resources" / "translations" / "stylepad_ru.ts")
    for context in tree.iter("context"):
        if context.findtext("name") == "Settings":
            return {
                message.findtext("source", ""): message.findtext("translation", "")
                for message in context.iter("message")
            }
    raise AssertionError("the table has no translations")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_row_has_a_label_and_sentences_of_help_in_both_languages(setting: Setting) -> None:
    translated = russian()
    for source in (setting.label, setting.help, setting.words):
        assert source.strip()
        assert translated[source] not in {"", source}
    for help_text in (setting.help, translated[setting.help]):
        assert help_text.endswith(".")
        assert len(help_text.split()) >= 5


def test_pages_have_titles_and_summaries_in_both_languages() -> None:
    translated = russian()
    assert len({page.key for page in pages()}) == len(pages())
    for page in pages():
        assert translated[page.title]
        assert translated[page.summary].endswith(".")


@pytest.mark.parametrize("setting", CHOSEN, ids=lambda setting: setting.key)
def test_what_a_row_offers_can_be_kept(setting: Setting) -> None:
    usual = getattr(Settings(), setting.key)
    assert not problem_with(setting.key, usual)
    if isinstance(setting.kind, Choice):
        values = [value for value, _label in setting.kind.options]
        assert usual in values
        assert not [value for value in values if problem_with(setting.key, value)]
    if isinstance(setting.kind, Number):
        for value in (setting.kind.least, setting.kind.most):
            assert not problem_with(setting.key, value)


# --- every row acts ---------------------------------------------------------------------------


def _other_family() -> str:
    return next(
        family
        for family in QFontDatabase.families()
        if "StylePad" not in family and QFontDatabase.isSmoothlyScalable(family)
    )


def _sampled(study: Study) -> object:
    study.draw()
    request = study.engine.requests[-1]
    return request.candidates, request.sampling.temperature, request.sampling.repeat_penalty


def _loaded(study: Study) -> object:
    study.qtbot.waitUntil(lambda: study.controller.room.state.model is not None)
    request = study.engine.load_requests[-1]
    return request.model, request.gpu_layers, request.threads, request.context


def _margin(study: Study) -> object:
    return study.window.editor.viewportMargins().left()


def _start_of_choosing(study: Study) -> object:
    control = study.row("model").control
    assert isinstance(control, ModelControl)
    return control._start()


def _styles(study: Study) -> object:
    return [style.id for style in study.core.library.styles]


Look = Callable[[Study], object]
LOOKS: dict[str, tuple[Callable[[Path], object], Look]] = {
    "boldness": (lambda _folder: "bold", _sampled),
    "candidates": (lambda _folder: 2, _sampled),
    "repetition": (lambda _folder: "strong", _sampled),
    "font_family": (
        lambda _folder: _other_family(),
        lambda study: (
            study.window.editor.font().family(),
            study.controller.panel.comparison.suggestion.font().family(),
        ),
    ),
    "font_size": (
        lambda _folder: 20,
        lambda study: (
            study.window.editor.font().pointSizeF(),
            study.controller.panel.comparison.original.font().pointSizeF(),
        ),
    ),
    "line_width": (lambda _folder: 54, _margin),
    "language": (lambda _folder: "ru", lambda study: study.window.menus.file.title()),
    "theme": (
        lambda _folder: "dark",
        lambda _study: QApplication.palette().color(QPalette.ColorRole.Window).name(),
    ),
    "model": (lambda folder: str(ggufs.write_base(folder / "m.gguf")), _loaded),
    "gpu_layers": (lambda _folder: 0, _loaded),
    "threads": (lambda _folder: 1, _loaded),
    "context": (lambda _folder: 1024, _loaded),
    "styles_folder": (lambda folder: str(write_pack(folder, "zoshchenko").parent), _styles),
    "models_folder": (str, _start_of_choosing),
}
"""For every setting another value than the usual, and where its effect is seen."""


def test_the_effect_of_every_row_is_looked_at() -> None:
    assert set(LOOKS) == {setting.key for setting in CHOSEN}


@pytest.mark.parametrize("key", LOOKS)
def test_a_row_acts_at_once_and_is_remembered(key: str, study: Study, tmp_path: Path) -> None:
    value_in, look = LOOKS[key]
    study.window.resize(1600, 800)
    row = study.row(key)
    usual = getattr(Settings(), key)
    if key not in {"language", "theme"}:  # the test's own window starts in English and light
        assert row.reset.isHidden()
    before = look(study)
    value = value_in(tmp_path)

    row.control.chosen.emit(value)

    study.qtbot.waitUntil(lambda: look(study) != before, timeout=10_000)
    assert getattr(study.stored().value, key) == value
    assert study.recorder.texts == []
    assert not row.reset.isHidden()
    row.reset.click()
    assert getattr(study.stored().value, key) == usual
    assert row.reset.isHidden()


def test_a_font_that_was_removed_from_the_machine_leaves_the_programs_own(study: Study) -> None:
    row = study.row("font_family")
    study.window.choices.set("font_family", "No Such Face")
    assert row.control.text_of("No Such Face") == "No Such Face (not installed)"
    assert study.window.editor.font().families()[1] == "StylePad Reading"
    assert isinstance(study.window.editor.font(), QFont)


def test_a_value_that_only_the_file_has_is_shown(study: Study) -> None:
    control = study.row("line_width").control
    assert isinstance(control, ChoiceControl)
    study.window.choices.set("line_width", 80)
    assert control.box.currentText() == "80 characters"


@pytest.mark.parametrize(
    "key", [setting.key for setting in SETTINGS if isinstance(setting.kind, Place)]
)
def test_a_place_is_shown_in_its_folder(study: Study, key: str) -> None:
    control = study.row(key).control
    assert isinstance(control, PlaceControl)
    opened: list[Path] = []

    def note(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    control.open_url = note
    control.show_button.click()
    assert opened[0].is_dir()
    assert opened[0] in (Path(control.edit.text()), *Path(control.edit.text()).parents)
