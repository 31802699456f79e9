"""Models and styles by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.ui.library.blend_dialog import BlendDialog
from stylepad.ui.library.edit_dialog import EditDialog
from tests import ggufs
from tests.packs import write_pack
from tests.ui.keyboard import check_keyboard, name
from tests.ui.library.conftest import Bench
from tests.ui.library.test_downloads import FILE, REPOSITORY, start


def add_models(bench: Bench, folder: Path) -> None:
    """Add models in an order that is not that of their names."""
    for title in ("Zebra", "Aster", "Maple"):
        path = folder / f"{title}.gguf"
        ggufs.write_base(path, ggufs.Measures(name=title))
        bench.core.models.link(path)
        bench.door.shelf.refresh()
        bench.settle()


@pytest.mark.usefixtures("loaded")
def test_models_are_reached_in_the_order_in_which_they_stand(bench: Bench, tmp_path: Path) -> None:
    window = bench.open()
    add_models(bench, tmp_path)

    visited = check_keyboard(bench.qtbot, window)

    removals = [name(each) for each in visited if name(each).startswith("Remove")]
    assert removals == ["Remove: Aster", "Remove: Maple", "Remove: Zebra"]


def test_what_there_is_to_get_and_the_downloads_are_reached(bench: Bench, tiny_base: Path) -> None:
    content = tiny_base.read_bytes()
    held = bench.hub.add(REPOSITORY, FILE, content, hold_at=len(content) // 2)
    window = bench.open()
    window.tabs.setCurrentWidget(window.finding)
    bench.qtbot.waitUntil(lambda: bool(window.finding.offers.rows))
    start(bench, held)
    window.finding.field.setText("tiny")
    window.finding.field.returnPressed.emit()
    bench.qtbot.waitUntil(lambda: bool(window.finding.results.rows))
    bench.press(f"Show files: {REPOSITORY}")
    bench.qtbot.waitUntil(lambda: bool(window.finding.results.rows[0].editions.rows))

    visited = check_keyboard(bench.qtbot, window)

    assert {"Pause: Tiny", "Cancel: Tiny"} <= {name(each) for each in visited}
    held.release.set()
    bench.settle()


@pytest.mark.usefixtures("loaded")
def test_styles_are_reached_in_the_order_in_which_they_stand(bench: Bench) -> None:
    window = bench.open()
    window.tabs.setCurrentWidget(window.styles)
    bench.settle()
    for style in ("zola", "austen"):
        write_pack(bench.core.own_styles(), style, name={"en": style.title()}, language="en")
        bench.core.library.refresh()
        window.styles.desk.changed.emit()
        bench.settle()

    check_keyboard(bench.qtbot, window)


@pytest.mark.usefixtures("loaded")
def test_what_is_asked_for_a_repository_of_styles_is_reached(bench: Bench) -> None:
    window = bench.open()
    window.tabs.setCurrentWidget(window.styles)
    bench.settle()

    window.styles.from_hub.trigger()
    window.styles.importing.field.setText("somebody/Pen")
    names = [name(each) for each in check_keyboard(bench.qtbot, window)]

    place = names.index("Repository on the Hub")
    assert names[place + 1 : place + 3] == ["Get styles", "Cancel"]


@pytest.mark.usefixtures("loaded")
def test_the_parts_of_a_blend_are_reached_before_its_buttons(bench: Bench) -> None:
    window = bench.open()
    window.tabs.setCurrentWidget(window.styles)
    bench.press("Blend styles…")
    dialog = window.styles.dialog
    assert isinstance(dialog, BlendDialog)
    dialog.more.click()
    dialog.name.setText("Both")

    visited = check_keyboard(bench.qtbot, dialog)

    assert visited.index(dialog.more) < visited.index(dialog.cancel)
    dialog.reject()


@pytest.mark.usefixtures("loaded")
def test_a_style_is_edited_by_keyboard(bench: Bench) -> None:
    write_pack(bench.core.own_styles(), "pen", name={"en": "Pen"}, language="en")
    bench.core.library.refresh()
    window = bench.open()
    window.tabs.setCurrentWidget(window.styles)
    bench.press("Edit: Pen")
    dialog = window.styles.dialog
    assert isinstance(dialog, EditDialog)

    assert {dialog.description, dialog.instruction} <= set(check_keyboard(bench.qtbot, dialog))
    dialog.reject()
