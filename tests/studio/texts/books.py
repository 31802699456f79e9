"""Books of every format, made on the spot from the same excerpts."""

from __future__ import annotations

import io
import textwrap
import zipfile
from html import escape
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

_EXCERPTS = Path(__file__).parent / "excerpts"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_PDF_LINES = 40


def paragraphs(name: str) -> list[str]:
    """Return the paragraphs of an excerpt, "poe" or "leskov"."""
    return (_EXCERPTS / f"{name}.txt").read_text("utf-8").strip().split("\n\n")


def zipped(files: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def html(body: list[str], extra: str = "", title: str = "A tale") -> str:
    inside = "\n".join(f"<p>{escape(text)}</p>" for text in body)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title><style>p {{color: red}}</style></head>"
        f"<body>{extra}{inside}<script>alert(1)</script></body></html>"
    )


def epub(
    chapters: list[list[str]], extra: str = "", title: str = "A tale", about: str = ""
) -> bytes:
    pages = {f"OEBPS/c{n}.xhtml": html(body, extra) for n, body in enumerate(chapters)}
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    navigation = "<html><body><nav><a href='c0.xhtml'>Chapter the first</a></nav></body></html>"
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title>{about}</metadata><manifest>{items}"
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        f'</manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    container = (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            "OEBPS/nav.xhtml": navigation,
            **pages,
        }
    )


def fb2(
    body: list[str], extra: str = "", notes: str = "", title: str = "Сказ", about: str = ""
) -> str:
    inside = "".join(f"<p>{escape(text)}</p>" for text in body)
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" '
        'xmlns:l="http://www.w3.org/1999/xlink"><description><title-info>'
        f"<book-title>{title}</book-title>{about}</title-info></description>"
        f"<body><title><p>{title}</p></title><section>{extra}{inside}</section></body>"
        f'<body name="notes">{notes}</body></FictionBook>'
    )


def docx(body: list[str], heading: str = "Chapter I") -> bytes:
    inside = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in body)
    head = (
        f'<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr><w:r><w:t>{heading}</w:t></w:r></w:p>'
        "<w:p><w:r><w:delText>Deleted under revision.</w:delText></w:r></w:p>"
    )
    styles = '<w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style>'
    note = (
        '<w:footnote w:id="1"><w:p><w:r><w:t>A note of the editor.</w:t></w:r></w:p></w:footnote>'
    )
    root = f'xmlns:w="{_WORD}"'
    return zipped(
        {
            "word/document.xml": f"<w:document {root}><w:body>{head}{inside}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {root}>{styles}</w:styles>",
            "word/footnotes.xml": f"<w:footnotes {root}>{note}</w:footnotes>",
        }
    )


def odt(body: list[str]) -> bytes:
    inside = "".join(f"<t:p>{escape(text)}</t:p>" for text in body)
    note = (
        "<t:note><t:note-citation>1</t:note-citation>"
        "<t:note-body><t:p>A note.</t:p></t:note-body></t:note>"
    )
    content = (
        f'<o:document-content xmlns:o="{_OFFICE}:office:1.0" xmlns:t="{_OFFICE}:text:1.0">'
        f"<o:body><o:text><t:h>Chapter I</t:h><t:p>It had<t:s/>begun{note} by then.</t:p>{inside}"
        "</o:text></o:body></o:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def pdf(body: list[str], head: str = "", password: str | None = None) -> bytes:
    """Return a PDF of lines set by hand, a running head and a page number on each page."""
    lines = [line for text in body for line in [*textwrap.wrap(text, 80), ""]]
    writer = PdfWriter()
    for number, start in enumerate(range(0, len(lines), _PDF_LINES), start=1):
        page = [*([head, ""] if head else []), *lines[start : start + _PDF_LINES], "", str(number)]
        _add_page(writer, page)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    return _written(writer)


def scan() -> bytes:
    """Return a PDF whose pages have no text."""
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(400, 600)
    return _written(writer)


def _add_page(writer: PdfWriter, lines: list[str]) -> None:
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    shown = b"".join(
        b"(" + line.encode("cp1252", "replace").translate(None, b"()\\") + b") Tj T*\n"
        for line in lines
    )
    stream.set_data(b"BT /F1 10 Tf 14 TL 50 800 Td\n" + shown + b"ET")
    page[NameObject("/Contents")] = writer._add_object(stream)


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
