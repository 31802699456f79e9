"""The pieces of a chat completion: which choice they belong to, their text and its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from stylepad.engine.protocol import Finish


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was added to a choice, and how the choice ended if this is its last piece."""

    choice: int
    text: str
    finish: Finish | None


@dataclass(slots=True)
class Answer:
    """One choice as far as it came. `tokens` counts pieces: servers send a token at a time."""

    parts: list[str] = field(default_factory=list)
    tokens: int = 0
    finish: Finish | None = None

    @property
    def text(self) -> str:
        """Return what came."""
        return "".join(self.parts)

    def add(self, piece: Piece) -> None:
        """Take a piece."""
        if piece.text:
            self.parts.append(piece.text)
            self.tokens += 1
        self.finish = piece.finish or self.finish


def pieces(chunk: Any) -> Iterator[Piece]:
    """Yield the pieces of one chunk, or of a completion in one; what has another shape is skipped.

    A choice that ended otherwise than by itself (at the limit, by a filter) is not complete.
    """
    choices = chunk.get("choices") if isinstance(chunk, dict) else None
    for place, choice in enumerate(choices if isinstance(choices, list) else ()):
        if not isinstance(choice, dict):
            continue
        said = choice.get("delta") or choice.get("message")
        text = said.get("content") if isinstance(said, dict) else None
        number = choice.get("index", place)
        reason = choice.get("finish_reason")
        yield Piece(
            number if isinstance(number, int) else place,
            text if isinstance(text, str) else "",
            (Finish.END if reason == "stop" else Finish.LENGTH) if reason else None,
        )


def fault(chunk: Any) -> tuple[int, Any] | None:
    """Return the status and the words of an error that came in place of a piece."""
    error = chunk.get("error") if isinstance(chunk, dict) else None
    if not error:
        return None
    code = error.get("code") if isinstance(error, dict) else None
    known = isinstance(code, int) and 400 <= code < 600
    return (code if known and isinstance(code, int) else 500), error
