"""All that the judge measures with, built from the corpora and kept in a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import data
import numpy as np

from judge.cache import Cache
from judge.classifier import Classifier, balanced
from judge.copying import RunIndex
from judge.delta import CosineDelta
from judge.meaning import Stems
from judge.ngrams import Trigrams
from judge.shelves import Shelves, shelves
from judge.texts import tokens
from judge.wordforms import WordForms, collect

_OF_A_WORK = 400_000  # characters that a contemporary's work may give to the trigrams
_OF_ALL = 45_000_000
_CEILING = 400  # passages of an author's set-aside text
_COMMONEST = 200


@dataclass
class Instruments:
    """What one language is measured with."""

    language: str
    shelves: Shelves
    classifier: Classifier
    delta: CosineDelta
    forms: WordForms
    trigrams: Trigrams
    stems: Stems

    def ceiling(self, style: str) -> list[str]:
        """Return passages of an author that the judge was not trained on."""
        return [p.text for p in balanced(self.shelves[style].aside, _CEILING)]

    def perplexity(self, text: str) -> float:
        """Return the perplexity of a text under the author's contemporaries."""
        return self.trigrams.perplexity(tokens(text))

    def fit(self, text: str) -> float:
        """Return how well the words of a text go together for contemporaries, nats per token."""
        return self.trigrams.fit(tokens(text))

    def band(self, style: str) -> tuple[float, float]:
        """Return the 10th and the 90th percentile of the author's own perplexity."""
        low, high = np.percentile([self.perplexity(t) for t in self.ceiling(style)], (10, 90))
        return float(low), float(high)


class Workshop:
    """Builds the instruments of a folder of corpora and of the pairs."""

    def __init__(self, root: Path, pairs: Path, folder: Path) -> None:
        self.root = root
        self.works = data.read_sources()
        self.pairs = data.read_pairs(pairs)
        self._usable = data.usable(self.works, self.pairs)
        known = [data.HERE / "sources.tsv", data.HERE / "data.py", *sorted(pairs.glob("*.jsonl"))]
        self._cache = Cache(folder, known)

    def instruments(self, language: str) -> Instruments:
        """Return the instruments of a language."""
        get = self._cache.get
        shelved = get(
            f"shelves-{language}",
            (),
            lambda: shelves(self.root, self.works, self.pairs, language),
        )
        forms = get(f"forms-{language}", ("wordforms",), lambda: collect(self._texts(language)))
        classifier = get(
            f"classifier-{language}",
            ("classifier", "wordforms"),
            lambda: Classifier(shelved, forms.ordinary),
        )
        trigrams = get(
            f"trigrams-{language}", ("ngrams", "instruments"), lambda: self._trigrams(language)
        )
        delta = CosineDelta({n: [p.text for p in s.train] for n, s in shelved.items()}, _COMMONEST)
        stems = Stems(language, delta.words[:150])
        return Instruments(language, shelved, classifier, delta, forms, trigrams, stems)

    def runs(self, style: str) -> RunIndex:
        """Return the runs of words of all works of an author that were trained on."""
        return self._cache.get(f"works-{style}", ("copying",), lambda: RunIndex(self._own(style)))

    def composed_runs(self, style: str) -> RunIndex:
        """Return the runs of words of the pairs that were composed for a style."""
        texts = (
            pair.text
            for pair in self.pairs
            if pair.style == style and pair.split == "train" and pair.kind != "own"
        )
        return self._cache.get(f"composed-{style}", ("copying",), lambda: RunIndex(texts))

    def _own(self, style: str) -> Iterator[str]:
        for work in self._usable:
            if work.style == style:
                yield data.text_of(self.root, work)
        for pair in self.pairs:
            if pair.style == style and pair.split == "train" and pair.kind == "own":
                yield pair.text

    def _texts(self, language: str) -> Iterator[str]:
        """Yield every text of a language but the held-out works, which are to be measured."""
        for work in self._usable:
            if work.language == language:
                yield data.text_of(self.root, work)
        for pair in self.pairs:
            if data.STYLES[pair.style] == language and pair.split == "train":
                yield from (pair.plain, pair.text)

    def _trigrams(self, language: str) -> Trigrams:
        return Trigrams(list(map(sys.intern, tokens(t))) for t in self._contemporaries(language))

    def _contemporaries(self, language: str) -> Iterator[str]:
        left = _OF_ALL
        others = [w for w in self.works if w.style is None and w.language == language]
        for work in sorted(others, key=lambda w: w.sha256):
            if data.group_of(work) != "pool" or work.form in ("play", "poetry") or left <= 0:
                continue
            text = data.text_of(self.root, work)[:_OF_A_WORK]
            left -= len(text)
            yield text
