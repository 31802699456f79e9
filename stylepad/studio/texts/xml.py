"""XML read without trust: entities are refused, and small mistakes of a book's maker forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from lxml import etree

from stylepad.studio.texts.faults import left_out

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")


def parse(name: str, data: bytes) -> Element:
    """Return the root of an XML file.

    Raises StudioError "studio.entities" and "studio.broken_book".
    """
    try:
        return ElementTree.fromstring(data)
    except DefusedXmlException as error:
        raise left_out("studio.entities", name) from error
    except (ParseError, ValueError, LookupError) as error:
        return _mended(name, data, str(error))


def declared_encoding(data: bytes) -> str:
    """Return the encoding an XML file says it is in, or utf-8."""
    found = _DECLARED.search(data[:200])
    return found[1].decode("ascii").lower() if found else "utf-8"


def local(tag: object) -> str:
    """Return a tag's name without its namespace; "" for a comment."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without a namespace, or ""."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def first(element: Element, name: str) -> Element | None:
    """Return the first descendant of this name, whatever its namespace."""
    return next(children(element, name), None)


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the descendants of this name, whatever their namespace, in order."""
    return (found for found in element.iter() if local(found.tag) == name)


def text_of(element: Element | None) -> str:
    """Return an element's text with that of everything in it, blanks joined."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _mended(name: str, data: bytes, problem: str) -> Element:
    """Read a file with unclosed tags and the like as far as it makes sense."""
    if _ENTITY.search(data):
        raise left_out("studio.entities", name)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise left_out("studio.broken_book", name, problem) from error
    if root is None:
        raise left_out("studio.broken_book", name, problem)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction, etree.Entity)
    plain: Element = ElementTree.fromstring(etree.tostring(root, encoding="utf-8"))
    return plain
