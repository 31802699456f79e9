"""The tokens a model learns from are those that it decodes in use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stylepad import paths
from stylepad.engine import llama
from stylepad.engine.client import EngineClient
from stylepad.engine.llama import AbortFlag, Model
from stylepad.engine.prompt_tokens import end_token
from stylepad.engine.protocol import CancelToken, GenerateRequest, LoadRequest, Message, Sampling
from stylepad.engine.remote.engine import RemoteEngine
from stylepad.engine.scripted import ScriptedEngine, says, scripted_model
from stylepad.engine.session import Session
from stylepad.engine.template import ChatTemplate
from stylepad.errors import EngineError
from stylepad.restyle.result import RestyleRequest
from stylepad.restyle.rewriter import Rewriter
from stylepad.styles.pack import load_pack
from stylepad.styles.prompt import messages
from tests import ggufs
from tests.engine.driving import load_request

PASSAGES = {
    "gogol": "Старик медленно шёл по улице и думал о письме.",
    "dickens": "The old man walked slowly down the street and thought of the letter.",
}
EOS = 2


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    held = Session(AbortFlag())
    yield held
    held.unload()


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the tokens that llama.cpp is given from now on."""
    tokens: list[int] = []
    decode = llama.ll.llama_decode

    def watched(context: Any, batch: Any) -> int:
        tokens.extend(batch.token[index] for index in range(batch.n_tokens))
        return int(decode(context, batch))

    monkeypatch.setattr(llama.ll, "llama_decode", watched)
    return tokens


def asked_in_use(style_id: str, passage: str) -> GenerateRequest:
    """Return what the program asks its engine for when a writer restyles a passage."""
    pack = load_pack(paths.built_in_styles() / style_id)
    (trained_for,) = pack.adapters
    model = replace(scripted_model(), fingerprint=trained_for)
    engine = ScriptedEngine(script=says(passage), loaded=model)
    engine.load(LoadRequest(Path("any.gguf")), CancelToken())
    request = RestyleRequest(passage, pack, strength=1.0, candidates=1)
    list(Rewriter(engine).restyle(request, CancelToken()))
    return engine.requests[0]


@pytest.mark.parametrize("base", ["built-in", "random"])
@pytest.mark.parametrize("style_id", sorted(PASSAGES))
def test_a_row_has_the_tokens_that_generation_decodes_for_style_and_passage(
    session: Session, decoded: list[int], tiny_base: Path, base: str, style_id: str
) -> None:
    model = paths.built_in_model() if base == "built-in" else tiny_base
    session.load(load_request(model, sequences=1), lambda _share: None)
    pack = load_pack(paths.built_in_styles() / style_id)
    passage = PASSAGES[style_id]

    prompt = tuple(Message(turn.role, turn.content) for turn in messages(pack, passage))
    (row,) = session.token_rows([prompt], ["Anything."])
    decoded.clear()
    request = asked_in_use(style_id, passage)
    for _ in session.generate(GenerateRequest(request.prompts, (), Sampling(), 1, max_tokens=1)):
        pass

    assert list(row.prompt) == decoded
    assert len(row.prompt) > 5


def test_an_answer_ends_with_the_token_that_ends_generation(tiny_base: Path) -> None:
    client = EngineClient()
    client.load(load_request(tiny_base), CancelToken())
    ask = (Message("user", "Hello"),)

    rows = client.token_rows((ask, ask), ("It was.", "It was the worst <|eos|> of times."))
    client.close()

    assert [row.answer[-1] for row in rows] == [EOS, EOS]
    assert [row.answer.count(EOS) for row in rows] == [1, 1]
    assert rows[0].prompt == rows[1].prompt


def test_a_turn_ends_with_the_token_that_the_template_writes(tmp_path: Path) -> None:
    draft = ggufs.base()
    kind, (element, tokens) = draft.metadata["tokenizer.ggml.tokens"]  # type: ignore[misc]
    named = tuple("<|im_end|>" if token == "<|pad|>" else token for token in tokens)
    draft.metadata["tokenizer.ggml.tokens"] = (kind, (element, named))
    llama.start()
    model = llama.load_model(draft.write(tmp_path / "m.gguf"), 0, AbortFlag(), lambda _share: None)
    assert isinstance(model, Model)
    turns = ChatTemplate(
        "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|im_end|>\n{% endfor %}"
        "<|assistant|>"
    )

    ends = [end_token(model, template) for template in (turns, ChatTemplate(ggufs.TEMPLATE))]
    model.free()

    assert ends == [named.index("<|im_end|>"), EOS]


def test_a_model_on_a_server_says_that_training_needs_one_here() -> None:
    engine = RemoteEngine()

    with pytest.raises(EngineError) as caught:
        engine.token_rows(((Message("user", "Hello"),),), ("Hi",))
    engine.close()

    assert caught.value.code == "engine.no_tokens"
    assert "on this machine" in caught.value.message
