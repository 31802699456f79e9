"""An engine whose answers a test writes itself, for what a real model cannot be made to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from stylepad.engine.protocol import (
    CancelToken,
    Delta,
    Finish,
    Finished,
    GenerateEvent,
    GenerateRequest,
    LoadedModel,
    LoadRequest,
    Placement,
    Sampling,
)
from tests.packs import FINGERPRINT

Answer = Callable[[str, int, Sampling], str]
"""From a passage, the candidate's number and the sampling to the answer."""


def turned(passage: str, _candidate: int, _sampling: Sampling) -> str:
    """Answer with the words of the passage the other way round, names and numbers kept."""
    words = passage.rstrip(".").split()
    return " ".join([*words[1:], words[0]]) + "."


class AnsweringEngine:
    """Answers each prompt with `answer`, a word at a time, candidates in turns.

    `before_word` is called before each delta with the number of deltas so far; it may raise.
    """

    def __init__(
        self,
        answer: Answer = turned,
        *,
        sequences: int = 6,
        context: int = 512,
        passage_tokens: int = 60,
        draws: int = 1,
        before_word: Callable[[int], None] = lambda _count: None,
    ) -> None:
        self._answer = answer
        self._before_word = before_word
        self.requests: list[GenerateRequest] = []
        self.finish = Finish.END
        self.counted = 0
        self.model: LoadedModel | None = LoadedModel(
            path=Path("scripted.gguf"),
            name="Scripted",
            architecture="llama",
            fingerprint=FINGERPRINT,
            context=context,
            sequences=sequences,
            passage_tokens=passage_tokens,
            placement=Placement("CPU", 0, 8, ""),
            threads=1,
            seconds=0.0,
            draws=draws,
        )

    def load(
        self,
        request: LoadRequest,
        cancel: CancelToken,
        on_progress: Callable[[float], None] = lambda _share: None,
    ) -> LoadedModel:
        assert self.model is not None
        return self.model

    def count_tokens(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        self.counted += sum(map(len, texts))
        return tuple(len(re.findall(r"\w{1,4}|[^\w\s]", text)) for text in texts)

    def generate(self, request: GenerateRequest, cancel: CancelToken) -> Iterator[GenerateEvent]:
        self.requests.append(request)
        lanes = [
            (prompt, candidate, self._words(messages[-1].content, candidate, request.sampling))
            for prompt, messages in enumerate(request.prompts)
            for candidate in range(request.candidates)
        ]
        # The last prompt ends first: callers must not rely on the order.
        lanes.reverse()
        count = 0
        for prompt, candidate, words in lanes:
            for word in words:
                self._before_word(count)
                cancel.raise_if_cancelled()
                count += 1
                yield Delta(prompt, candidate, word)
            text = "".join(words)
            yield Finished(prompt, candidate, text, len(words), 0.5, self.finish)

    def close(self) -> None:
        self.model = None

    def _words(self, passage: str, candidate: int, sampling: Sampling) -> list[str]:
        return re.findall(r"\s*\S+", self._answer(passage, candidate, sampling))
