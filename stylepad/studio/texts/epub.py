"""EPUB, 2 and 3: a zip file with pages, and a list that says in which order they are read."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from stylepad.studio.texts import xml
from stylepad.studio.texts.archives import Archive, opened
from stylepad.studio.texts.extract import Builder, Extract
from stylepad.studio.texts.faults import left_out
from stylepad.studio.texts.html import add_page

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_FONT_LOCKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES = {"application/xhtml+xml", "text/html", "text/x-oeb1-document"}


def read_epub(name: str, data: bytes) -> Extract:
    """Return a book's text in reading order.

    Raises StudioError for one that is damaged, hostile or locked.
    """
    with opened(name, data) as archive:
        _refuse_locked(archive)
        container = xml.parse(name, archive.read(_CONTAINER))
        rootfile = xml.first(container, "rootfile")
        if rootfile is None:
            raise left_out("studio.broken_book", name, "it names no contents")
        package_path = xml.attribute(rootfile, "full-path")
        package = xml.parse(name, archive.read(package_path))
        builder = Builder()
        for path, kind in _spine(package, posixpath.dirname(package_path)):
            if archive.has(path):
                add_page(builder, f"{name}: {path}", archive.read(path), kind)
        title = xml.text_of(xml.first(package, "title"))
    return builder.finish("epub", title, "utf-8", author=_author(package))


def _author(package: Element) -> str:
    """Return the first of those who are not named as translator, editor or the like."""
    for creator in xml.children(package, "creator"):
        if xml.attribute(creator, "role") in {"", "aut"}:
            return xml.text_of(creator)
    return ""


def _spine(package: Element, folder: str) -> list[tuple[str, str]]:
    """Return the paths of the pages in reading order, with what a whole page is, if not prose."""
    items = {xml.attribute(item, "id"): item for item in xml.children(package, "item")}
    contents = {
        posixpath.normpath(posixpath.join(folder, unquote(xml.attribute(reference, "href"))))
        .partition("#")[0]: _page_kind(xml.attribute(reference, "type"))
        for reference in xml.children(package, "reference")
    }  # fmt: skip
    pages = []
    for reference in xml.children(package, "itemref"):
        item = items.get(xml.attribute(reference, "idref"))
        if item is None or xml.attribute(item, "media-type") not in _PAGES:
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(xml.attribute(item, "href"))))
        navigation = "nav" in xml.attribute(item, "properties").split()
        pages.append((path, "contents" if navigation else contents.get(path, "")))
    return pages


def _page_kind(role: str) -> str:
    role = role.lower()
    if role == "toc":
        return "contents"
    if role in {"copyright-page", "colophon"}:
        return "licence"
    if role in {"notes", "footnotes", "endnotes", "rearnotes"}:
        return "footnote"
    return "title_page" if role in {"title-page", "titlepage", "cover"} else ""


def _refuse_locked(archive: Archive) -> None:
    """Refuse a book whose pages are locked; fonts may be."""
    if not archive.has(_LOCKS):
        return
    locks = xml.parse(archive.name, archive.read(_LOCKS))
    methods = [
        xml.attribute(method, "algorithm") or xml.attribute(method, "Algorithm")
        for method in xml.children(locks, "encryptionmethod")
    ]
    if any(not method.startswith(_FONT_LOCKS) for method in methods):
        raise left_out("studio.encrypted", archive.name)
