"""A small dictionary from an author's words to how they are said plainly."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
NEGATIONS = frozenset("не ни нет без not no never nor cannot without don't didn't".split())


def words(text: str) -> list[str]:
    """Return the lower-cased words of a text, hyphens and apostrophes kept inside."""
    return [match.lower() for match in _WORD.findall(text)]


@dataclass
class Lexicon:
    """Plain renderings of one language's literary words.

    `plain[word]` lists (rendering, probability); the empty rendering means the word is dropped.
    """

    plain: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    common: set[str] = field(default_factory=set)

    def save(self, path: Path) -> None:
        """Write the lexicon as JSON."""
        body = {"plain": self.plain, "common": sorted(self.common)}
        path.write_text(json.dumps(body, ensure_ascii=False, indent=0), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read a lexicon that `save` wrote."""
        body = json.loads(path.read_text(encoding="utf-8"))
        plain = {word: [(w, float(p)) for w, p in row] for word, row in body["plain"].items()}
        return cls(plain, set(body["common"]))
