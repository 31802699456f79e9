"""Exemplars within a budget of tokens, and in the prompts of a model without the adapter."""

from __future__ import annotations

from pathlib import Path

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, GenerateRequest
from stylepad.restyle.result import RestyleRequest
from stylepad.restyle.rewriter import Rewriter, collect
from stylepad.restyle.showing import Showcase
from stylepad.styles.exemplars import Exemplar
from stylepad.styles.pack import load_pack
from tests import ggufs
from tests.engine.driving import load_request
from tests.packs import write_exemplars, write_pack
from tests.restyle.engines import AnsweringEngine

TEXT = "Он купил 3 яблока."


def count(texts: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(len(text.split()) for text in texts)


def exemplar(words: str, extra: int) -> Exemplar:
    return Exemplar(words, " ".join(["слово"] * extra))


def restyled(engine: AnsweringEngine, folder: Path) -> GenerateRequest:
    style = load_pack(folder)
    collect(Rewriter(engine).restyle(RestyleRequest(TEXT, style, candidates=1), CancelToken()), "")
    return engine.requests[0]


def test_the_likest_comes_last_and_four_are_the_most() -> None:
    shelf = Showcase([exemplar(f"яблоко {'груша ' * n}", 1) for n in range(1, 9)], count)

    (chosen,) = shelf.choose([("яблоко", 10_000)])

    assert len(chosen) == 4
    assert chosen[-1].plain == "яблоко груша "


def test_one_that_is_too_long_gives_way_to_a_shorter_one() -> None:
    long, short = exemplar("купил яблоко", 500), exemplar("купил старую большую машину", 5)
    shelf = Showcase([long, short], count)

    assert shelf.choose([("купил яблоко", 100), ("купил яблоко", 1000), ("купил яблоко", 3)]) == [
        (short,),
        (short, long),
        (),
    ]


def test_lengths_are_counted_once_for_all_passages() -> None:
    asked: list[str] = []

    def noted(texts: tuple[str, ...]) -> tuple[int, ...]:
        asked.extend(texts)
        return count(texts)

    shelf = Showcase([exemplar("яблоко", 2), exemplar("груша", 2)], noted)
    shelf.choose([("яблоко", 100), ("груша", 100)])
    shelf.choose([("яблоко и груша", 100)])

    assert len(asked) == 4


def test_a_roomy_model_without_the_adapter_is_shown_exemplars(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    write_exemplars(folder, ("Он купил грушу.", "Грушу купил он."))

    asked = restyled(AnsweringEngine(context=4096), folder)

    assert [message.role for message in asked.prompts[0]] == ["system", "user", "assistant", "user"]
    assert asked.adapters == ()


def test_a_model_with_little_room_is_shown_none(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    write_exemplars(folder, ("Он купил грушу.", "Грушу купил он."))

    asked = restyled(AnsweringEngine(context=512), folder)

    assert [message.role for message in asked.prompts[0]] == ["system", "user"]


def test_exemplars_leave_room_for_the_answer_and_take_a_quarter_of_the_context(
    tmp_path: Path,
) -> None:
    folder = write_pack(tmp_path)
    write_exemplars(folder, *[(f"слово {n} " * 60, "слово " * 60) for n in range(20)])
    engine = AnsweringEngine(context=2048)

    asked = restyled(engine, folder)

    prompt = asked.prompts[0]
    tokens = sum(engine.count_tokens(tuple(message.content for message in prompt)))
    assert 2 < len(prompt) <= 2 + 2 * 4
    assert tokens < 2048 // 4 + 60


def test_a_real_engine_writes_with_exemplars_of_a_built_in_pack(tmp_path: Path) -> None:
    measures = ggufs.Measures(context=4096, name="Roomy test model")
    engine = EngineClient()
    try:
        engine.load(
            load_request(ggufs.write_base(tmp_path / "roomy.gguf", measures)), CancelToken()
        )
        style = load_pack(paths.built_in_styles() / "gogol")
        request = RestyleRequest(TEXT, style, candidates=1)
        (passage,) = collect(Rewriter(engine).restyle(request, CancelToken()), TEXT).passages
    finally:
        engine.close()
    assert passage.candidates
