"""The engine's figures: switching style, three candidates against one, tokens a second."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import (
    AdapterUse,
    CancelToken,
    Delta,
    Finish,
    Finished,
    GenerateRequest,
    LoadRequest,
    Message,
    Sampling,
)
from tests.bench.table import Row

PASSAGES = (
    "The old man walked slowly down the street and thought of the letter that he had received on"
    " Monday. He did not know what to answer, and the rain did not help him to decide.",
    "We moved to the town in March 1987. The house had seven rooms, a garden, and a cellar where"
    " my father kept his tools and my brother kept his secrets.",
    "Утром Анна вышла из дома и пошла на рынок. Она купила хлеб, два килограмма яблок и цветы для"
    " матери, а потом долго стояла у реки.",
    "В комнате было холодно. Чиновник сел за стол, открыл папку и начал писать письмо своему"
    " начальнику, но слова не приходили.",
)
ROUNDS = 7
ANSWERS = 6
"""Answers of one measure of speed: the clock of a processor needs some tenths of a second."""
SWITCH_LIMIT = 50.0
CANDIDATES_LIMIT = 1.6


@dataclass(frozen=True)
class Speed:
    """Tokens of one answer, how many of them a second, and how many of the prompt stood before."""

    tokens: int
    rate: float
    depth: int


@contextmanager
def loaded(model: Path, threads: int) -> Iterator[EngineClient]:
    """Yield an engine with `model` loaded on the CPU."""
    client = EngineClient()
    try:
        client.load(LoadRequest(model=model, threads=threads, gpu_layers=0), CancelToken())
        yield client
    finally:
        client.close()


def decode_speed(
    client: EngineClient, adapter: Path | None, passages: int, tokens: int, seed: int
) -> Speed:
    """Return the speed of writing `ANSWERS` answers, first tokens and the prompt left out.

    One or two `passages` in a row are asked for: a trained model is done with one before its time
    can be told. Prompt and answer must stay under 256 tokens: attention is computed over whole
    blocks of that many, so beyond it a few tokens of the template would make the depths unequal.
    """
    start = 2 * (seed % 2)
    passage = " ".join(PASSAGES[start : start + passages])
    _finished(client, request(passage, adapter, 1, 1, seed))
    written, seconds = 0, 0.0
    for number in range(ANSWERS * seed, ANSWERS * (seed + 1)):
        first = _finished(client, request(passage, adapter, 1, 1, number))[0]
        whole = _finished(client, request(passage, adapter, 1, tokens, number))[0]
        # The token that ends an answer is computed like any other, but is not part of it.
        written += whole.tokens - first.tokens + (whole.reason is Finish.END)
        seconds += whole.seconds - first.seconds
    (row,) = client.token_rows(((Message("user", passage),),), ("",))
    return Speed(written // ANSWERS, written / seconds, len(row.prompt))


def switch_row(client: EngineClient, first: Path, second: Path) -> Row:
    """Return how much longer the first token takes when the style is another than before.

    The same passage is asked for each time; after a switch its prompt is computed anew, which the
    time of a repeated prompt lacks, so a never seen passage of the same length is the reference.
    """
    kept, switched = [], []
    for number in range(3 * ROUNDS):
        _first_token(client, f"{number} {PASSAGES[0]}", first)
        kept.append(_first_token(client, f"{number + 100} {PASSAGES[0]}", first))
        switched.append(_first_token(client, f"{number + 200} {PASSAGES[0]}", second))
    extra = 1000 * (statistics.median(switched) - statistics.median(kept))
    return Row("style switch", max(extra, 0.0), "ms", SWITCH_LIMIT, "added to the first token")


def candidates_row(client: EngineClient, adapter: Path) -> Row:
    """Return how many times longer three candidates take than one, at equal lengths."""
    ratios = []
    for number in range(ROUNDS):
        passage = PASSAGES[number % len(PASSAGES)]
        one = _per_token(client, request(f"{number} {passage}", adapter, 1, 96, number))
        three = _per_token(client, request(f"{number + 50} {passage}", adapter, 3, 96, number))
        ratios.append(three / one)
    note = f"time of three answers by time of one, per step; {ROUNDS} pairs, median"
    return Row("three candidates", statistics.median(ratios), "×", CANDIDATES_LIMIT, note)


def request(
    passage: str, adapter: Path | None, candidates: int, tokens: int, seed: int
) -> GenerateRequest:
    """Return a request as the program makes it."""
    return GenerateRequest(
        prompts=((Message("user", passage),),),
        adapters=(AdapterUse(adapter, 1.0),) if adapter else (),
        sampling=Sampling(seed=seed),
        candidates=candidates,
        max_tokens=tokens,
    )


def _finished(client: EngineClient, asked: GenerateRequest) -> list[Finished]:
    events = client.generate(asked, CancelToken())
    return [event for event in events if isinstance(event, Finished)]


def _per_token(client: EngineClient, asked: GenerateRequest) -> float:
    """Return the seconds of a whole request by the length of its longest answer."""
    start = time.perf_counter()
    longest = max(answer.tokens for answer in _finished(client, asked))
    return (time.perf_counter() - start) / longest


def _first_token(client: EngineClient, passage: str, adapter: Path) -> float:
    start = time.perf_counter()
    for event in client.generate(request(passage, adapter, 1, 1, 0), CancelToken()):
        if isinstance(event, Delta | Finished):
            return time.perf_counter() - start
    raise RuntimeError("the engine said nothing")
