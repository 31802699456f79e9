"""Drawing the rewritings that are judged: as the editor draws them, the best of a few."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from stylepad.engine.protocol import (
    AdapterUse,
    CancelToken,
    Engine,
    Finish,
    Finished,
    GenerateRequest,
    LoadedModel,
    Message,
    Sampling,
)
from stylepad.paths import replace_file
from stylepad.studio.report.inputs import Input
from stylepad.styles import prompt
from stylepad.styles.agreement import Judged, agreed, rating
from stylepad.styles.pack import StylePack
from stylepad.styles.profile import Profile
from stylepad.styles.verdict import doubt_of_model, judge
from stylepad.text.tidy import for_place

CANDIDATES = 3
"""How many answers are drawn of each passage, or more where the model says it needs them."""
SEED = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rewriting that the editor would show first, and whether its gate let it through."""

    text: str
    passed: bool
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """A style on a model that is loaded, and the meter that its rewritings are ranked with."""

    engine: Engine
    model: LoadedModel
    pack: StylePack
    meter: Profile

    @property
    def candidates(self) -> int:
        """Return how many answers are drawn of each passage."""
        return max(CANDIDATES, self.model.draws)


def draw(
    writer: Writer,
    inputs: Sequence[Input],
    strength: float,
    cancel: CancelToken,
    told: Callable[[int], None],
) -> tuple[Drawn, ...]:
    """Return the best of a few rewritings of each input; `told` hears how many are finished.

    Raises what the engine raises, Cancelled.
    """
    answers: list[list[Finished]] = [[] for _ in inputs]
    done = 0
    for event in writer.engine.generate(_request(writer, inputs, strength), cancel):
        if isinstance(event, Finished):
            answers[event.prompt].append(event)
            done += 1
            told(done // writer.candidates)
    return tuple(_best(item, found, writer) for item, found in zip(inputs, answers, strict=True))


def keep(path: Path, made_of: str, drawn: Sequence[Drawn]) -> None:
    """Write what was drawn at one strength; raises OSError."""
    body = {"made_of": made_of, "drawn": [asdict(item) for item in drawn]}
    replace_file(path, json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8"))


def kept(path: Path, made_of: str) -> tuple[Drawn, ...] | None:
    """Return what was drawn before of the same passages, None where there is no such file."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if body["made_of"] != made_of:
            return None
        return tuple(
            Drawn(str(row["text"]), bool(row["passed"]), tuple(row["faults"]))
            for row in body["drawn"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _request(writer: Writer, inputs: Sequence[Input], strength: float) -> GenerateRequest:
    engine, model, pack = writer.engine, writer.model, writer.pack
    usual = pack.sampling
    longest = max(engine.count_tokens(tuple(item.plain for item in inputs)))
    return GenerateRequest(
        prompts=tuple(
            tuple(Message(turn.role, turn.content) for turn in prompt.messages(pack, item.plain))
            for item in inputs
        ),
        adapters=tuple(
            AdapterUse(path, scale) for path, scale in pack.adapter_set(model.adapter_for, strength)
        ),
        sampling=Sampling(
            temperature=usual.temperature,
            top_k=usual.top_k,
            top_p=usual.top_p,
            min_p=usual.min_p,
            repeat_penalty=usual.repeat_penalty,
            seed=SEED,
        ),
        candidates=writer.candidates,
        max_tokens=prompt.answer_room(longest),
    )


def _best(item: Input, found: Sequence[Finished], writer: Writer) -> Drawn:
    """Return what comes first of the answers to a passage, revised as the editor does it."""
    plain, language = item.plain, writer.pack.language
    answers = [
        _judged(item, answer, writer) for answer in sorted(found, key=lambda event: event.candidate)
    ]
    if writer.model.draws > 1:
        answers = agreed(plain, answers, language, writer.meter)
    best = min(answers, key=lambda answer: rating(plain, answer))
    return Drawn(best.text, best.report.passed, best.report.faults)


def _judged(item: Input, answer: Finished, writer: Writer) -> Judged:
    text = for_place(item.plain, answer.text)
    finished = answer.reason is not Finish.LENGTH
    language, meter = writer.pack.language, writer.meter
    report = judge(item.plain, text, language=language, meter=meter, finished=finished)
    return Judged(text, report, doubt_of_model(item.plain, answer.unlikelihood))
