"""Make the input side of a training row: a plain, damaged or equal form of a passage."""

from __future__ import annotations

import re
from random import Random

from stylepad.studio.pairs.lexicon import NEGATIONS, Lexicon

_CORE = re.compile(r"^([^\w]*)(.*?)([^\w]*)$", re.DOTALL)
_POSSESSIVE = frozenset(
    "мой моя мое моё мои моего моей моему моих твой твоя твое твои твоего твоей наш наша наше наши "
    "нашего нашей наших ваш ваша ваше ваши вашего вашей ваших свой своя свое своё свои своего "
    "своей своих своему его её ее их".split()
)
_END = ".!?…"
# How a noun may end beside a possessive of that ending: they agree.
_AGREE = {
    "аш": "бвгджзклмнпрстфхцчшщьй",
    "ой": "бвгджзклмнпрстфхцчшщьй",
    "ша": "аяь",
    "оя": "аяь",
    "ше": "оеё",
    "ое": "оеё",
    "оё": "оеё",
    "ши": "ыиаяе",
    "ои": "ыиаяе",
    "го": "ая",
    "му": "ую",
    "ей": "иыеюй",
    "шу": "ую",
    "ою": "ую",
    "их": "вйхыиья",
}
_LOOSE = frozenset("его её ее их".split())
# What no possessive belongs to: verbs, adverbs and prepositions of two syllables.
_NO_NOUN = re.compile(
    r"(?:ть|ться|тся|[аяеиоу]л|[аяеиоу]л[аои]|лся|лась|лось|лись|[еиуюая]т|[еи]шь|[её]м|вши?|сь)$|"
    r"^(?:впереди|позади|около|возле|после|подле|против|кроме|вместо|через|между|перед|среди|ради|"
    r"вокруг|мимо|только|даже|если|когда|потому|чтобы|хотя|себе|тебе|этого|этот)$"
)
CLAUSE = frozenset(
    "что чтобы чтоб как когда если хотя который которая которое которые которого которой которых "
    "а но и где куда потому that which who whom whose where when while but and if as".split()
)
_VOWELS = "aeiou"
_DASHES = ("—", "–", "-")


def _parts(chunk: str) -> tuple[str, str, str]:
    match = _CORE.match(chunk)
    assert match is not None
    return match.group(1), match.group(2), match.group(3)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _is_kept(core: str, first: bool) -> bool:
    """Say whether a word must reach the model as it is: numbers, names, abbreviations."""
    if not core or any(ch.isdigit() for ch in core):
        return True
    return core[0].isupper() and (not first or core[1:].lower() != core[1:])


def _agree(noun: str, possessive: str) -> bool:
    """Say whether a word looks like the noun of the possessive behind it."""
    if _NO_NOUN.search(noun):
        return False
    return possessive in _LOOSE or noun[-1] in _AGREE.get(possessive[-2:], "")


def _fit_article(chunks: list[str], word: str) -> None:
    """Make an English article before a new word fit its first letter."""
    if chunks and chunks[-1].lower() in ("a", "an"):
        article = "an" if word[:1].lower() in _VOWELS else "a"
        chunks[-1] = _capital(article) if chunks[-1][0].isupper() else article


