"""A server that does what real ones cannot be made to do on demand."""

from __future__ import annotations

import json
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE = 20.0
"""Seconds after which a wait that a test forgot to end is over."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """What came: `body` is None for a GET."""

    path: str
    headers: dict[str, str]
    body: Json | None


class Exchange:
    """One request and the ways to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        self._handler = handler
        self.request = request

    @property
    def body(self) -> Json:
        assert self.request.body is not None
        return self.request.body

    def answer(
        self, status: int, body: str, kind: str = "application/json", **headers: str
    ) -> None:
        """Send a whole answer."""
        data = body.encode()
        self._handler.send_response(status)
        named = {"Content-Type": kind, "Content-Length": str(len(data))}
        for name, value in (named | headers).items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()
        self._handler.wfile.write(data)

    def start(self) -> None:
        """Begin a stream of events."""
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self._handler.send_header("Transfer-Encoding", "chunked")
        self._handler.end_headers()

    def send(self, data: str) -> None:
        """Send a piece of the stream as it is."""
        raw = data.encode()
        self._handler.wfile.write(f"{len(raw):x}\r\n".encode() + raw + b"\r\n")

    def piece(self, text: str, choice: int = 0, finish: str | None = None) -> None:
        """Send a piece of an answer."""
        delta = {"content": text} if text else {}
        value = {"choices": [{"index": choice, "delta": delta, "finish_reason": finish}]}
        self.send(f"data: {json.dumps(value)}\n\n")

    def end(self) -> None:
        """End the stream as a good server does."""
        self.send("data: [DONE]\n\n")
        self._handler.wfile.write(b"0\r\n\r\n")

    def cut(self) -> None:
        """Break the connection off."""
        self._handler.connection.shutdown(socket.SHUT_RDWR)
        self._handler.close_connection = True

    def wait_for_hang_up(self) -> bool:
        """Wait until the other side has closed the connection; return whether it has."""
        self._handler.connection.settimeout(PATIENCE)
        self._handler.close_connection = True
        try:
            return self._handler.connection.recv(1) == b""
        except TimeoutError:
            return False
        except OSError:
            return True


Scenario = Callable[[Exchange], None]


def writing(*texts: str, finish: str = "stop") -> Scenario:
    """Answer the first choice only, whatever `n` is, a word at a time."""

    def scenario(exchange: Exchange) -> None:
        exchange.start()
        for text in texts:
            exchange.piece(text)
        exchange.piece("", finish=finish)
        exchange.end()

    return scenario


def refusing(status: int, said: str = "", **headers: str) -> Scenario:
    """Refuse with a status and words."""
    body = json.dumps({"error": {"message": said, "code": status}})
    return lambda exchange: exchange.answer(status, body, **headers)


@dataclass
class ScriptedServer:
    """`scenarios` are used up one by one by the chat completions, then `usual` holds.

    `pages` are the other answers, by path.
    """

    url: str = ""
    usual: Scenario = field(default_factory=lambda: writing("Fine", " words."))
    scenarios: deque[Scenario] = field(default_factory=deque)
    pages: dict[str, Scenario] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self, path: str, value: object) -> None:
        """Answer a path with JSON."""
        self.pages[path] = lambda exchange: exchange.answer(200, json.dumps(value))

    @property
    def chats(self) -> list[Json]:
        """Return the bodies of the chat completions asked for."""
        return [r.body for r in self.requests if r.body and r.path.endswith("/chat/completions")]

    def serve(self, exchange: Exchange) -> None:
        """Answer one request."""
        path = exchange.request.path
        with self.lock:
            self.requests.append(exchange.request)
            chat = path.endswith("/chat/completions")
            scenario = self.scenarios.popleft() if chat and self.scenarios else self.usual
        if not chat:
            scenario = self.pages.get(path, refusing(404, "no such page"))
        scenario(exchange)


@contextmanager
def serving(server: ScriptedServer) -> Iterator[ScriptedServer]:
    """Run a server on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._serve(None)

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            self._serve(json.loads(self.rfile.read(length)))

        def _serve(self, body: Json | None) -> None:
            try:
                server.serve(Exchange(self, Request(self.path, dict(self.headers.items()), body)))
            except OSError:
                self.close_connection = True  # the client hung up, which tests do on purpose

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    web = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=web.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{web.server_address[1]}"
    server.page("/v1/models", {"data": [{"id": "scripted"}]})
    try:
        yield server
    finally:
        web.shutdown()
        web.server_close()
        thread.join(PATIENCE)
