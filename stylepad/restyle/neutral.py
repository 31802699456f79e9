"""Plain first: a passage that is strongly styled itself is rewritten plainly before the restyle.

Thresholds were set on the pairs of the built-in styles: from 30 words on a way of 0.9 to any
author of the language is gone by 64 to 91 % of the authors' passages and up to 6 % of plain ones.
Shorter passages say too little, so there the whole text decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from stylepad.engine.protocol import (
    CancelToken,
    Engine,
    Finished,
    GenerateRequest,
    LoadedModel,
    Message,
    Sampling,
)
from stylepad.errors import StyleError
from stylepad.restyle import gate
from stylepad.restyle.gate import MeterOf
from stylepad.restyle.lengths import answer_room, prompt_tokens
from stylepad.restyle.passages import Passage
from stylepad.restyle.result import Neutral
from stylepad.styles import plain
from stylepad.styles.pack import StylePack
from stylepad.styles.profile import bounded
from stylepad.text.archaic import archaic_words
from stylepad.text.words import count_words

NEAR = 0.9
WORDS_LEAST = 30
_ARCHAIC_LEAST, _ARCHAIC_SHARE = 2, 1 / 60
_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class Manner:
    """Why a text counts as strongly styled: it is near to a style, or has old-fashioned words."""

    style: str = ""
    nearness: float = 0.0
    words: tuple[str, ...] = ()


class Ear:
    """Hears whether a text is strongly styled, by the meters of the installed styles."""

    def __init__(self, styles: Callable[[], Iterable[StylePack]], meter_of: MeterOf) -> None:
        self._styles = styles
        self._meter_of = meter_of

    def manner(self, text: str, language: str) -> Manner | None:
        """Return what makes the text strongly styled; None where it is plain or under 30 words.

        A style whose profile cannot be read has no say.
        """
        words = count_words(text)
        if words < WORDS_LEAST:
            return None
        ways = [(meter.way(text), style_id) for style_id, meter in self._meters(language)]
        way, style = max(ways, default=(0.0, ""))
        if way >= NEAR:
            return Manner(style, bounded(way))
        old = archaic_words(text, language)
        if len(old) >= max(_ARCHAIC_LEAST, words * _ARCHAIC_SHARE):
            return Manner(words=tuple(dict.fromkeys(old)))
        return None

    def _meters(self, language: str) -> Iterator[tuple[str, gate.StyleMeter]]:
        for style in self._styles():
            if style.language == language and not style.blend:
                with suppress(StyleError):
                    if meter := self._meter_of(style):
                        yield style.id, meter


class Neutraliser:
    """Rewrites the strongly styled passages of one text plainly, on a model that is instructed."""

    def __init__(
        self, engine: Engine, model: LoadedModel, ear: Ear, passages: Sequence[Passage]
    ) -> None:
        self._engine = engine
        self._model = model
        self._ear = ear
        whole = "\n".join(passage.plain for passage in passages)[:_SAMPLE]
        self._whole = ear.manner(whole, passages[0].language)

    def neutralised(self, passages: Sequence[Passage], cancel: CancelToken) -> tuple[Passage, ...]:
        """Return the passages, each strongly styled one with what came of making it plain.

        Raises what `Engine.generate` raises.
        """
        manners = {passage.index: self._manner(passage) for passage in passages}
        styled = [passage for passage in passages if manners[passage.index]]
        answers = self._rewritten(styled, cancel)
        return tuple(
            replace(passage, neutral=_neutral(passage, manner, answers.get(passage.index)))
            if (manner := manners[passage.index])
            else passage
            for passage in passages
        )

    def _manner(self, passage: Passage) -> Manner | None:
        if count_words(passage.plain) < WORDS_LEAST:
            return self._whole
        return self._ear.manner(passage.plain, passage.language)

    def _rewritten(self, passages: Sequence[Passage], cancel: CancelToken) -> dict[int, Finished]:
        prompts = {passage.index: _messages(passage) for passage in passages}
        counts = prompt_tokens(self._engine.count_tokens, list(prompts.values()))
        fitting = [
            (passage, answer_room(length.last))
            for passage, length in zip(passages, counts, strict=True)
            if length.whole + answer_room(length.last) <= self._model.context
        ]
        if not fitting:
            return {}
        request = GenerateRequest(
            prompts=tuple(prompts[passage.index] for passage, _room in fitting),
            sampling=Sampling(temperature=0.0),
            max_tokens=max(room for _passage, room in fitting),
        )
        return {
            fitting[event.prompt][0].index: event
            for event in self._engine.generate(request, cancel)
            if isinstance(event, Finished)
        }


def _messages(passage: Passage) -> tuple[Message, ...]:
    system = plain.instruction(passage.language)
    return (Message("system", system), Message("user", passage.plain))


def _neutral(passage: Passage, manner: Manner, answer: Finished | None) -> Neutral:
    """Return the plain text where it lost and invented nothing, else why it is not used."""
    if answer is None:
        return Neutral("", manner.style, manner.nearness, manner.words, ("room",))
    text = answer.text.strip()
    report = gate.judge(passage.plain, text, language=passage.language, finish=answer.reason)
    return Neutral(
        text if report.passed else "",
        manner.style,
        manner.nearness,
        manner.words,
        () if report.passed else report.faults,
    )
