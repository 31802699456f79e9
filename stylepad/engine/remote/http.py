"""One server over HTTP: JSON asked and answered, and answers that come piece by piece."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import httpx2

from stylepad import __version__
from stylepad.engine.remote import errors
from stylepad.engine.remote.address import Address
from stylepad.engine.remote.errors import Failure
from stylepad.engine.remote.retry import retry_after

Json = dict[str, Any]

_ANSWER_MOST = 4 * 2**20
_ERROR_MOST = 64 * 2**10
_END = "[DONE]"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long is waited, in seconds: for a connection, a short answer, the first piece of a long
    one (the server may have others to serve before, and a long prompt to read) and the next.
    """

    connect: float = 10.0
    answer: float = 20.0
    first: float = 300.0
    between: float = 60.0


class Connection:
    """Asks one server, with the key if there is one. Every method raises Failure.

    Proxies are those of the environment or the system, but never for this very machine: there a
    proxy would reach itself. Redirects are not followed, so that the key stays where it was meant.
    """

    def __init__(self, address: Address, key: str, timeouts: Timeouts) -> None:
        self.address = address
        self._key = key
        self._timeouts = timeouts
        self._client = httpx2.AsyncClient(
            headers=_headers(key),
            timeout=httpx2.Timeout(None, connect=timeouts.connect),
            limits=httpx2.Limits(max_connections=None),
            mounts={f"all://{_bracketed(address.name)}": None} if address.here else None,
        )

    async def get(self, path: str) -> Any:
        """Return the JSON of an answer."""
        return await self._short("GET", path, None)

    async def post(self, path: str, body: Json) -> Any:
        """Return the JSON of an answer to JSON."""
        return await self._short("POST", path, body)

    async def pieces(self, path: str, body: Json) -> AsyncGenerator[Json]:
        """Yield the JSON of an answer's pieces, the whole as one where the server streams not.

        Closing the generator closes the connection.
        """
        response = await self._timed(self._open("POST", path, body), self._timeouts.first)
        try:
            if _kind(response) == "text/event-stream":
                async with contextlib.aclosing(self._events(response)) as pieces:
                    async for piece in pieces:
                        yield piece
            else:
                yield await self._timed(self._json(response), self._timeouts.first)
        finally:
            await response.aclose()

    def refusal(self, status: int, body: str, after: float | None = None) -> Failure:
        """Return the failure that a status stands for; `after` seconds it may be tried again."""
        return errors.of_status(self.address.host, status, body, after=after, secret=self._key)

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def _events(self, response: httpx2.Response) -> AsyncGenerator[Json]:
        source = httpx2.EventSource(response).__aiter__()
        limit = self._timeouts.first
        while True:
            event = await self._timed(anext(source, None), limit)
            if event is None or event.data == _END:
                return
            limit = self._timeouts.between
            if event.data:
                yield self._parsed(event.data, "text/event-stream")

    async def _short(self, method: str, path: str, body: Json | None) -> Any:
        async def whole() -> Any:
            response = await self._open(method, path, body)
            try:
                return await self._json(response)
            finally:
                await response.aclose()

        return await self._timed(whole(), self._timeouts.answer)

    async def _open(self, method: str, path: str, body: Json | None) -> httpx2.Response:
        """Return an answer whose status is fine, its body still to be read."""
        # Escaped to ASCII, lone surrogates too, which UTF-8 has no bytes for.
        content = None if body is None else json.dumps(body).encode("ascii")
        request = self._client.build_request(
            method,
            f"{self.address.root}{path}",
            content=content,
            headers={"Content-Type": "application/json"} if content is not None else None,
        )
        response = await self._client.send(request, stream=True)
        if response.status_code < 300:
            return response
        try:
            text = await _read(response, _ERROR_MOST)
        finally:
            await response.aclose()
        after = retry_after(response.headers.get("retry-after", ""))
        raise self.refusal(response.status_code, text, after)

    async def _json(self, response: httpx2.Response) -> Any:
        return self._parsed(await _read(response, _ANSWER_MOST), _kind(response))

    def _parsed(self, text: str, kind: str) -> Any:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise errors.not_an_interface(self.address.host, kind) from error
        return value

    async def _timed(self, work: Any, seconds: float) -> Any:
        """Return what `work` returns, within so many seconds; network errors become failures."""
        try:
            async with asyncio.timeout(seconds):
                return await work
        except Failure:
            raise
        except TimeoutError as error:
            raise errors.silent(self.address.host, seconds) from error
        except (httpx2.HTTPError, httpx2.StreamError, OSError, UnicodeError) as error:
            raise errors.of_transport(self.address.host, error) from error


async def _read(response: httpx2.Response, most: int) -> str:
    """Return the body as text, cut after so many bytes."""
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > most:
            break
    return bytes(body[:most]).decode("utf-8", "replace")


def _headers(key: str) -> dict[str, str]:
    headers = {"User-Agent": f"StylePad/{__version__}", "Accept": "*/*"}
    return headers | {"Authorization": f"Bearer {key}"} if key else headers


def _kind(response: httpx2.Response) -> str:
    kind: str = response.headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower()


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name else name
