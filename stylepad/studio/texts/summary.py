"""What the texts come to: counts, what to expect of so much, and what the writer should know."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from stylepad.errors import StudioError
from stylepad.studio.job import Job, Stage
from stylepad.studio.texts.authors import people
from stylepad.studio.texts.works import Entry, read_text, write_text

FILE = "summary.json"
TOKENS_A_WORD = {"ru": 2.1, "en": 1.35}
"""Tokens of present tokenizers for a word of fiction, about."""

TOKENS_FEWEST = 80_000
TOKENS_COMFORTABLE = 300_000
_NAMED_MOST = 5
WORDS_LEAST = 1_000
"""Words under which nothing can be learnt at all."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something the writer should know: a stable code, an English sentence, its named values."""

    code: str
    message: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """The stage's figures; `amount` is "little", "enough" or "comfortable", `expect` says it."""

    works: int
    words: int
    sentences: int
    tokens: int
    amount: str
    expect: str
    left_out: int
    cuts: dict[str, int]
    warnings: tuple[Note, ...]
    skipped: tuple[Note, ...]


def summarise(
    job: Job, entries: Iterable[Entry], kinds: Counter[str], skipped: Iterable[Note]
) -> Summary:
    """Write and return the summary of a job's texts."""
    entries = tuple(entries)
    kept = [entry for entry in entries if entry.kept]
    words = sum(entry.words for entry in kept)
    tokens = round(words * TOKENS_A_WORD.get(job.spec.language, 2.0))
    amount, expect = _expectation(tokens)
    summary = Summary(
        works=len(kept),
        words=words,
        sentences=sum(entry.sentences for entry in kept),
        tokens=tokens,
        amount=amount,
        expect=expect,
        left_out=len(entries) - len(kept),
        cuts=dict(kinds.most_common()),
        warnings=tuple(_warnings(entries, tokens)),
        skipped=tuple(skipped),
    )
    write_text(job, FILE, json.dumps(asdict(summary), ensure_ascii=False, indent=1) + "\n")
    return summary


def read_summary(job: Job) -> Summary:
    """Return the summary that the stage wrote; raises StudioError "studio.broken_texts"."""
    path = job.at(Stage.TEXTS) / FILE
    try:
        body = json.loads(read_text(path))
        for name in ("warnings", "skipped"):
            body[name] = tuple(Note(**note) for note in body[name])
        return Summary(**body)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StudioError(
            f"{FILE} of the stage “texts” is damaged ({error}). Run the stage again.",
            code="studio.broken_texts",
            file=str(path),
            problem=str(error),
        ) from error


def _expectation(tokens: int) -> tuple[str, str]:
    if tokens < TOKENS_FEWEST:
        return "little", (
            f"This is about {tokens:,} tokens; a style needs {TOKENS_FEWEST:,}. Expect the author's"
            " favourite words and punctuation, but little of the manner, and whole phrases of the"
            " texts coming back. Add more works if there are any."
        )
    if tokens < TOKENS_COMFORTABLE:
        return "enough", (
            f"This is about {tokens:,} tokens, enough for a style. From {TOKENS_COMFORTABLE:,} on"
            " it becomes steadier."
        )
    return "comfortable", f"This is about {tokens:,} tokens, plenty for a style."


def _warnings(entries: tuple[Entry, ...], tokens: int) -> Iterable[Note]:
    kept = [entry for entry in entries if entry.kept]
    if tokens < TOKENS_FEWEST:
        yield Note(
            "studio.little_text",
            _expectation(tokens)[1],
            {"tokens": str(tokens), "needed": str(TOKENS_FEWEST)},
        )
    foreign = [entry for entry in entries if entry.why == "language"]
    if foreign:
        titles = ", ".join(entry.title for entry in foreign[:5])
        yield Note(
            "studio.mixed_languages",
            f"{len(foreign)} of the texts are in another language than the style and were left out:"
            f" {titles}.",
            {"count": str(len(foreign)), "titles": titles},
        )
    named = people(entry.author for entry in kept)
    if len(named) > 1:
        authors = ", ".join(f"{name} ({times})" for name, times in named[:_NAMED_MOST])
        yield Note(
            "studio.several_authors",
            f"The files name more than one author: {authors}. A style of several is no one's; leave"
            " out the works that are not this author's.",
            {"authors": authors},
        )
    if 0 < len(kept) < 3:
        yield Note(
            "studio.few_works",
            "A style is judged on works it has not seen, and there are only"
            f" {len(kept)} here: parts of them will be set aside instead, and the report will be"
            " kinder than it should.",
            {"works": str(len(kept))},
        )
    largest = max(kept, key=lambda entry: entry.words, default=None)
    total = sum(entry.words for entry in kept)
    if largest is not None and len(kept) >= 3 and largest.words > 0.6 * total:
        yield Note(
            "studio.one_large_work",
            f"“{largest.title}” is {100 * largest.words // total} % of all the words, so the style"
            " will be mostly that book's.",
            {"title": largest.title, "share": str(100 * largest.words // total)},
        )
