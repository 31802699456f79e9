"""Short ways to ask an engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from stylepad.engine.protocol import (
    AdapterUse,
    CancelToken,
    Delta,
    Engine,
    Finished,
    GenerateEvent,
    GenerateRequest,
    LoadRequest,
    Message,
    Sampling,
)

ENGLISH = "The old man walked slowly down the street and thought of the letter."
RUSSIAN = "Старик медленно шёл по улице и думал о письме."
GREEDY = Sampling(temperature=0.0)


def load_request(model: Path, **settings: int) -> LoadRequest:
    """Return a request that leaves the other cores to whoever else works on this machine."""
    return LoadRequest(model, threads=1, **settings)


def request(
    *texts: str,
    adapters: Sequence[tuple[Path, float]] = (),
    sampling: Sampling = GREEDY,
    candidates: int = 1,
    max_tokens: int = 32,
) -> GenerateRequest:
    """Return a request with one user message per prompt."""
    return GenerateRequest(
        prompts=tuple((Message("user", text),) for text in texts),
        adapters=tuple(AdapterUse(path, scale) for path, scale in adapters),
        sampling=sampling,
        candidates=candidates,
        max_tokens=max_tokens,
    )


def answers(engine: Engine, asked: GenerateRequest) -> dict[tuple[int, int], Finished]:
    """Return the finished answers by prompt and candidate."""
    return finished(engine.generate(asked, CancelToken()))


def finished(events: Iterable[GenerateEvent]) -> dict[tuple[int, int], Finished]:
    """Return the finished answers; their text must be what the deltas said."""
    texts: dict[tuple[int, int], str] = {}
    ends: dict[tuple[int, int], Finished] = {}
    for event in events:
        key = (event.prompt, event.candidate)
        assert key not in ends, "an event after the end"
        if isinstance(event, Delta):
            texts[key] = texts.get(key, "") + event.text
        else:
            ends[key] = event
    assert {key: end.text for key, end in ends.items() if end.text} == texts
    return ends


def text(engine: Engine, asked: GenerateRequest) -> str:
    """Return the first answer's text."""
    return answers(engine, asked)[0, 0].text
