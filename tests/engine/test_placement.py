"""Where a model goes, what is tried when the GPU refuses, and what is remembered of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from stylepad import app, paths
from stylepad.engine import llama, placement
from stylepad.engine.llama import AbortFlag, Device, Model
from stylepad.engine.protocol import CancelToken, Engine, LoadedModel, LoadRequest
from stylepad.engine.session import Session
from stylepad.errors import ModelError
from stylepad.models import memory
from stylepad.models.gguf import read_header
from stylepad.models.memory import DEVICE_RESERVE, Refusal
from tests import ggufs
from tests.engine.driving import load_request

GPU = Device("GPU0", "A graphics card", 8 << 30, 8 << 30)
CARD = memory.Device("A graphics card", 8 << 30, 8 << 30)


@pytest.mark.parametrize(
    ("devices", "backend", "asked", "code", "on_gpu"),
    [
        ((), False, None, "no_backend", 0),
        ((), True, None, "no_device", 0),
        ((GPU,), True, 0, "switched_off", 0),
        ((GPU,), True, 1, "as_set", 1),
        ((GPU,), True, None, "all_fit", 3),
        ((Device("GPU0", "Small", 1 << 20, 1 << 30),), True, None, "none_fit", 0),
    ],
)
def test_a_plan_says_how_many_layers_go_where_and_why(  # noqa: PLR0917 -- one row of the table
    devices: tuple[Device, ...],
    backend: bool,
    asked: int | None,
    code: str,
    on_gpu: int,
    tiny_base: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(placement.llama, "gpus", lambda: devices)
    monkeypatch.setattr(placement.llama, "has_gpu_backend", lambda: backend)
    request = load_request(tiny_base, **({} if asked is None else {"gpu_layers": asked}))
    plan = placement.plan(read_header(tiny_base), request, 512, placement.devices())
    assert (plan.code, plan.gpu_layers, plan.layers) == (code, on_gpu, 3)
    outcome = plan.outcome(plan.gpu_layers)
    assert outcome.device == (GPU.description if on_gpu else placement.CPU)
    assert bool(outcome.reason) == (code != "all_fit")
    if on_gpu:
        refused = plan.outcome(0)
        assert (refused.code, refused.device) == ("refused", placement.CPU)


def test_a_model_too_large_for_the_memory_is_refused(
    tiny_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "available_memory", lambda: 1 << 20)
    with pytest.raises(ModelError) as caught:
        placement.plan(read_header(tiny_base), load_request(tiny_base), 512, ())
    assert caught.value.code == "model.memory"


@pytest.mark.parametrize(
    ("first", "tries"),
    [
        (0, [0]),
        (1, [1, 0]),
        (3, [3, 2, 1, 0]),
        (29, [29, 25, 21, 17, 13, 9, 5, 1, 0]),
    ],
)
def test_what_a_gpu_refuses_is_taken_back_an_eighth_at_a_time(first: int, tries: list[int]) -> None:
    plan = placement.Plan("GPU", first, first, "all_fit", first)
    assert list(plan.tries()) == tries


@dataclass
class Card:
    """A graphics card that says it is empty and takes `takes` layers, whoever asks.

    The model really is loaded, with all its layers in main memory.
    """

    takes: int
    free: int = GPU.free
    asked: list[int] = field(default_factory=list)

    def gpus(self) -> tuple[Device, ...]:
        return (replace(GPU, free=self.free),)

    def load(
        self, path: Path, layers: int, flag: AbortFlag, on_progress: Callable[[float], None]
    ) -> Model | None:
        self.asked.append(layers)
        return LOAD_MODEL(path, 0, flag, on_progress) if layers <= self.takes else None

    def tried(self) -> list[int]:
        """Return with how many layers loading was tried since the last call."""
        asked, self.asked = self.asked, []
        return asked


LOAD_MODEL = llama.load_model


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    card = Card(takes=2)
    monkeypatch.setattr(llama, "gpus", card.gpus)
    monkeypatch.setattr(llama, "load_model", card.load)
    return card


class EngineHere:
    """An engine in the test's own process, where a card of the test's can be put in."""

    def __init__(self) -> None:
        self.session = Session(AbortFlag())
        self.model: LoadedModel | None = None

    def load(
        self,
        wanted: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> LoadedModel:
        self.model = self.session.load(wanted, on_progress)
        return self.model

    def close(self) -> None:
        self.session.unload()


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model of five layers, six with the output matrix."""
    measures = ggufs.Measures(layers=5, name="Deep")
    return ggufs.write_base(tmp_path_factory.mktemp("models") / "deep.gguf", measures)


