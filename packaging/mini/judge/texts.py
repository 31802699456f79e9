"""Normalise, mask and cut texts alike wherever they come from, so that no edition shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from random import Random

from passages import is_clean, paragraphs, sentences

SHORTEST, LONGEST = 100, 500
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|\d+|[^\w\s]")
_DOUBLE = re.compile(r"[«»“”„‟‹›]|''|``")
_APOSTROPHE = re.compile(r"[’‘`]")
_SINGLE = re.compile(r"(?<![^\W_])'|'(?![^\W_])")
_DASH = re.compile(r"\s*(?:—|–|--+|(?<=\s)-(?=\s))\s*")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_SENTENCE_END = ".!?…"
_NAME = "§"


def normalise(text: str) -> str:
    """Make quotation marks, dashes, points, ё and white space the same in every edition."""
    text = _APOSTROPHE.sub("'", _DOUBLE.sub('"', text)).replace("_", "")
    text = _SINGLE.sub('"', text)
    text = _DASH.sub(" — ", text).replace("...", "…")
    return " ".join(text.replace("ё", "е").replace("Ё", "Е").split())


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, without numbers and marks."""
    return [word.lower() for word in WORD.findall(normalise(text))]


def tokens(text: str) -> list[str]:
    """Return words in small letters, numbers as 0, and every mark by itself."""
    return ["0" if token.isdigit() else token.lower() for token in _TOKEN.findall(normalise(text))]


def mask(text: str, ordinary: Collection[str]) -> str:
    """Hide names and numbers, which tell a work apart and not an author.

    A capitalised word is a name inside a sentence, and at the start of one unless `ordinary` (the
    forms seen in small letters) has it.
    """
    text = normalise(text)
    parts: list[str] = []
    position = 0
    for match in WORD.finditer(text):
        parts.append(text[position : match.start()])
        parts.append(_masked(match[0], text[: match.start()].rstrip(' "—('), ordinary))
        position = match.end()
    parts.append(text[position:])
    return _NUMBER.sub("0", "".join(parts))


def names(text: str, ordinary: Collection[str]) -> list[str]:
    """Return the words that `mask` hides."""
    text = normalise(text)
    found = []
    for match in WORD.finditer(text):
        if _masked(match[0], text[: match.start()].rstrip(' "—('), ordinary) == _NAME:
            found.append(match[0])
    return found


def _masked(word: str, before: str, ordinary: Collection[str]) -> str:
    if not word[0].isupper() or word == "I" or word.startswith("I'"):
        return word
    starts = not before or before[-1] in _SENTENCE_END
    return word.lower() if starts and word.lower() in ordinary else _NAME


def key(text: str) -> int:
    """Return a number that depends on the words of a text alone."""
    return int(sha256(" ".join(words(text)).encode()).hexdigest()[:12], 16)


def cut(text: str, language: str, rng: Random) -> Iterator[str]:
    """Cut a work into passages of 100 to 500 characters: whole sentences in a row."""
    run: list[str] = []
    size, wanted = 0, _size(rng)
    for sentence in _sentences(text):
        if run and size + len(sentence) > wanted:
            yield from _finished(run, language)
            run, size, wanted = [], 0, _size(rng)
        run.append(sentence)
        size += len(sentence) + 1
    yield from _finished(run, language)


def _sentences(text: str) -> Iterator[str]:
    for paragraph in paragraphs(text):
        yield from sentences(paragraph)


def _size(rng: Random) -> int:
    """Draw a length; short passages are what is restyled most."""
    return 140 + int((LONGEST - 140) * rng.random() ** 1.5)


def _finished(run: Iterable[str], language: str) -> Iterator[str]:
    passage = " ".join(run)
    if SHORTEST <= len(passage) <= LONGEST and is_clean(passage, language):
        yield passage
