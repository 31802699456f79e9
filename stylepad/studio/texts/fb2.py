"""FictionBook 2: notes, verse and titles are marked in the file itself."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from stylepad.studio.texts import xml
from stylepad.studio.texts.extract import Builder, Extract

_NOTES = {"notes", "comments", "footnotes"}
_KINDS = {
    "title": "heading",
    "subtitle": "heading",
    "epigraph": "epigraph",
    "poem": "verse",
    "annotation": "introduction",
    "cite": "",
    "section": "",
}


def read_fb2(name: str, data: bytes) -> Extract:
    """Return a FictionBook's text; raises StudioError for one that is damaged or hostile."""
    root = xml.parse(name, data)
    builder = Builder()
    for body in (child for child in root if xml.local(child.tag) == "body"):
        kind = "footnote" if xml.attribute(body, "name").lower() in _NOTES else ""
        _add(builder, body, kind, 0)
    title = xml.text_of(xml.first(root, "book-title"))
    return builder.finish("fb2", title, xml.declared_encoding(data), author=_author(root))


def _author(root: Element) -> str:
    """Return who wrote the book; the makers of the file are authors of another element."""
    about = xml.first(root, "title-info")
    author = xml.first(about, "author") if about is not None else None
    if author is None:
        return ""
    parts = ("first-name", "middle-name", "last-name")
    return " ".join(filter(None, (xml.text_of(xml.first(author, part)) for part in parts)))


def _add(builder: Builder, element: Element, kind: str, depth: int) -> None:
    """Add what is in an element; `depth` counts the sections around it."""
    for child in element:
        tag = xml.local(child.tag)
        if tag in {"p", "subtitle", "text-author", "v", "date"}:
            own = kind or _KINDS.get(tag, "") or ("epigraph" if tag == "text-author" else "")
            builder.add_marked(_pieces(child), own or ("verse" if tag == "v" else ""))
        elif tag == "table":
            builder.add(xml.text_of(child), kind or "table")
        elif tag == "title" and not kind:
            # One heading, though its lines are paragraphs.
            lines = [xml.text_of(line) for line in child if xml.local(line.tag) == "p"]
            builder.add_marked([(" ".join(lines), "")], "heading", depth)
        elif tag not in {"image", "empty-line"}:
            _add(builder, child, kind or _KINDS.get(tag, ""), depth + (tag == "section"))


def _pieces(element: Element) -> list[tuple[str, str]]:
    """Return a paragraph's text in pieces: prose, and the markers of notes."""
    pieces = [(element.text or "", "")]
    for child in element:
        tag = xml.local(child.tag)
        if (tag == "a" and xml.attribute(child, "type") == "note") or tag == "sup":
            pieces.append((xml.text_of(child), "footnote"))
        elif tag != "image":
            pieces.extend(_pieces(child))
        pieces.append((child.tail or "", ""))
    return [(" ".join(text.split("\n")), kind) for text, kind in pieces if text]
