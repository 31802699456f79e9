"""What a portrait says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stylepad.studio.portrait.surface import Surface
from stylepad.studio.portrait.telling import Telling
from stylepad.studio.portrait.voices import Voices

KINDS = ("author", "contemporary", "plain")


@dataclass(frozen=True, slots=True)
class Portrait:
    """The figures of an author beside his contemporaries and plain prose.

    `surface` is by kind of prose (KINDS), `telling` by what the author is compared with and then
    by "words", "pairs", "triples". `floor` and `ceiling` are the style meter's raw values of plain
    prose and of the author; `accuracy` the share of unseen passages that it tells apart.
    """

    name: str
    language: str
    works: int
    surface: Mapping[str, Surface]
    telling: Mapping[str, Mapping[str, tuple[Telling, ...]]]
    voices: Voices
    floor: float
    ceiling: float
    accuracy: float


def portrait_of(body: Mapping[str, Any]) -> Portrait:
    """Return the portrait that portrait.json holds; raises KeyError, TypeError, ValueError."""
    marks = body["marks"]
    return Portrait(
        name=str(body["name"]),
        language=str(body["language"]),
        works=int(body["works"]),
        surface={kind: _surface(body["surface"][kind]) for kind in KINDS},
        telling={
            kind: {name: tuple(Telling(**item) for item in items) for name, items in found.items()}
            for kind, found in body["telling"].items()
        },
        voices=Voices(**{**body["voices"], "groups": _groups(body["voices"]["groups"])}),
        floor=float(marks["floor"]),
        ceiling=float(marks["ceiling"]),
        accuracy=float(marks["accuracy"]),
    )


def _surface(body: Mapping[str, Any]) -> Surface:
    return Surface(
        **{
            **body,
            "lengths": tuple(map(float, body["lengths"])),
            "ridge": tuple(map(float, body["ridge"])),
        }
    )


def _groups(found: Any) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(map(int, group)) for group in found)
