"""A server chosen in the window, over loopback: tested, agreed to, used, left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from stylepad.engine.protocol import Engine
from stylepad.engine.remote.engine import RemoteEngine
from stylepad.engine.switch import EngineSwitch
from stylepad.ui.restyle.engine_room import Phase
from stylepad.ui.restyle.server_choice import ServerChoice
from stylepad.ui.restyle.server_dialog import ServerDialog
from stylepad.ui.restyle.suggestion import Stage
from tests import ggufs
from tests.engine.remote.scripted_server import Exchange, ScriptedServer, refusing, serving
from tests.engine.remote.test_keys import MemoryKeyring
from tests.ui.restyle.conftest import Desk
from tests.ui.restyle.engines import StagedEngine

TEXT = "Утром Анна пришла на старый вокзал."
REWRITTEN = "На старый вокзал утром пришла Анна."


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv("STYLEPAD_API_KEY", raising=False)
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def rewriting(exchange: Exchange) -> None:
    """Answer each choice on its own."""
    exchange.start()
    for choice in range(exchange.body.get("n", 1)):
        exchange.piece(REWRITTEN, choice)
        exchange.piece("", choice, "stop")
    exchange.end()


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with serving(ScriptedServer(usual=rewriting)) as running:
        running.page("/v1/models", {"data": [{"id": "big"}, {"id": "small"}]})
        yield running


@pytest.fixture
def desk(make_desk: Callable[[Engine], Desk], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk whose core may use a server; the model here is a staged one."""
    monkeypatch.delenv("STYLEPAD_MODEL", raising=False)
    made: list[Desk] = []
    switch = EngineSwitch(StagedEngine, lambda: RemoteEngine(made[0].core.servers.key))
    made.append(make_desk(switch))
    made[0].wait_ready()
    return made[0]


def choice_of(desk: Desk) -> ServerChoice:
    return desk.controller._servers


def open_dialog(desk: Desk) -> ServerDialog:
    choice_of(desk).action.trigger()
    dialog = choice_of(desk).dialog
    assert dialog is not None
    return dialog


def type_into(desk: Desk, field: QLineEdit, text: str) -> None:
    field.selectAll()
    desk.qtbot.keyClicks(field, text)


def use(desk: Desk, url: str, key: str = "", answers: tuple[str, ...] = ("send",)) -> None:
    """Fill the dialog and take the server; the prepared answers are given."""
    desk.messages._asker = desk.recorder.answer
    desk.recorder._answers = list(answers)
    dialog = open_dialog(desk)
    type_into(desk, dialog.url_edit, url)
    if key:
        type_into(desk, dialog.key_edit, key)
    desk.qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)


def wait_for_host(desk: Desk, host: str) -> None:
    def there() -> bool:
        state = desk.controller.room.state
        return state.phase is Phase.READY and state.model is not None and state.model.host == host

    desk.qtbot.waitUntil(there, timeout=20_000)


def test_the_first_use_of_a_host_asks_and_the_status_says_where_texts_go(
    desk: Desk, server: ScriptedServer, ring: MemoryKeyring
) -> None:
    host = server.url.removeprefix("http://")
    use(desk, server.url, key="sk-window")
    wait_for_host(desk, host)

    (question,) = desk.recorder.questions
    assert host in question.title
    assert [option.id for option in question.choices] == ["send", "cancel"]
    assert desk.controller._status.place.text() == f"Texts are sent to {host}"
    assert ring.kept == {("StylePad", host): "sk-window"}
    assert server.requests[-1].headers["Authorization"] == "Bearer sk-window"
    assert "sk-window" not in desk.core.settings.path.read_text("utf-8")

    use(desk, server.url, answers=())
    wait_for_host(desk, host)
    assert len(desk.recorder.questions) == 1, "a host is asked about once"


