"""Which stretches of a plain or Markdown text are prose.

Follows the block structure of CommonMark 0.31 (fences, headings, lists, quotes, HTML blocks, link
definitions) with GitHub's tables and YAML front matter. Plain text differs in two ways: an indented
paragraph is prose unless it reads like code, and a line break ends a paragraph unless the lines
were wrapped at a width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stylepad.text.wrapping import is_wrapped

_LINE = re.compile(r"([^\r\n\u2028\u2029]*)(\r\n|[\r\n\u2028\u2029]|\Z)")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)*")
_MARKER = re.compile(
    r"(?:(?:[-*+•◦▪·‣]|\d{1,3}[.)]|[A-Za-zА-Яа-яЁё]\))[ \t\u00a0]+(?:\[[ xX]\][ \t]+)?"
    r"|[—–][ \t\u00a0]*|--[ \t]+|\[\^[^\]\s]+\]:[ \t]+)+"
)
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r"[ \t]{0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:[-*_=~#+][ \t]*){3,}$")
_DEFINITION = re.compile(r"\[(?!\^)[^\]]+\]:[ \t]*\S")
_TABLE_RULE = re.compile(
    r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$"
    r"|[ \t]*\|[ \t]*:?-+:?[ \t]*\|[ \t]*$"
)
_FRONT_KEY = re.compile(r"[\w-]+[ \t]*:")
_RAW_HTML = re.compile(r"<(script|style|pre|textarea)\b", re.IGNORECASE)
_BLOCK_HTML = re.compile(
    r"</?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|"
    r"div|dl|dt|fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|"
    r"legend|li|link|main|menu|nav|ol|optgroup|option|p|section|summary|table|tbody|td|tfoot|th|"
    r"thead|title|tr|track|ul)\b|<[/?!]?[A-Za-z][^<>]*>[ \t]*$|<[?!][A-Za-z]",
    re.IGNORECASE,
)
_PLAIN_HEADING = re.compile(
    r"(?:глава|часть|том|книга|действие|явление|chapter|part|book|volume|act|scene)\b.{0,60}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'»”’)*_]*$")
_CODE = re.compile(r"[{}=;<>\\|]|\w\(|\)$|::|->|^\s*(?:def|class|import|from|return|#|//|\$)\b")
_INDENTED = re.compile(r" {4}| {0,3}\t")
_TAB = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A line at `start` of the text; `quote` and `body` are lengths of marks before the content."""

    start: int
    text: str
    quote: int
    body: int

    @property
    def content(self) -> str:
        return self.text[self.quote :]

    @property
    def blank(self) -> bool:
        return not self.content.strip()

    @property
    def marked(self) -> bool:
        return self.body > self.quote

    @property
    def indent(self) -> int:
        return len(self.text[: self.quote].expandtabs(_TAB))


