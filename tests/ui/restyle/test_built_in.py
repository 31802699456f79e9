"""The whole path in the window with the model and the styles that ship."""

from __future__ import annotations

from collections.abc import Callable

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import Engine
from stylepad.styles.library import StyleLibrary
from tests.ui.restyle.conftest import Desk

FIRST = "Mr. Brown walked 12 miles to the station and missed his train."
TEXT = f"A title\n\n{FIRST} He sat down on the bench.\n\nThe end of the story.\n"


def test_pick_stream_accept_undo_with_the_built_in_model(
    make_desk: Callable[[Engine], Desk],
) -> None:
    desk = make_desk(EngineClient())
    library = StyleLibrary([paths.built_in_styles()])
    object.__setattr__(desk.core, "library", library)  # the shipped styles, not the test's
    desk.write(TEXT)
    desk.select(FIRST)
    desk.restyle("dickens")
    desk.wait_written()
    shown = desk.suggestion
    assert shown.strip()
    assert desk.controller.panel.counter.text() == "1 of 3"
    assert "Dickens" in desk.controller.panel.report.text
    desk.use("next")
    desk.qtbot.waitUntil(lambda: not desk.controller.panel.comparison.drawing)
    assert desk.controller.panel.counter.text() == "2 of 3"
    second = desk.suggestion
    desk.use("accept")
    assert desk.editor.text() == TEXT.replace(FIRST, second)
    desk.editor.undo()
    assert desk.editor.text() == TEXT
    assert desk.selected() == FIRST
