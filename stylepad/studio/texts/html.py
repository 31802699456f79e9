"""HTML pages, on their own and as the chapters of an .epub."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from stylepad.studio.texts.encoding import decoded
from stylepad.studio.texts.extract import Builder, Extract
from stylepad.studio.texts.faults import left_out

_BLOCKS = frozenset(
    "p div li blockquote section article main body td th tr table tbody ul ol dl dt dd h1 h2 h3 h4 "
    "h5 h6 header footer aside figure figcaption center pre address hr form fieldset".split()
)
_DROPPED = frozenset("script style head noscript template svg math iframe object button".split())
_KINDS = {
    "nav": "contents",
    "figcaption": "illustration",
    "footer": "licence",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "table": "table",
}
_RANKS = {f"h{rank}": rank for rank in range(1, 7)}
_NAMED = (
    ("footnote", re.compile(r"\b(foot|end)?notes?\b|\bsnoska|\bfootnote", re.I)),
    ("contents", re.compile(r"\b(toc|table-of-contents|contents)\b", re.I)),
    ("page_number", re.compile(r"\bpage-?(num|no|number|break)?\b|\bpagenum", re.I)),
    (
        "licence",
        re.compile(r"\bpg-?(header|footer|boilerplate)|\bcopyright|\bcolophon|\bimprint", re.I),
    ),
    ("verse", re.compile(r"\b(verse|poem|poetry|stanza|z3998:verse)\b", re.I)),
    ("epigraph", re.compile(r"\bepigraph", re.I)),
)
_MARKER = re.compile(r"[\[({]?\s*(?:\d{1,4}|[*†‡§]{1,3}|[a-zа-я])\s*[\])}]?")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_html(name: str, data: bytes) -> Extract:
    """Return a page's text; raises StudioError for one that is no page."""
    builder = Builder()
    title, encoding = add_page(builder, name, data)
    return builder.finish("html", title, encoding)


def add_page(builder: Builder, name: str, data: bytes, kind: str = "") -> tuple[str, str]:
    """Add a page's text to a book; return its title and the encoding it was in."""
    named = _CHARSET.search(data[:2048])
    text, encoding = decoded(name, data, named[1].decode("ascii") if named else "")
    # The library refuses a text that says it is in bytes of some encoding.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        return "", encoding
    try:
        root = lxml.html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise left_out("studio.broken_book", name, str(error)) from error
    found = root.find(".//title")
    title = " ".join(_inside(found).split()) if found is not None else ""
    walker = _Walker(builder)
    walker.walk(root, kind)
    walker.flush(kind)
    return title, encoding


class _Walker:
    """Goes through a page and hands its blocks to the builder as paragraphs."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._pieces: list[tuple[str, str]] = []
        self._level = 0

    def walk(self, root: etree._Element, kind: str) -> None:
        """Take in an element and all in it, without recursion: pages nest as deep as they like."""
        stack: list[tuple[etree._Element, str, bool]] = [(root, kind, False)]
        while stack:
            element, kind, leaving = stack.pop()
            tag = element.tag.lower() if isinstance(element.tag, str) else ""
            if leaving:
                self._leave(element, tag, kind)
                continue
            outer = kind
            if not tag or tag in _DROPPED:
                self._text(element.tail, kind)
                continue
            kind = kind or _kind(element, tag)
            if tag in _BLOCKS:
                self.flush(outer)
            if tag in _RANKS:
                self._level = _RANKS[tag]
            self._text(element.text, kind, keep=tag == "pre")
            if tag == "br":
                self._pieces.append(("\n", ""))
            stack.append((element, outer, True))
            stack.extend((child, kind, False) for child in reversed(element))

    def flush(self, kind: str) -> None:
        """End the paragraph."""
        pieces = _trimmed(self._pieces)
        self._pieces = []
        kinds = {inner for text, inner in pieces if text.strip()}
        whole = kinds.pop() if len(kinds) == 1 else kind
        if self._level and not whole:
            whole = "heading"
        self._builder.add_marked(pieces, whole, self._level if whole == "heading" else 0)
        self._level = 0

    def _leave(self, element: etree._Element, tag: str, outer: str) -> None:
        if tag in _BLOCKS:
            self.flush(outer)
        self._text(element.tail, outer)

    def _text(self, text: str | None, kind: str, keep: bool = False) -> None:
        if text:
            self._pieces.append((text if keep else _BLANKS.sub(" ", text), kind))


def _kind(element: etree._Element, tag: str) -> str:
    """Return what an element says it is: by its tag, its class or its part in the book."""
    if tag in {"html", "body"}:
        return ""
    words = " ".join(
        str(element.get(name, ""))
        for name in ("class", "id", "role", "epub:type", "{http://www.idpf.org/2007/ops}type")
    )
    if tag in {"sup", "a"}:
        inside = _inside(element).strip()
        marked = tag == "sup" or element.get("href", "").find("#") >= 0
        if marked and _MARKER.fullmatch(inside):
            return "footnote"
        words = " ".join((str(element.get("class", "")), str(element.get("epub:type", ""))))
    if tag in _KINDS:
        return _KINDS[tag]
    return (
        next((kind for kind, pattern in _NAMED if pattern.search(words)), "")
        if words.strip()
        else ""
    )


def _inside(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _trimmed(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pieces without blanks at either end and around line breaks."""
    joined: list[tuple[str, str]] = []
    for text, kind in pieces:
        before = joined[-1][0][-1:] if joined else "\n"
        cut = text.lstrip(" ") if before in {"\n", " "} else text
        if cut == "\n" and before == "\n":
            continue
        if cut:
            joined.append((cut, kind))
    while joined and not joined[-1][0].rstrip():
        joined.pop()
    if joined:
        joined[-1] = (joined[-1][0].rstrip(), joined[-1][1])
    return joined
