"""Documents of word processors: .docx and .odt, which are zip files of XML."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from stylepad.studio.texts import xml
from stylepad.studio.texts.archives import Archive, opened
from stylepad.studio.texts.extract import Builder, Extract
from stylepad.studio.texts.faults import left_out

_WORD_STYLES = (
    ("toc", "contents"),
    ("heading", "heading"),
    ("title", "heading"),
    ("footnote", "footnote"),
)


def read_docx(name: str, data: bytes) -> Extract:
    """Return a Word document's text; raises StudioError for one that is damaged or locked."""
    with opened(name, data) as archive:
        body = xml.parse(name, archive.read("word/document.xml"))
        builder = Builder()
        styles = _word_styles(archive)
        for paragraph in xml.children(body, "p"):
            style = xml.first(paragraph, "pstyle")
            named = xml.attribute(style, "val") if style is not None else ""
            style_name = styles.get(named, named)
            builder.add_marked(_runs(paragraph), _kind(style_name), _rank(style_name))
        if archive.has("word/footnotes.xml"):
            notes = xml.parse(name, archive.read("word/footnotes.xml"))
            for note in xml.children(notes, "footnote"):
                builder.add(xml.text_of(note), "footnote")
        return builder.finish("docx", _core_title(archive, "docProps/core.xml"), "utf-8")


def read_odt(name: str, data: bytes) -> Extract:
    """Return an OpenDocument text's text; raises StudioError for one that is damaged or locked."""
    with opened(name, data) as archive:
        if archive.has("META-INF/manifest.xml"):
            manifest = xml.parse(name, archive.read("META-INF/manifest.xml"))
            if xml.first(manifest, "encryption-data") is not None:
                raise left_out("studio.encrypted", name)
        root = xml.parse(name, archive.read("content.xml"))
        content = xml.first(root, "body")
        body = xml.first(content, "text") if content is not None else None
        if body is None:
            raise left_out("studio.broken_book", name, "it is no text document")
        builder = Builder()
        _add_odt(builder, body, "")
        return builder.finish("odt", _core_title(archive, "meta.xml"), "utf-8")


def _add_odt(builder: Builder, element: Element, kind: str) -> None:
    for child in element:
        tag = xml.local(child.tag)
        if tag in {"p", "h"}:
            notes: list[str] = []
            pieces = _odt_pieces(child, notes)
            level = int(xml.attribute(child, "outline-level") or 1) if tag == "h" else 0
            builder.add_marked(pieces, kind or ("heading" if tag == "h" else ""), level)
            for note in notes:
                builder.add(note, "footnote")
        elif tag in {"table-of-content", "alphabetical-index"}:
            _add_odt(builder, child, "contents")
        elif tag not in {"tracked-changes", "sequence-decls", "forms", "index-title-template"}:
            _add_odt(builder, child, kind or ("table" if tag == "table" else ""))


def _odt_pieces(element: Element, notes: list[str]) -> list[tuple[str, str]]:
    pieces = [(element.text or "", "")]
    for child in element:
        tag = xml.local(child.tag)
        if tag == "note":
            notes.append(xml.text_of(xml.first(child, "note-body")))
        elif tag == "s":
            pieces.append((" " * min(int(xml.attribute(child, "c") or 1), 8), ""))
        elif tag == "tab":
            pieces.append((" ", ""))
        elif tag == "line-break":
            pieces.append(("\n", ""))
        elif tag not in {"annotation", "frame"}:
            pieces.extend(_odt_pieces(child, notes))
        pieces.append((child.tail or "", ""))
    return [piece for piece in pieces if piece[0]]


def _runs(paragraph: Element) -> list[tuple[str, str]]:
    """Return the text of a paragraph's runs; what was deleted under revision is not in it."""
    texts = []
    for element in paragraph.iter():
        tag = xml.local(element.tag)
        if tag == "t":
            texts.append(element.text or "")
        elif tag == "tab":
            texts.append(" ")
        elif tag in {"br", "cr"}:
            texts.append("\n")
        elif tag == "nobreakhyphen":
            texts.append("-")
    return [("".join(texts), "")]


def _word_styles(archive: Archive) -> dict[str, str]:
    """Return the styles' names by their ids: ids are in the language of whoever wrote the file."""
    if not archive.has("word/styles.xml"):
        return {}
    root = xml.parse(archive.name, archive.read("word/styles.xml"))
    names = {}
    for style in xml.children(root, "style"):
        name = xml.first(style, "name")
        if name is not None:
            names[xml.attribute(style, "styleid")] = xml.attribute(name, "val")
    return names


def _kind(style: str) -> str:
    lower = style.lower()
    return next((kind for prefix, kind in _WORD_STYLES if lower.startswith(prefix)), "")


def _rank(style: str) -> int:
    found = re.fullmatch(r"heading (\d)", style.lower())
    return int(found[1]) if found else 0


def _core_title(archive: Archive, path: str) -> str:
    if not archive.has(path):
        return ""
    return xml.text_of(xml.first(xml.parse(archive.name, archive.read(path)), "title"))
