"""Installed models: shown as they are, switched, added and removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from stylepad import paths
from stylepad.models.library import Origin
from tests import ggufs
from tests.ui.library.conftest import Bench

pytestmark = pytest.mark.usefixtures("loaded")


def add(bench: Bench, path: Path) -> str:
    """Link a model before the window is opened; return its id."""
    return bench.core.models.link(path).id


def drop(bench: Bench, *files: Path) -> None:
    """Drop files onto the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    bench.window.models.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_the_model_in_use_is_marked_with_where_it_runs_and_its_styles(bench: Bench) -> None:
    bench.open()
    row = bench.row("built-in")

    assert row.badge.text() == "in use"
    assert "runs on CPU" in row.facts.text()
    assert "Russian, English" in row.facts.text()
    assert "Austen" in row.styles.text()
    assert row.need.text().startswith("Needs ")
    assert bench.look_for("Use: StylePad Mini") is None
    assert bench.look_for("Remove: StylePad Mini") is None


def test_another_model_is_used_and_the_next_start_loads_it(bench: Bench, tmp_path: Path) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    other = add(bench, mine)
    bench.open()

    bench.press("Use: Random test model")
    bench.qtbot.waitUntil(lambda: bench.room.state.path == mine)
    bench.wait_ready()

    assert bench.row(other).badge.text() == "in use"
    assert bench.row("built-in").badge.text() == ""
    assert bench.core.settings.value.model == str(mine)
    assert bench.core.usable_model().path == mine
    assert "work by instruction" in bench.row(other).styles.text()


def test_the_built_in_model_is_chosen_again(bench: Bench, tmp_path: Path) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    add(bench, mine)
    bench.open()
    bench.press("Use: Random test model")
    bench.qtbot.waitUntil(lambda: bench.room.state.path == mine)

    bench.press("Use: StylePad Mini")
    bench.qtbot.waitUntil(lambda: bench.room.state.path == paths.built_in_model())

    assert bench.core.settings.value.model == ""


def test_switching_is_shown_in_the_row_and_can_be_stopped(bench: Bench, tmp_path: Path) -> None:
    other = add(bench, ggufs.write_base(tmp_path / "mine.gguf"))
    bench.open()

    bench.press("Use: Random test model")
    assert bench.row(other).loading.isVisibleTo(bench.window)
    bench.press("Stop: Random test model")
    bench.wait_ready()
    bench.settle()

    assert bench.row("built-in").badge.text() == "in use"
    assert not bench.row(other).loading.isVisibleTo(bench.window)
    assert bench.core.settings.value.model == ""
    assert bench.window.messages.bar.rows == ()


def test_model_that_cannot_be_loaded_is_told_in_the_window_and_the_old_one_stays(
    bench: Bench, tmp_path: Path
) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    add(bench, mine)
    bench.open()
    mine.write_bytes(b"no model any more")

    bench.press("Use: Random test model")
    bench.qtbot.waitUntil(lambda: bool(bench.window.messages.bar.rows))
    bench.wait_ready()

    (row,) = bench.window.messages.bar.rows
    assert "mine.gguf is not a GGUF model file" in row.message.text
    assert bench.recorder.texts == []
    assert bench.row("built-in").badge.text() == "in use"
    assert bench.core.settings.value.model == ""


def test_a_model_too_large_for_this_machine_is_a_clear_no(bench: Bench, tmp_path: Path) -> None:
    giant = ggufs.Measures(width=65536, layers=80, feed_forward=262144, heads=64, kv_heads=64)
    ggufs.hollow(tmp_path / "giant.gguf", giant)
    other = add(bench, tmp_path / "giant.gguf")
    bench.open()
    row = bench.row(other)

    assert row.need.text().startswith("Does not fit: it needs ")
    assert "What would fit: " in row.need.text()
    assert not bench.button("Use: Random test model").isEnabled()


def test_models_of_the_same_name_are_told_apart_by_their_files(
    bench: Bench, tmp_path: Path
) -> None:
    ids = [add(bench, ggufs.write_base(tmp_path / f"{name}.gguf")) for name in ("one", "two")]
    bench.open()

    assert [bench.row(model).facts.text().split(" ")[0] for model in ids] == [
        "one.gguf",
        "two.gguf",
    ]


def test_a_dropped_file_is_linked_in_place(bench: Bench, tmp_path: Path) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    bench.open()

    drop(bench, mine, tmp_path / "notes.txt")
    assert bench.window.models.adding.title.text() == "Add mine.gguf?"
    bench.press("Use where it is")
    bench.settle()

    model = bench.models()["mine"]
    assert (model.origin, model.path) == (Origin.LINKED, mine)
    assert "linked in place" in bench.row("mine").facts.text()
    assert not bench.window.models.adding.isVisibleTo(bench.window)


