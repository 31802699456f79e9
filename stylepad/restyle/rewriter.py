"""Restyling a text: passages are drawn a few at a time, judged, and finished in order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence

from stylepad.engine.protocol import CancelToken, Engine, Finished, LoadedModel
from stylepad.errors import EngineError, StylePadError
from stylepad.restyle import gate
from stylepad.restyle.drawing import Drawer
from stylepad.restyle.group import Group, Prepare, unprepared
from stylepad.restyle.neutral import Ear, Manner, Neutraliser
from stylepad.restyle.passages import Passage, cut
from stylepad.restyle.result import (
    Candidate,
    PassageDone,
    RestyleEvent,
    RestyleRequest,
    RestyleResult,
    Started,
)
from stylepad.restyle.revising import revised
from stylepad.restyle.style_meters import ProfileShelf
from stylepad.styles import verdict
from stylepad.styles.pack import StylePack
from stylepad.text.language import detect

STRENGTH_MOST = 1.5
CANDIDATES_MOST = 8


class Rewriter:
    """Restyles texts on an engine that has loaded its model. Not for two threads at once.

    `installed` returns the styles whose meters tell that a text is strongly styled itself.
    """

    def __init__(
        self,
        engine: Engine,
        meter_of: gate.MeterOf | None = None,
        installed: Callable[[], Iterable[StylePack]] = tuple,
    ) -> None:
        self._engine = engine
        self._meter_of = meter_of or ProfileShelf().meter
        self._ear = Ear(installed, self._meter_of)

    def manner(self, text: str) -> Manner | None:
        """Return what makes a text strongly styled, None where it is plain.

        Takes some tenths of a second, needs no engine, and may run beside a restyle.
        """
        return self._ear.manner(text, detect(text))

    def restyle(self, request: RestyleRequest, cancel: CancelToken) -> Generator[RestyleEvent]:
        """Yield `Started`, then the progress, and every passage when it is done, in order.

        A stop or a death of the engine first yields what is finished. Raises StylePadError
        "restyle.nothing" for a text without prose, "restyle.request" for values out of range and
        "restyle.neutralise" for a model that follows no instructions; StyleError, AdapterError,
        EngineError, EngineDied, EngineGaveUp, Cancelled.
        """
        model = self._checked(request)
        meter = self._meter_of(request.style)
        passages = cut(
            request.text,
            self._engine.count_tokens,
            model.passage_tokens,
            request.style.language,
            model.sentence_tokens,
        )
        yield Started(len(passages))
        drawer = Drawer(self._engine, model, request)

        def judge(passage: Passage, answer: Finished) -> Candidate:
            return _candidate(passage, answer, meter)

        def revise(passage: Passage, drawn: Sequence[Candidate]) -> Sequence[Candidate]:
            # A model that draws no more than it shows is one whose every answer stands for itself.
            return revised(passage, drawn, meter) if model.draws > 1 else drawn

        prepare: Prepare = unprepared
        if request.neutralise:
            prepare = Neutraliser(self._engine, model, self._ear, passages).neutralised
        at_once = max(1, model.sequences // drawer.draws)
        for first in range(0, len(passages), at_once):
            cancel.raise_if_cancelled()
            group = Group(
                passages[first : first + at_once],
                drawer,
                judge,
                request.candidates,
                prepare=prepare,
                revise=revise,
            )
            yield from group.events(cancel)

    def _checked(self, request: RestyleRequest) -> LoadedModel:
        if not 0 <= request.strength <= STRENGTH_MOST:
            raise _wrong("strength", f"{request.strength:g}", f"from 0 to {STRENGTH_MOST}")
        if not 1 <= request.candidates <= CANDIDATES_MOST:
            raise _wrong("candidates", str(request.candidates), f"from 1 to {CANDIDATES_MOST}")
        if self._engine.model is None:
            # After a death the engine's next request loads the last model again, or says why not.
            self._engine.count_tokens(("",))
        model = self._engine.model
        if model is None:
            raise EngineError(
                "No model is loaded, so nothing can be restyled. Your text is as it was; load a "
                "model first.",
                code="engine.not_loaded",
            )
        if request.neutralise and not model.instructed:
            raise _not_instructed(model)
        return model


def collect(events: Iterable[RestyleEvent], text: str) -> RestyleResult:
    """Return the whole result of a restyle of `text`."""
    done = tuple(event.result for event in events if isinstance(event, PassageDone))
    return RestyleResult(text, done)


def _candidate(passage: Passage, answer: Finished, meter: gate.StyleMeter | None) -> Candidate:
    text = passage.fitted(answer.text)
    report = gate.judge(
        passage.original, text, language=passage.language, meter=meter, finish=answer.reason
    )
    doubt = verdict.doubt_of_model(passage.original, answer.unlikelihood)
    return Candidate(text, report, answer.tokens, answer.seconds, doubt)


def _not_instructed(model: LoadedModel) -> StylePadError:
    return StylePadError(
        f"{model.name} cannot rewrite a text plainly first: it was trained for its styles and does "
        "not follow instructions. Your text is as it was; leave --neutralise out, or choose an "
        "instruct model.",
        code="restyle.neutralise",
        model=model.name,
    )


def _wrong(name: str, value: str, wanted: str) -> StylePadError:
    return StylePadError(
        f"The {name} cannot be {value}: it must be {wanted}.",
        code="restyle.request",
        name=name,
        value=value,
        wanted=wanted,
    )