@pytest.fixture
def core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, card: Card) -> Iterator[app.Core]:
    """Return the program's parts with an engine that sees `card`."""
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    engine: Engine = EngineHere()  # type: ignore[assignment]
    core = app.build_core(engine)
    yield core
    core.close()


def load(core: app.Core, model: Path, **settings: int) -> LoadedModel:
    return core.load(load_request(model, **settings), CancelToken())


def test_fewer_layers_are_tried_until_the_card_takes_them_and_the_status_tells(
    core: app.Core, card: Card, deep: Path
) -> None:
    place = load(core, deep).placement

    assert card.tried() == [6, 5, 4, 3, 2]
    assert (place.device, place.gpu_layers, place.layers) == (CARD.name, 2, 6)
    assert place.code == "refused"


def test_what_the_card_took_is_tried_first_the_next_time(
    core: app.Core, card: Card, deep: Path
) -> None:
    load(core, deep)
    card.tried()

    again = load(core, deep)

    assert card.tried() == [2]
    assert (again.placement.gpu_layers, again.placement.code) == (2, "refused")
    load(core, deep)
    assert card.tried() == [2]


def test_even_less_is_remembered_in_its_turn(core: app.Core, card: Card, deep: Path) -> None:
    load(core, deep)
    card.takes = 1
    load(core, deep)
    card.tried()

    load(core, deep)

    assert card.tried() == [1]


def another_context(_core: app.Core, _card: Card, _model: Path) -> dict[str, int]:
    return {"context": 64}


def another_file(_core: app.Core, _card: Card, model: Path) -> dict[str, int]:
    ggufs.write_base(model, ggufs.Measures(layers=5, name="Deeper"))
    return {}


def more_free_memory(_core: app.Core, card: Card, _model: Path) -> dict[str, int]:
    card.free = GPU.free + DEVICE_RESERVE
    return {}


@pytest.mark.parametrize("change", [another_context, another_file, more_free_memory])
def test_it_is_forgotten_when_context_file_or_free_memory_are_others(
    core: app.Core,
    card: Card,
    tmp_path: Path,
    change: Callable[[app.Core, Card, Path], dict[str, int]],
) -> None:
    model = ggufs.write_base(tmp_path / "mine.gguf", ggufs.Measures(layers=5))
    load(core, model)
    card.tried()

    load(core, model, **change(core, card, model))

    assert card.tried() == [6, 5, 4, 3, 2]


def test_it_is_forgotten_once_the_card_takes_all(core: app.Core, card: Card, deep: Path) -> None:
    load(core, deep)
    card.takes, card.free = 6, GPU.free + DEVICE_RESERVE
    assert load(core, deep).placement.code == "all_fit"
    card.tried()
    card.free = GPU.free

    load(core, deep)

    assert card.tried() == [6]


def test_a_refusal_holds_for_the_same_devices_only() -> None:
    refusal = Refusal(2, 512, 4, (CARD,))
    assert refusal.holds(512, 4, [CARD])
    assert refusal.holds(512, 4, [replace(CARD, free=0)])
    assert not refusal.holds(512, 4, [replace(CARD, name="Another card")])
    assert not refusal.holds(512, 4, [replace(CARD, total=16 << 30)])
    assert not refusal.holds(512, 4, [CARD, CARD])
    assert not refusal.holds(512, 8, [CARD])


def test_a_plan_that_has_room_for_less_than_was_taken_before_is_kept_to(tiny_base: Path) -> None:
    header = read_header(tiny_base)
    need = memory.needs(header, 512)
    short = memory.Device("GPU", DEVICE_RESERVE + need.compute + need.layers[-1], 8 << 30)
    wanted = replace(
        load_request(tiny_base, context=512, sequences=1),
        refusal=Refusal(2, 512, 1, (replace(short, free=8 << 30),)),
    )

    plan = placement.plan(header, wanted, 512, (short,))

    assert (plan.gpu_layers, plan.first, plan.code) == (1, 1, "some_fit")


def test_a_card_that_takes_nothing_leaves_the_model_on_the_processor(
    core: app.Core, card: Card, deep: Path
) -> None:
    card.takes = 0

    place = load(core, deep).placement

    assert (place.device, place.gpu_layers, place.code) == (placement.CPU, 0, "refused")
    card.tried()
    load(core, deep)
    assert card.tried() == [0]


def test_loading_leaves_a_broken_list_of_models_to_those_who_tell_of_it(
    core: app.Core, card: Card
) -> None:
    card.takes = 99
    index = paths.user_models() / "models.json"
    index.parent.mkdir(parents=True)
    index.write_text("{")

    load(core, paths.built_in_model())

    assert index.read_text() == "{"
    library = core.models
    library.models()
    assert library.fault is not None
