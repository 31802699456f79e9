"""Lengths in tokens, counted by the server where it can, else guessed on the long side."""

from __future__ import annotations

import asyncio
import math
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from stylepad.engine.remote.errors import Failure
from stylepad.engine.remote.http import Connection

_KEPT_MOST = 512
_LETTERS_A_TOKEN = {"latin": 3.0, "other": 1.8}
"""On the low side of what the vocabularies in use need, so that a text is rather found too long."""
_LATIN = re.compile(r"[\x00-\u024f]")


@dataclass(frozen=True, slots=True)
class _Way:
    """A server's own way to count: where, what is asked, and where the number is in the answer."""

    path: str
    body: Callable[[str, str], dict[str, Any]]
    count: Callable[[dict[str, Any]], object]
    single: bool = False


def _length(answer: dict[str, Any]) -> object:
    tokens = answer.get("tokens")
    return len(tokens) if isinstance(tokens, list) else None


_WAYS = (
    _Way("/tokenize", lambda _model, text: {"content": text}, _length),
    _Way(
        "/tokenize",
        lambda model, text: {"model": model, "prompt": text, "add_special_tokens": False},
        lambda answer: answer.get("count"),
    ),
    _Way(
        "/extras/tokenize/count",
        lambda _model, text: {"input": text},
        lambda answer: answer.get("count"),
        single=True,
    ),
)


@dataclass(slots=True)
class TokenCounter:
    """Counts tokens; texts that come again (the style's own) are asked once."""

    connection: Connection
    model: str
    way: _Way | None
    _kept: OrderedDict[str, int] = field(default_factory=OrderedDict)

    @classmethod
    async def found(cls, connection: Connection, model: str) -> TokenCounter:
        """Return a counter that uses the way which this server has."""
        for way in _WAYS:
            counter = cls(connection, model, way)
            try:
                if await counter._ask(way, "word") is not None:
                    return counter
            except Failure as failure:
                if not failure.status and failure.error.code != "server.not_api":
                    raise
        return cls(connection, model, None)

    @property
    def single(self) -> bool:
        """Return whether the server is of a kind that serves one request at a time."""
        return self.way is not None and self.way.single

    async def counts(self, texts: tuple[str, ...], at_once: int) -> tuple[int, ...]:
        """Return each text's tokens, asking `at_once` at a time. Raises Failure."""
        places = asyncio.Semaphore(at_once)

        async def one(text: str) -> int:
            async with places:
                return await self._count(text)

        return tuple(await asyncio.gather(*map(one, texts)))

    async def _count(self, text: str) -> int:
        if self.way is None or not text:
            return guess(text)
        if text not in self._kept:
            number = await self._ask(self.way, text)
            self._kept[text] = guess(text) if number is None else number
            while len(self._kept) > _KEPT_MOST:
                self._kept.popitem(last=False)
        return self._kept[text]

    async def _ask(self, way: _Way, text: str) -> int | None:
        answer = await self.connection.post(way.path, way.body(self.model, text))
        number = way.count(answer) if isinstance(answer, dict) else None
        return number if isinstance(number, int) else None


def guess(text: str) -> int:
    """Return a length in tokens for a vocabulary that is not known."""
    latin = len(_LATIN.findall(text))
    other = len(text) - latin
    return math.ceil(latin / _LETTERS_A_TOKEN["latin"] + other / _LETTERS_A_TOKEN["other"])
