"""Answers to several prompts at once, as many requests at a time as the server has slots."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence

from stylepad.engine.protocol import Delta, Finish, Finished, GenerateEvent
from stylepad.engine.remote import errors, events
from stylepad.engine.remote.chat import Ask, Dialect
from stylepad.engine.remote.errors import Failure
from stylepad.engine.remote.events import Answer
from stylepad.engine.remote.http import Connection
from stylepad.engine.remote.retry import RetryPolicy, tried

_PATH = "/v1/chat/completions"

Emit = Callable[[GenerateEvent], None]


class Slots:
    """Places for requests; a request with several choices takes as many."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._free = asyncio.Semaphore(count)
        self._turn = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def taken(self, number: int) -> AsyncIterator[None]:
        """Hold places; whoever needs many is not overtaken while they come free."""
        wanted = min(number, self.count)
        async with self._turn:
            for _ in range(wanted):
                await self._free.acquire()
        try:
            yield
        finally:
            for _ in range(wanted):
                self._free.release()


class Writing:
    """One request of the program, as requests to the server; events go to `emit`.

    After a failure nothing more is asked; what is being written is still taken, and the first
    failure is raised at the end.
    """

    def __init__(
        self,
        connection: Connection,
        dialect: Dialect,
        policy: RetryPolicy,
        slots: int,
        emit: Emit,
    ) -> None:
        self._connection = connection
        self._dialect = dialect
        self._policy = policy
        self._slots = Slots(slots)
        self._emit = emit
        self._started = time.monotonic()
        self._failure: Failure | None = None

    async def run(self, asks: Sequence[Ask]) -> None:
        """Write the answers to every prompt. Raises Failure."""
        async with asyncio.TaskGroup() as group:
            for prompt, ask in enumerate(asks):
                group.create_task(self._prompt(prompt, ask))
        if self._failure is not None:
            raise self._failure

    async def _prompt(self, prompt: int, ask: Ask) -> None:
        """Write a prompt's candidates: by one request where that works, else each by its own."""
        left = set(range(ask.number))
        if 1 < ask.number <= self._slots.count and self._dialect.several:
            left -= await self._request(prompt, ask)
            if left and self._failure is None and self._dialect.several:
                self._dialect.refuse_several()
        async with asyncio.TaskGroup() as group:
            for candidate in sorted(left):
                group.create_task(self._request(prompt, ask.single(candidate)))

    async def _request(self, prompt: int, ask: Ask) -> set[int]:
        """Return the candidates that were finished, by themselves or by a failure after a start."""
        async with self._slots.taken(ask.number):
            while self._failure is None:
                try:
                    return await tried(lambda: self._attempt(prompt, ask), self._policy)
                except Failure as failure:
                    if not self._dialect.learn(failure, ask):
                        self._failure = self._failure or failure
                    elif ask.number > 1 and not self._dialect.several:
                        break
        return set()

    async def _attempt(self, prompt: int, ask: Ask) -> set[int]:
        """Write what one request brings. Raises a Failure that is tried again only before text."""
        answers: dict[int, Answer] = {}
        finished: set[int] = set()
        try:
            await self._read(prompt, ask, answers, finished)
            if not answers or any(number not in finished for number in answers):
                raise errors.cut(self._connection.address.host)
        except Failure as failure:
            begun = [number for number in answers if answers[number].parts]
            for number in begun:
                if number not in finished:
                    self._finish(prompt, number, answers[number], Finish.LENGTH)
            if begun or finished:
                raise self._after_start(failure) from failure.__cause__
            failure.again = failure.again or failure.error.code == "server.cut"
            raise
        return finished

    async def _read(
        self, prompt: int, ask: Ask, answers: dict[int, Answer], finished: set[int]
    ) -> None:
        chunks = self._connection.pieces(_PATH, self._dialect.body(ask))
        async with contextlib.aclosing(chunks):
            async for chunk in chunks:
                self._raise_fault(chunk)
                for piece in events.pieces(chunk):
                    number = ask.first + piece.choice
                    if not 0 <= piece.choice < ask.number or number in finished:
                        continue
                    answer = answers.setdefault(number, Answer())
                    answer.add(piece)
                    if piece.text:
                        self._emit(Delta(prompt, number, piece.text))
                    if answer.finish is not None:
                        finished.add(number)
                        self._finish(prompt, number, answer, answer.finish)

    def _raise_fault(self, chunk: object) -> None:
        fault = events.fault(chunk)
        if fault is not None:
            status, said = fault
            raise self._connection.refusal(status, json.dumps({"error": said}))

    def _after_start(self, failure: Failure) -> Failure:
        """Return what a failure is called that came after some text: the connection was cut."""
        if failure.error.code == "server.network":
            failure = errors.cut(self._connection.address.host)
        failure.again = False
        return failure

    def _finish(self, prompt: int, number: int, answer: Answer, finish: Finish) -> None:
        seconds = time.monotonic() - self._started
        self._emit(Finished(prompt, number, answer.text, answer.tokens, seconds, finish))
