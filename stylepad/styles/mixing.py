"""From a blend's parts to one style: its instruction, marker and exemplars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stylepad.errors import StyleError
from stylepad.styles.manifest import FILE_NAME
from stylepad.styles.pack import Part, StylePack

_JOINED = {
    "en": "Rewrite the passage once, in a manner that blends the following ones{order}.",
    "ru": "Перепиши отрывок один раз, соединив в одном тексте следующие манеры{order}.",
}
_ORDERED = {"en": ", the first the most", "ru": ", первую — заметнее всех"}


def mix(blend: StylePack, installed: Mapping[str, StylePack]) -> StylePack:
    """Return a blend with its parts found among the installed styles.

    What style.toml does not say itself, the instruction and the marker, is made of those of the
    parts. A part of scale 0 counts as absent. Raises StyleError "style.blend_missing" and
    "style.blend_nested".
    """
    parts = tuple(
        Part(_found(blend, part.style, installed), part.scale) for part in blend.blend if part.scale
    )
    heaviest = sorted(parts, key=lambda part: -part.scale)
    shown = tuple(exemplar for part in heaviest for exemplar in part.pack.exemplars)
    return replace(
        blend,
        parts=parts,
        instruction=blend.instruction or _instruction(blend.language, heaviest),
        marker=blend.marker or " ".join(part.pack.marker for part in heaviest if part.pack.marker),
        exemplars=blend.exemplars + shown,
    )


def _found(blend: StylePack, style_id: str, installed: Mapping[str, StylePack]) -> StylePack:
    part = installed.get(style_id)
    if part is None:
        raise _fault(
            blend,
            style_id,
            "which is not installed or broken",
            "Install it, or take it out of [blend].",
            "style.blend_missing",
        )
    if part.blend:
        raise _fault(
            blend,
            style_id,
            "which is a blend itself",
            "Name the styles that it is made of.",
            "style.blend_nested",
        )
    return part


def _instruction(language: str, heaviest: list[Part]) -> str:
    if len(heaviest) == 1:
        return heaviest[0].pack.instruction
    known = language if language in _JOINED else "en"
    even = len({part.scale for part in heaviest}) == 1
    head = _JOINED[known].format(order="" if even else _ORDERED[known])
    rows = [f"{number}. {part.pack.instruction}" for number, part in enumerate(heaviest, 1)]
    return "\n".join([head, *rows])


def _fault(blend: StylePack, part: str, problem: str, mend: str, code: str) -> StyleError:
    return StyleError(
        f"The style in {blend.folder} cannot be used: in {FILE_NAME}, [blend] names “{part}”, "
        f"{problem}. {mend}",
        code=code,
        folder=str(blend.folder),
        file=FILE_NAME,
        key="blend",
        style=part,
    )
