"""Short plain → author pairs that show the manner to a base without an adapter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from stylepad.errors import StyleError

PAIRS_MOST = 2000


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A plain passage and the same in the author's manner."""

    plain: str
    text: str


def read_exemplars(path: Path) -> tuple[Exemplar, ...]:
    """Read a file of one JSON object per line, each with the texts "plain" and "text".

    Raises StyleError that names the line at fault.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(path, f"cannot be read ({error})") from error
    pairs = [_pair(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if len(pairs) > PAIRS_MOST:
        raise _fault(path, f"holds {len(pairs)} pairs, over the limit of {PAIRS_MOST}")
    return tuple(pairs)


def _pair(path: Path, number: int, line: str) -> Exemplar:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _fault(path, f"line {number} is not JSON") from error
    if not isinstance(item, dict):
        raise _fault(path, f"line {number} is not an object")
    plain, text = item.get("plain"), item.get("text")
    if not isinstance(plain, str) or not isinstance(text, str) or not plain or not text:
        raise _fault(path, f"line {number} lacks “plain” or “text”")
    return Exemplar(plain, text)


def _fault(path: Path, problem: str) -> StyleError:
    return StyleError(
        f"The style in {path.parent} cannot be used: {path.name}: {problem}. Get the style again, "
        "or mend the file.",
        code="style.exemplars",
        folder=str(path.parent),
        file=path.name,
    )
