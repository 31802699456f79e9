"""Which word forms exist: those that some text of the corpora has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from judge.texts import WORD, words


@dataclass(frozen=True)
class WordForms:
    """All forms in small letters, and those that were seen written in small letters."""

    known: frozenset[str]
    ordinary: frozenset[str]

    def made_up(self, text: str, original: str) -> list[str]:
        """Return the words of `text` that neither `original` nor any text of the corpora has."""
        own = set(words(original))
        return [word for word in words(text) if word not in own and not self._exists(word)]

    def _exists(self, word: str) -> bool:
        if len(word) < 3 or word in self.known:
            return True
        parts = [part for part in word.replace("'", "-").split("-") if part]
        return len(parts) > 1 and all(part in self.known for part in parts)


def collect(texts: Iterable[str]) -> WordForms:
    """Collect the forms of texts; a form seen in capitals only is no ordinary word."""
    written: set[str] = set()
    for text in texts:
        plain = text.replace("ё", "е").replace("Ё", "Е").replace("’", "'").replace("_", "")
        written.update(WORD.findall(plain))
    ordinary = frozenset(word for word in written if word.islower())
    return WordForms(ordinary | {word.lower() for word in written}, ordinary)
