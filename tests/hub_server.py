"""A server on this machine that speaks the Hub's protocol, and misbehaves where it is told to.

As on the Hub, large files lie on another origin: `resolve/` answers with a redirect there, with
the file's size and SHA-256 in headers of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PIECE = 1 << 14
_BOUNDED = re.compile(r"bytes=0-(\d+)")
WEB_PAGE = b"<!doctype html><title>Log in</title>"


@dataclass
class ServedFile:
    """A file and how it is served; by default as it should be."""

    content: bytes
    sha256: str = ""
    linked_size: int | None = None
    """The size in `X-Linked-Size`, another than the listing's."""
    body: bytes | None = None
    """What is sent instead of the content."""
    chunked: bool = False
    """Send without Content-Length."""
    ranges: bool = True
    shifted: int = 0
    """Send ranges that begin so many bytes later than asked for."""
    break_at: int | None = None
    """End the connection before this byte of the file, `breaks` times."""
    breaks: int = 1
    break_every: int | None = None
    """End every connection after so many bytes."""
    hold_at: int | None = None
    """Send nothing from this byte on until `release` is set; `held` is set then."""
    html: bool = False
    git: bool = False
    """Keep it in git, as the Hub does with small texts: no SHA-256, no other origin."""
    statuses: list[int] = field(default_factory=list)
    """Statuses of the next answers, before the file is given."""
    held: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def git_hash(self) -> str:
        """Return what git calls the content."""
        return hashlib.sha1(b"blob %d\0" % len(self.content) + self.content).hexdigest()

    def __post_init__(self) -> None:
        self.sha256 = self.sha256 or hashlib.sha256(self.content).hexdigest()


@dataclass
class ServedRepository:
    """A repository; a gated one asks for a token of those in `admitted`."""

    files: dict[str, ServedFile] = field(default_factory=dict)
    tags: list[str] = field(default_factory=lambda: ["gguf", "en", "ru", "license:apache-2.0"])
    gated: bool = False
    admitted: set[str] = field(default_factory=set)
    downloads: int = 0


@dataclass(frozen=True)
class Request:
    """A request that was answered: `origin` is "hub" or "files"."""

    origin: str
    method: str
    path: str
    headers: dict[str, str]


class HubServer:
    """The Hub on `url`, with the files' server beside it."""

    def __init__(self) -> None:
        self.repositories: dict[str, ServedRepository] = {}
        self.requests: list[Request] = []
        self.errors: list[BaseException] = []
        self.log_in_page = False
        """Answer everything with a web page, as a network does before one has signed in."""
        self.loops = False
        """Redirect every file to itself."""
        self.astray = ""
        """Where a transfer is redirected to instead."""
        self._servers = [self._serve("hub"), self._serve("files")]
        self.url, self.files_url = (
            f"http://127.0.0.1:{server.server_address[1]}" for server in self._servers
        )

    def add(self, repository: str, path: str, content: bytes, **behaviour: Any) -> ServedFile:
        """Serve a file."""
        file = ServedFile(content, **behaviour)
        self.repositories.setdefault(repository, ServedRepository()).files[path] = file
        return file

    def transfers(self) -> list[Request]:
        """Return the requests for a file's content from some byte to its end."""
        return [item for item in self._gets() if not _BOUNDED.match(item.headers.get("Range", ""))]

    def looks(self) -> list[Request]:
        """Return the requests for a file's first bytes alone."""
        return [item for item in self._gets() if _BOUNDED.match(item.headers.get("Range", ""))]

    def _gets(self) -> list[Request]:
        return [item for item in self.requests if item.origin == "files" and item.method == "GET"]

    def close(self) -> None:
        """End both servers and what still waits in them."""
        for repository in self.repositories.values():
            for file in repository.files.values():
                file.release.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def _serve(self, origin: str) -> ThreadingHTTPServer:
        hub = self

        class Handler(_Handler):
            server_of = hub
            name = origin

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                import sys

                error = sys.exception()
                # A client that goes away in the middle is what many tests are about.
                if error is not None and not isinstance(error, OSError):
                    hub.errors.append(error)

        server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        return server


