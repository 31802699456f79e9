"""Cut works into passages: one to three sentences, and runs of sentences of 60 to 250 words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from stylepad.studio.pairs.splitting import Portion
from stylepad.studio.pairs.values import Passage, Split
from stylepad.text.neighbours import words_of
from stylepad.text.sentences import sentences
from stylepad.text.words import count_words

SHORT, LONG = "short", "long"
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = {"ru": re.compile(r"[А-Яа-яЁё]"), "en": re.compile(r"[A-Za-z]")}
_STRANGE = re.compile(r"[{}<>=\\|`_#*~^\[\]]|https?:|www\.")
_MARKS = (("«", "»"), ("“", "”"), ("„", "“"), ("(", ")"))
_ENDS = (".", "!", "?", "…", "»", "”", '"', ")")
_RUN = 8  # words in a row by which a passage is known again


@dataclass(frozen=True, slots=True)
class Cut:
    """How long passages are: characters a short one, words a long one, and the share of long ones.

    A short one is up to `sentences` sentences.
    """

    sentences: int = 3
    shortest: int = 40
    longest: int = 400
    long_words: tuple[int, int] = (60, 250)
    long_share: float = 0.6


NEAR = Cut(sentences=2, longest=250, long_share=0.0)
"""For a base that rewrites a sentence or two at a time."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A work to cut: its number, its text and which part of it is for what."""

    portion: Portion
    text: str

    def paragraphs(self) -> list[tuple[int, str]]:
        """Return the portion's paragraphs with their numbers in the work."""
        found = [" ".join(line.split()) for line in self.text.splitlines()]
        found = [line for line in found if line]
        portion = self.portion
        start, end = (round(share * len(found)) for share in (portion.start, portion.end))
        return list(enumerate(found[start:end], start))


def draw(
    sources: Sequence[Shelf], language: str, cut: Cut, counts: dict[Split, int]
) -> list[Passage]:
    """Return up to about `counts` passages for each split, spread over its works by their length.

    The same works give the same passages. A passage that another one of them says already is there
    with `same_as`; what is set aside comes first, so that nothing learned from repeats it.
    """
    known: dict[int, str] = {}
    found: list[Passage] = []
    for split in (Split.TEST, Split.STOP, Split.TRAIN):
        mine = [source for source in sources if source.portion.split is split]
        texts = {source.portion: source.paragraphs() for source in mine}
        sizes = {part: sum(len(line) for _, line in lines) for part, lines in texts.items()}
        total = sum(sizes.values()) or 1
        for portion, lines in texts.items():
            wanted = -(-counts[split] * sizes[portion] // total)
            rng = Random(f"passages {portion.work} {portion.split}")
            cuts = _passages(lines, portion, language, (cut, rng, wanted))
            found += [_seen(passage, known) for passage in cuts]
    return sorted(found, key=lambda passage: passage.id)


def is_prose(text: str, language: str) -> bool:
    """Say whether a passage is whole running prose in its language: no code, verse or French."""
    letters = len(_LETTER.findall(text))
    if text[:1].islower() or not text.endswith(_ENDS):
        return False
    if letters < 0.65 * len(text) or _STRANGE.search(text):
        return False
    script = _SCRIPTS.get(language)
    if script and len(script.findall(text)) < 0.9 * letters:
        return False
    if sum(map(str.isupper, text)) > 0.2 * letters or text.count('"') % 2:
        return False
    return all(text.count(one) == text.count(other) for one, other in _MARKS)


def _passages(
    lines: Sequence[tuple[int, str]],
    portion: Portion,
    language: str,
    drawing: tuple[Cut, Random, int],
) -> Iterator[Passage]:
    """Yield as many passages as are drawn, of paragraphs in a drawn order, and named by them."""
    cut, rng, wanted = drawing
    made = 0
    for at, line in rng.sample(lines, len(lines)):
        for number, (length, text) in enumerate(_of_paragraph(line, cut, rng)):
            if made >= wanted:
                return
            if is_prose(text, language):
                made += 1
                name = f"w{portion.work:03}-{at:04}{_letters(number)}"
                yield Passage(name, portion.work, portion.split, length, text)


def _of_paragraph(paragraph: str, cut: Cut, rng: Random) -> Iterator[tuple[str, str]]:
    parts = [paragraph[start:end] for start, end in sentences(paragraph)]
    at = 0
    while at < len(parts):
        if rng.random() < cut.long_share:
            run, end = _run(parts, at, rng.randint(*cut.long_words))
            if cut.long_words[0] <= count_words(run) <= cut.long_words[1]:
                yield LONG, run
                at = end
                continue
        size = rng.randint(1, cut.sentences)
        while size > 1 and len(" ".join(parts[at : at + size])) > cut.longest:
            size -= 1
        short = " ".join(parts[at : at + size])
        at += size
        if cut.shortest <= len(short) <= cut.longest:
            yield SHORT, short


def _run(parts: Sequence[str], at: int, words: int) -> tuple[str, int]:
    """Return sentences from `at` on up to about `words` words, and where the next begins."""
    size = 0
    end = at
    while end < len(parts) and (end == at or size + count_words(parts[end]) <= words):
        size += count_words(parts[end])
        end += 1
    return " ".join(parts[at:end]), end


def _letters(number: int) -> str:
    """Return "" for the first passage of a paragraph, then b, c, …, z, ba, …"""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _seen(passage: Passage, known: dict[int, str]) -> Passage:
    """Return the passage, marked where most of its runs of eight words are in an earlier one."""
    words = words_of(passage.text)
    runs = [hash(tuple(words[i : i + _RUN])) for i in range(max(1, len(words) - _RUN + 1))]
    before = [known[run] for run in runs if run in known]
    for run in runs:
        known.setdefault(run, passage.id)
    return replace(passage, same_as=before[0]) if 2 * len(before) > len(runs) else passage
