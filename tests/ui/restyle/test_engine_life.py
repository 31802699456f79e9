from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from stylepad.engine.protocol import Engine, Placement
from stylepad.errors import EngineError, ModelError
from stylepad.ui.language import LanguageKeeper
from stylepad.ui.restyle.engine_room import Phase
from stylepad.ui.restyle.engine_status import place_text, why_text
from tests.ui.restyle.conftest import Desk
from tests.ui.restyle.engines import StagedEngine, died, gave_up

TEXT = "Утром Анна пришла на старый вокзал."


@pytest.fixture(autouse=True)
def _model_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STYLEPAD_MODEL", __file__)  # a file that is there; nothing reads it


def test_model_loads_by_itself_and_the_status_names_it(desk: Desk) -> None:
    desk.wait_ready()
    status = desk.controller._status
    assert status.model.text() == "Scripted"
    assert status.place.text() == "CPU"
    assert status.start_button.isHidden()


def test_model_that_cannot_load_says_why_and_starts_again(
    make_desk: Callable[[Engine], Desk], engine: StagedEngine
) -> None:
    engine.load_faults.append(ModelError("The model is cut off.", code="model.test"))
    desk = make_desk(engine)
    room = desk.controller.room
    desk.qtbot.waitUntil(lambda: room.state.phase is Phase.FAILED)
    assert "The model is cut off." in desk.controller._status.model.accessibleName()
    assert desk.recorder.texts == ["The model is cut off."]
    desk.controller._status.start_button.click()
    desk.wait_ready()


def test_death_while_loading_is_tried_once_more(
    make_desk: Callable[[Engine], Desk], engine: StagedEngine
) -> None:
    engine.load_faults.append(died())
    desk = make_desk(engine)
    desk.wait_ready()
    assert engine.loads == 2


def test_death_twice_while_loading_stops_and_says_why(
    make_desk: Callable[[Engine], Desk], engine: StagedEngine
) -> None:
    engine.load_faults.extend([died(), gave_up()])
    desk = make_desk(engine)
    desk.qtbot.waitUntil(lambda: desk.controller.room.state.phase is Phase.FAILED)
    assert engine.loads == 2
    assert desk.controller._status.start_button.text() == "Start the engine"


def test_engine_that_gave_up_is_started_by_the_writer_only(
    desk: Desk, engine: StagedEngine
) -> None:
    desk.write(TEXT)
    desk.wait_ready()
    engine.faults.append(gave_up())
    desk.restyle()
    desk.qtbot.waitUntil(lambda: bool(desk.recorder.messages))
    message = desk.recorder.messages[0]
    assert [action.label for action in message.actions] == ["Start the engine"]
    assert engine.loads == 1
    assert desk.editor.text() == TEXT
    message.actions[0].run()
    desk.wait_ready()
    desk.use("again")
    desk.wait_written()
    assert desk.actions["accept"]()


def test_a_graphics_card_that_fails_while_it_writes_has_the_model_loaded_anew(
    desk: Desk, engine: StagedEngine
) -> None:
    desk.write(TEXT)
    desk.wait_ready()
    engine.faults.append(EngineError("The card failed.", code="engine.gpu", device="Card"))
    desk.restyle()

    desk.qtbot.waitUntil(lambda: engine.loads == 2)
    desk.wait_ready()
    desk.use("again")
    desk.wait_written()
    assert desk.actions["accept"]()


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        (0, "CPU"),
        (12, "Card · 12/28 layers, the rest on CPU"),
        (28, "Card · 28/28 layers"),
    ],
)
def test_place_says_where_the_layers_are(layers: int, expected: str) -> None:
    assert place_text(Placement("Card", layers, 28, "")) == expected


def test_place_and_its_reason_are_said_in_the_language_of_the_interface(
    dressed: QApplication,
) -> None:
    placement = Placement("Card", 12, 28, "", "refused")
    keeper = LanguageKeeper(dressed, "ru")
    texts = (place_text(placement), why_text(placement))
    keeper.set_choice("en")

    assert texts == (
        "Card · слоёв 12 из 28, остальные на процессоре",
        "Свободной памяти на видеокарте оказалось меньше, чем она сообщила.",
    )


def test_speed_is_shown_after_a_run(desk: Desk) -> None:
    desk.write(TEXT)
    desk.restyle()
    desk.wait_written()
    desk.qtbot.waitUntil(lambda: "tokens/s" in desk.controller._status.speed.text())


def test_a_change_of_threads_loads_the_model_again(desk: Desk, engine: StagedEngine) -> None:
    desk.wait_ready()
    desk.core.settings.update(threads=1)
    desk.controller.setting_changed("threads")
    desk.core.settings.update(threads=2)
    desk.controller.setting_changed("threads")
    desk.qtbot.waitUntil(lambda: engine.loads == 2)
    desk.wait_ready()
    assert [request.threads for request in engine.load_requests] == [0, 2]


def test_a_suggestion_is_finished_before_the_model_is_loaded_again(
    desk: Desk, engine: StagedEngine
) -> None:
    desk.wait_ready()
    engine.gate.close_after(2)
    desk.write(TEXT)
    desk.restyle()
    desk.qtbot.waitUntil(lambda: len(engine.requests) == 1)
    desk.controller.room.reload()
    assert engine.loads == 1
    engine.gate.open()
    desk.wait_written()
    desk.qtbot.waitUntil(lambda: engine.loads == 2)
    desk.wait_ready()
    assert desk.suggestion


def test_the_note_of_the_settings_says_what_the_engine_does(
    make_desk: Callable[[Engine], Desk], engine: StagedEngine
) -> None:
    engine.load_faults.append(ModelError("The model is cut off.", code="model.test"))
    desk = make_desk(engine)
    note = desk.controller.engine_note(desk.window)
    desk.qtbot.waitUntil(lambda: "The model is cut off." in note.accessibleName())
    desk.controller.room.start()
    desk.qtbot.waitUntil(lambda: note.accessibleName().startswith("Loaded: Scripted · CPU"))
