"""Answers over several connections: what servers do wrong, and what becomes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from stylepad.engine.protocol import CancelToken, Delta, Finish, Finished, GenerateEvent, Sampling
from stylepad.engine.remote.engine import RemoteEngine
from stylepad.engine.remote.http import Timeouts
from stylepad.errors import Cancelled, ServerError
from tests.engine.driving import answers, finished, request
from tests.engine.remote.conftest import Pauses
from tests.engine.remote.scripted_server import (
    PATIENCE,
    Exchange,
    ScriptedServer,
    refusing,
    writing,
)

Connect = Callable[..., RemoteEngine]
DRAWN = Sampling(temperature=0.7, seed=40)


def broken(engine: RemoteEngine, *texts: str) -> tuple[list[GenerateEvent], ServerError]:
    """Return what came before the error, and the error."""
    events: list[GenerateEvent] = []
    with pytest.raises(ServerError) as caught:
        events.extend(engine.generate(request(*texts), CancelToken()))
    return events, caught.value


def test_an_answer_comes_piece_by_piece(server: ScriptedServer, connect: Connect) -> None:
    server.usual = writing("Один", " два", "\r\n\u2028три")

    events = list(connect().generate(request("text"), CancelToken()))

    assert [e.text for e in events if isinstance(e, Delta)] == ["Один", " два", "\r\n\u2028три"]
    end = finished(events)[0, 0]
    assert (end.text, end.tokens, end.reason) == ("Один два\r\n\u2028три", 3, Finish.END)


def test_a_request_says_what_is_wanted(server: ScriptedServer, connect: Connect) -> None:
    engine = connect(key="secret", model="scripted")

    list(engine.generate(request("Т\ud800", sampling=DRAWN, max_tokens=9), CancelToken()))

    (body,) = server.chats
    assert body["model"] == "scripted"
    assert body["messages"] == [{"role": "user", "content": "Т\ud800"}]
    assert (body["stream"], body["max_tokens"], body["seed"]) == (True, 9, 40)
    assert (body["temperature"], body["top_k"], body["min_p"]) == (0.7, 40, 0.05)
    assert "n" not in body
    assert "lora" not in body
    assert {r.headers["Authorization"] for r in server.requests} == {"Bearer secret"}


def test_several_candidates_come_with_one_request(server: ScriptedServer, connect: Connect) -> None:
    def scenario(exchange: Exchange) -> None:
        exchange.start()
        for choice in (2, 0, 1):
            exchange.piece(f"choice {choice}", choice)
            exchange.piece("", choice, "stop")
        exchange.end()

    server.usual = scenario
    ends = answers(connect(), request("text", sampling=DRAWN, candidates=3))

    assert {key[1]: end.text for key, end in ends.items()} == {
        number: f"choice {number}" for number in range(3)
    }
    assert [body["n"] for body in server.chats] == [3]


def test_a_server_that_ignores_n_is_asked_for_the_rest_with_other_seeds(
    server: ScriptedServer, connect: Connect
) -> None:
    engine = connect()

    ends = answers(engine, request("text", sampling=DRAWN, candidates=3))
    assert set(ends) == {(0, 0), (0, 1), (0, 2)}
    assert [(body.get("n"), body["seed"]) for body in server.chats[:1]] == [(3, 40)]
    assert sorted(body["seed"] for body in server.chats[1:]) == [41, 42]

    answers(engine, request("text", sampling=DRAWN, candidates=2))
    assert all("n" not in body for body in server.chats[3:]), "it was not remembered"


def test_a_server_that_refuses_n_gets_a_request_for_each(
    server: ScriptedServer, connect: Connect
) -> None:
    server.scenarios.append(refusing(400, "Only one completion choice is allowed"))

    ends = answers(connect(), request("text", sampling=DRAWN, candidates=3))

    assert len(ends) == 3
    assert sorted(body["seed"] for body in server.chats[1:]) == [40, 41, 42]
    assert all("n" not in body for body in server.chats[1:])


def test_fields_that_a_server_does_not_know_are_left_out_from_then_on(
    server: ScriptedServer, connect: Connect
) -> None:
    server.scenarios += [
        refusing(400, "Unrecognized request arguments supplied: min_p, top_k"),
        refusing(400, "Use 'max_completion_tokens' instead of 'max_tokens'."),
    ]
    engine = connect()

    assert answers(engine, request("text"))[0, 0].text == "Fine words."
    assert answers(engine, request("text"))[0, 0].text == "Fine words."
    assert len(server.chats) == 4
    for body in server.chats[2:]:
        assert not {"min_p", "top_k", "max_tokens"} & set(body)
        assert body["max_completion_tokens"] == 32


def test_a_refusal_that_nothing_can_be_learnt_from_is_said(
    server: ScriptedServer, connect: Connect
) -> None:
    server.usual = refusing(400, "the context is too small, " + "k" * 500)

    _, error = broken(connect(), "text")

    assert error.code == "server.request"
    assert "the context is too small" in error.message
    assert len(error.message) < 500
    assert len(server.chats) == 1


def test_as_many_prompts_as_slots_are_written_at_a_time(
    server: ScriptedServer, connect: Connect
) -> None:
    meeting = threading.Barrier(3)
    now, most = 0, 0

    def scenario(exchange: Exchange) -> None:
        nonlocal now, most
        with server.lock:
            now += 1
            most = max(most, now)
        meeting.wait(PATIENCE)
        with server.lock:
            now -= 1
        writing("Done.")(exchange)

    server.usual = scenario
    ends = answers(connect(slots=3), request(*(f"text {n}" for n in range(6))))

    assert len(ends) == 6
    assert most == 3


def test_a_server_error_is_tried_again_with_growing_pauses(
    server: ScriptedServer, connect: Connect, pauses: Pauses
) -> None:
    server.scenarios += [refusing(500, "oh"), refusing(500, "oh")]

    assert answers(connect(), request("text"))[0, 0].text == "Fine words."
    assert pauses.seconds == [0.5, 1.0]


def test_retry_after_is_honoured(server: ScriptedServer, connect: Connect, pauses: Pauses) -> None:
    server.scenarios.append(refusing(429, "slow down", Retry_After="7"))

    assert answers(connect(), request("text"))[0, 0].text == "Fine words."
    assert pauses.seconds == [7.0]


def test_a_server_that_wants_to_rest_for_long_is_not_waited_for(
    server: ScriptedServer, connect: Connect, pauses: Pauses
) -> None:
    server.usual = refusing(429, "quota", Retry_After="3600")

    _, error = broken(connect(), "text")

    assert error.code == "server.busy"
    assert pauses.seconds == []


def test_a_connection_cut_before_any_text_is_tried_again(
    server: ScriptedServer, connect: Connect
) -> None:
    def cut(exchange: Exchange) -> None:
        exchange.start()
        exchange.cut()

    server.scenarios += [Exchange.cut, cut]

    assert answers(connect(), request("text"))[0, 0].text == "Fine words."
    assert len(server.chats) == 3


@pytest.mark.parametrize("clean", [True, False], ids=["an end without a finish", "a cut"])
def test_what_came_before_a_cut_is_kept_as_unfinished(
    server: ScriptedServer, connect: Connect, clean: bool
) -> None:
    def scenario(exchange: Exchange) -> None:
        exchange.start()
        exchange.piece("Half of")
        exchange.piece(" it")
        (exchange.end if clean else exchange.cut)()

    server.usual = scenario
    events, error = broken(connect(), "text")

    end = finished(events)[0, 0]
    assert (end.text, end.reason) == ("Half of it", Finish.LENGTH)
    assert error.code == "server.cut"
    assert len(server.chats) == 1, "text that has begun is not drawn again"


def test_other_answers_are_finished_when_one_is_cut(
    server: ScriptedServer, connect: Connect
) -> None:
    begun, noticed = threading.Event(), threading.Event()

    def cutting(exchange: Exchange) -> None:
        exchange.start()
        exchange.piece("Half")
        begun.wait(PATIENCE)
        exchange.cut()

    def finishing(exchange: Exchange) -> None:
        exchange.start()
        exchange.piece("Whole")
        begun.set()
        noticed.wait(PATIENCE)
        exchange.piece(" text.", finish="stop")
        exchange.end()

    server.scenarios += [cutting, finishing]
    events = connect(slots=2).generate(request("one", "two", "three"), CancelToken())
    ends = []
    for event in events:
        if isinstance(event, Finished):
            ends.append(event)
            noticed.set()
            if len(ends) == 2:
                break
    with pytest.raises(ServerError, match="was cut"):
        next(events)

    assert {(end.text, end.reason) for end in ends} == {
        ("Half", Finish.LENGTH),
        ("Whole text.", Finish.END),
    }
    assert len(server.chats) == 2, "nothing more is asked after a failure"


def test_an_error_in_the_stream_is_said(server: ScriptedServer, connect: Connect) -> None:
    def scenario(exchange: Exchange) -> None:
        exchange.start()
        exchange.piece("Begun")
        exchange.send('data: {"error": {"code": 500, "message": "out of memory"}}\n\n')
        exchange.end()

    server.usual = scenario
    events, error = broken(connect(), "text")

    assert finished(events)[0, 0].reason is Finish.LENGTH
    assert (error.code, "out of memory" in error.message) == ("server.failed", True)


def test_a_filtered_answer_is_not_a_complete_one(server: ScriptedServer, connect: Connect) -> None:
    server.usual = writing("Words", finish="content_filter")
    assert answers(connect(), request("text"))[0, 0].reason is Finish.LENGTH


def test_an_answer_that_is_not_streamed_is_taken_whole(
    server: ScriptedServer, connect: Connect
) -> None:
    choice = '{"index": 0, "message": {"content": "All at once."}, "finish_reason": "stop"}'
    server.usual = lambda exchange: exchange.answer(200, f'{{"choices": [{choice}]}}')

    assert answers(connect(), request("text"))[0, 0].text == "All at once."


def test_cancelling_closes_the_connection_at_once(server: ScriptedServer, connect: Connect) -> None:
    hung_up = threading.Event()
    cancel = CancelToken()

    def scenario(exchange: Exchange) -> None:
        exchange.start()
        exchange.piece("Words")
        if exchange.wait_for_hang_up():
            hung_up.set()

    server.usual = scenario
    events = connect().generate(request("text"), cancel)
    next(iter(events))
    cancel.cancel()

    with pytest.raises(Cancelled):
        next(iter(events))
    assert hung_up.wait(PATIENCE)


def test_cancelling_does_not_wait_for_the_first_word(
    server: ScriptedServer, connect: Connect
) -> None:
    cancel = CancelToken()
    hung_up = threading.Event()

    def scenario(exchange: Exchange) -> None:
        cancel.cancel()
        if exchange.wait_for_hang_up():
            hung_up.set()

    server.usual = scenario
    with pytest.raises(Cancelled):
        list(connect().generate(request("text"), cancel))
    assert hung_up.wait(PATIENCE)


def test_answers_that_nobody_waits_for_any_more_are_broken_off(
    server: ScriptedServer, connect: Connect
) -> None:
    hung_up = threading.Event()

    def scenario(exchange: Exchange) -> None:
        exchange.start()
        exchange.piece("Words")
        if exchange.wait_for_hang_up():
            hung_up.set()

    server.usual = scenario
    events = connect().generate(request("text"), CancelToken())
    next(iter(events))
    events.close()  # type: ignore[attr-defined]

    assert hung_up.wait(PATIENCE)


@pytest.mark.parametrize("begun", [False, True])
def test_a_silent_server_is_given_up(server: ScriptedServer, connect: Connect, begun: bool) -> None:
    def scenario(exchange: Exchange) -> None:
        if begun:
            exchange.start()
            exchange.piece("Words")
        exchange.wait_for_hang_up()

    server.usual = scenario
    limits = Timeouts(first=30.0, between=0.05) if begun else Timeouts(first=0.05)
    events, error = broken(connect(timeouts=limits), "text")

    assert error.code == "server.silent"
    assert [end.text for end in finished(events).values()] == (["Words"] if begun else [])