def test_a_text_is_restyled_there(desk: Desk, server: ScriptedServer) -> None:
    desk.write(TEXT)
    use(desk, server.url)
    wait_for_host(desk, server.url.removeprefix("http://"))

    desk.restyle()
    desk.wait_written()

    assert desk.suggestion == REWRITTEN
    assert server.chats[0]["messages"][-1]["content"] == TEXT


def test_what_came_before_a_cut_is_there_with_the_reason(
    desk: Desk, server: ScriptedServer
) -> None:
    def cutting(exchange: Exchange) -> None:
        exchange.start()
        exchange.piece(REWRITTEN.partition(" пришла")[0])
        exchange.cut()

    server.usual = cutting
    desk.write(TEXT)
    use(desk, server.url)
    wait_for_host(desk, server.url.removeprefix("http://"))
    desk.restyle()
    desk.wait_written()

    suggestion = desk.controller._review.suggestion
    assert suggestion is not None
    assert suggestion.stage is Stage.FAILED
    (passage,) = suggestion.finished
    assert passage.result.candidates[0].text.startswith("На старый вокзал утром")
    assert "unfinished" in passage.result.candidates[0].report.faults
    assert "was cut while it was writing" in desk.controller.panel.status.text()
    assert desk.editor.text() == TEXT


def test_the_dropdown_says_which_styles_the_server_has_an_adapter_for(
    desk: Desk, server: ScriptedServer
) -> None:
    server.page("/lora-adapters", [{"id": 0, "path": "/srv/gogol.gguf", "scale": 0.0}])
    desk.write(TEXT)
    use(desk, server.url)
    wait_for_host(desk, server.url.removeprefix("http://"))

    desk.controller.restyle_action.trigger()
    model = desk.controller._popup._model
    badges = {model.entry(row).title: model.entry(row).badge for row in range(2)}
    desk.controller._popup.hide()

    assert badges == {"Gogol": "adapter", "Dickens": "by instruction"}


def test_a_no_sends_nothing_and_changes_nothing(desk: Desk, server: ScriptedServer) -> None:
    use(desk, server.url, answers=("cancel",))

    assert server.requests == []
    assert desk.core.servers.known is None
    assert desk.controller._status.place.text() == "CPU"


def test_a_server_in_the_settings_is_not_used_before_the_writer_agrees(
    desk: Desk, server: ScriptedServer
) -> None:
    desk.core.settings.update(server={"url": server.url})
    desk.controller.room.start()
    desk.qtbot.waitUntil(lambda: bool(desk.recorder.messages))
    assert server.requests == []
    message = desk.recorder.messages[-1]
    assert [action.label for action in message.actions] == [
        "Send Texts There…",
        "Use This Computer",
    ]

    desk.messages._asker = desk.recorder.answer
    desk.recorder._answers = ["send"]
    message.actions[0].run()
    wait_for_host(desk, server.url.removeprefix("http://"))


def test_a_test_says_what_is_there_and_offers_the_models(
    desk: Desk, server: ScriptedServer
) -> None:
    dialog = open_dialog(desk)
    type_into(desk, dialog.url_edit, server.url)
    desk.qtbot.mouseClick(dialog.test_button, Qt.MouseButton.LeftButton)
    assert not dialog.test_button.isEnabled()
    desk.qtbot.waitUntil(dialog.test_button.isEnabled, timeout=20_000)

    assert dialog.outcome.text().startswith("It works: big")
    boxed = [dialog.model_box.itemText(row) for row in range(dialog.model_box.count())]
    assert boxed == ["big", "small"]
    assert server.chats == []
    dialog.reject()


