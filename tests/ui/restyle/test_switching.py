"""Switching the model from the window, with the real engine and real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import Engine
from stylepad.errors import StylePadError
from stylepad.ui.restyle.engine_room import EngineRoom, Phase
from tests import ggufs
from tests.ui.restyle.conftest import Desk
from tests.ui.restyle.engines import StagedEngine, died

TEXT = "Утром Анна пришла на старый вокзал."


class Ear:
    """Remembers what the room says of switches."""

    def __init__(self, room: EngineRoom) -> None:
        self.switched: list[Path] = []
        self.failed: list[Exception] = []
        self.passed_over: list[StylePadError] = []
        room.switched.connect(self.switched.append)
        room.switch_failed.connect(self.failed.append)
        room.passed_over.connect(self.passed_over.append)


@pytest.fixture
def real_desk(
    make_desk: Callable[[Engine], Desk], tiny_base: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setenv("STYLEPAD_MODEL", str(tiny_base))
    desk = make_desk(EngineClient())
    wait_ready(desk.qtbot, desk.controller.room)
    return desk


def wait_ready(qtbot: QtBot, room: EngineRoom) -> None:
    qtbot.waitUntil(lambda: room.state.phase is Phase.READY, timeout=30_000)


def loaded(desk: Desk) -> str:
    model = desk.core.engine.model
    return model.path.name if model else ""


def test_another_model_is_loaded_in_place(real_desk: Desk, tmp_path: Path) -> None:
    room, ear = real_desk.controller.room, Ear(real_desk.controller.room)
    other = ggufs.write_base(tmp_path / "other.gguf", seed=2)

    room.use(other)
    assert room.state.target == other
    wait_ready(real_desk.qtbot, room)

    assert ear.switched == [other]
    assert loaded(real_desk) == "other.gguf"
    assert (room.state.path, room.state.target) == (other, None)


def test_model_that_cannot_be_loaded_brings_the_one_before_back(
    real_desk: Desk, tmp_path: Path
) -> None:
    room, ear = real_desk.controller.room, Ear(real_desk.controller.room)
    before = room.state.path
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"no model")

    room.use(broken)
    wait_ready(real_desk.qtbot, room)

    assert [getattr(error, "code", "") for error in ear.failed] == ["model.not_gguf"]
    assert ear.switched == []
    assert room.state.path == before
    assert loaded(real_desk) == "tiny.gguf"


def test_switching_is_stopped_and_the_one_before_comes_back(
    real_desk: Desk, tmp_path: Path
) -> None:
    room, ear = real_desk.controller.room, Ear(real_desk.controller.room)
    other = ggufs.write_base(tmp_path / "other.gguf", seed=2)

    room.use(other)
    room.stop_switching()
    wait_ready(real_desk.qtbot, room)

    assert ear.switched == []
    assert [getattr(error, "code", "") for error in ear.failed] == ["cancelled"]
    assert loaded(real_desk) == "tiny.gguf"


def test_the_last_of_two_wishes_counts(real_desk: Desk, tmp_path: Path) -> None:
    room, ear = real_desk.controller.room, Ear(real_desk.controller.room)
    first = ggufs.write_base(tmp_path / "first.gguf", seed=2)
    last = ggufs.write_base(tmp_path / "last.gguf", seed=3)

    room.use(first)
    room.use(last)
    wait_ready(real_desk.qtbot, room)

    assert ear.switched == [last]
    assert loaded(real_desk) == "last.gguf"


def test_what_is_being_written_is_finished_before_the_switch(
    desk: Desk, engine: StagedEngine
) -> None:
    desk.wait_ready()
    engine.gate.close_after(1)
    desk.write(TEXT)
    desk.restyle()
    room, ear = desk.controller.room, Ear(desk.controller.room)
    review = desk.controller._review
    desk.qtbot.waitUntil(lambda: review.suggestion is not None and review.suggestion.active)

    room.use(Path(__file__))
    assert engine.loads == 1
    engine.gate.open()
    desk.wait_written()
    desk.qtbot.waitUntil(lambda: bool(ear.switched))

    assert engine.loads == 2
    assert desk.actions["accept"]()


def test_switch_that_was_not_begun_is_given_up_without_loading(
    desk: Desk, engine: StagedEngine
) -> None:
    desk.wait_ready()
    engine.gate.close_after(1)
    desk.write(TEXT)
    desk.restyle()
    room = desk.controller.room
    review = desk.controller._review
    desk.qtbot.waitUntil(lambda: review.suggestion is not None and review.suggestion.active)

    room.use(Path(__file__))
    room.stop_switching()
    engine.gate.open()
    desk.wait_written()

    assert room.state.phase is Phase.READY
    assert engine.loads == 1


def test_engine_that_dies_of_a_model_goes_back_and_does_not_try_again(
    desk: Desk, engine: StagedEngine
) -> None:
    desk.wait_ready()
    room, ear = desk.controller.room, Ear(desk.controller.room)
    engine.load_faults.append(died())
    engine.model = None

    room.use(Path(__file__))
    wait_ready(desk.qtbot, room)

    assert [type(error).__name__ for error in ear.failed] == ["EngineDied"]
    assert engine.loads == 3


def test_start_passes_over_a_chosen_model_that_is_not_sound(
    make_desk: Callable[[Engine], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STYLEPAD_MODEL", raising=False)
    broken = tmp_path / "mine.gguf"
    broken.write_bytes(b"no model")
    (tmp_path / "settings.toml").write_text(f'model = "{broken}"\n')

    desk = make_desk(EngineClient())
    ear = Ear(desk.controller.room)
    wait_ready(desk.qtbot, desk.controller.room)

    assert [fault.code for fault in ear.passed_over] == ["model.not_gguf"]
    assert loaded(desk) == "stylepad-mini.gguf"
    assert any("mine.gguf" in text for text in desk.recorder.texts)
