"""Text out of token pieces, whose bytes may end in the middle of a character."""

from __future__ import annotations

import codecs


class TextStream:
    """Collect the pieces of one answer and hand its text out in whole characters."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending: list[bytes] = []
        self._parts: list[str] = []
        self.add = self._pending.append

    def take(self, *, final: bool = False) -> str:
        """Return the text since the last call; a half character waits unless `final`."""
        text = self._decoder.decode(b"".join(self._pending), final)
        self._pending.clear()
        if text:
            self._parts.append(text)
        return text

    @property
    def text(self) -> str:
        """Return all that was taken so far."""
        return "".join(self._parts)
