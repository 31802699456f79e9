"""Ids of new styles, made from the names that writers give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 40
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split(),
        strict=True,
    )
)


def style_id(name: str, taken: Collection[str]) -> str:
    """Return an id for a style with this name that is not taken yet: of a-z, 0-9 and "-"."""
    latin = "".join(_LATIN.get(letter, letter) for letter in name.casefold())
    plain = unicodedata.normalize("NFKD", latin.replace("_", ""))
    ascii_only = "".join(letter for letter in plain if not unicodedata.combining(letter))
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:_LONGEST].strip("-") or "style"
    number = 1
    while (candidate := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return candidate
