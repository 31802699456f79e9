"""A restyle from text to result: cut, drawn, judged, in order, nothing lost on a stop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylepad.engine.protocol import AdapterUse, CancelToken, Finish, Sampling
from stylepad.errors import Cancelled, EngineDied, EngineError, StylePadError
from stylepad.restyle.result import (
    PassageDone,
    Progress,
    RestyleEvent,
    RestyleRequest,
    RestyleResult,
    Started,
)
from stylepad.restyle.rewriter import Rewriter, collect
from stylepad.styles.pack import StylePack, load_pack
from tests.packs import FINGERPRINT, write_exemplars, write_pack
from tests.restyle.engines import AnsweringEngine, turned

TEXT = """# Отчёт

Лариса купила дом за 420 рублей.

  - Тимур уехал в Казань в 1999 году.
  - Пётр остался дома и молчал.

```
print("код остаётся")
```
"""


@pytest.fixture
def style(tmp_path: Path) -> StylePack:
    folder = write_pack(tmp_path)
    (folder / "adapters").mkdir()
    (folder / "adapters" / f"{FINGERPRINT}.gguf").write_bytes(b"GGUF")
    return load_pack(folder)


def restyle(
    engine: AnsweringEngine, style: StylePack, text: str, **changes: object
) -> RestyleResult:
    request = RestyleRequest(text, style, **changes)  # type: ignore[arg-type]
    return collect(Rewriter(engine).restyle(request, CancelToken()), text)


def test_every_passage_is_rewritten_and_all_between_stays(style: StylePack) -> None:
    result = restyle(AnsweringEngine(), style, TEXT)

    assert result.text == TEXT.replace(
        "Лариса купила дом за 420 рублей.", "купила дом за 420 рублей Лариса."
    ).replace("Тимур уехал в Казань в 1999 году.", "уехал в Казань в 1999 году Тимур.").replace(
        "Пётр остался дома и молчал.", "остался дома и молчал Пётр."
    )


def test_each_passage_has_its_candidates_with_reports(style: StylePack) -> None:
    result = restyle(AnsweringEngine(), style, TEXT, candidates=3)

    assert [len(passage.candidates) for passage in result.passages] == [3, 3, 3]
    report = result.passages[0].candidates[0].report
    assert report.passed
    assert "420" in report.kept
    assert report.lost == report.invented == ()


def test_passages_start_and_finish_in_order_with_progress_between(style: StylePack) -> None:
    events = list(Rewriter(AnsweringEngine()).restyle(RestyleRequest(TEXT, style), CancelToken()))

    assert events[0] == Started(3)
    done = [event.result.index for event in events if isinstance(event, PassageDone)]
    assert done == [0, 1, 2]
    streamed: dict[tuple[int, int], str] = {}
    for event in events:
        if isinstance(event, Progress):
            key = (event.passage, event.number)
            streamed[key] = streamed.get(key, "") + event.text
    assert streamed[(1, 2)] == "уехал в Казань в 1999 году Тимур."
    assert len(streamed) == 9


def test_passages_share_a_request_as_far_as_the_sequences_reach(style: StylePack) -> None:
    engine = AnsweringEngine(sequences=6)

    restyle(engine, style, "\n\n".join(f"Он купил дом {n}." for n in range(5)), candidates=3)

    assert [len(request.prompts) for request in engine.requests] == [2, 2, 1]


def test_of_more_draws_than_are_shown_the_best_are_shown(style: StylePack) -> None:
    def best_last(passage: str, candidate: int, sampling: Sampling) -> str:
        return passage.replace(" ", " уж ", 1) if candidate == 11 else "Молчание."

    engine = AnsweringEngine(best_last, draws=4, sequences=24)
    events = list(
        Rewriter(engine).restyle(RestyleRequest(TEXT, style, candidates=3), CancelToken())
    )

    assert [request.candidates for request in engine.requests] == [12, 12]
    done = [event.result for event in events if isinstance(event, PassageDone)]
    assert [len(result.candidates) for result in done] == [3, 3, 3]
    assert done[0].text == "Лариса уж купила дом за 420 рублей."
    assert {event.number for event in events if isinstance(event, Progress)} == {0, 1, 2}


@pytest.mark.parametrize(
    ("candidates", "strength", "drawn"), [(1, 1.0, 12), (3, 1.0, 12), (5, 1.0, 20), (3, 0.0, 3)]
)
def test_one_candidate_is_chosen_of_as_many_draws_as_three(
    style: StylePack, candidates: int, strength: float, drawn: int
) -> None:
    engine = AnsweringEngine(draws=4, sequences=64)

    restyle(engine, style, "Лариса купила дом.", candidates=candidates, strength=strength)

    assert engine.requests[0].candidates == drawn


def test_the_prompt_is_canonical_and_the_adapter_has_the_strength(style: StylePack) -> None:
    engine = AnsweringEngine()

    restyle(engine, style, "Лариса купила дом.", strength=0.8, seed=7)

    request = engine.requests[0]
    assert [(m.role, m.content) for m in request.prompts[0]] == [
        ("system", "Перепиши отрывок в манере Гоголя.\n[gogol]"),
        ("user", "Лариса купила дом."),
    ]
    assert request.adapters == (AdapterUse(style.adapters[FINGERPRINT], 0.8),)
    assert request.sampling == Sampling(0.8, 30, 0.9, 0.02, 1.0, seed=7)


def test_strength_0_is_the_plain_base_with_the_same_prompt(style: StylePack) -> None:
    plain, full = AnsweringEngine(), AnsweringEngine()

    restyle(plain, style, "Лариса купила дом.", strength=0.0)
    restyle(full, style, "Лариса купила дом.", strength=1.0)

    assert plain.requests[0].adapters == ()
    assert plain.requests[0].prompts == full.requests[0].prompts


def test_a_roomy_base_without_an_adapter_is_shown_exemplars(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    write_exemplars(folder, ("Он купил дом.", "Приобрёл он, сударь мой, дом."))
    roomy, narrow = AnsweringEngine(context=4096), AnsweringEngine(context=512)

    restyle(roomy, load_pack(folder), "Лариса купила дом.")
    restyle(narrow, load_pack(folder), "Лариса купила дом.")

    roles = [message.role for message in roomy.requests[0].prompts[0]]
    assert roles == ["system", "user", "assistant", "user"]
    assert [message.role for message in narrow.requests[0].prompts[0]] == ["system", "user"]


def test_a_hard_wrapped_paragraph_comes_back_wrapped(style: StylePack) -> None:
    text = (
        "Лариса долго смотрела на реку и думала о том, что скажет ей\n"
        "мать, когда узнает про новый дом на том берегу, и не могла\n"
        "решить, с чего начать разговор.\n"
    )
    engine = AnsweringEngine()

    result = restyle(engine, style, text)

    assert "\n" not in engine.requests[0].prompts[0][-1].content
    assert result.text.count("\n") >= 3
    assert max(map(len, result.text.splitlines())) <= 60


def test_the_best_candidate_stands_in_the_text(style: StylePack) -> None:
    def answer(passage: str, candidate: int, sampling: Sampling) -> str:
        if candidate == 1:
            return "Купила, представьте, Лариса дом за 420 рублей."
        return "Купил кто-то дом."

    result = restyle(AnsweringEngine(answer), style, "Лариса купила дом за 420 рублей.")

    assert result.text == "Купила, представьте, Лариса дом за 420 рублей."
    assert [item.report.passed for item in result.passages[0].candidates] == [True, False, False]
    assert "420" in result.passages[0].candidates[1].report.lost


def test_when_all_lose_something_another_draw_is_made_once(style: StylePack) -> None:
    def answer(passage: str, candidate: int, sampling: Sampling) -> str:
        if sampling.seed > 1000 and candidate == 2:
            return "За 420 рублей дом купила Лариса."
        return "Дом купили, да и только."

    engine = AnsweringEngine(answer)
    result = restyle(engine, style, "Лариса купила дом за 420 рублей.")

    assert result.text == "За 420 рублей дом купила Лариса."
    assert len(engine.requests) == 2
    assert len(result.passages[0].candidates) == 3
    assert engine.requests[1].sampling.temperature < engine.requests[0].sampling.temperature


def test_when_all_fail_twice_the_least_bad_stands_with_what_it_lost(style: StylePack) -> None:
    def answer(passage: str, candidate: int, sampling: Sampling) -> str:
        return ("Купили дом.", "Лариса обзавелась домом.", "дом дом дом дом дом")[candidate]

    engine = AnsweringEngine(answer)
    result = restyle(engine, style, "Лариса купила дом за 420 рублей.")

    assert result.text == "Лариса обзавелась домом."
    assert result.passages[0].candidates[0].report.lost == ("420",)
    assert not result.passages[0].candidates[0].report.passed
    assert len(engine.requests) == 2


def test_when_nothing_changes_the_second_draw_is_freer(style: StylePack) -> None:
    engine = AnsweringEngine(lambda passage, *_: passage)

    restyle(engine, style, "Лариса купила дом за рекой.")

    assert engine.requests[1].sampling.temperature > engine.requests[0].sampling.temperature


def test_a_greedy_style_is_not_drawn_twice(tmp_path: Path) -> None:
    engine = AnsweringEngine(lambda *_: "Дом.")

    restyle(
        engine,
        load_pack(write_pack(tmp_path, sampling={"temperature": 0})),
        "Лариса купила дом за 420 рублей.",
    )

    assert len(engine.requests) == 1


def test_the_same_words_drawn_twice_come_after_others(style: StylePack) -> None:
    def answer(passage: str, candidate: int, sampling: Sampling) -> str:
        return ("Купила Лариса дом.", "Купила Лариса дом.", "Дом купила Лариса.")[candidate]

    result = restyle(AnsweringEngine(answer), style, "Лариса купила дом.")

    texts = [candidate.text for candidate in result.passages[0].candidates]
    assert texts[2] in texts[:2]
    assert texts[0] != texts[1]


def test_an_answer_that_breaks_off_does_not_pass(style: StylePack) -> None:
    engine = AnsweringEngine()
    engine.finish = Finish.LENGTH

    result = restyle(engine, style, "Лариса купила дом.")

    assert result.passages[0].candidates[0].report.faults == ("unfinished",)


@pytest.mark.parametrize(
    "text", ["", "   \n\n\t", "🙂🙂 🎉", "* * *", "123 456", "https://example.org", "\x00\x00"]
)
def test_a_selection_without_prose_says_so(style: StylePack, text: str) -> None:
    engine = AnsweringEngine()

    with pytest.raises(StylePadError) as caught:
        restyle(engine, style, text)

    assert caught.value.code == "restyle.nothing"
    assert "nothing to restyle" in caught.value.message
    assert engine.requests == []


@pytest.mark.parametrize(
    "text",
    [
        "שלום עולם, זה משפט קצר.",
        "مرحبا بالعالم، هذه جملة.",
        "Слово " + "а" * 10_000 + " и ещё слова тут.",
        "Он пришёл\x00 домой, и сел.",
        "Half a \ud800 character stands here.",
        "🙂 Лариса 🎉 купила дом.",
    ],
    ids=["hebrew", "arabic", "endless word", "NUL", "lone surrogate", "emoji"],
)
def test_odd_texts_come_through(style: StylePack, text: str) -> None:
    engine = AnsweringEngine()

    result = restyle(engine, style, text)

    assert result.passages
    sent = [request.prompts[0][-1].content for request in engine.requests]
    assert all("\x00" not in content for content in sent)
    assert all(content.encode("utf-8") for content in sent)
    if "а" * 10_000 in text:
        assert "а" * 10_000 in result.text


def test_a_passage_without_room_in_the_context_is_left_as_it_is(style: StylePack) -> None:
    engine = AnsweringEngine(context=60, passage_tokens=200)
    text = "Лариса купила дом.\n\n" + "Слова идут одно за другим без конца " * 4

    result = restyle(engine, style, text)

    assert result.passages[1].candidates == ()
    assert result.text.endswith(text.splitlines()[-1])
    assert result.passages[0].candidates


@pytest.mark.parametrize(("name", "value"), [("strength", 1.6), ("candidates", 0)])
def test_values_out_of_range_are_refused(style: StylePack, name: str, value: float) -> None:
    with pytest.raises(StylePadError) as caught:
        restyle(AnsweringEngine(), style, "Лариса купила дом.", **{name: value})

    assert caught.value.code == "restyle.request"
    assert name in caught.value.message


def test_an_engine_without_a_model_is_said_so(style: StylePack) -> None:
    engine = AnsweringEngine()
    engine.close()

    with pytest.raises(EngineError) as caught:
        restyle(engine, style, "Лариса купила дом.")

    assert caught.value.code == "engine.not_loaded"


def stopping_at(count: int, error: Exception) -> AnsweringEngine:
    def before(words: int) -> None:
        if words == count:
            raise error

    return AnsweringEngine(sequences=2, before_word=before)


@pytest.mark.parametrize("error", [Cancelled(), EngineDied("died", code="engine.died")])
def test_what_is_finished_is_kept_on_a_stop_or_a_death(style: StylePack, error: Exception) -> None:
    # Two passages of four words in one request of two sequences; the last one ends first.
    text = "Лариса купила большой дом.\n\nПётр продал старый дом."
    results: list[PassageDone] = []

    def kept(events: Iterator[RestyleEvent]) -> None:
        results.extend(event for event in events if isinstance(event, PassageDone))

    engine = stopping_at(6, error)
    for candidates, expected in ((1, 0), (2, 1)):
        engine.requests.clear()
        results.clear()
        request = RestyleRequest(text, style, candidates=candidates)
        with pytest.raises(type(error)):
            kept(Rewriter(engine).restyle(request, CancelToken()))
        assert len(results) == expected
    assert len(results[0].result.candidates) == 1


def test_a_stop_before_the_start_asks_nothing_of_the_engine(style: StylePack) -> None:
    engine, cancel = AnsweringEngine(), CancelToken()
    cancel.cancel()

    with pytest.raises(Cancelled):
        list(Rewriter(engine).restyle(RestyleRequest(TEXT, style), cancel))

    assert engine.requests == []


def test_200_000_words_are_cut_at_once_and_come_back_whole(style: StylePack) -> None:
    paragraph = "Лариса долго шла по мокрой дороге и думала о доме за рекой. " * 5
    text = "\n\n".join([paragraph.strip()] * 3340)
    engine = AnsweringEngine(turned, sequences=32, passage_tokens=150)
    started = time.process_time()
    events = Rewriter(engine).restyle(RestyleRequest(text, style, candidates=1), CancelToken())

    assert isinstance(next(events), Started)
    assert time.process_time() - started < 5
    assert engine.counted < 20_000
    result = collect(events, text)

    assert len(text.split()) >= 200_000
    assert [passage.index for passage in result.passages] == list(range(len(result.passages)))
    assert len(result.text.split()) == len(text.split())
    assert result.text.count("\n\n") == text.count("\n\n")
