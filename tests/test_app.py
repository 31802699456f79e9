"""The core is built from the environment and the settings, without a process until it is needed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.app import build_core, style_folders
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken
from stylepad.engine.switch import EngineSwitch
from stylepad.errors import EngineDied, ModelError
from stylepad.models.library import Choice
from tests import ggufs
from tests.packs import write_pack


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STYLEPAD_HOME", str(tmp_path))
    monkeypatch.delenv("STYLEPAD_MODEL", raising=False)
    monkeypatch.delenv("STYLEPAD_STYLES", raising=False)
    return tmp_path


def test_building_starts_no_process() -> None:
    core = build_core()

    assert isinstance(core.engine, EngineSwitch)
    assert isinstance(core.engine.current, EngineClient)
    assert core.engine.current.pid is None
    core.close()


def test_the_built_in_model_is_used_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = build_core()
    assert core.model_path() == paths.built_in_model()

    core.settings.update(model=str(tmp_path / "chosen.gguf"))
    assert core.model_path() == tmp_path / "chosen.gguf"

    monkeypatch.setenv("STYLEPAD_MODEL", str(tmp_path / "tried.gguf"))
    assert core.model_path() == tmp_path / "tried.gguf"
    assert core.load_request(tmp_path / "asked.gguf").model == tmp_path / "asked.gguf"


def test_threads_and_layers_come_from_the_settings_unless_asked_for() -> None:
    core = build_core()
    core.settings.update(threads=3, gpu_layers=7)

    assert (core.load_request().threads, core.load_request().gpu_layers) == (3, 7)
    assert core.load_request(threads=1, gpu_layers=0).gpu_layers == 0


def test_a_model_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    core = build_core()

    with pytest.raises(ModelError) as caught:
        core.load(core.load_request(tmp_path / "gone.gguf"), CancelToken())

    assert caught.value.code == "model.missing"
    assert "gone.gguf" in caught.value.message
    assert isinstance(core.engine, EngineSwitch)
    assert isinstance(core.engine.current, EngineClient)
    assert core.engine.current.pid is None


def test_the_writers_styles_come_after_the_built_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = [str(tmp_path / "a"), str(tmp_path / "b")]
    monkeypatch.setenv("STYLEPAD_STYLES", os.pathsep.join(more))

    assert style_folders() == (
        paths.built_in_styles(),
        tmp_path / "a",
        tmp_path / "b",
        tmp_path / "data" / "styles",
    )


def test_a_model_loads_and_the_engine_ends_with_the_core(tiny_base: Path) -> None:
    core = build_core()
    assert isinstance(core.engine, EngineSwitch)
    assert isinstance(core.engine.current, EngineClient)

    loaded = core.load(core.load_request(tiny_base), CancelToken())
    assert loaded.name == "Random test model"
    assert core.engine.current.pid is not None
    core.close()

    assert core.engine.current.pid is None


def test_the_chosen_model_is_used_if_it_is_sound(tmp_path: Path) -> None:
    core = build_core()
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    assert core.usable_model() == Choice(paths.built_in_model())

    core.settings.update(model=str(mine))
    assert core.usable_model() == Choice(mine)

    mine.write_text("no model")
    choice = core.usable_model()
    assert choice.path == paths.built_in_model()
    assert choice.fault is not None
    assert choice.fault.code == "model.not_gguf"


def test_the_last_model_that_worked_is_used_where_the_chosen_one_is_not_sound(
    tmp_path: Path,
) -> None:
    core = build_core()
    worked = ggufs.write_base(tmp_path / "worked.gguf")
    core.models.remember_worked(worked)
    core.settings.update(model=str(tmp_path / "gone.gguf"))

    choice = core.usable_model()

    assert choice.path == worked
    assert choice.fault is not None
    assert choice.fault.code == "model.missing"


def test_a_model_of_the_environment_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STYLEPAD_MODEL", str(tmp_path / "tried.gguf"))

    assert build_core().usable_model() == Choice(tmp_path / "tried.gguf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_model_that_ended_the_engine_is_not_loaded_unasked_until_it_works(
    tmp_path: Path,
) -> None:
    mine = ggufs.write_base(tmp_path / "mine.gguf")
    meeting = tmp_path / "meeting"
    os.mkfifo(meeting)
    worker = [sys.executable, "-m", "tests.engine.strange_worker", "loading", str(meeting)]
    engine = EngineClient(worker)
    core = build_core(engine)
    core.settings.update(model=str(mine))

    def kill() -> None:
        # The pipe opens when the engine is in the middle of loading.
        meeting.read_text()
        assert engine.pid is not None
        os.kill(engine.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with closing(core), pytest.raises(EngineDied):
        core.load(core.load_request(mine), CancelToken())
    killer.join()
    choice = core.usable_model()
    assert choice.path == paths.built_in_model()
    assert choice.fault is not None
    assert choice.fault.code == "model.ended_engine"

    with closing(build_core()) as again:
        again.load(again.load_request(mine), CancelToken())
        assert again.usable_model() == Choice(mine)
        assert again.models.last_worked() == mine


def test_a_style_that_a_kill_left_half_replaced_is_back_at_the_next_start(tmp_path: Path) -> None:
    styles = tmp_path / "data" / "styles"
    write_pack(styles, "poe").rename(styles / ".poe.0123456789ab.old")

    core = build_core()

    assert core.library.get("poe").folder.name == "poe"
    core.close()
