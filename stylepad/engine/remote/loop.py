"""A thread in which the requests to a server run, any number at a time."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import queue
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, EngineError

_T = TypeVar("_T")
_JOIN_SECONDS = 5.0


class Loop:
    """Runs coroutines for callers in other threads; its thread starts with the first one."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def run(self, work: Coroutine[Any, Any, _T], cancel: CancelToken) -> _T:
        """Return what the work returns. Raises what it raises; Cancelled at once on a cancel."""
        future = self._submit(work)
        take_back = cancel.on_cancel(lambda: _stop(future))
        try:
            return future.result()
        except concurrent.futures.CancelledError as error:
            raise Cancelled from error
        finally:
            take_back()

    def stream(
        self, work: Callable[[Callable[[_T], None]], Coroutine[Any, Any, None]], cancel: CancelToken
    ) -> Iterator[_T]:
        """Yield what the work hands to its argument. Raises what it raises; Cancelled at once.

        Work that the caller does not wait for any more is cancelled.
        """
        inbox: queue.SimpleQueue[tuple[_T] | None] = queue.SimpleQueue()
        future = self._submit(work(lambda value: inbox.put((value,))))
        future.add_done_callback(lambda _future: inbox.put(None))
        take_back = cancel.on_cancel(lambda: _stop(future))
        try:
            while (item := inbox.get()) is not None:
                cancel.raise_if_cancelled()
                yield item[0]
            future.result()
        except concurrent.futures.CancelledError as error:
            raise Cancelled from error
        finally:
            take_back()
            future.cancel()

    def close(self, farewell: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Cancel everything, run `farewell` and end the thread; safe more than once."""
        self._closed = True
        loop, self._loop = self._loop, None
        if loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(_wind_up(farewell), loop)
        self._thread.join(_JOIN_SECONDS)

    def _submit(self, work: Coroutine[Any, Any, _T]) -> concurrent.futures.Future[_T]:
        if self._closed:
            work.close()
            raise EngineError("The engine is closed. The text is unchanged.", code="engine.closed")
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=_serve, args=(self._loop,), name="server requests", daemon=True
            )
            self._thread.start()
        return asyncio.run_coroutine_threadsafe(work, self._loop)


def _stop(future: concurrent.futures.Future[Any]) -> None:
    future.cancel()


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()


async def _wind_up(farewell: Callable[[], Coroutine[Any, Any, None]]) -> None:
    this = asyncio.current_task()
    others = [task for task in asyncio.all_tasks() if task is not this]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    with contextlib.suppress(OSError):
        await farewell()
    loop = asyncio.get_running_loop()
    await loop.shutdown_asyncgens()
    loop.stop()
