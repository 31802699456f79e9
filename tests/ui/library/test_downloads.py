"""Downloads from the window: progress, pause, resume, cancel, and what goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad import paths
from stylepad.models.library import Origin
from stylepad.ui.library.downloads import Download
from stylepad.ui.library.downloads_panel import DownloadRow, UnfinishedRow
from tests.hub_server import ServedFile
from tests.ui.library.conftest import SECONDS, Bench

REPOSITORY = "somebody/Tiny-GGUF"
FILE = "tiny-F32.gguf"


@pytest.fixture
def content(tiny_base: Path) -> bytes:
    return tiny_base.read_bytes()


@pytest.fixture
def held(bench: Bench, content: bytes) -> ServedFile:
    """Serve a model that stops in its middle until it is released."""
    return bench.hub.add(REPOSITORY, FILE, content, hold_at=len(content) // 2)


def start(bench: Bench, file: ServedFile) -> Download:
    """Begin a download and wait until its first half is there."""
    download = bench.door.downloads.start(REPOSITORY, FILE, "Tiny")
    bench.qtbot.waitUntil(file.held.is_set, timeout=SECONDS)
    bench.qtbot.waitUntil(lambda: download.progress is not None, timeout=SECONDS)
    return download


def running(bench: Bench) -> DownloadRow:
    (row,) = bench.window.downloads.running.rows
    return row


def unfinished(bench: Bench) -> UnfinishedRow:
    (row,) = bench.window.downloads.unfinished.rows
    return row


def test_a_download_shows_its_bytes_and_ends_as_a_model_to_use(
    bench: Bench, held: ServedFile
) -> None:
    bench.open()
    start(bench, held)
    assert "Tiny" in running(bench).text.text()
    assert " of 503.4 kB" in running(bench).text.text()

    held.release.set()
    bench.qtbot.waitUntil(lambda: not bench.door.downloads.items, timeout=SECONDS)
    bench.settle()

    model = bench.models()["tiny-f32"]
    assert (model.origin, model.repository) == (Origin.DOWNLOADED, REPOSITORY)
    (message,) = [row.message for row in bench.window.messages.bar.rows]
    assert message.text == "Random test model is downloaded and ready to use."
    message.actions[0].run()
    bench.qtbot.waitUntil(lambda: bench.room.state.path == model.path, timeout=SECONDS)
    bench.wait_ready()
    assert bench.core.settings.value.model == str(model.path)


def test_a_download_is_paused_and_resumed(bench: Bench, held: ServedFile) -> None:
    bench.open()
    download = start(bench, held)

    bench.press("Pause: Tiny")
    bench.qtbot.waitUntil(lambda: "paused" in running(bench).text.text(), timeout=SECONDS)
    assert bench.look_for("Pause: Tiny") is None
    held.release.set()
    bench.press("Resume: Tiny")
    bench.qtbot.waitUntil(lambda: not bench.door.downloads.items, timeout=SECONDS)

    assert not download.paused
    assert "tiny-f32" in bench.models()


def test_a_cancelled_download_is_offered_to_be_resumed(bench: Bench, held: ServedFile) -> None:
    bench.open()
    start(bench, held)

    bench.press("Cancel: Tiny")
    bench.qtbot.waitUntil(lambda: not bench.door.downloads.items, timeout=SECONDS)
    bench.settle()
    assert "broken off at " in unfinished(bench).text.text()
    (part,) = (paths.user_models() / ".downloads").glob("*.part")
    loaded = part.stat().st_size
    assert loaded > 0
    held.release.set()
    before = len(bench.hub.transfers())
    bench.press(f"Resume: {FILE}")
    bench.qtbot.waitUntil(lambda: "tiny-f32" in bench.models(), timeout=SECONDS)
    bench.settle()

    (transfer,) = bench.hub.transfers()[before:]
    assert transfer.headers["Range"] == f"bytes={loaded}-"
    assert bench.window.downloads.unfinished.rows == ()
    assert not bench.window.downloads.isVisibleTo(bench.window)


def test_what_is_there_of_a_broken_off_download_can_be_deleted(
    bench: Bench, held: ServedFile
) -> None:
    bench.open()
    start(bench, held)
    bench.press("Cancel: Tiny")
    bench.qtbot.waitUntil(lambda: not bench.door.downloads.items, timeout=SECONDS)
    bench.settle()

    bench.press(f"Delete: {FILE}")
    bench.settle()

    assert list((paths.user_models() / ".downloads").glob("*.part")) == []
    assert not bench.window.downloads.isVisibleTo(bench.window)


def test_a_download_survives_its_window_and_tells_the_main_one(
    bench: Bench, held: ServedFile
) -> None:
    window = bench.open()
    start(bench, held)

    window.close()
    held.release.set()
    bench.qtbot.waitUntil(lambda: bool(bench.recorder.messages), timeout=SECONDS)

    assert bench.recorder.texts == ["Random test model is downloaded and ready to use."]
    assert "tiny-f32" in bench.models()


def test_a_failed_download_says_why_and_is_tried_again(bench: Bench, content: bytes) -> None:
    file = bench.hub.add(REPOSITORY, FILE, content, sha256="0" * 64)
    bench.open()
    bench.door.downloads.start(REPOSITORY, FILE, "Tiny")
    bench.settle()
    assert "arrived damaged" in running(bench).text.text()

    file.sha256 = ServedFile(content).sha256
    bench.press("Try again: Tiny")
    bench.qtbot.waitUntil(lambda: not bench.door.downloads.items, timeout=SECONDS)

    assert "tiny-f32" in bench.models()


def test_a_gated_model_says_what_to_do_and_can_be_dismissed(bench: Bench, content: bytes) -> None:
    bench.hub.add(REPOSITORY, FILE, content)
    bench.hub.repositories[REPOSITORY].gated = True
    bench.open()
    bench.door.downloads.start(REPOSITORY, FILE, "Tiny")
    bench.settle()
    assert "HF_TOKEN" in running(bench).text.text()

    bench.press("Dismiss: Tiny")

    assert bench.door.downloads.items == ()


def test_one_file_is_not_loaded_twice(bench: Bench, held: ServedFile) -> None:
    first = start(bench, held)

    assert bench.door.downloads.start(REPOSITORY, FILE) is first
    assert bench.door.downloads.items == (first,)
    held.release.set()
    bench.settle()


def test_the_program_ends_although_a_download_is_paused(bench: Bench, held: ServedFile) -> None:
    start(bench, held).pause()

    assert bench.tasks.close() == ()


def test_an_adapter_chosen_as_a_model_is_refused_before_it_is_loaded(
    bench: Bench, tiny_adapter: Path
) -> None:
    bench.hub.add(REPOSITORY, "pen.gguf", tiny_adapter.read_bytes())
    bench.open()

    bench.door.downloads.start(REPOSITORY, "pen.gguf", "Pen")
    bench.settle()

    told = running(bench).text.text()
    assert "is an adapter, not a model" in told
    assert f"as hub:{REPOSITORY}/pen.gguf" in told
    assert bench.hub.transfers() == []
    bench.speak("ru")
    assert "это адаптер, а не модель" in running(bench).text.text()


def test_what_an_earlier_folder_has_of_a_download_is_resumed_there(
    bench: Bench, held: ServedFile, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    bench.core.settings.update(models_folder=str(old))
    bench.open()
    start(bench, held)
    bench.press("Cancel: Tiny")
    bench.qtbot.waitUntil(lambda: not bench.door.downloads.items, timeout=SECONDS)
    bench.settle()
    assert str(old) not in unfinished(bench).text.text()

    bench.core.settings.update(models_folder=str(new))
    bench.door.shelf.refresh()
    bench.settle()
    assert unfinished(bench).text.text().endswith(f", in {old}")
    held.release.set()
    bench.press(f"Resume: {FILE}")
    bench.qtbot.waitUntil(lambda: "tiny-f32" in bench.models(), timeout=SECONDS)

    model = bench.models()["tiny-f32"]
    assert (model.path, model.origin) == (old / REPOSITORY / FILE, Origin.DOWNLOADED)
    bench.settle()
