"""Models and styles by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest

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
