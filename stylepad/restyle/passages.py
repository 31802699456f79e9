"""From a text to the passages that a model is asked to rewrite."""

from __future__ import annotations

from dataclasses import dataclass

from stylepad.errors import StylePadError
from stylepad.restyle.lengths import CountTokens, TokenEstimate
from stylepad.restyle.result import Neutral
from stylepad.text.language import detect
from stylepad.text.segment import rewrap, segment, unwrap
from stylepad.text.tidy import for_model, for_place


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the text at `start`:`end`; `plain` is what the model reads of it."""

    index: int
    start: int
    end: int
    original: str
    plain: str
    language: str
    neutral: Neutral | None = None
    """What came of rewriting it plainly first, where that was done."""

    @property
    def prompted(self) -> str:
        """Return what the model is asked to restyle: the passage, or its plain rewriting."""
        return self.neutral.text if self.neutral and self.neutral.text else self.plain

    def fitted(self, answer: str) -> str:
        """Return a model's answer as it should stand in place of the original."""
        return rewrap(for_place(self.plain, answer), self.original)


def cut(
    text: str, count: CountTokens, passage_tokens: int, default_language: str
) -> tuple[Passage, ...]:
    """Return the passages of a text, each of at most about `passage_tokens` tokens.

    Raises StylePadError "restyle.nothing" where there is no prose in the text.
    """
    estimate = TokenEstimate(count, text)
    spans = segment(text, lambda piece: estimate.fits(piece, passage_tokens))
    if not spans:
        raise StylePadError(
            "There is nothing to restyle: the selection has no sentences, only blanks, signs, "
            "links, code or headings. Your text is as it was; select a sentence or more.",
            code="restyle.nothing",
        )
    return tuple(
        _passage(index, span.start, span.end, text, default_language)
        for index, span in enumerate(spans)
    )


def _passage(index: int, start: int, end: int, text: str, default_language: str) -> Passage:
    original = text[start:end]
    plain = for_model(unwrap(original))
    return Passage(index, start, end, original, plain, detect(plain) or default_language)
