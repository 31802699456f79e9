"""What a real engine process writes, on a random model."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Finish, Sampling
from stylepad.errors import AdapterError, EngineError, ModelError
from tests import ggufs
from tests.engine.driving import ENGLISH, RUSSIAN, answers, load_request, request, text

LONG = " ".join([ENGLISH, RUSSIAN] * 4)
"""More than one chunk of tokens, so that there is a prefix to keep."""


def test_same_seed_gives_the_same_text_and_another_seed_another(engine: EngineClient) -> None:
    def draw(seed: int) -> str:
        return text(engine, request(ENGLISH, sampling=Sampling(temperature=1.0, seed=seed)))

    first = draw(7)
    assert draw(8) != first
    assert draw(7) == first


def test_a_candidate_draws_with_the_seed_of_its_number(engine: EngineClient) -> None:
    sampling = Sampling(temperature=1.0, top_k=5, seed=3)
    drawn = answers(engine, request(ENGLISH, sampling=sampling, candidates=3, max_tokens=8))
    alone = request(ENGLISH, sampling=Sampling(temperature=1.0, top_k=5, seed=5), max_tokens=8)
    assert len({answer.text for answer in drawn.values()}) == 3
    assert drawn[0, 2].text == text(engine, alone)


def test_swapping_adapters_is_exactly_reversible(
    engine: EngineClient, tiny_adapter: Path, other_adapter: Path
) -> None:
    sets: list[list[tuple[Path, float]]] = [
        [],
        [(tiny_adapter, 1.0)],
        [(other_adapter, 1.0)],
        [(tiny_adapter, 0.5), (other_adapter, 0.5)],
    ]
    there = [text(engine, request(LONG, adapters=uses)) for uses in sets]
    back = [text(engine, request(LONG, adapters=uses)) for uses in reversed(sets)]
    assert len(set(there)) == len(sets)
    assert back == there[::-1]


def test_scale_nought_is_the_plain_base(engine: EngineClient, tiny_adapter: Path) -> None:
    plain = text(engine, request(ENGLISH))
    assert text(engine, request(ENGLISH, adapters=[(tiny_adapter, 0.0)])) == plain
    assert text(engine, request(ENGLISH, adapters=[(tiny_adapter, 1.0)])) != plain


def test_a_kept_prompt_is_not_used_under_another_adapter(
    engine: EngineClient, tiny_adapter: Path
) -> None:
    styled = request(LONG, adapters=[(tiny_adapter, 1.0)])
    plain = text(engine, request(LONG))
    after_plain = text(engine, styled)
    engine.restart()
    assert after_plain == text(engine, styled)
    assert after_plain != plain


def test_an_answer_does_not_depend_on_what_was_asked_before(engine: EngineClient) -> None:
    sampling = Sampling(temperature=1.0, seed=11)
    asked = request(f"{LONG} One.", sampling=sampling, candidates=2)
    engine.restart()
    fresh = answers(engine, asked)
    engine.restart()
    text(engine, request(f"{LONG} Two, and more of it.", sampling=sampling))
    after_similar = answers(engine, asked)
    again = answers(engine, asked)
    assert [a.text for a in after_similar.values()] == [a.text for a in fresh.values()]
    assert [a.text for a in again.values()] == [a.text for a in fresh.values()]


def test_candidates_in_one_batch_are_as_one_alone(engine: EngineClient) -> None:
    """Batched logits differ by some thousandths from single ones, so only the start is compared."""
    alone = answers(engine, request(ENGLISH, RUSSIAN, max_tokens=6))
    batch = answers(engine, request(ENGLISH, RUSSIAN, candidates=3, max_tokens=6))
    for (prompt, _), answer in batch.items():
        assert answer.text == alone[prompt, 0].text


def test_more_answers_than_sequences_come_in_waves(tiny_base: Path) -> None:
    client = EngineClient()
    client.load(load_request(tiny_base, sequences=4), CancelToken())
    texts = [f"{LONG} Number {number}." for number in range(5)]
    sampling = Sampling(temperature=1.0)
    try:
        drawn = answers(client, request(*texts, sampling=sampling, candidates=3))
    finally:
        client.close()
    assert set(drawn) == {(prompt, candidate) for prompt in range(5) for candidate in range(3)}
    assert len({answer.text for answer in drawn.values()}) > 10


def test_an_answer_ends_where_the_limit_or_the_context_ends(tiny_base: Path) -> None:
    client = EngineClient()
    model = client.load(load_request(tiny_base, context=64), CancelToken())
    try:
        short = answers(client, request(ENGLISH, max_tokens=3))[0, 0]
        full = answers(client, request(ENGLISH, max_tokens=500))[0, 0]
    finally:
        client.close()
    assert model.context == 64
    assert (short.tokens, short.reason) == (3, Finish.LENGTH)
    assert full.reason is Finish.LENGTH
    assert 3 < full.tokens < 64


def test_a_prompt_longer_than_the_context_is_refused_with_the_numbers(
    engine: EngineClient,
) -> None:
    with pytest.raises(EngineError) as caught:
        text(engine, request(ENGLISH * 60))
    assert caught.value.code == "engine.prompt_too_long"
    assert int(caught.value.details["tokens"]) > int(caught.value.details["context"]) == 512
    assert "512" in caught.value.message
    assert text(engine, request(ENGLISH))


@pytest.mark.parametrize(
    "strange",
    [
        "a\0b",
        "\0",
        "x" * 400,
        "\ud800 alone",
        "😀🏳️‍🌈",
        "שלום, עולם",
        "<|eos|><|user|>",
        " ",
        "\r\n\t",
    ],
    ids=["nul", "only-nul", "long-word", "surrogate", "emoji", "rtl", "control", "blank", "breaks"],
)
def test_strange_text_is_answered(engine: EngineClient, strange: str) -> None:
    assert answers(engine, request(strange, max_tokens=4))[0, 0].tokens <= 4
    assert engine.count_tokens((strange,))[0] > 0


def test_a_word_of_ten_thousand_letters_is_counted_and_answered(roomy_base: Path) -> None:
    client = EngineClient()
    client.load(load_request(roomy_base, context=8192), CancelToken())
    word = "антидисэстеблишмент" * 526 + "!"
    try:
        count = client.count_tokens((word[:10_000],))[0]
        short = text(client, request(word[:3000], max_tokens=4))
        with pytest.raises(EngineError, match="tokens"):
            text(client, request(word * 2, max_tokens=4))
    finally:
        client.close()
    assert 2500 < count <= 20_000
    assert short


def test_counts_are_of_every_text_in_order(engine: EngineClient) -> None:
    empty, one, both = engine.count_tokens(("", ENGLISH, ENGLISH + ENGLISH))
    assert empty == 0
    assert 2 * one == both


def test_an_adapter_of_another_base_is_refused_with_both_named(
    engine: EngineClient, tmp_path: Path
) -> None:
    measures = ggufs.Measures(width=96, heads=6, name="Another model")
    wide = ggufs.write_base(tmp_path / "wide.gguf", measures)
    alien = ggufs.write_adapter(tmp_path / "alien.gguf", wide)
    pid = engine.pid
    with pytest.raises(AdapterError) as caught:
        text(engine, request(ENGLISH, adapters=[(alien, 1.0)]))
    assert "Random test model" in caught.value.message
    assert "Random adapter" in caught.value.message or "alien" in caught.value.message
    assert text(engine, request(ENGLISH))
    assert engine.pid == pid


def test_a_missing_adapter_is_refused(engine: EngineClient, tmp_path: Path) -> None:
    with pytest.raises(AdapterError) as caught:
        text(engine, request(ENGLISH, adapters=[(tmp_path / "gone.gguf", 1.0)]))
    assert caught.value.code == "adapter.unreadable"


def test_an_adapter_that_changed_on_disk_is_read_again(
    engine: EngineClient, tiny_base: Path, tmp_path: Path
) -> None:
    path = ggufs.write_adapter(tmp_path / "style.gguf", tiny_base, seed=3)
    before = text(engine, request(ENGLISH, adapters=[(path, 1.0)]))
    ggufs.write_adapter(path, tiny_base, seed=4, rank=8)
    assert text(engine, request(ENGLISH, adapters=[(path, 1.0)])) != before


def test_many_adapters_one_after_another_stay_right(
    engine: EngineClient, tiny_base: Path, tmp_path: Path
) -> None:
    paths = [
        ggufs.write_adapter(tmp_path / f"{seed}.gguf", tiny_base, seed=seed) for seed in range(20)
    ]

    def texts() -> list[str]:
        return [text(engine, request(ENGLISH, adapters=[(p, 1.0)], max_tokens=8)) for p in paths]

    assert texts() == texts()


def test_numbers_that_native_code_would_choke_on_are_refused(engine: EngineClient) -> None:
    for sampling in (Sampling(temperature=float("nan")), Sampling(repeat_penalty=0.0)):
        with pytest.raises(EngineError) as caught:
            text(engine, request(ENGLISH, sampling=sampling))
        assert caught.value.code == "engine.sampling"


def test_a_repeat_penalty_changes_what_is_written(engine: EngineClient) -> None:
    plain = text(engine, request(ENGLISH, max_tokens=64))
    penalised = Sampling(temperature=0.0, repeat_penalty=1.8)
    assert text(engine, request(ENGLISH, sampling=penalised, max_tokens=64)) != plain


def test_a_file_that_is_no_model_leaves_the_engine_usable(
    engine: EngineClient, tiny_base: Path, tmp_path: Path
) -> None:
    expected = text(engine, request(ENGLISH))
    junk = tmp_path / "junk.gguf"
    junk.write_bytes(b"not a model at all")
    cut = ggufs.truncated(tiny_base, tmp_path / "cut.gguf", 20_000)
    for bad in (junk, cut, tmp_path / "missing.gguf"):
        with pytest.raises(ModelError):
            engine.load(load_request(bad), CancelToken())
        assert text(engine, request(ENGLISH)) == expected


def test_a_model_that_only_native_code_refuses_is_refused(tmp_path: Path) -> None:
    draft = ggufs.base()
    draft.metadata["tokenizer.ggml.pre"] = (ggufs.STRING, "no-such-pre-tokenizer")
    path = draft.write(tmp_path / "odd.gguf")
    client = EngineClient()
    try:
        with pytest.raises(ModelError) as caught:
            client.load(load_request(path), CancelToken())
    finally:
        client.close()
    assert "odd.gguf" in caught.value.message or "odd" in caught.value.message


def test_a_model_says_where_it_runs_and_why(engine: EngineClient) -> None:
    assert engine.model is not None
    placement = engine.model.placement
    assert placement.code
    assert placement.gpu_layers == 0 or placement.device != "CPU"
    assert placement.gpu_layers == placement.layers or placement.reason


def test_a_request_without_a_model_is_refused() -> None:
    client = EngineClient()
    try:
        with pytest.raises(EngineError) as caught:
            text(client, request(ENGLISH))
    finally:
        client.close()
    assert caught.value.code == "engine.no_model"
