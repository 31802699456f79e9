"""The author's works as the portrait needs them: passages, and which works are set aside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from stylepad.studio.job import Job, Stage
from stylepad.studio.split import split_works
from stylepad.studio.works import read_works
from stylepad.text.sentences import sentences

SHORTEST, LONGEST = 20, 480
"""Characters of a passage, as in the reference prose."""
_LEARNED = 0.8
"""Of a work that is parted, as the pairs part it."""


@dataclass(frozen=True, slots=True)
class TextOf:
    """A work's number, its title, its part in the split and its text."""

    number: int
    title: str
    split: str
    text: str

    def paragraphs(self) -> list[str]:
        """Return the paragraphs: one a line."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The works of a job that are kept.

    Where there are too few to set any aside whole, the last two tenths of each are.
    """

    works: tuple[TextOf, ...]

    @property
    def whole(self) -> bool:
        """Return whether whole works are set aside."""
        return {"train"} < {work.split for work in self.works}

    def learned(self) -> list[TextOf]:
        """Return the works, or their first parts, that are learned from."""
        if self.whole:
            return [work for work in self.works if work.split == "train"]
        return [_part(work, 0.0, _LEARNED, "train") for work in self.works]

    def aside(self) -> list[TextOf]:
        """Return the works, or their last parts, that are set aside."""
        if self.whole:
            return [work for work in self.works if work.split != "train"]
        return [_part(work, _LEARNED, 1.0, "test") for work in self.works]


def read_corpus(job: Job) -> Corpus:
    """Read the job's kept works.

    Raises StudioError "studio.no_texts" where the first stage has not been run.
    """
    kept = read_works(job)
    split = _split(job, {work.number: work.words for work in kept})
    works = [TextOf(work.number, work.title, split[work.number], work.text()) for work in kept]
    return Corpus(tuple(works))


def cut(works: Sequence[TextOf], wanted: int, seed: str) -> list[str]:
    """Return about `wanted` passages, drawn evenly over all works by their length.

    Of a long author only some paragraphs are cut, since finding sentences takes time.
    """
    rng = Random(seed)
    paragraphs = [paragraph for work in works for paragraph in work.paragraphs()]
    rng.shuffle(paragraphs)
    found: list[str] = []
    for paragraph in paragraphs:
        if len(found) >= wanted:
            break
        found += passages(paragraph, rng)
    rng.shuffle(found)
    return found[:wanted]


def passages(paragraph: str, rng: Random) -> Iterator[str]:
    """Yield passages of one to a few sentences, short ones more often."""
    run: list[str] = []
    size, wanted = 0, _target(rng)
    for start, end in sentences(paragraph):
        sentence = paragraph[start:end]
        if run and size + len(sentence) > wanted:
            yield from _fit(run)
            run, size, wanted = [], 0, _target(rng)
        run.append(sentence)
        size += len(sentence) + 1
    yield from _fit(run)


def _fit(run: list[str]) -> Iterator[str]:
    passage = " ".join(run)
    if SHORTEST <= len(passage) <= LONGEST:
        yield passage


def _target(rng: Random) -> int:
    """Draw a length in characters as packaging/mini/passages.py does for the reference."""
    return 40 + int((LONGEST - 40) * rng.random() ** 1.5)


def _split(job: Job, words: dict[int, int]) -> dict[int, str]:
    """Return the split of the pairs where they are made, or else that which they will have.

    A work that is parted there counts as learned from, and is parted here.
    """
    path = job.folder / Stage.PAIRS.value / "passages.jsonl"
    found: dict[int, set[str]] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(int(row["work"]), set()).add(str(row["split"]))
    made = {n: min(sides) for n, sides in found.items() if n in words and len(sides) == 1}
    return split_works(words, job.spec.style_id) | made


def _part(work: TextOf, start: float, end: float, split: str) -> TextOf:
    paragraphs = work.paragraphs()
    first, last = int(start * len(paragraphs)), int(end * len(paragraphs))
    return TextOf(work.number, work.title, split, "\n".join(paragraphs[first:last]))
