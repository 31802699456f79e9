"""What goes wrong on the way to a server, by doing it for real where loopback can."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from stylepad.engine.protocol import CancelToken
from stylepad.engine.remote.engine import RemoteEngine
from stylepad.engine.remote.http import Timeouts
from stylepad.errors import Cancelled, EngineError, ServerError
from tests.engine.driving import request
from tests.engine.remote.conftest import Pauses, remote
from tests.engine.remote.scripted_server import PATIENCE, ScriptedServer, refusing

Make = Callable[..., RemoteEngine]


def load_error(engine: RemoteEngine, url: str) -> ServerError:
    """Return what loading from an address raises; it names the address and the text's fate."""
    with pytest.raises(ServerError) as caught:
        engine.load(remote(url), CancelToken())
    error = caught.value
    assert error.details["host"] in url
    assert "Your text is as it was" in error.message
    assert engine.model is None
    return error


@pytest.fixture
def closed_port() -> Iterator[int]:
    """Return a port that is taken, but that nobody listens at."""
    with closing(socket.socket()) as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [
        (401, "server.key", "Check the key"),
        (403, "server.forbidden", "another key"),
        (404, "server.not_found", "address or model"),
        (400, "server.request", "another model"),
        (413, "server.too_long", "less of it"),
        (429, "server.busy", "try again"),
        (500, "server.failed", "later"),
        (503, "server.failed", "later"),
        (302, "server.redirect", "the address that it now has"),
    ],
)
def test_a_status_is_said_in_words(
    server: ScriptedServer, make_engine: Make, status: int, code: str, advice: str
) -> None:
    server.pages["/v1/models"] = refusing(status, "the server's own words")

    error = load_error(make_engine(), server.url)

    assert error.code == code
    assert advice in error.message
    assert ("the server's own words" in error.message) is (status != 401)


def test_a_redirect_is_not_followed_with_the_key(server: ScriptedServer, make_engine: Make) -> None:
    server.pages["/v1/models"] = refusing(307, Location="/elsewhere")

    load_error(make_engine("secret"), server.url)

    assert [r.path for r in server.requests] == ["/v1/models"]


def test_a_key_that_a_server_repeats_is_blotted_out(
    server: ScriptedServer, make_engine: Make
) -> None:
    server.pages["/v1/models"] = refusing(403, "the key sk-1234567 may not")

    error = load_error(make_engine("sk-1234567"), server.url)

    assert "sk-1234567" not in error.message
    assert "sk-1234567" not in str(error.details)


@pytest.mark.parametrize(
    ("body", "kind"), [("<!doctype html><p>Hi", "text/html"), ("]", "application/json")]
)
def test_a_web_page_is_not_taken_for_a_server(
    server: ScriptedServer, make_engine: Make, pauses: Pauses, body: str, kind: str
) -> None:
    server.pages["/v1/models"] = lambda exchange: exchange.answer(200, body, kind)

    error = load_error(make_engine(), server.url)

    assert (error.code, error.details["kind"]) == ("server.not_api", kind)
    assert pauses.seconds == []


def test_json_of_another_kind_is_not_taken_for_a_server(
    server: ScriptedServer, make_engine: Make
) -> None:
    server.page("/v1/models", ["a", "b"])
    assert load_error(make_engine(), server.url).code == "server.not_api"


def test_a_server_without_models_is_said(server: ScriptedServer, make_engine: Make) -> None:
    server.page("/v1/models", {"data": []})
    assert load_error(make_engine(), server.url).code == "server.model"


def test_a_refused_connection_is_said_after_some_tries(
    make_engine: Make, closed_port: int, pauses: Pauses
) -> None:
    error = load_error(make_engine(), f"http://127.0.0.1:{closed_port}")

    assert error.code == "server.refused"
    assert pauses.seconds == [0.5, 1.0, 2.0]


def test_a_name_that_does_not_exist_is_said(make_engine: Make, pauses: Pauses) -> None:
    error = load_error(make_engine(), "http://no-such-machine.invalid")

    assert error.code == "server.unknown_host"
    assert pauses.seconds == []


def test_a_server_without_tls_is_said(
    server: ScriptedServer, make_engine: Make, pauses: Pauses
) -> None:
    error = load_error(make_engine(), server.url.replace("http:", "https:"))

    assert error.code == "server.tls"
    assert "write http://" in error.message
    assert pauses.seconds == []


def test_a_connection_that_says_nothing_is_given_up(make_engine: Make) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        assert load_error(make_engine(timeouts=Timeouts(answer=0.05)), url).code == "server.silent"


def test_a_time_out_of_the_connection_is_said(make_engine: Make) -> None:
    with ExitStack() as stack:
        listener = stack.enter_context(closing(socket.socket()))
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):  # its queue is full, so the next connection must wait
            waiting = stack.enter_context(closing(socket.socket()))
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        error = load_error(make_engine(timeouts=Timeouts(connect=0.05, answer=PATIENCE)), url)
    assert error.code == "server.slow"


def test_loading_can_be_stopped(server: ScriptedServer, make_engine: Make) -> None:
    cancel = CancelToken()
    hung_up = threading.Event()

    def scenario(exchange) -> None:  # type: ignore[no-untyped-def]
        cancel.cancel()
        if exchange.wait_for_hang_up():
            hung_up.set()

    server.pages["/v1/models"] = scenario
    with pytest.raises(Cancelled):
        make_engine().load(remote(server.url), cancel)
    assert hung_up.wait(PATIENCE)


def test_nothing_is_written_before_a_server_is_loaded_or_after_the_end(
    server: ScriptedServer, make_engine: Make
) -> None:
    engine = make_engine()
    with pytest.raises(EngineError, match="No model"):
        list(engine.generate(request("text"), CancelToken()))
    engine.load(remote(server.url), CancelToken())
    engine.close()
    engine.close()
    with pytest.raises(EngineError):
        engine.count_tokens(("text",))
    with pytest.raises(EngineError, match="closed"):
        engine.load(remote(server.url), CancelToken())


def test_a_key_with_letters_that_no_key_has_is_not_sent(
    server: ScriptedServer, make_engine: Make
) -> None:
    with pytest.raises(ServerError) as caught:
        make_engine("ключ").load(remote(server.url), CancelToken())
    assert caught.value.code == "server.key_letters"
    assert server.requests == []
