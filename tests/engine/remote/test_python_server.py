"""llama-cpp-python's own server with the built-in model, over loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.app import style_folders
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Delta, Finish, LoadRequest, Sampling
from stylepad.engine.remote.engine import RemoteEngine
from stylepad.errors import Cancelled, ServerError
from stylepad.restyle.result import RestyleRequest
from stylepad.restyle.rewriter import Rewriter, collect
from stylepad.styles.library import StyleLibrary
from tests.engine.driving import ENGLISH, RUSSIAN, answers, request
from tests.engine.remote.conftest import Pauses, remote
from tests.engine.remote.real_servers import KEY, python_server

WILD = Sampling(temperature=2.0, top_k=0, top_p=1.0, min_p=0.0, seed=11)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with python_server(paths.built_in_model()) as address:
        yield address


@pytest.fixture
def engine(url: str, make_engine: Callable[..., RemoteEngine]) -> RemoteEngine:
    engine = make_engine(KEY)
    engine.load(remote(url, context=512), CancelToken())
    return engine


@pytest.fixture(scope="module")
def local() -> Iterator[EngineClient]:
    client = EngineClient()
    client.load(LoadRequest(paths.built_in_model(), threads=1), CancelToken())
    yield client
    client.close()


def test_the_server_says_what_it_is(engine: RemoteEngine, url: str) -> None:
    model = engine.model
    assert model is not None
    assert model.host == url.removeprefix("http://")
    assert model.name == "stylepad-mini"
    assert model.context == 512
    assert model.sequences == 2, "it serves one request at a time"
    assert engine.models == (str(paths.built_in_model()),)


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
def test_an_answer_is_the_one_that_the_model_gives_here(
    engine: RemoteEngine, local: EngineClient, text: str
) -> None:
    asked = request(text, max_tokens=24)
    there, here = answers(engine, asked)[0, 0], answers(local, asked)[0, 0]

    assert there.text == here.text != ""
    assert there.reason == here.reason


def test_tokens_are_counted_by_the_server(engine: RemoteEngine, local: EngineClient) -> None:
    texts = (ENGLISH, RUSSIAN, "", ENGLISH)
    assert engine.count_tokens(texts) == local.count_tokens(texts)


def test_candidates_come_though_the_server_ignores_n(engine: RemoteEngine) -> None:
    ends = answers(engine, request(RUSSIAN, sampling=WILD, candidates=3, max_tokens=20))

    assert set(ends) == {(0, 0), (0, 1), (0, 2)}
    assert len({end.text for end in ends.values()}) == 3, "their seeds are the same"


def test_several_prompts_are_answered_each_with_its_own(engine: RemoteEngine) -> None:
    one, two = (answers(engine, request(text, max_tokens=12))[0, 0] for text in (ENGLISH, RUSSIAN))
    both = answers(engine, request(ENGLISH, RUSSIAN, max_tokens=12))

    assert (both[0, 0].text, both[1, 0].text) == (one.text, two.text)


def test_the_limit_of_tokens_is_kept(engine: RemoteEngine) -> None:
    end = answers(engine, request(ENGLISH, max_tokens=3))[0, 0]
    assert (end.tokens, end.reason) == (3, Finish.LENGTH)


def test_an_answer_can_be_stopped_and_the_next_one_comes(engine: RemoteEngine) -> None:
    whole = answers(engine, request(ENGLISH, max_tokens=24))[0, 0]
    cancel = CancelToken()
    events = engine.generate(request(ENGLISH, max_tokens=24), cancel)
    assert isinstance(next(events), Delta)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(events)

    assert answers(engine, request(ENGLISH, max_tokens=24))[0, 0].text == whole.text


def test_the_wrong_key_is_said(url: str, make_engine: Callable[..., RemoteEngine]) -> None:
    with pytest.raises(ServerError) as caught:
        make_engine("another").load(remote(url), CancelToken())
    assert caught.value.code == "server.key"
    assert "another" not in caught.value.message


def test_a_model_that_is_not_there_is_said_with_those_that_are(
    url: str, make_engine: Callable[..., RemoteEngine]
) -> None:
    with pytest.raises(ServerError) as caught:
        make_engine(KEY).load(remote(url, model="nothing"), CancelToken())
    assert caught.value.code == "server.model"
    assert "stylepad-mini" in caught.value.message


def test_a_server_that_hangs_up_on_a_text_too_long_for_it_is_asked_again_and_then_said(
    engine: RemoteEngine, pauses: Pauses
) -> None:
    with pytest.raises(ServerError) as caught:
        answers(engine, request(ENGLISH * 400))
    assert caught.value.code == "server.network"
    assert len(pauses.seconds) == 3


def test_a_text_is_restyled_by_instruction(engine: RemoteEngine) -> None:
    style = StyleLibrary(style_folders()).styles[0]
    assert engine.model is not None
    assert style.adapters
    assert engine.model.adapter_for(style.id, style.adapters) is None

    restyle = Rewriter(engine).restyle(RestyleRequest(RUSSIAN, style, candidates=2), CancelToken())
    result = collect(restyle, RUSSIAN)

    assert len(result.passages) == 1
    assert result.passages[0].candidates
    assert result.text.strip()


def test_a_restart_goes_on_with_the_same_server(engine: RemoteEngine) -> None:
    before = engine.model
    after = engine.restart()
    assert before is not None
    assert after is not None
    assert after.path == before.path == Path(engine.models[0])
    assert answers(engine, request(ENGLISH, max_tokens=4))[0, 0].tokens == 4
