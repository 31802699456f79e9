"""What the stage works with: passages, plain sides, pairs and why one is left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Split(StrEnum):
    """What a passage is for: learning, telling when to stop, or the report."""

    TRAIN = "train"
    STOP = "stop"
    TEST = "test"


class Source(StrEnum):
    """Where a plain side comes from."""

    MODEL = "model"
    AGAIN = "again"
    LEXICON = "lexicon"
    RESTORED = "restored"
    DAMAGED = "damaged"
    PLAN = "plan"
    IDENTITY = "identity"
    IMPORTED = "imported"


class Why(StrEnum):
    """Why a pair is not trained on; "" for one that is."""

    KEPT = ""
    EMPTY = "empty"
    UNFINISHED = "unfinished"
    LENGTH = "length"
    NUMBERS = "numbers"
    NAMES = "names"
    CLOSE = "close"
    FAR = "far"
    DRIFTED = "drifted"
    LOOP = "loop"
    LANGUAGE = "language"
    BROKEN = "broken"
    DUPLICATE = "duplicate"
    SURPLUS = "surplus"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a work, verbatim. `same_as` is the passage that it repeats, "" for none."""

    id: str
    work: int
    split: Split
    length: str
    text: str
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain side as it was written. `finished` is False where the model ran out of room."""

    id: str
    variant: int
    source: Source
    plain: str
    finished: bool = True


@dataclass(frozen=True, slots=True)
class Pair:
    """A plain side and the author's own words. `work` is 0 for imported pairs.

    `id` is the passage's, the source and the variant: "w003-0012.restored.1". `detail` says what
    exactly was wrong: the lost name, the ratio. `edited` is whether the writer changed it.
    """

    id: str
    work: int
    split: Split
    source: Source
    plain: str
    text: str
    kept: bool = True
    why: Why = Why.KEPT
    detail: str = ""
    edited: bool = False