@contextmanager
def serving() -> Iterator[HubServer]:
    """Yield a server; an error inside it fails the test."""
    server = HubServer()
    try:
        yield server
    finally:
        server.close()
    assert not server.errors, server.errors


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of: HubServer
    name: str

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the tests' output clean."""

    def _answer(self) -> None:
        hub = self.server_of
        hub.requests.append(Request(self.name, self.command, self.path, dict(self.headers.items())))
        if hub.log_in_page:
            self._send(200, WEB_PAGE, {"Content-Type": "text/html; charset=utf-8"})
            return
        address = urlsplit(self.path)
        path = unquote(address.path)
        for pattern, act in self._routes():
            if match := re.fullmatch(pattern, path):
                act(match, parse_qs(address.query))
                return
        self._missing("EntryNotFound")

    def _routes(self) -> list[tuple[str, Callable[[re.Match[str], dict[str, list[str]]], None]]]:
        if self.name == "files":
            return [(r"/blobs/(?P<repository>[^/]+/[^/]+)/(?P<path>.+)", self._file)]
        return [
            (r"/api/models", self._search),
            (r"/api/models/(?P<repository>[^/]+/[^/]+)(/revision/[^/]+)?", self._info),
            (r"/(?P<repository>[^/]+/[^/]+)/resolve/[^/]+/(?P<path>.+)", self._resolve),
        ]

    def _search(self, _match: re.Match[str], query: dict[str, list[str]]) -> None:
        words = query.get("search", [""])[0].lower()
        found = [
            {
                "id": name,
                "downloads": repository.downloads,
                "likes": 3,
                "gated": "manual" if repository.gated else False,
                "lastModified": "2025-08-06T12:00:00.000Z",
                "tags": repository.tags,
            }
            for name, repository in self.server_of.repositories.items()
            if words in name.lower() and set(query.get("filter", [])) <= set(repository.tags)
        ]
        found.sort(key=lambda item: -int(str(item["downloads"])))
        self._json(found[: int(query.get("limit", ["1000"])[0])])

    def _info(self, match: re.Match[str], query: dict[str, list[str]]) -> None:
        name = match["repository"]
        repository = self.server_of.repositories.get(name)
        if repository is None:
            self._missing("RepoNotFound")
            return
        siblings = []
        for path, file in repository.files.items():
            item: dict[str, object] = {"rfilename": path}
            if "blobs" in query:
                size = len(file.content)
                lfs = {"sha256": file.sha256, "size": size, "pointerSize": 135}
                item |= {"size": size, "blobId": file.git_hash}
                if not file.git:
                    item["lfs"] = lfs
            siblings.append(item)
        gated = "manual" if repository.gated else False
        self._json(
            {
                "id": name,
                "sha": COMMIT,
                "gated": gated,
                "tags": repository.tags,
                "siblings": siblings,
            }
        )

    def _resolve(self, match: re.Match[str], _query: dict[str, list[str]]) -> None:
        repository = self.server_of.repositories.get(match["repository"])
        if repository is None:
            self._missing("RepoNotFound")
            return
        token = self.headers.get("authorization", "").removeprefix("Bearer ")
        if repository.gated and token not in repository.admitted:
            self._send(403 if token else 401, b"", {"X-Error-Code": "GatedRepo"})
            return
        file = repository.files.get(match["path"])
        if file is None:
            self._missing("EntryNotFound")
            return
        if file.git:
            body = file.content if file.body is None else file.body
            headers = {"ETag": f'"{file.git_hash}"', "X-Repo-Commit": COMMIT}
            self._send(200, body, {**headers, "Content-Type": "text/plain; charset=utf-8"})
            return
        target = f"{self.server_of.files_url}/blobs/{match['repository']}/{match['path']}"
        loops = self.server_of.loops and self.command == "GET"
        astray = self.server_of.astray if self.command == "GET" else ""
        size = len(file.content) if file.linked_size is None else file.linked_size
        self._send(
            302,
            b"",
            {
                "Location": self.path if loops else astray or target,
                "X-Repo-Commit": COMMIT,
                "X-Linked-Size": str(size),
                "X-Linked-Etag": f'"{file.sha256}"',
                "ETag": '"0000"',
            },
        )

    def _file(self, match: re.Match[str], _query: dict[str, list[str]]) -> None:
        file = self.server_of.repositories[match["repository"]].files[match["path"]]
        if (asked := _BOUNDED.fullmatch(self.headers.get("Range", ""))) and not file.html:
            self._start(file, int(asked[1]) + 1)
            return
        if file.statuses:
            self._send(file.statuses.pop(0), b"")
            return
        if file.html:
            self._send(200, WEB_PAGE, {"Content-Type": "text/html"})
            return
        body = file.content if file.body is None else file.body
        start, headers = 0, {"Accept-Ranges": "bytes"} if file.ranges else {}
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked and file.ranges:
            start = int(asked[1]) + file.shifted
            if start >= len(body):
                self._send(416, b"", {"Content-Range": f"bytes */{len(body)}"})
                return
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        self._head(206 if start or (asked and file.ranges) else 200, headers, file, body, start)
        self._body(file, body, start)

    def _start(self, file: ServedFile, count: int) -> None:
        """Answer who asks for the first bytes; what goes wrong on the way is for transfers."""
        body = file.content if file.body is None else file.body
        if file.ranges:
            place = f"bytes 0-{min(count, len(body)) - 1}/{len(body)}"
            self._send(206, body[:count], {"Content-Range": place})
        else:
            self._send(200, body)

    def _head(
        self, status: int, headers: dict[str, str], file: ServedFile, body: bytes, start: int
    ) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Type", "application/octet-stream")
        if file.chunked:
            self.send_header("Connection", "close")
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()

    def _body(self, file: ServedFile, body: bytes, start: int) -> None:
        end = len(body)
        if file.break_at is not None and file.breaks > 0:
            file.breaks -= 1
            end = max(start, file.break_at)
            self.close_connection = True
        if file.break_every is not None and start + file.break_every < end:
            end = start + file.break_every
            self.close_connection = True
        position = start
        while position < end:
            stop = min(position + PIECE, end)
            if file.hold_at is not None and position < file.hold_at:
                stop = min(stop, file.hold_at)
            if position == file.hold_at and not file.release.is_set():
                file.held.set()
                file.release.wait(60)
            self.wfile.write(body[position:stop])
            position = stop

    def _json(self, value: object) -> None:
        self._send(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _missing(self, code: str) -> None:
        self._send(404, b"", {"X-Error-Code": code, "X-Repo-Commit": COMMIT})

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
