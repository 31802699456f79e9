"""One engine of two: which of them works is what the last load asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.engine.protocol import CancelToken, LoadRequest, Server
from stylepad.engine.scripted import ScriptedEngine
from stylepad.engine.switch import EngineSwitch
from stylepad.errors import Cancelled, EngineError
from tests.engine.driving import request

HERE = LoadRequest(Path("model.gguf"))
THERE = LoadRequest(Path(), server=Server("http://there"))


class Makers:
    """Engines of two kinds, as they were made."""

    def __init__(self) -> None:
        self.local: list[ScriptedEngine] = []
        self.remote: list[ScriptedEngine] = []

    def switch(self) -> EngineSwitch:
        return EngineSwitch(lambda: self._make(self.local), lambda: self._make(self.remote))

    def _make(self, made: list[ScriptedEngine]) -> ScriptedEngine:
        made.append(ScriptedEngine())
        return made[-1]


def test_the_other_engine_is_ended_before_a_load() -> None:
    makers = Makers()
    switch = makers.switch()

    switch.load(HERE, CancelToken())
    switch.load(HERE, CancelToken())
    assert (len(makers.local), len(makers.remote)) == (1, 0)

    switch.load(THERE, CancelToken())
    assert makers.local[0].closed
    assert makers.remote[0].loads == [THERE]
    switch.load(HERE, CancelToken())
    assert makers.remote[0].closed
    assert (len(makers.local), len(makers.remote)) == (2, 1)


def test_a_text_does_not_go_to_the_server_after_a_failed_load_here() -> None:
    makers = Makers()
    switch = makers.switch()
    switch.load(THERE, CancelToken())
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        switch.load(HERE, cancel)

    assert switch.model is None
    with pytest.raises(EngineError):
        list(EngineSwitch(ScriptedEngine, ScriptedEngine).generate(request("a"), CancelToken()))
    assert makers.remote[0].requests == []


def test_a_closed_engine_starts_nothing() -> None:
    makers = Makers()
    switch = makers.switch()
    switch.close()
    with pytest.raises(EngineError, match="closed"):
        switch.count_tokens(("a",))
    assert (makers.local, makers.remote) == ([], [])
