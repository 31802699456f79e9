"""Word-level differences between a passage and its rewriting, as edits over the original.

The changes of a passage are independent of each other: any subset may be accepted, and the rest of
the original stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

Kind = Literal["keep", "replace", "insert", "delete"]

_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|\s+|.", re.DOTALL)
_PARAGRAPH = re.compile(r"[^\n]+|\n+")
_LETTER = re.compile(r"[^\W_]")
_WHOLE_LIMIT = 20_000
"""Tokens up to which two texts are aligned as one; the alignment's memory grows as the square."""
_LITTLE_WORD = 3
_LARGE_CHANGE = 10

_Edit = tuple[str, str]
"""A stretch of the original and what stands for it; a keep where both are the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """The original at `start`:`end` becomes `text`; a "keep" leaves it as it is."""

    kind: Kind
    start: int
    end: int
    text: str


def changes(original: str, rewritten: str) -> tuple[Change, ...]:
    """Return the edits that turn `original` into `rewritten`, in order, covering all of it."""
    edits: list[_Edit] = []
    for before, after in _paired(original, rewritten):
        edits.extend(_aligned(before, after))
    result = []
    position = 0
    for source, target in _merged(edits):
        end = position + len(source)
        result.append(Change(_kind(source, target), position, end, target))
        position = end
    return tuple(result)


def apply(original: str, edits: tuple[Change, ...], accepted: Collection[int] | None = None) -> str:
    """Return the original with the edits at the accepted indices made; None accepts all."""
    parts: list[str] = []
    position = 0
    for index, edit in enumerate(edits):
        if edit.kind == "keep" or (accepted is not None and index not in accepted):
            continue
        parts.append(original[position : edit.start])
        parts.append(edit.text)
        position = edit.end
    parts.append(original[position:])
    return "".join(parts)


def _paired(original: str, rewritten: str) -> list[_Edit]:
    """Pair the texts paragraph by paragraph where their paragraphs correspond, else as wholes."""
    before = _PARAGRAPH.findall(original)
    after = _PARAGRAPH.findall(rewritten)
    if not _correspond(before, after):
        return [(original, rewritten)]
    return list(zip(before, after, strict=True))


def _correspond(before: list[str], after: list[str]) -> bool:
    if len(before) != len(after):
        return False
    return all(
        old == new or not (old.startswith("\n") or new.startswith("\n"))
        for old, new in zip(before, after, strict=True)
    )


def _aligned(before: str, after: str) -> list[_Edit]:
    if before == after:
        return [(before, after)]
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) + len(new) > _WHOLE_LIMIT:
        return [(before, after)]
    edits = []
    for block in Indel.opcodes(old, new):
        source = "".join(old[block.src_start : block.src_end])
        target = "".join(new[block.dest_start : block.dest_end])
        edits.append((source, target))
    return _without_tiny_keeps(_merged(edits))


def _merged(edits: list[_Edit]) -> list[_Edit]:
    """Join neighbours of the same sort: keeps with keeps, changes with changes."""
    merged: list[_Edit] = []
    for source, target in edits:
        if merged and _is_keep(merged[-1]) == (source == target):
            merged[-1] = (merged[-1][0] + source, merged[-1][1] + target)
        elif source or target:
            merged.append((source, target))
    return merged


def _without_tiny_keeps(edits: list[_Edit]) -> list[_Edit]:
    """Let the changes on both sides of a lone space, mark or short word become one change."""
    result: list[_Edit] = []
    for index, edit in enumerate(edits):
        joins = _is_keep(edit) and 0 < index < len(edits) - 1
        if joins:
            joins = _is_tiny(edit[0], result[-1], edits[index + 1])
        elif result:
            joins = not _is_keep(edit) and not _is_keep(result[-1])
        if joins:
            result[-1] = (result[-1][0] + edit[0], result[-1][1] + edit[1])
        else:
            result.append(edit)
    return result


def _is_tiny(kept: str, before: _Edit, after: _Edit) -> bool:
    if "\n" in kept:
        return False
    if not _LETTER.search(kept):
        return True
    # A little word ("и", "the") that happens to stand between two large changes is a coincidence.
    around = min(max(map(len, before)), max(map(len, after)))
    return len(kept.strip()) <= _LITTLE_WORD and around >= _LARGE_CHANGE


def _is_keep(edit: _Edit) -> bool:
    return edit[0] == edit[1]


def _kind(source: str, target: str) -> Kind:
    if source == target:
        return "keep"
    if not source:
        return "insert"
    return "replace" if target else "delete"