class Noise:
    """Make inputs from passages of one language with one random generator."""

    def __init__(self, lexicon: Lexicon, rng: Random) -> None:
        self.lexicon = lexicon
        self.rng = rng

    def plainify(self, passage: str, rate: float, ellipses: bool | None = None) -> str:
        """Say a literary passage more plainly; `rate` in 0..1 is how many words may change.

        `ellipses` is whether they become full stops; None leaves that to chance.
        """
        chunks: list[str] = []
        first, opened, pending = True, passage[:1].isupper(), ""
        words = passage.split(" ")
        for at, chunk in enumerate(words):
            lead, core, trail = _parts(chunk)
            plain = core if _is_kept(core, first) else self._rendering(core, rate)
            if core and not plain:
                self._carry(chunks, trail)
                self._close_up(chunks, trail, words[at + 1 : at + 2])
                pending += lead
                first = first or trail[:1] in tuple(_END)
                continue
            lead, pending = pending + lead, ""
            if first and (opened or chunks):
                plain = _capital(plain)
            if plain != core and not lead:
                _fit_article(chunks, plain)
            chunks.append(lead + plain + trail)
            first = bool(core) and trail.strip("\"»”'’)") in (".", "!", "?", "…", "...")
        chunks = self._uninvert(chunks, rate)
        return self._punctuate(" ".join(chunks), rate, ellipses) or passage

    def _rendering(self, core: str, rate: float) -> str:
        row = self.lexicon.plain.get(core.lower())
        if row is None or self.rng.random() > rate:
            return core
        pick = self.rng.random()
        for rendering, probability in row:
            pick -= probability
            if pick <= 0:
                if rendering == core.lower():
                    return core
                return _capital(rendering) if core[0].isupper() and rendering else rendering
        return core

    def _carry(self, chunks: list[str], trail: str) -> None:
        """Hand the marks behind a dropped word to the word before it."""
        if chunks and trail and (trail[0] in _END or any(q in trail for q in '"»”)')):
            chunks[-1] = chunks[-1].rstrip(",;:") + trail

    def _close_up(self, chunks: list[str], trail: str, following: list[str]) -> None:
        """Take away the comma before a dropped word between two, unless a clause follows."""
        clause = bool(following) and _parts(following[0])[1].lower() in CLAUSE
        if chunks and trail[:1] == "," and chunks[-1].endswith(",") and not clause:
            chunks[-1] = chunks[-1][:-1]

    def _uninvert(self, chunks: list[str], rate: float) -> list[str]:
        """Put a possessive before its noun: «дом наш» becomes «наш дом»."""
        out = list(chunks)
        for i in range(1, len(out)):
            word, before = out[i], out[i - 1]
            bare = word.rstrip(",.;:!?…")
            alone = before.isalpha() and before.islower() and len(before) > 3
            if (
                bare in _POSSESSIVE
                and alone
                and _agree(before, bare)
                and self.rng.random() < 0.7 * rate
            ):
                out[i - 1], out[i] = bare, before + word[len(bare) :]
        return out

    def _punctuate(self, text: str, rate: float, ellipses: bool | None) -> str:
        """Flatten semicolons, dashes, exclamations; part long sentences."""
        rng = self.rng

        def semicolon(_: re.Match[str]) -> str:
            return ", " if rng.random() < 0.4 else ". "

        if rng.random() < 0.9 * rate + 0.1:
            text = re.sub(r";\s+", semicolon, text)
        if rng.random() < 0.8 * rate:
            # In Russian a dash stands for a verb, and beside speech it is no matter of style.
            if not text.startswith(_DASHES) and not any(quote in text for quote in '«"“'):
                text = re.sub(r"(?<=\w), — (?=[а-яё])", ", ", text)
            text = re.sub(r"(?<=\w),? — (?=[a-z])", ", ", text)
            text = re.sub(r"(?<=\w)—(?=[a-z])", ", ", text)
        if rng.random() < 0.7 * rate:
            text = text.replace("!..", ".").replace("!", ".")
        drawn = rng.random() < 0.7 * rate
        if drawn if ellipses is None else ellipses:
            text = text.replace("...", ".").replace("…", ".")
        if len(text) > 90:
            text = re.sub(r", (и|а|но|and|but|for) (?=[^.!?]{25})", self._part, text)
        return re.sub(r"([.!?]\s+)([a-zа-яё])", lambda m: m.group(1) + m.group(2).upper(), text)

    def _part(self, match: re.Match[str]) -> str:
        if self.rng.random() > 0.45:
            return match.group(0)
        link = match.group(1)
        return ". " if link in ("и", "and", "for") else f". {link.capitalize()} "

    def damage(self, passage: str, function_rate: float, other_rate: float, shuffle: float) -> str:
        """Drop words (never numbers or names) and shuffle neighbours locally."""
        rng, first = self.rng, True
        chunks: list[str] = []
        for chunk in passage.split(" "):
            _lead, core, trail = _parts(chunk)
            low = core.lower()
            rate = function_rate if low in self.lexicon.common else other_rate
            if core and not _is_kept(core, first) and low not in NEGATIONS and rng.random() < rate:
                self._carry(chunks, trail)
            else:
                chunks.append(chunk)
            first = trail[-1:] in tuple(_END)
        i = 0
        while i + 1 < len(chunks):
            if chunks[i].isalpha() and chunks[i + 1].isalpha() and rng.random() < shuffle:
                chunks[i], chunks[i + 1] = chunks[i + 1], chunks[i]
                i += 1
            i += 1
        return " ".join(chunks) or passage

    def literary(self, passage: str) -> str:
        """Draw an input for a passage by one of the authors or of their time."""
        pick = self.rng.random()
        if pick < 0.08:
            return passage
        if pick < 0.75:
            return self.plainify(passage, self.rng.uniform(0.5, 1.0))
        text = self.plainify(passage, 0.5) if pick > 0.87 else passage
        u = self.rng.random
        return self.damage(text, 0.45 * u(), 0.15 * u(), 0.12 * u())

    def rewritten(self, passage: str) -> str:
        """Draw a strongly plain input, for when copying is learned."""
        text = self.plainify(passage, self.rng.uniform(0.75, 1.0))
        if self.rng.random() < 0.2:
            u = self.rng.random
            text = self.damage(text, 0.2 * u(), 0.05 * u(), 0.1 * u())
        return text

    def modern(self, passage: str) -> str:
        """Draw an input for present-day prose: equal, or lightly damaged."""
        if self.rng.random() < 0.55:
            return passage
        u = self.rng.random
        return self.damage(passage, 0.3 * u(), 0.06 * u(), 0.08 * u())
