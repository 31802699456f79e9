"""What a restyle is asked to do, and what comes of it: plain values shared with every interface."""

from __future__ import annotations

from dataclasses import dataclass, field

from stylepad.restyle.adjustment import Adjustment
from stylepad.styles.pack import StylePack
from stylepad.styles.verdict import Report


@dataclass(frozen=True, slots=True)
class RestyleRequest:
    """A text to restyle. `strength` scales the adapter: 0 the plain base, 1 as trained, to 1.5.

    `adjustment` is what the writer changes about the style's sampling.
    """

    text: str
    style: StylePack
    strength: float = 1.0
    candidates: int = 3
    seed: int = 0
    neutralise: bool = False
    """Whether passages that are strongly styled themselves are rewritten plainly first."""
    adjustment: Adjustment = field(default_factory=Adjustment)


@dataclass(frozen=True, slots=True)
class Neutral:
    """The plain rewriting that a restyle began with.

    `text` is "" where it could not be used, and `faults` say why: codes of the gate, or "room".
    The passage was near to the installed `style` by `nearness`, or else has the old-fashioned
    `words`.
    """

    text: str
    style: str
    nearness: float
    words: tuple[str, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One rewriting of a passage; `seconds` from the start of its request to its last token.

    `doubt` is minus the logarithm of the chance that it reads well, as far as that is known; 0
    where the engine cannot say.
    """

    text: str
    report: Report
    tokens: int
    seconds: float
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class PassageResult:
    """A passage of the original at `start`:`end` with its candidates, best first.

    `text` is what stands in the result unless the writer chooses another candidate.
    """

    index: int
    start: int
    end: int
    original: str
    candidates: tuple[Candidate, ...]
    neutral: Neutral | None = None

    @property
    def text(self) -> str:
        """Return the best candidate's text, or the original where there is none."""
        return self.candidates[0].text if self.candidates else self.original


@dataclass(frozen=True, slots=True)
class RestyleResult:
    """A whole result: the original text and its passages in order."""

    original: str
    passages: tuple[PassageResult, ...]

    @property
    def text(self) -> str:
        """Return the original with every passage replaced, all separators as they were."""
        return self.with_choice(0)

    def with_choice(self, choice: int) -> str:
        """Return the text with each passage's candidate number `choice`, or its last."""
        parts: list[str] = []
        position = 0
        for passage in self.passages:
            parts.append(self.original[position : passage.start])
            chosen = passage.candidates[min(choice, len(passage.candidates) - 1) :][:1]
            parts.append(chosen[0].text if chosen else passage.original)
            position = passage.end
        parts.append(self.original[position:])
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Started:
    """The text was cut into `passages` passages; none is written yet."""

    passages: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A piece of text was added to a candidate of a passage; `number` counts candidates from 0."""

    passage: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class PassageDone:
    """A passage is finished and judged; passages finish in order."""

    result: PassageResult


RestyleEvent = Started | Progress | PassageDone