def prose(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every paragraph of prose, marks and indents before it excluded."""
    return _Scanner(text).paragraphs()


class _Scanner:
    """Reads the lines of a text block by block."""

    def __init__(self, text: str) -> None:
        self._lines = [_line(match) for match in _LINE.finditer(text)]
        self._several = sum(not line.blank for line in self._lines[:50]) > 1

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        index = self._after_front_matter()
        while index < len(self._lines):
            after = self._after_block(index)
            if after == index:
                after = self._after_paragraph(index)
                yield from self._prose(index, after)
            index = after

    def _prose(self, first: int, after: int) -> Iterator[tuple[int, int]]:
        """Yield lines `first` to `after` as one wrapped paragraph, or each as its own."""
        lines = self._lines[first:after]
        if is_wrapped([line.text for line in lines]):
            yield lines[0].start + lines[0].body, lines[-1].start + len(lines[-1].text)
            return
        for line in lines:
            if not self._is_plain_heading(line):
                yield line.start + line.body, line.start + len(line.text)

    def _is_plain_heading(self, line: _Line) -> bool:
        content = line.content.strip()
        return bool(
            self._several and _PLAIN_HEADING.match(content) and not _SENTENCE_END.search(content)
        )

    def _after_front_matter(self) -> int:
        lines = self._lines
        if lines[0].text.rstrip() != "---" or len(lines) < 3:
            return 0
        if not _FRONT_KEY.match(lines[1].text):
            return 0
        for index in range(2, len(lines)):
            if lines[index].text.rstrip() in ("---", "..."):
                return index + 1
        return 0

    def _after_block(self, index: int) -> int:
        """Return the index after the block that is not prose at `index`; `index` where it is."""
        line = self._lines[index]
        content = line.content
        if line.blank or _HEADING.match(content) or _RULE.match(content):
            return index + 1
        if _DEFINITION.match(content):
            return index + 1
        for reader in (self._after_fence, self._after_html, self._after_table, self._after_code):
            after = reader(index)
            if after > index:
                return after
        return self._after_underlined(index)

    def _after_fence(self, index: int) -> int:
        opening = self._lines[index]
        match = _FENCE.match(opening.text, opening.body)
        if match is None:
            return index
        closing = re.compile(re.escape(match[1]) + rf"{re.escape(match[1][0])}*[ \t]*$")
        for end in range(index + 1, len(self._lines)):
            if closing.match(self._lines[end].content):
                return end + 1
        return len(self._lines)

    def _after_html(self, index: int) -> int:
        content = self._lines[index].content
        raw = _RAW_HTML.match(content)
        if raw is not None:
            return self._after_text(index, f"</{raw[1].lower()}>")
        if content.startswith("<!--"):
            return self._after_text(index, "-->")
        if not _BLOCK_HTML.match(content):
            return index
        while index < len(self._lines) and not self._lines[index].blank:
            index += 1
        return index

    def _after_text(self, index: int, wanted: str) -> int:
        for end in range(index, len(self._lines)):
            if wanted in self._lines[end].text.lower():
                return end + 1
        return len(self._lines)

    def _after_table(self, index: int) -> int:
        content = self._lines[index].content
        if not content.startswith("|"):
            following = self._lines[index + 1].text if index + 1 < len(self._lines) else ""
            if "|" not in content or not _TABLE_RULE.match(following):
                return index
        while index < len(self._lines) and "|" in self._lines[index].content:
            index += 1
        return index

    def _after_code(self, index: int) -> int:
        """Return the index after an indented block that reads like code."""
        if not self._is_indented(index) or (index and not self._lines[index - 1].blank):
            return index
        end = index
        while end < len(self._lines) and self._is_indented(end):
            end += 1
        block = [line.content for line in self._lines[index:end]]
        return end if sum(map(_reads_like_code, block)) * 2 >= len(block) else index

    def _is_indented(self, index: int) -> bool:
        line = self._lines[index]
        return bool(not line.blank and _INDENTED.match(line.text) and not line.marked)

    def _after_underlined(self, index: int) -> int:
        """Return the index after a one-line heading that is underlined with "===" or "---"."""
        line = self._lines[index]
        if index + 1 >= len(self._lines) or line.marked:
            return index
        underline = _UNDERLINE.match(self._lines[index + 1].text)
        if underline is None or len(underline[1]) < 2:
            return index
        is_sentence = underline[1][0] == "-" and _SENTENCE_END.search(line.text.rstrip())
        return index if is_sentence else index + 2

    def _after_paragraph(self, first: int) -> int:
        """Return the index after the unmarked lines that follow line `first` as one block."""
        opening = self._lines[first]
        index = first + 1
        while index < len(self._lines):
            line, previous = self._lines[index], self._lines[index - 1]
            follows_first = index == first + 1
            deeper = line.indent > previous.indent and not (follows_first and opening.marked)
            if line.blank or line.marked or deeper or self._after_block(index) > index:
                break
            if line.content[:1] != ">" and (">" in line.text[: line.quote]) != (
                ">" in opening.text[: opening.quote]
            ):
                break
            index += 1
        return index


def _line(match: re.Match[str]) -> _Line:
    text = match[1]
    quote = _QUOTE.match(text)
    start = quote.end() if quote else 0
    marker = _MARKER.match(text, start)
    return _Line(match.start(), text, start, marker.end() if marker else start)


def _reads_like_code(line: str) -> bool:
    return bool(_CODE.search(line)) or len(line.split()) < 3
