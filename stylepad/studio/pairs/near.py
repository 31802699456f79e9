"""Plain sides near to the author's text, for a base that cannot follow instructions.

The target stays the author's verbatim text; what differs is what the adapter learns to put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from stylepad import paths
from stylepad.studio.pairs.lexicon import NEGATIONS, Lexicon
from stylepad.studio.pairs.likeness import likeness
from stylepad.studio.pairs.noise import CLAUSE, Noise
from stylepad.studio.pairs.values import Passage, Plain, Source
from stylepad.text.names import names
from stylepad.text.neighbours import strangeness
from stylepad.text.numbers import numbers
from stylepad.text.words import WORD

DRAWS = 6  # plain forms of a passage of which the best is taken
_NEAR = 0.7
_DROPPED_MOST = 0.22  # of the words of a passage that is to be restored
_NEEDED_SHARE = 0.4  # of passages where a word goes that must be guessed
_CHANGES_WORTH = 0.12  # what one more changed word is worth in strangeness
_CHANGES_MOST = 5
_STRANGE = 0.25
_GAP = (".", ",", ";", ":", "!", "?", "…")
_COMMAS = (",", ";", ":")


def load_lexicon(language: str) -> Lexicon:
    """Return the shipped lexicon of a language, an empty one where there is none."""
    path = paths.resources() / "plain" / f"{language}.json"
    return Lexicon.load(path) if path.is_file() else Lexicon()


class NearSides:
    """Makes plain sides of passages of one language; the same passage always gives the same.

    `ellipses` in 0..1 is which share of the passages with an ellipsis lose it.
    """

    def __init__(
        self, language: str, lexicon: Lexicon, telling: frozenset[str], ellipses: float = 1.0
    ) -> None:
        self._language = language
        self._ellipses = ellipses
        self._lexicon = lexicon
        self._telling = telling - NEGATIONS
        loose = {word for word, row in lexicon.plain.items() if any(not plain for plain, _ in row)}
        self._loose = loose

    def plainer(self, passage: Passage) -> Plain:
        """Return the passage with its old words and turns said plainly.

        Of several draws that which changes most without breaking what stands side by side.
        """
        rng = Random(f"{passage.id} plain")
        noise = Noise(self._lexicon, rng)
        # Decided before the draws: among them that which changes more would mostly win.
        flat = Random(f"{passage.id} ellipses").random() < self._ellipses
        drawn = {
            noise.plainify(passage.text, rng.uniform(0.8, 1.0), ellipses=flat) for _ in range(DRAWS)
        }
        best = max(sorted(drawn), key=lambda plain: self._merit(passage.text, plain))
        return Plain(passage.id, 0, Source.LEXICON, best)

    def damaged(self, passage: Passage) -> Plain:
        """Return the passage with some words dropped and some neighbours swapped."""
        rng = Random(f"{passage.id} damage")
        share = rng.random
        text = Noise(self._lexicon, rng).damage(
            passage.text, 0.1 + 0.2 * share(), 0.02 * share(), 0.04 * share()
        )
        return Plain(passage.id, 0, Source.DAMAGED, text)

    def gapped(self, passage: Passage) -> str:
        """Return the passage without some of its telling words, "" where it has none to drop.

        Names, numbers and what begins a sentence stay.
        """
        gaps = self._gaps(passage)
        return _without(passage.text, gaps) if gaps else ""

    def is_mended(self, passage: Passage, restored: str) -> bool:
        """Say whether something stands where words were dropped that a sentence needs."""
        gaps = [passage.text[start:end] for start, end in self._gaps(passage)]
        loose = sum(word in self._loose for word in gaps)
        return len(WORD.findall(restored)) >= len(WORD.findall(passage.text)) - loose

    def _gaps(self, passage: Passage) -> list[tuple[int, int]]:
        text = passage.text
        rng = Random(f"{passage.id} gaps")
        spans = [(name.start, name.end) for name in names(text)]
        spans += [(number.start, number.end) for number in numbers(text, self._language)]
        kept = {at for start, end in spans for at in range(start, end)}
        words = list(WORD.finditer(text))
        free = [
            word.span()
            for word in words
            if word[0] in self._telling and word.start() and word.start() not in kept
        ]
        # Mostly words that a sentence can do without: what is missing besides must be guessed.
        loose = [span for span in free if text[slice(*span)] in self._loose]
        needed = [span for span in free if span not in loose]
        most = max(1, int(_DROPPED_MOST * len(words)))
        chosen = rng.sample(loose, min(len(loose), rng.randint(1, most)))
        if needed and (not chosen or rng.random() < _NEEDED_SHARE):
            chosen.append(rng.choice(needed))
        return sorted(chosen)

    def _merit(self, text: str, plain: str) -> float:
        if plain == text or likeness(plain, text) < _NEAR:
            return -1.0
        own = set(WORD.findall(text.casefold()))
        new = [word for word in WORD.findall(plain.casefold()) if word not in own]
        changed = min(
            _CHANGES_MOST, len(new) + abs(len(WORD.findall(text)) - len(WORD.findall(plain)))
        )
        return _CHANGES_WORTH * changed - _STRANGE * strangeness(text, plain, self._language)


def identity(passage: Passage) -> Plain:
    """Return the passage as it is: what is in the author's manner already stays."""
    return Plain(passage.id, 0, Source.IDENTITY, passage.text)


def offline(
    sides: NearSides, passages: Sequence[Passage], shares: dict[Source, float]
) -> Iterator[Plain]:
    """Yield the plain sides that need no model: some source for the share of passages that it has.

    Damaged and unchanged passages are taken from the end, so that each has passages of its own.
    """
    order = list(passages)
    for passage in order[: round(shares.get(Source.LEXICON, 0.0) * len(order))]:
        yield sides.plainer(passage)
    tail = order[::-1]
    damaged = round(shares.get(Source.DAMAGED, 0.0) * len(order))
    unchanged = round(shares.get(Source.IDENTITY, 0.0) * len(order))
    yield from (sides.damaged(passage) for passage in tail[:damaged])
    yield from (identity(passage) for passage in tail[damaged : damaged + unchanged])


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text without some words and the blank before each; marks stay."""
    for start, end in reversed(spans):
        head, tail = text[:start].rstrip(), text[end:]
        if head[-1:] in _COMMAS and tail[:1] in _GAP:
            # A word between two commas takes them along, unless a clause follows.
            head = head[:-1]
            following = WORD.search(tail)
            if tail[:1] == "," and not (following and following[0].lower() in CLAUSE):
                tail = tail[1:]
        text = head + (tail if tail[:1] in _GAP or not head else f" {tail.lstrip()}")
    return text
