"""What a reader makes of a file: its text, and what the file itself says is not prose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a raw text that is left out unless `restored`; positions in characters."""

    kind: str
    start: int
    end: int
    restored: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading whose rank the file says: 1 is the highest."""

    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extract:
    """The decoded text of one book with the cuts that its file names; "" where it says nothing."""

    text: str
    format: str
    title: str = ""
    encoding: str = ""
    cuts: tuple[Cut, ...] = ()
    note: str = ""
    headings: tuple[Heading, ...] = ()
    author: str = ""


class Builder:
    """Puts a raw text together, paragraph by paragraph, and notes which of them are no prose."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._cuts: list[Cut] = []
        self._headings: list[Heading] = []
        self._length = 0

    def add(self, text: str, kind: str = "", *, after: str = "\n\n") -> None:
        """Add a paragraph; with a `kind` it is a cut of it."""
        if not text.strip():
            return
        start = self._length
        self._append(text)
        if kind:
            self._cuts.append(Cut(kind, start, self._length))
        self._append(after)

    def add_marked(self, pieces: list[tuple[str, str]], kind: str = "", level: int = 0) -> None:
        """Add a paragraph of pieces, each a text and the kind of cut it is, "" for prose.

        `level` is the rank of a heading, 0 for what is none.
        """
        if not any(text.strip() for text, _ in pieces):
            return
        start = self._length
        for text, inner in pieces:
            before = self._length
            self._append(text)
            if inner and not kind:
                self._cuts.append(Cut(inner, before, self._length))
        if kind:
            self._cuts.append(Cut(kind, start, self._length))
        if level:
            self._headings.append(Heading(level, start, self._length))
        self._append("\n\n")

    def finish(
        self,
        format_: str,
        title: str = "",
        encoding: str = "",
        note: str = "",
        *,
        author: str = "",
    ) -> Extract:
        """Return the whole."""
        text = "".join(self._parts)
        cuts, headings = tuple(self._cuts), tuple(self._headings)
        return Extract(
            text, format_, " ".join(title.split()), encoding, cuts, note, headings, author
        )

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