def test_a_failed_test_says_why(desk: Desk, server: ScriptedServer) -> None:
    server.pages["/v1/models"] = refusing(401)
    dialog = open_dialog(desk)
    type_into(desk, dialog.url_edit, server.url)
    desk.qtbot.mouseClick(dialog.test_button, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(dialog.test_button.isEnabled, timeout=20_000)

    assert "did not accept the key" in dialog.outcome.text()
    dialog.reject()


def test_closing_the_dialog_stops_the_test(desk: Desk, server: ScriptedServer) -> None:
    hung_up: list[bool] = []
    server.pages["/v1/models"] = lambda exchange: hung_up.append(exchange.wait_for_hang_up())
    dialog = open_dialog(desk)
    type_into(desk, dialog.url_edit, server.url)
    desk.qtbot.mouseClick(dialog.test_button, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: bool(server.requests))
    dialog.reject()

    desk.qtbot.waitUntil(lambda: hung_up == [True], timeout=20_000)


def test_an_address_that_is_none_is_said(desk: Desk) -> None:
    use(desk, "two words", answers=())
    assert "is not the address of a server" in desk.recorder.texts[-1]
    assert desk.core.servers.known is None


def test_the_writer_goes_back_to_this_computer(desk: Desk, server: ScriptedServer) -> None:
    use(desk, server.url)
    wait_for_host(desk, server.url.removeprefix("http://"))

    dialog = open_dialog(desk)
    assert dialog.url_edit.text() == server.url
    desk.qtbot.mouseClick(dialog.here_button, Qt.MouseButton.LeftButton)
    wait_for_host(desk, "")

    assert desk.controller._status.place.text() == "CPU"
    assert desk.core.servers.chosen is None


def test_to_use_a_model_of_this_computer_is_to_leave_the_server(
    desk: Desk, server: ScriptedServer, tmp_path: Path
) -> None:
    use(desk, server.url)
    wait_for_host(desk, server.url.removeprefix("http://"))
    assert desk.controller.room.state.path is None

    here = ggufs.write_base(tmp_path / "here.gguf")
    desk.controller.room.use(here)
    wait_for_host(desk, "")

    assert desk.core.load_request().server is None
    assert desk.core.load_request().model == here
    assert desk.core.servers.known is not None, "it is only switched off"


def test_to_choose_a_model_in_the_settings_is_to_leave_the_server(
    desk: Desk, server: ScriptedServer, tmp_path: Path
) -> None:
    use(desk, server.url)
    wait_for_host(desk, server.url.removeprefix("http://"))

    here = ggufs.write_base(tmp_path / "here.gguf")
    desk.core.settings.update(model=str(here))
    desk.controller.setting_changed("model")
    wait_for_host(desk, "")

    assert desk.controller.room.state.path == here


def test_a_server_that_is_gone_offers_ways_out(desk: Desk, server: ScriptedServer) -> None:
    server.pages["/v1/models"] = refusing(403, "blocked")
    use(desk, server.url)
    desk.qtbot.waitUntil(lambda: bool(desk.recorder.messages), timeout=20_000)

    message = desk.recorder.messages[-1]
    assert "blocked" in message.text
    assert [action.label for action in message.actions] == [
        "Start again",
        "Change the Server…",
        "Use This Computer",
    ]
    message.actions[2].run()
    wait_for_host(desk, "")


def test_without_a_keyring_the_writer_is_told(desk: Desk, server: ScriptedServer) -> None:
    keyring.set_keyring(fail.Keyring())
    use(desk, server.url, key="sk-1")
    wait_for_host(desk, server.url.removeprefix("http://"))

    assert any("no keyring" in text for text in desk.recorder.texts)
    assert server.requests[-1].headers["Authorization"] == "Bearer sk-1"


def test_every_field_has_a_name(desk: Desk) -> None:
    dialog = open_dialog(desk)
    assert dialog.url_edit.accessibleName() == "Address"
    assert dialog.key_edit.accessibleName() == "Key"
    assert dialog.model_box.accessibleName() == "Model"
    assert dialog.key_edit.echoMode() is QLineEdit.EchoMode.Password
    buddies = {label.buddy() for label in dialog.findChildren(QLabel)}
    assert {dialog.url_edit, dialog.key_edit, dialog.model_box} <= buddies
    dialog.reject()