def test_a_dropped_file_is_copied(bench: Bench, tmp_path: Path) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    bench.open()

    drop(bench, mine)
    bench.press("Copy")
    bench.settle()

    model = bench.models()["mine"]
    assert model.origin is Origin.COPIED
    assert model.path.read_bytes() == mine.read_bytes()
    assert bench.row("mine").title.text() == "Random test model"
    assert not bench.window.models.adding.isVisibleTo(bench.window)


def test_a_file_that_is_no_model_is_refused_with_the_reason(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "fake.gguf").write_bytes(b"<html>")
    bench.open()

    drop(bench, tmp_path / "fake.gguf")
    bench.press("Use where it is")
    bench.settle()

    (row,) = bench.window.messages.bar.rows
    assert "fake.gguf is not a GGUF model file" in row.message.text
    assert list(bench.models()) == ["built-in"]


def test_removing_a_copy_says_what_it_frees_first(bench: Bench, tmp_path: Path) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    bench.open()
    drop(bench, mine)
    bench.press("Copy")
    bench.settle()
    copied = bench.models()["mine"].path

    bench.press("Remove: Random test model")
    bench.settle()
    assert "That frees 503." in bench.row("mine").asks.text()
    assert copied.exists()
    bench.press("Delete: Random test model")
    bench.settle()

    assert not copied.exists()
    assert mine.exists()
    assert bench.window.models.models.row("mine") is None


def test_removing_a_linked_model_leaves_its_file(bench: Bench, tmp_path: Path) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    add(bench, mine)
    bench.open()

    bench.press("Remove: Random test model")
    bench.settle()
    assert str(mine) in bench.row("mine").asks.text()
    bench.press("Keep: Random test model")
    assert "mine" in bench.models()
    bench.press("Remove: Random test model")
    bench.settle()
    bench.press("Take off the list: Random test model")
    bench.settle()

    assert mine.exists()
    assert list(bench.models()) == ["built-in"]


def test_a_model_that_is_gone_is_listed_with_its_fault(bench: Bench, tmp_path: Path) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    add(bench, mine)
    mine.unlink()
    bench.open()

    assert "There is no model file" in bench.row("mine").fault.text()
    assert not bench.button("Use: Random test model").isEnabled()


def test_a_model_that_ended_the_engine_says_so_and_can_be_tried(
    bench: Bench, tmp_path: Path
) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    add(bench, mine)
    bench.core.models.remember_killed(mine)
    bench.open()
    assert "ended the engine" in bench.row("mine").fault.text()

    bench.press("Use: Random test model")
    bench.qtbot.waitUntil(lambda: bench.room.state.path == mine)
    bench.settle()

    assert not bench.core.models.was_killed(mine)


def test_the_context_of_the_settings_is_what_the_bar_is_about(bench: Bench) -> None:
    measures = ggufs.Measures(context=32768)
    mine = ggufs.write_base(paths.user_models() / "mine.gguf", measures)
    bench.core.settings.update(context=8192)
    bench.open()
    before = bench.row("mine").need.text()
    assert "context of 8,192 tokens" in before

    bench.core.settings.update(context=16384)
    bench.door.shelf.refresh()
    bench.settle()

    assert "context of 16,384 tokens" in bench.row("mine").need.text()
    assert mine.exists()


def test_a_model_named_by_the_environment_is_said_to_go_first(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(bench, ggufs.write_base(tmp_path / "mine.gguf"))
    bench.open()
    assert not bench.window.models.fixed.isVisibleTo(bench.window)

    monkeypatch.setenv("STYLEPAD_MODEL", str(paths.built_in_model()))
    bench.door.shelf.refresh()
    bench.settle()

    told = bench.window.models.fixed.text()
    assert "STYLEPAD_MODEL names the model and goes before “Use”" in told
    bench.press("Use: Random test model")
    bench.qtbot.waitUntil(lambda: bench.room.state.path == tmp_path / "mine.gguf")
    bench.wait_ready()
    bench.room.reload()
    bench.qtbot.waitUntil(lambda: bench.room.state.path == paths.built_in_model())


def test_copies_go_to_the_chosen_folder_and_a_missing_one_is_said(
    bench: Bench, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    bench.core.settings.update(models_folder=str(tmp_path / "disk"))
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    bench.open()

    drop(bench, mine)
    bench.press("Copy")
    bench.settle()
    assert bench.models()["mine"].path.is_relative_to(tmp_path / "disk")

    bench.core.settings.update(models_folder=str(tmp_path / "unplugged"))
    drop(bench, mine)
    bench.press("Copy")
    bench.settle()
    (row,) = bench.window.messages.bar.rows
    assert f"The folder for models, {tmp_path / 'unplugged'}, is not there" in row.message.text
    assert not (tmp_path / "unplugged").exists()
    assert bench.row("mine").title.text() == "Random test model"
