"""Texts in and out of the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from stylepad.documents.encoding import Decoded, decode
from stylepad.errors import DocumentError


def read_text(name: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file, or of standard input for "-", in the encoding given or found.

    Raises DocumentError where it cannot be read or is no text.
    """
    if name == "-":
        if sys.stdin.isatty():
            sys.stderr.write("stylepad: Type or paste the text; Ctrl-D on an empty line ends it.\n")
        document = decode(sys.stdin.buffer.read(), encoding)
    else:
        document = decode(_bytes(Path(name)), encoding)
    if not document.certain:
        sys.stderr.write(
            f"stylepad: the text was taken to be in {document.encoding}; "
            "--encoding says otherwise.\n"
        )
    return document


class Output:
    """Standard output: UTF-8 where it is a pipe or a file, the terminal's encoding where not."""

    def __init__(self, newline: str) -> None:
        self._newline = newline
        self._terminal = sys.stdout.isatty()
        self._ended = True

    def write(self, text: str) -> None:
        """Write text with the line ends of the input, at once."""
        if not text:
            return
        self._ended = text.endswith("\n")
        lines = text if self._newline == "\n" else text.replace("\n", self._newline)
        if self._terminal:
            coded = lines.encode(sys.stdout.encoding, "replace")
        else:
            coded = lines.encode("utf-8", "surrogateescape")
        sys.stdout.buffer.write(coded)
        sys.stdout.buffer.flush()

    def end(self) -> None:
        """End the last line on a terminal, so that the shell's prompt starts its own."""
        if self._terminal and not self._ended:
            self.write("\n")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path} cannot be read ({error.strerror}). Check the name and that you may read it.",
            code="document.unreadable",
            path=str(path),
        ) from error
