"""llama-server, built by packaging/llama_server.sh, with the built-in model and two adapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from stylepad import paths
from stylepad.app import style_folders
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import AdapterUse, CancelToken, Delta, LoadRequest, Message, Sampling
from stylepad.engine.protocol import GenerateRequest as Request
from stylepad.engine.remote.engine import RemoteEngine
from stylepad.engine.remote.model import RemoteModel
from stylepad.errors import Cancelled
from stylepad.restyle.result import RestyleRequest
from stylepad.restyle.rewriter import Rewriter, collect
from stylepad.styles import prompt
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import StylePack
from tests.engine.driving import RUSSIAN, answers
from tests.engine.remote.conftest import remote
from tests.engine.remote.real_servers import KEY, LLAMA_SERVER, llama_server

pytestmark = pytest.mark.skipif(
    not LLAMA_SERVER.exists(), reason="make test-server builds llama-server"
)
SLOTS = 4
WILD = Sampling(temperature=2.0, top_k=0, top_p=1.0, min_p=0.0, seed=11)
LIBRARY = StyleLibrary(style_folders())
HELD = [style for style in LIBRARY.styles if style.language == "ru" and style.adapters][:2]
PASSAGES = (
    "Вечером он пришёл домой усталый и сразу лёг спать.",
    "Начальник рассердился и велел ему выйти из комнаты.",
    "Ему было очень страшно, но он всё-таки решил войти в тёмный дом.",
)
PASSAGE = PASSAGES[0]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    options = ["-np", str(SLOTS), "-c", str(512 * SLOTS), "-lv", "4"]
    for style in HELD:
        (file,) = style.adapters.values()
        options += ["--lora", str(file)]
    with llama_server(paths.built_in_model(), *options) as address:
        yield address


@pytest.fixture
def engine(url: str, make_engine: Callable[..., RemoteEngine]) -> RemoteEngine:
    engine = make_engine(KEY)
    engine.load(remote(url), CancelToken())
    return engine


@pytest.fixture(scope="module")
def local() -> Iterator[EngineClient]:
    client = EngineClient()
    client.load(LoadRequest(paths.built_in_model(), threads=1), CancelToken())
    yield client
    client.close()


def in_style(
    engine: RemoteEngine | EngineClient,
    style: StylePack,
    scale: float,
    passages: Sequence[str] = (PASSAGE,),
    **options: Any,
) -> Request:
    """Return a request as the rewriter makes it."""
    assert engine.model is not None
    adapter = engine.model.adapter_for(style.id, style.adapters)
    assert adapter is not None
    options = {"sampling": Sampling(temperature=0.0), "max_tokens": 40} | options
    prompts = [prompt.messages(style, passage, with_adapter=True) for passage in passages]
    messages = (tuple(Message(turn.role, turn.content) for turn in turns) for turns in prompts)
    return Request(tuple(messages), (AdapterUse(adapter, scale),), **options)


def written(engine: RemoteEngine | EngineClient, style: StylePack, scale: float) -> list[str]:
    """Return the answers to all passages."""
    ends = answers(engine, in_style(engine, style, scale, PASSAGES))
    return [ends[number, 0].text for number in range(len(PASSAGES))]


def test_the_server_says_what_it_is(engine: RemoteEngine) -> None:
    model = engine.model
    assert isinstance(model, RemoteModel)
    assert (model.context, engine.slots, model.sequences) == (512, SLOTS, 2 * SLOTS)
    assert len(model.served) == len(HELD) == 2


def test_styles_that_the_server_holds_have_an_adapter_and_others_work_by_instruction(
    engine: RemoteEngine,
) -> None:
    model = engine.model
    assert model is not None
    having = {s.id for s in LIBRARY.styles if model.adapter_for(s.id, s.adapters)}
    assert having == {style.id for style in HELD}


def test_the_chosen_adapter_writes_at_the_chosen_scale_as_it_does_here(
    engine: RemoteEngine, local: EngineClient
) -> None:
    there = {(s.id, scale): written(engine, s, scale) for s in HELD for scale in (0.0, 0.5, 1.5)}
    here = {(s.id, scale): written(local, s, scale) for s in HELD for scale in (0.0, 0.5, 1.5)}

    assert there == here
    first, second = HELD
    assert there[first.id, 0.0] == there[second.id, 0.0], "0 is the plain base"
    assert there[first.id, 0.0] != there[first.id, 1.5] != there[second.id, 1.5]


def test_several_candidates_of_one_request_differ(engine: RemoteEngine) -> None:
    ends = answers(engine, in_style(engine, HELD[0], 1.0, sampling=WILD, candidates=3))

    assert set(ends) == {(0, 0), (0, 1), (0, 2)}
    assert len({end.text for end in ends.values()}) == 3
    assert engine._dialect.several, "the server gives several choices to one request"


def test_more_candidates_than_slots_come_too(engine: RemoteEngine) -> None:
    ends = answers(engine, in_style(engine, HELD[0], 1.0, sampling=WILD, candidates=SLOTS + 2))
    assert len(ends) == SLOTS + 2


def test_tokens_are_counted_as_they_are_here(engine: RemoteEngine, local: EngineClient) -> None:
    texts = (PASSAGE, RUSSIAN, "")
    assert engine.count_tokens(texts) == local.count_tokens(texts)


def test_a_stopped_answer_frees_its_slot(engine: RemoteEngine) -> None:
    for _ in range(SLOTS + 1):
        cancel = CancelToken()
        events = engine.generate(in_style(engine, HELD[0], 1.0, sampling=WILD), cancel)
        assert isinstance(next(events), Delta)
        cancel.cancel()
        with pytest.raises(Cancelled):
            next(events)
    assert answers(engine, in_style(engine, HELD[0], 1.0))[0, 0].text


def test_a_long_text_is_restyled_passage_by_passage(engine: RemoteEngine) -> None:
    text = "\n\n".join([PASSAGE, RUSSIAN] * 3)
    request = RestyleRequest(text, HELD[0], 1.0, candidates=1, seed=5)

    there = collect(Rewriter(engine).restyle(request, CancelToken()), text)

    assert len(there.passages) == 6
    assert all(passage.candidates for passage in there.passages)
    assert there.text.count("\n\n") == 5
    assert there.text != text
