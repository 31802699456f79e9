"""What is learnt of a server: its model, context, slots, and which styles have an adapter there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stylepad.engine.protocol import AdapterUse, CancelToken, GenerateRequest, Message
from stylepad.engine.remote.engine import RemoteEngine
from stylepad.engine.remote.model import RemoteModel, loaded_adapters
from stylepad.errors import AdapterError
from tests.engine.remote.scripted_server import Exchange, ScriptedServer

BASE = "0123456789abcdef"
FILES = {BASE: Path(f"/home/writer/styles/gogol/adapters/{BASE}.gguf")}
Connect = Callable[..., RemoteEngine]


def model_of(engine: RemoteEngine) -> RemoteModel:
    assert engine.model is not None
    return engine.model


def use(engine: RemoteEngine, style: str, scale: float) -> GenerateRequest:
    """Return a request as the rewriter makes it for a style."""
    file = model_of(engine).adapter_for(style, FILES)
    assert file is not None
    return GenerateRequest(((Message("user", "text"),),), (AdapterUse(file, scale),))


@pytest.mark.parametrize(
    ("path", "task", "suits"),
    [
        ("/srv/lora/gogol.gguf", "", True),
        ("C:\\models\\gogol.gguf", "", True),
        (f"/srv/gogol-{BASE}.gguf", "", True),
        (f"/srv/styles/gogol/adapters/{BASE}.gguf", "", True),
        (str(FILES[BASE]), "", True),
        ("/srv/lora/a.gguf", "gogol", True),
        (f"/srv/styles/chekhov/adapters/{BASE}.gguf", "", False),
        (f"/srv/lora/{BASE}.gguf", "", False),
        ("/srv/lora/chekhov.gguf", "", False),
        ("/srv/gogol/other.gguf", "", False),
    ],
)
def test_an_adapter_of_llama_server_is_known_by_its_path_or_its_task(
    path: str, task: str, suits: bool
) -> None:
    (adapter,) = loaded_adapters([{"id": 0, "path": path, "task_name": task}])
    assert adapter.suits("gogol", FILES) is suits


def test_a_strange_list_of_adapters_is_none() -> None:
    assert loaded_adapters(None) == ()
    assert loaded_adapters({"a": 1}) == ()
    assert loaded_adapters([1, {}, {"id": "0", "path": "a"}, {"id": 0, "path": ""}]) == ()


def test_the_adapter_is_chosen_per_request_with_its_scale(
    server: ScriptedServer, connect: Connect
) -> None:
    server.page(
        "/lora-adapters",
        [{"id": 0, "path": "chekhov.gguf"}, {"id": 1, "path": "gogol.gguf", "scale": 1.0}],
    )
    engine = connect()
    assert model_of(engine).adapter_for("twain", {}) is None

    list(engine.generate(use(engine, "gogol", 1.25), CancelToken()))
    list(engine.generate(GenerateRequest(((Message("user", "text"),),)), CancelToken()))

    assert [body["lora"] for body in server.chats] == [
        [{"id": 0, "scale": 0.0}, {"id": 1, "scale": 1.25}],
        [{"id": 0, "scale": 0.0}, {"id": 1, "scale": 0.0}],
    ]


def test_an_adapter_that_is_a_model_is_asked_for_by_name(
    server: ScriptedServer, connect: Connect
) -> None:
    listed = [
        {"id": "lora-a", "parent": "base"},
        {"id": "base"},
        {"id": "chekhov", "parent": "base"},
    ]
    server.page("/v1/models", {"data": listed})
    engine = connect(adapters=(("gogol", "lora-a"), ("twain", "gone")))
    assert model_of(engine).name == "base"
    assert model_of(engine).adapter_for("twain", {}) is None

    for style in ("gogol", "chekhov"):
        list(engine.generate(use(engine, style, 1.0), CancelToken()))
    list(engine.generate(use(engine, "gogol", 0.0), CancelToken()))

    assert [body["model"] for body in server.chats] == ["lora-a", "chekhov", "base"]
    assert all("lora" not in body for body in server.chats)


def test_adapters_that_are_models_cannot_be_blended(
    server: ScriptedServer, connect: Connect
) -> None:
    listed = [{"id": "base"}, *({"id": name, "parent": "base"} for name in ("gogol", "chekhov"))]
    server.page("/v1/models", {"data": listed})
    engine = connect()
    both = tuple(
        AdapterUse(file, 0.5)
        for style in ("gogol", "chekhov")
        if (file := model_of(engine).adapter_for(style, {}))
    )
    with pytest.raises(AdapterError) as caught:
        list(engine.generate(GenerateRequest(((Message("user", "a"),),), both), CancelToken()))
    assert caught.value.code == "server.blend"


def test_an_adapter_that_the_server_does_not_hold_is_refused(
    server: ScriptedServer, connect: Connect
) -> None:
    request = GenerateRequest(
        ((Message("user", "a"),),), (AdapterUse(Path("/here/gogol.gguf"), 1.0),)
    )
    with pytest.raises(AdapterError) as caught:
        list(connect().generate(request, CancelToken()))
    assert caught.value.code == "server.adapter"
    assert server.chats == []


@pytest.mark.parametrize(
    ("props", "entry", "said"),
    [
        ({"total_slots": 2, "default_generation_settings": {"n_ctx": 700}}, {}, (700, 2)),
        (None, {"max_model_len": 32768}, (32768, 4)),
        (None, {"meta": {"n_ctx": 900}}, (900, 4)),
        ({"total_slots": "many", "default_generation_settings": 1}, {"meta": []}, (2048, 4)),
    ],
)
def test_context_and_slots_are_what_the_server_says(
    server: ScriptedServer,
    connect: Connect,
    props: object,
    entry: dict[str, object],
    said: tuple[int, int],
) -> None:
    server.page("/v1/models", {"data": [{"id": "models/Big-7B.gguf", **entry}]})
    if props is not None:
        server.page("/props", props)

    engine = connect()
    model = model_of(engine)

    assert (model.name, model.context, engine.slots) == ("Big-7B", *said)
    assert model.sequences == 2 * said[1]
    assert model.passage_tokens == min(512, said[0] // 3)
    assert model.host == server.url.removeprefix("http://")
    assert model.fingerprint == ""


def test_context_and_slots_of_the_settings_win(server: ScriptedServer, connect: Connect) -> None:
    server.page("/props", {"total_slots": 2, "default_generation_settings": {"n_ctx": 700}})
    engine = connect(slots=6, context=3000)
    assert (model_of(engine).context, engine.slots) == (3000, 6)


def test_tokens_are_counted_once_by_a_server_that_counts(
    server: ScriptedServer, connect: Connect
) -> None:
    def count(exchange: Exchange) -> None:
        words = exchange.body["content"].split()
        exchange.answer(200, str({"tokens": [1] * len(words)}).replace("'", '"'))

    server.pages["/tokenize"] = count
    engine = connect()
    assert engine.count_tokens(("a b c", "", "a b c", "d")) == (3, 0, 3, 1)
    asked = [r.body["content"] for r in server.requests if r.path == "/tokenize" and r.body]
    assert engine.count_tokens(("d",)) == (1,)
    assert sorted(set(asked)) == ["a b c", "d", "word"]


def test_tokens_are_guessed_rather_too_many_where_a_server_does_not_count(
    connect: Connect,
) -> None:
    english, russian = connect().count_tokens(("The old man " * 10, "Старый человек " * 10))
    assert 30 <= english <= 60
    assert 50 <= russian <= 100


@pytest.mark.parametrize(
    ("template", "roles"),
    [
        ("{{ messages[-1]['content'] }}", ["user"]),
        ("{% for m in messages %}{{ m['content'] }}{% endfor %}", ["system", "user"]),
        ("{{ raise_exception('no system role') }}", ["system", "user"]),
        ("{% broken", ["system", "user"]),
    ],
)
def test_a_model_that_reads_no_system_messages_gets_none(
    server: ScriptedServer, connect: Connect, template: str, roles: list[str]
) -> None:
    server.page("/props", {"chat_template": template})
    request = GenerateRequest(((Message("system", "Rewrite."), Message("user", "text")),))

    list(connect().generate(request, CancelToken()))

    assert [turn["role"] for turn in server.chats[0]["messages"]] == roles
