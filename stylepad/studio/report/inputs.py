"""What the report is measured on: plain sides of works never trained on, and present-day prose."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from stylepad.errors import StudioError
from stylepad.studio.job import Job, Stage
from stylepad.studio.reference import Reference
from stylepad.text.words import count_words

PASSAGES = 72
"""How many are judged unless the job's option "passages" says otherwise."""
_OWN_SHARE = 0.55
_FEWEST = 8
_WORDS = range(8, 61)
"""Words of an input: long enough to have a manner, short enough for five strengths in minutes."""


@dataclass(frozen=True, slots=True)
class Input:
    """A plain passage; `original` is the author's own, "" for present-day prose."""

    plain: str
    original: str
    work: int

    @property
    def own(self) -> bool:
        """Return whether the author wrote of the same himself."""
        return bool(self.original)


def choose(job: Job, reference: Reference) -> tuple[Input, ...]:
    """Return the passages, the same ones for the same job; a good half by the author if there are.

    Raises StudioError "studio.no_pairs" where there are no pairs, "studio.little_to_judge" where
    there are too few passages in all.
    """
    rng = Random(f"report-{job.spec.style_id}")
    own = sorted(set(_test_pairs(job)), key=lambda item: item.plain)
    rng.shuffle(own)
    modern = [Input(text, "", 0) for text in sorted(set(reference.modern())) if _fits(text)]
    rng.shuffle(modern)
    wanted = _wanted(job)
    chosen = _by_turns(own, round(_OWN_SHARE * wanted))
    found = chosen + modern[: wanted - len(chosen)]
    if len(found) < _FEWEST:
        raise StudioError(
            f"There are only {len(found)} passages to judge the style on, and at least {_FEWEST}"
            " are needed. The style itself is finished and can be used. Add works that are set"
            " aside, and make the report again.",
            code="studio.little_to_judge",
            passages=str(len(found)),
            wanted=str(_FEWEST),
        )
    return tuple(found)


def mark(inputs: Sequence[Input]) -> str:
    """Return a digest of the passages, so that answers to others are not taken for theirs."""
    text = json.dumps([(item.plain, item.original) for item in inputs], ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _wanted(job: Job) -> int:
    chosen = job.options(Stage.REPORT).get("passages", PASSAGES)
    return max(_FEWEST, chosen) if isinstance(chosen, int) else PASSAGES


def _by_turns(own: Sequence[Input], most: int) -> list[Input]:
    """Return passages of every work in turn, so that no work is the most."""
    works: dict[int, list[Input]] = {}
    for item in own:
        works.setdefault(item.work, []).append(item)
    shelves = list(works.values())
    longest = max(map(len, shelves), default=0)
    turns = [shelf[n] for n in range(longest) for shelf in shelves if n < len(shelf)]
    return turns[:most]


def _test_pairs(job: Job) -> Iterator[Input]:
    path = job.folder / Stage.PAIRS.value / "pairs.jsonl"
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            usable = row["kept"] and row["split"] == "test" and row["source"] != "identity"
            if usable and _fits(row["plain"]) and _fits(row["text"]):
                yield Input(str(row["plain"]), str(row["text"]), int(row["work"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StudioError(
            f"The pairs of this job cannot be read ({error}), so there is nothing to judge the"
            " style on. The style itself is as it was; run the stage “pairs” again.",
            code="studio.no_pairs",
            problem=str(error),
        ) from error


def _fits(text: str) -> bool:
    return count_words(text) in _WORDS
