"""The engine that tests of windows are driven with."""

from __future__ import annotations

import threading

import pytest

from stylepad.engine.protocol import CancelToken, Delta, Engine, Finish
from stylepad.engine.scripted import Answer, Pause, ScriptedEngine, says
from stylepad.errors import Cancelled, EngineDied, EngineError
from tests.engine.driving import answers, finished, load_request, request


def loaded(**script: object) -> ScriptedEngine:
    engine = ScriptedEngine(**script)  # type: ignore[arg-type]
    engine.load(load_request(engine.loaded.path), CancelToken())
    return engine


def test_it_is_an_engine_and_echoes_without_a_script() -> None:
    engine: Engine = loaded()
    assert answers(engine, request("one two", candidates=2))[0, 1].text == "one two (2)"


def test_it_says_what_the_script_says_and_remembers_what_was_asked() -> None:
    engine = loaded(script=lambda _r, p, c: Answer((f"{p}", f"{c}"), Finish.LENGTH))
    asked = request("a", "b", candidates=2)
    ends = answers(engine, asked)
    assert {key: end.text for key, end in ends.items()} == {
        (p, c): f"{p}{c}" for p in range(2) for c in range(2)
    }
    assert ends[0, 0].reason is Finish.LENGTH
    assert engine.requests == [asked]


def test_a_pause_holds_it_until_let_go() -> None:
    pause = Pause()
    engine = loaded(script=says("before ", pause, "after"))
    ends: list[object] = []
    thread = threading.Thread(target=lambda: ends.append(answers(engine, request("x"))))
    thread.start()
    assert pause.reached.wait(10)
    assert not ends
    pause.go()
    thread.join(10)
    assert ends


def test_a_cancel_ends_a_pause() -> None:
    pause = Pause()
    cancel = CancelToken()
    events = loaded(script=says("before ", pause, "after")).generate(request("x"), cancel)
    assert next(events) == Delta(0, 0, "before ")
    threading.Thread(target=lambda: (pause.reached.wait(10), cancel.cancel())).start()
    with pytest.raises(Cancelled):
        next(events)


def test_a_scripted_death_takes_the_model_until_the_next_request() -> None:
    engine = loaded(script=says("half", EngineDied("It died.", code="engine.killed")))
    with pytest.raises(EngineDied):
        finished(engine.generate(request("x"), CancelToken()))
    assert engine.model is None
    engine.script = says("whole")
    assert answers(engine, request("x"))[0, 0].text == "whole"
    assert engine.model is not None


def test_loading_follows_its_steps() -> None:
    shares: list[float] = []
    engine = ScriptedEngine(load_steps=("", "", "", ""))
    engine.load(load_request(engine.loaded.path), CancelToken(), shares.append)
    assert shares == [0.25, 0.5, 0.75, 1.0]
    engine.load_steps = (EngineDied("It died.", code="engine.killed"),)
    with pytest.raises(EngineDied):
        engine.load(load_request(engine.loaded.path), CancelToken())
    assert engine.model is None


def test_without_a_model_it_refuses() -> None:
    with pytest.raises(EngineError):
        ScriptedEngine().count_tokens(("x",))
