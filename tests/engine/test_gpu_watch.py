"""A GPU that fails while it writes is remembered, and the next load puts less on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad import app, paths
from stylepad.engine import llama
from stylepad.engine.client import EngineClient
from stylepad.engine.gpu_watch import GpuWatch
from stylepad.engine.protocol import CancelToken, GenerateEvent, LoadedModel, Placement
from stylepad.engine.scripted import ScriptedEngine, says, scripted_model
from stylepad.errors import EngineDied, EngineError, EngineGaveUp, StylePadError
from stylepad.models.memory import DEVICE_RESERVE
from stylepad.restyle.result import RestyleRequest
from stylepad.styles.pack import load_pack
from tests import ggufs
from tests.engine.driving import load_request, request
from tests.engine.test_placement import GPU, Card, EngineHere
from tests.packs import write_pack

TEXT = "The old man walked slowly down the street."


class WritingEngine(EngineHere):
    """The engine in the test's own process, which writes too."""

    def count_tokens(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.session.count_tokens(texts))

    def generate(self, wanted: object, _cancel: CancelToken) -> Iterator[GenerateEvent]:
        for events in self.session.generate(wanted):  # type: ignore[arg-type]
            yield from events


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """Return a model of five layers, six with the output matrix."""
    return ggufs.write_base(tmp_path / "deep.gguf", ggufs.Measures(layers=5, name="Deep"))


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    card = Card(takes=99)
    monkeypatch.setattr(llama, "gpus", card.gpus)
    monkeypatch.setattr(llama, "load_model", card.load)
    return card


def load(core: app.Core, model: Path, layers: int | None = None) -> Placement:
    asked = replace(load_request(model), gpu_layers=layers)
    return core.load(asked, CancelToken()).placement


def restyle(core: app.Core, folder: Path) -> int:
    """Restyle a text; return how many answers came."""
    pack = folder / "pen"
    style = load_pack(pack if pack.is_dir() else write_pack(folder, "pen", language="en"))
    events = core.rewriter.restyle(RestyleRequest(TEXT, style, candidates=1), CancelToken())
    return len(list(events))


def failure(core: app.Core, folder: Path) -> StylePadError:
    with pytest.raises(StylePadError) as caught:
        restyle(core, folder)
    return caught.value


def test_a_card_that_ends_the_engine_gets_half_the_layers_and_then_none(
    deep: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.engine.strange_worker", "gpu", str(tmp_path / "x")]
    with closing(app.build_core(EngineClient(command))) as core:
        assert load(core, deep).gpu_layers == 6
        assert isinstance(failure(core, tmp_path), EngineDied)

        half = load(core, deep)
        assert (half.gpu_layers, half.code) == (3, "failed")
        assert "failed while it was writing" in half.reason
        # Deaths one after another, and the engine is not given up: each load asks for less.
        assert isinstance(failure(core, tmp_path), EngineDied)

        none = load(core, deep)
        assert (none.device, none.gpu_layers, none.code) == ("CPU", 0, "failed")
        assert restyle(core, tmp_path)


def test_a_card_that_cannot_compute_is_told_and_remembered(
    card: Card, deep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(app.build_core(WritingEngine())) as core:  # type: ignore[arg-type]
        load(core, deep)
        with monkeypatch.context() as broken:
            broken.setattr(llama.ll, "llama_decode", lambda _context, _batch: -3)
            told = failure(core, tmp_path)

        assert told.code == "engine.gpu"
        assert "A graphics card" in told.message
        assert load(core, deep).gpu_layers == 3
        assert card.tried() == [6, 3]
        assert restyle(core, tmp_path)
        # It worked, and is kept to.
        assert load(core, deep).code == "failed"
        assert card.tried() == [3]


def test_it_is_forgotten_when_memory_comes_free_or_the_card_was_switched_off(
    card: Card, deep: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with closing(app.build_core(WritingEngine())) as core:  # type: ignore[arg-type]
        load(core, deep)
        with monkeypatch.context() as broken:
            broken.setattr(llama.ll, "llama_decode", lambda _context, _batch: -3)
            failure(core, tmp_path)
        known = core.models.refusal(deep)

        assert load(core, deep, layers=0).code == "switched_off"
        assert load(core, deep).code == "all_fit"

        core.models.remember_refusal(deep, known)
        card.free = GPU.free + DEVICE_RESERVE
        assert load(core, deep).code == "all_fit"


def test_a_refusal_after_a_failure_is_told_as_one(
    card: Card, deep: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with closing(app.build_core(WritingEngine())) as core:  # type: ignore[arg-type]
        load(core, deep)
        with monkeypatch.context() as broken:
            broken.setattr(llama.ll, "llama_decode", lambda _context, _batch: -3)
            failure(core, tmp_path)
        card.takes = 1

        place = load(core, deep)

        assert (place.gpu_layers, place.code) == (1, "refused")


def died(code: str, **details: str) -> EngineDied:
    return EngineDied("It ended.", code=code, **details)


@pytest.mark.parametrize(
    ("error", "layers", "blamed"),
    [
        (died("engine.crashed"), 12, True),
        (died("engine.aborted", line="CUDA error"), 12, True),
        (died("engine.memory", line="CUDA error: out of memory"), 12, True),
        (EngineGaveUp("Twice.", code="engine.gave_up", cause="engine.crashed"), 12, True),
        (EngineError("No.", code="engine.decode", status="-3"), 12, True),
        # Nothing of it was on a card.
        (died("engine.crashed"), 0, False),
        (EngineError("No.", code="engine.decode", status="-3"), 0, False),
        # The system or a person ended it, or the main memory ran out.
        (died("engine.killed"), 12, False),
        (died("engine.memory", line="std::bad_alloc"), 12, False),
        # The text was at fault.
        (EngineError("No.", code="engine.decode", status="1"), 12, False),
        (EngineError("No.", code="engine.prompt_too_long"), 12, False),
    ],
)
def test_the_card_is_blamed_for_what_it_may_have_done(
    error: EngineError, layers: int, blamed: bool
) -> None:
    model = replace(scripted_model(), placement=Placement("Card", layers, 28, ""))
    engine = ScriptedEngine(says("The", error), loaded=model)
    told: list[LoadedModel] = []
    watch = GpuWatch(engine, told.append)
    watch.load(load_request(model.path), CancelToken())

    with pytest.raises(EngineError) as caught:
        list(watch.generate(request("x"), CancelToken()))

    assert told == ([model] if blamed else [])
    survived = blamed and error.code == "engine.decode"
    assert caught.value.code == ("engine.gpu" if survived else error.code)
