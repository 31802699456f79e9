"""Damaged models and adapters through the real loader and engine: the program lives on."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, EngineDied, EngineGaveUp, StylePadError
from tests import ggufs
from tests.engine.driving import ENGLISH, finished, load_request, request
from tests.engine.mutants import COUNT, Mutants

SMALL = replace(ggufs.Measures(), layers=1, width=32, heads=2, kv_heads=1, feed_forward=32)
HANGS = 30.0
"""Seconds after which a file counts as one that the engine hangs with."""

TECHNICAL = ("Traceback", "Error(", "<class", "0x", "KeyError", "struct", "None")

pytestmark = pytest.mark.timeout(60 + 4 * COUNT)


@pytest.fixture
def client() -> Iterator[EngineClient]:
    client = EngineClient()
    yield client
    client.close()


@contextmanager
def deadline() -> Iterator[CancelToken]:
    """Return a token that cancels what hangs."""
    cancel = CancelToken()
    timer = threading.Timer(HANGS, cancel.cancel)
    timer.start()
    yield cancel
    timer.cancel()


def fault(error: StylePadError) -> str:
    """Return what is wrong with an error that a writer is to read, "" where nothing is."""
    message = error.message
    if not error.code or error.code == "engine.internal":
        return f"foreseen by nobody: {error.details}"
    if not message.endswith((".", "?")) or len(message) > 600:
        return f"no short sentence: {message}"
    return f"technical: {message}" if any(word in message for word in TECHNICAL) else ""


class Trials:
    """What became of the mutants of one file: how many by code, and what was not as it should."""

    def __init__(self, sound: Path, use: Callable[[Path, CancelToken], object]) -> None:
        self.codes: Counter[str] = Counter()
        self.faults: list[tuple[int, str]] = []
        mutants = Mutants(sound)
        for number in range(COUNT):
            self._try(number, mutants.write(number), use)

    def _try(self, number: int, path: Path, use: Callable[[Path, CancelToken], object]) -> None:
        code = ""
        try:
            with deadline() as cancel:
                use(path, cancel)
        except Cancelled:
            self.faults.append((number, "the engine hangs with it"))
        except StylePadError as error:
            died = isinstance(error, EngineDied | EngineGaveUp)
            code = f"died: {error.code}" if died else error.code
            if wrong := fault(error):
                self.faults.append((number, wrong))
        self.codes[code] += 1


def report(what: str, codes: Counter[str]) -> None:
    """Print what happened, for whoever runs with -s."""
    total = codes.total()
    died = sum(count for code, count in codes.items() if code.startswith("died"))
    print(f"\n{total} mutants of {what}: {codes['']} usable, {died} ended the engine")
    for code, count in codes.most_common():
        print(f"  {count:5} {code or 'usable'}")


def test_no_damaged_model_ends_more_than_the_engine(client: EngineClient, tmp_path: Path) -> None:
    sound = ggufs.write_base(tmp_path / "base.gguf", SMALL)
    asked = request(ENGLISH, max_tokens=4)
    client.load(load_request(sound), CancelToken())
    expected = finished(client.generate(asked, CancelToken()))[0, 0].text

    def use(path: Path, cancel: CancelToken) -> None:
        client.load(load_request(path), cancel)
        finished(client.generate(asked, cancel))

    trials = Trials(sound, use)

    report("a model", trials.codes)
    assert not trials.faults
    assert trials.codes["model.damaged"] + trials.codes["model.truncated"] > COUNT // 4
    client.load(load_request(sound), CancelToken())
    assert finished(client.generate(asked, CancelToken()))[0, 0].text == expected


def test_no_damaged_adapter_ends_more_than_the_engine(client: EngineClient, tmp_path: Path) -> None:
    base = ggufs.write_base(tmp_path / "base.gguf", SMALL)
    sound = ggufs.write_adapter(tmp_path / "adapter.gguf", base)
    asked = request(ENGLISH, max_tokens=4, adapters=[(sound, 1.0)])
    client.load(load_request(base), CancelToken())
    expected = finished(client.generate(asked, CancelToken()))[0, 0].text

    def use(path: Path, cancel: CancelToken) -> None:
        if client.model is None:
            client.load(load_request(base), cancel)
        damaged = request(ENGLISH, max_tokens=4, adapters=[(path, 1.0)])
        finished(client.generate(damaged, cancel))

    trials = Trials(sound, use)

    report("an adapter", trials.codes)
    assert not trials.faults
    assert trials.codes[""] < COUNT // 2
    client.load(load_request(base), CancelToken())
    assert finished(client.generate(asked, CancelToken()))[0, 0].text == expected
