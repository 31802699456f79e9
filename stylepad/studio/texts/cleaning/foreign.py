"""Paragraphs in another script than the style's: letters in French, quotations of the original."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stylepad.studio.texts.cleaning.layout import Covered, Layout
from stylepad.studio.texts.extract import Cut
from stylepad.text.language import detect

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
_FEWEST = 20
"""Letters; a shorter paragraph, "Merci!" in a dialogue, is the author's colour."""


def find(layout: Layout, covered: Covered, language: str) -> Iterator[Cut]:
    """Yield paragraphs most of whose letters are of the other script."""
    if language not in {"ru", "en"} or detect(layout.raw) not in {language, ""}:
        # A text that is foreign as a whole is left out as a whole.
        return
    for paragraph in layout.paragraphs:
        text = layout.raw[paragraph.start : paragraph.end]
        cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
        own, other = (cyrillic, latin) if language == "ru" else (latin, cyrillic)
        if other >= _FEWEST and other > own and not covered.has(paragraph.start, paragraph.end):
            yield Cut("foreign", paragraph.start, paragraph.end)
