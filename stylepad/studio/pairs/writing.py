"""Plain sides that the loaded model writes, a batch of prompts at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stylepad.engine.protocol import (
    CancelToken,
    Engine,
    Finish,
    Finished,
    GenerateRequest,
    LoadedModel,
    Message,
    Sampling,
)
from stylepad.errors import EngineDied
from stylepad.studio.pairs.values import Plain, Source

FEWEST = 8  # prompts a request
_GROWTH, _LEAST_ROOM = 1.5, 24
_TEMPLATE_TOKENS = 24
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“"}


@dataclass(frozen=True, slots=True)
class Task:
    """What the model is asked for one passage; the answers are `variants`, in their order."""

    id: str
    source: Source
    messages: tuple[Message, ...]
    variants: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a model is drawn from."""

    temperature: float = 0.7
    seed: int = 1


class Writer:
    """Has the loaded model answer tasks."""

    def __init__(self, engine: Engine, model: LoadedModel, manner: Manner) -> None:
        self._engine = engine
        self._model = model
        self._manner = manner

    def batches(self, tasks: Sequence[Task]) -> Iterator[list[Task]]:
        """Yield the tasks in batches that fill the engine's sequences about twice."""
        size = max(FEWEST, 2 * self._model.sequences)
        for at in range(0, len(tasks), size):
            yield list(tasks[at : at + size])

    def written(self, tasks: Sequence[Task], cancel: CancelToken) -> Iterator[Plain]:
        """Yield the answers as they are finished; what does not fit the model is unfinished.

        A death of the engine costs one more try. Raises what `Engine.generate` raises.
        """
        counts = iter(
            self._engine.count_tokens(
                tuple(turn.content for task in tasks for turn in task.messages)
            )
        )
        fitting: list[tuple[Task, int]] = []
        for task in tasks:
            sizes = [next(counts) for _ in task.messages]
            room = int(_GROWTH * sizes[-1]) + _LEAST_ROOM
            if sum(sizes) + _TEMPLATE_TOKENS + room <= self._model.context:
                fitting.append((task, room))
            else:
                yield from (Plain(task.id, n, task.source, "", False) for n in task.variants)
        done: set[tuple[str, int]] = set()
        try:
            yield from self._asked(fitting, done, cancel)
        except EngineDied:
            yield from self._asked(fitting, done, cancel)

    def _asked(
        self, fitting: Sequence[tuple[Task, int]], done: set[tuple[str, int]], cancel: CancelToken
    ) -> Iterator[Plain]:
        if not fitting:
            return
        request = GenerateRequest(
            prompts=tuple(task.messages for task, _ in fitting),
            sampling=Sampling(
                temperature=self._manner.temperature, seed=self._manner.seed + _draw(fitting[0][0])
            ),
            candidates=max(len(task.variants) for task, _ in fitting),
            max_tokens=max(room for _, room in fitting),
        )
        for event in self._engine.generate(request, cancel):
            if not isinstance(event, Finished):
                continue
            task = fitting[event.prompt][0]
            if event.candidate < len(task.variants):
                variant = task.variants[event.candidate]
                if (task.id, variant) not in done:
                    done.add((task.id, variant))
                    whole = event.reason is Finish.END
                    text = tidied(event.text, task.messages[-1].content)
                    yield Plain(task.id, variant, task.source, text, whole)


def tidied(answer: str, passage: str) -> str:
    """Return an answer as one line, without thoughts, an introduction, or quotes around it all."""
    text = _THOUGHT.sub("", answer).strip()
    first, _, rest = text.partition("\n")
    if first.rstrip().endswith(":") and rest.strip() and not passage.startswith(first):
        text = rest.strip()
    text = " ".join(text.split())
    closing = _QUOTES.get(text[:1])
    if closing and text.endswith(closing) and text[:1] != passage[:1] and len(text) > 1:
        text = text[1:-1].strip()
    return text


def _draw(task: Task) -> int:
    """Return a number that makes the draws of one batch unlike those of another."""
    return sum(map(ord, task.id)) * 31 % 100_003
