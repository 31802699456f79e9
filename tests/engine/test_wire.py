"""Messages between the program and its engine process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stylepad.engine import wire
from stylepad.engine.protocol import (
    AdapterUse,
    Delta,
    Finish,
    Finished,
    GenerateRequest,
    LoadRequest,
    Message,
    Sampling,
)
from stylepad.engine.scripted import scripted_model
from stylepad.errors import AdapterError, Cancelled, EngineError
from stylepad.models.memory import Device, Refusal


def sent(value: wire.Json) -> wire.Json:
    line = wire.encode(value)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    return wire.decode(line)


def test_requests_arrive_as_they_were_sent() -> None:
    load = LoadRequest(Path("/модели/a b\n.gguf"), context=7, gpu_layers=None)
    assert wire.load_from_json(sent(wire.load_to_json(load))) == load
    load = replace(load, refusal=Refusal(3, 4096, 8, (Device("GPU 0", 3, 4),)))
    assert wire.load_from_json(sent(wire.load_to_json(load))) == load
    generate = GenerateRequest(
        prompts=((Message("system", "С\n"), Message("user", "\0\ud800😀")), ()),
        adapters=(AdapterUse(Path("/x.gguf"), 1.25),),
        sampling=Sampling(seed=3),
        candidates=2,
        max_tokens=9,
    )
    assert wire.generate_from_json(sent(wire.generate_to_json(generate))) == generate


def test_answers_arrive_as_they_were_sent() -> None:
    events = [Delta(0, 1, "\r\n\u2028я"), Finished(1, 0, "т", 2, 0.5, Finish.LENGTH)]
    assert wire.events_from_json(sent({"e": wire.events_to_json(events)})["e"]) == events
    model = replace(scripted_model(), devices=(Device("GPU 0", 3, 4), Device("GPU 1", 5, 6)))
    assert wire.model_from_json(sent(wire.model_to_json(model))) == model


@pytest.mark.parametrize("kind", [AdapterError, EngineError])
def test_errors_arrive_as_they_were_raised(kind: type[EngineError]) -> None:
    back = wire.error_from_json(sent(wire.error_to_json(kind("What.", code="a.b", name="x"))))
    assert type(back) is kind
    assert (back.message, back.code, back.details) == ("What.", "a.b", {"name": "x"})


def test_a_cancel_arrives_as_one() -> None:
    assert type(wire.error_from_json(sent(wire.error_to_json(Cancelled())))) is Cancelled


@pytest.mark.parametrize("line", [b"", b"junk\n", b"[1]\n", b"\xff\n"])
def test_a_line_that_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        wire.decode(line)


def test_relative_paths_are_sent_as_the_files_they_mean_here() -> None:
    load = wire.load_to_json(LoadRequest(Path("models/small.gguf")))
    generate = wire.generate_to_json(
        GenerateRequest(((Message("user", "x"),),), (AdapterUse(Path("a.gguf"), 1.0),))
    )
    assert load["model"] == str(Path.cwd() / "models/small.gguf")
    assert generate["adapters"][0][0] == str(Path.cwd() / "a.gguf")
