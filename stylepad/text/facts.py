"""What must survive a rewriting: numbers, names, links, quotations, marks, protected words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from stylepad.text.names import Name, all_keys, capitalised_keys, names, stem
from stylepad.text.numbers import Number, numbers

LONG_QUOTATION = 6
"""From this many words on a quotation is kept only word for word; a shorter one may inflect."""

_URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"«»“”]+", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TAG = re.compile(r"(?<![\w/&])[@#][^\W\d_][\w-]*")
_MARKDOWN_LINK = re.compile(
    r"(?<=\])\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|(?<=\])\[[^\]\n]+\]|\[\^[^\]\s]+\]"
)
_QUOTATION = re.compile(r"«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]|\"([^\"\n]+)\"|&quot;(.+?)&quot;")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_MARK = re.compile(
    r"(?<![\w*])(\*\*\*|\*\*|\*)(?![\s*])([^*\n]+?)(?<![\s*])\1(?![\w*])"
    r"|(?<!\w)(___|__|_)(?![\s_])([^_\n]+?)(?<![\s_])\3(?!\w)|(~~)(?!\s)([^~\n]+?)(?<!\s)~~"
)
_WORD = re.compile(r"[^\W_]+")
_TRAILING = ".,;:!?…)]}'*_"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states that a rewriting must keep, each as written and once."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    links: tuple[str, ...]
    quotations: tuple[str, ...]
    marks: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Return everything together."""
        return (*self.numbers, *self.names, *self.links, *self.quotations, *self.marks)


@dataclass(frozen=True, slots=True)
class FactReport:
    """What a rewriting kept and lost of the original's facts, and what it made up, as written."""

    kept: tuple[str, ...]
    lost: tuple[str, ...]
    invented: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text read for comparison."""

    text: str
    numbers: tuple[Number, ...]
    names: tuple[Name, ...]
    links: tuple[str, ...]
    quotations: tuple[str, ...]
    marks: tuple[str, ...]


def facts(text: str, language: str) -> Facts:
    """Return the facts of a text; "one", "first" and "second" in words are not counted as such."""
    reading = _read(text, language)
    return Facts(
        _unique(number.text for number in reading.numbers if number.firm),
        _unique(name.text for name in reading.names),
        reading.links,
        reading.quotations,
        reading.marks,
    )


def compare(
    original: str, rewritten: str, language: str, protected: Iterable[str] = ()
) -> FactReport:
    """Compare the facts of a rewriting with those of its original.

    Numbers must keep their value and names their word (inflected as it may be); links, code, long
    quotations and the `protected` words must come back as they are. Invented are numbers, names
    and links of the rewriting that the original does not have.
    """
    before, after = _read(original, language), _read(rewritten, language)
    kept: dict[str, None] = {}
    lost: dict[str, None] = {}
    for fact, is_kept in _verdicts(before, after, protected):
        (kept if is_kept else lost)[fact] = None
    return FactReport(
        tuple(fact for fact in kept if fact not in lost), tuple(lost), _invented(before, after)
    )


def _verdicts(
    before: _Reading, after: _Reading, protected: Iterable[str]
) -> Iterator[tuple[str, bool]]:
    """Yield every fact of the original and whether the rewriting has it."""
    for number in before.numbers:
        if number.firm:
            yield number.text, any(map(number.same, after.numbers))
    written, capitalised = all_keys(after.text), capitalised_keys(after.text)
    for name in before.names:
        yield name.text, bool(name.keys & (written if name.guessed else capitalised))
    for link in before.links:
        yield link, link in after.text
    quoted = [_stems(quotation) for quotation in after.quotations]
    plain = _normal(after.text)
    for quotation in before.quotations:
        yield quotation, _is_quoted(quotation, plain, quoted)
    for mark in before.marks:
        yield mark, _is_marked(mark, after)
    for words in protected:
        yield words, words in after.text


def _invented(before: _Reading, after: _Reading) -> tuple[str, ...]:
    known = all_keys(before.text)
    made_up = [
        number.text
        for number in after.numbers
        if number.firm and not any(map(number.same, before.numbers))
    ]
    made_up += [name.text for name in after.names if name.sure and not name.keys & known]
    made_up += [link for link in after.links if link not in before.text]
    return _unique(made_up)


def _read(text: str, language: str) -> _Reading:
    links = _links(text)
    code = [match[0] for match in _CODE.finditer(text)]
    words = _without(text, (_URL, _ADDRESS, _TAG, _MARKDOWN_LINK, _CODE))
    marks = [match[0] for match in _MARK.finditer(words)]
    quotations = [next(filter(None, match.groups())) for match in _QUOTATION.finditer(words)]
    return _Reading(
        text,
        tuple(numbers(words, language)),
        tuple(names(words)),
        _unique(links),
        _unique(quotation.strip() for quotation in quotations if _WORD.search(quotation)),
        _unique([*code, *marks]),
    )


def _links(text: str) -> list[str]:
    targets = [match[1] or match[0] for match in _MARKDOWN_LINK.finditer(text)]
    rest = _without(text, (_MARKDOWN_LINK, _CODE))
    for pattern in (_URL, _ADDRESS, _TAG):
        targets += [match.rstrip(_TRAILING) for match in pattern.findall(rest)]
        rest = _without(rest, (pattern,))
    return targets


def _without(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """Return the text with the matches blanked out, every other position unchanged."""
    blank: Callable[[re.Match[str]], str] = lambda match: " " * len(match[0])  # noqa: E731
    for pattern in patterns:
        text = pattern.sub(blank, text)
    return text


def _is_quoted(quotation: str, plain: str, quoted: list[frozenset[str]]) -> bool:
    if _normal(quotation) in plain:
        return True
    wanted = _stems(quotation)
    if len(_WORD.findall(quotation)) >= LONG_QUOTATION:
        return False
    return any(len(wanted & stems) * 2 > len(wanted) for stems in quoted)


def _is_marked(mark: str, after: _Reading) -> bool:
    """Return whether code is there unchanged, or a like mark is on some word of the same text."""
    if mark.startswith("`"):
        return mark in after.text
    sign = _sign(mark)
    return any(_sign(other) == sign and _stems(mark) & _stems(other) for other in after.marks)


def _sign(mark: str) -> str:
    width = len(mark) - len(mark.lstrip("*_~"))
    return mark[:width].replace("_", "*")


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.lower().replace("ё", "е")))


def _normal(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("ё", "е")))


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
