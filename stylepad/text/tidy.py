"""Make a model's answer fit where the passage stood."""

from __future__ import annotations

import re

from stylepad.text.words import WORD

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",", "»", "”", '"', ")", "—", "-")
_SPACES = re.compile(r"[ \t]+")
_LINES = re.compile(r"\s*\n\s*")


def for_model(passage: str) -> str:
    """Return the passage without what no model reads: control characters, lone surrogates."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", passage))


def for_place(original: str, answer: str) -> str:
    """Return the answer as it should stand in place of `original`.

    One paragraph stays one line; a passage without a full stop, such as a heading, does not get
    one, and one that starts in the middle of a sentence goes on in lower case.
    """
    text = for_model(answer).replace("\ufffd", "").strip()
    if "\n" not in original:
        text = _LINES.sub(" ", text)
    text = _SPACES.sub(" ", text)
    bare = original.rstrip()
    if text.endswith(".") and not text.endswith("..") and not bare.endswith(_SENTENCE_END):
        text = text[:-1]
    return _lowered(text) if original[:1].islower() and _may_lower(original, text) else text


def _may_lower(original: str, text: str) -> bool:
    """Return whether the first word of `text` has its capital only from standing first."""
    first = WORD.match(text)
    if first is None or text[:2].isupper():
        return False
    return first[0] not in WORD.findall(original)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
