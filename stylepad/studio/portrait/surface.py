"""Figures of the surface of prose: lengths of sentences, punctuation, speech, vocabulary."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import chain

from stylepad.text.sentences import sentences
from stylepad.text.words import WORD

MARKS: dict[str, str] = {
    "comma": r",",
    "semicolon": r";",
    "colon": r":",
    "dash": r"[—–]|(?<=\s)--?(?=\s)|(?<=\w)--(?=\w)",
    "exclamation": r"!",
    "question": r"\?",
    "ellipsis": r"…|\.{3}",
    "bracket": r"\(",
    "quotation": r"[«“„]|(?<![\w\"])\"(?=\w)",
}
_MARKS = {name: re.compile(pattern) for name, pattern in MARKS.items()}
LENGTHS = (4, 8, 12, 16, 20, 25, 30, 40, 50, 70)
"""Upper bounds, in words, of the bins of sentence lengths; the last bin is open."""
RIDGE = tuple(range(1, 61))
"""Lengths at which the distribution is given for drawing."""
_WINDOW = 100
_SPEECH = {
    "ru": re.compile(r"^\s*[—–-]\s|[«“\"][^»”\"]{15,}[»”\"]"),
    "en": re.compile(r"[“\"][^”\"]{2,}[”\"]|(?:^|\s)[‘'](?=[A-Z])[^’']{2,}[.,!?…—][’']"),
}


@dataclass(frozen=True, slots=True)
class Surface:
    """Figures of some passages together.

    `lengths` are shares of sentences by the bins of LENGTHS, `ridge` smoothed shares at RIDGE,
    `marks` uses per 1000 words, `dialogue` the share of passages with direct speech, `richness`
    the mean share of different words among 100 in a row (moving-average type-token ratio, M.
    Covington and J. McFall, 2010), `word_length` letters.
    """

    words: int
    sentences: int
    median_sentence: float
    mean_sentence: float
    longest_tenth: float
    lengths: tuple[float, ...]
    ridge: tuple[float, ...]
    marks: dict[str, float]
    dialogue: float
    richness: float
    word_length: float

    def as_dict(self) -> dict[str, object]:
        """Return the figures for a file."""
        return asdict(self)


def surface(passages: Sequence[str], language: str) -> Surface:
    """Measure passages together; each kind of prose must be cut in the same way."""
    words = [[word.casefold() for word in WORD.findall(text)] for text in passages]
    spoken = list(chain.from_iterable(words))
    count = max(1, len(spoken))
    lengths = sorted(
        n
        for text in passages
        for start, end in sentences(text)
        if (n := len(WORD.findall(text[start:end])))
    ) or [0]
    return Surface(
        words=len(spoken),
        sentences=len(lengths),
        median_sentence=float(lengths[len(lengths) // 2]),
        mean_sentence=round(sum(lengths) / len(lengths), 2),
        longest_tenth=float(lengths[len(lengths) * 9 // 10]),
        lengths=_bins(lengths),
        ridge=_ridge(lengths),
        marks={
            name: round(1000 * sum(len(mark.findall(text)) for text in passages) / count, 2)
            for name, mark in _MARKS.items()
        },
        dialogue=round(_dialogue(passages, language), 4),
        richness=round(_richness(spoken), 4),
        word_length=round(sum(map(len, spoken)) / count, 3),
    )


def _bins(lengths: Sequence[int]) -> tuple[float, ...]:
    counts = [0] * (len(LENGTHS) + 1)
    for length in lengths:
        counts[next((i for i, most in enumerate(LENGTHS) if length <= most), len(LENGTHS))] += 1
    return tuple(round(count / len(lengths), 4) for count in counts)


def _ridge(lengths: Sequence[int]) -> tuple[float, ...]:
    """Return the share of sentences around each length, in a triangular window of ±25 %, ±2."""
    counts = Counter(lengths)
    shares = []
    for at in RIDGE:
        wide = max(2.0, 0.25 * at)
        near = range(max(1, int(at - wide)), int(at + wide) + 1)
        weights = {n: 1 - abs(n - at) / (wide + 1) for n in near}
        found = sum(counts[n] * weight for n, weight in weights.items()) / sum(weights.values())
        shares.append(round(found / len(lengths), 5))
    return tuple(shares)


def _dialogue(passages: Sequence[str], language: str) -> float:
    speech = _SPEECH.get(language, _SPEECH["en"])
    return sum(bool(speech.search(text)) for text in passages) / max(1, len(passages))


def _richness(words: Sequence[str]) -> float:
    """Return the mean share of different words in a window that moves word by word."""
    if len(words) < _WINDOW:
        return len(set(words)) / max(1, len(words))
    inside: Counter[str] = Counter()
    window: deque[str] = deque()
    total = 0
    for word in words:
        window.append(word)
        inside[word] += 1
        if len(window) > _WINDOW:
            first = window.popleft()
            inside[first] -= 1
            if not inside[first]:
                del inside[first]
        if len(window) == _WINDOW:
            total += len(inside)
    return total / (len(words) - _WINDOW + 1) / _WINDOW
