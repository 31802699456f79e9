from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from stylepad.errors import StudioError
from stylepad.studio.texts.readers import read
from stylepad.studio.texts.sources import contents
from tests.studio.texts import books

POE = books.paragraphs("poe")
LESKOV = books.paragraphs("leskov")

ENGLISH = {
    "tale.txt": "\n\n".join(POE).encode(),
    "tale.md": ("# The heart\n\n" + "\n\n".join(POE)).encode(),
    "tale.html": books.html(POE).encode(),
    "tale.epub": books.epub([POE[:2], POE[2:]]),
    "tale.docx": books.docx(POE),
    "tale.odt": books.odt(POE),
    "tale.fb2": books.fb2(POE).encode(),
}


def uncut(name: str, data: bytes) -> str:
    """Return what is left of a book without the cuts that the file itself names."""
    extract = read(name, data)
    text = list(extract.text)
    for cut in extract.cuts:
        text[cut.start : cut.end] = " " * (cut.end - cut.start)
    return " ".join("".join(text).split())


@pytest.mark.parametrize("name", ENGLISH)
def test_every_format_gives_the_same_words_in_order(name: str) -> None:
    text = uncut(name, ENGLISH[name])

    position = 0
    for paragraph in POE:
        found = text.find(paragraph, position)
        assert found >= 0, paragraph
        position = found + len(paragraph)


def test_a_pdf_gives_its_words_page_after_page() -> None:
    extract = read("tale.pdf", books.pdf(POE, head="THE TELL-TALE HEART"))

    assert extract.format == "pdf"
    assert "calmly I can tell you the whole story" in " ".join(extract.text.split())
    assert "\f" in extract.text


@pytest.mark.parametrize(
    "encoding",
    "utf-8 utf-8-sig utf-16 utf-16-le utf-32 cp1251 koi8-r cp866 mac_cyrillic iso8859_5".split(),
)
def test_russian_is_read_in_any_encoding(encoding: str) -> None:
    text = "\n\n".join(LESKOV)
    plain = text.replace("—", "-").replace("«", '"').replace("»", '"').replace("…", "...")
    data = (plain if encoding in {"cp866", "koi8-r", "iso8859_5"} else text).encode(
        encoding, "replace"
    )

    assert "Платов ничего государю не ответил" in read("levsha.txt", data).text


def test_western_letters_in_english_are_not_taken_for_russian() -> None:
    data = "He sat in the café — “naïve”, they said — and ate.".encode("cp1252") * 20

    extract = read("tale.txt", data)

    assert extract.encoding == "cp1252"
    assert "café — “naïve”" in extract.text


def test_utf_8_with_a_few_broken_bytes_is_still_utf_8() -> None:
    data = "\n\n".join(LESKOV).encode()
    broken = data[:1001] + b"\xff" + data[1001:]

    assert "Платов ничего государю не ответил" in read("levsha.txt", broken).text


def test_the_charset_that_a_page_names_is_believed() -> None:
    page = books.html(LESKOV, extra='<meta charset="x">').replace(
        "<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    )

    assert "Платов ничего" in read("levsha.html", page.encode("cp1251", "replace")).text


def test_an_fb2_says_itself_what_its_notes_and_verses_are() -> None:
    poem = "<poem><stanza><v>Тихо веет ветерок,</v><v>Села птичка на шесток.</v></stanza></poem>"
    marked = '<p>Он приехал<a l:href="#n1" type="note">[1]</a> домой.</p>'
    book = books.fb2(LESKOV, poem + marked, '<section id="n1"><p>Примечание.</p></section>')

    extract = read("levsha.fb2", book.encode())

    kinds = {extract.text[cut.start : cut.end]: cut.kind for cut in extract.cuts}
    assert kinds["[1]"] == "footnote"
    assert kinds["Примечание."] == "footnote"
    assert kinds["Села птичка на шесток."] == "verse"
    assert extract.title == "Сказ"


def test_an_fb2_with_unclosed_tags_is_read_as_far_as_it_makes_sense() -> None:
    book = books.fb2(LESKOV).replace("</section>", "<p>Конец & точка")

    assert "Платов ничего государю не ответил" in read("levsha.fb2", book.encode()).text


def test_the_contents_page_of_an_epub_is_cut() -> None:
    assert "Chapter the first" not in uncut("tale.epub", ENGLISH["tale.epub"])


def test_what_was_deleted_in_a_document_is_not_in_its_text() -> None:
    extract = read("tale.docx", ENGLISH["tale.docx"])

    assert "Deleted under revision" not in extract.text
    kinds = {extract.text[cut.start : cut.end]: cut.kind for cut in extract.cuts}
    assert kinds["Chapter I"] == "heading"
    assert kinds["A note of the editor."] == "footnote"


def test_a_file_is_read_by_what_it_is_and_not_by_its_name() -> None:
    assert read("tale.txt", ENGLISH["tale.epub"]).format == "epub"
    assert read("tale.txt", ENGLISH["tale.html"]).format == "html"


def bomb() -> bytes:
    return books.zipped({"tale.txt": b"a" * (200 * 2**20)})


def with_entry(name: str) -> bytes:
    return books.zipped({"good.txt": "\n\n".join(POE), name: "bad"})


def encrypted_zip() -> bytes:
    data = bytearray(books.zipped({"tale.txt": "\n\n".join(POE)}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


LOCKED_EPUB = books.zipped(
    {
        "META-INF/container.xml": "<container/>",
        "META-INF/encryption.xml": "<encryption><EncryptionMethod "
        'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>',
    }
)
BILLION = (
    '<?xml version="1.0"?><!DOCTYPE FictionBook [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<FictionBook><body><p>&b;</p></body></FictionBook>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE FictionBook [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<FictionBook><body><p>&a;</p></body></FictionBook>"
)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("noise.txt", bytes(range(256)) * 40, "studio.binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "studio.binary"),
        ("empty.txt", b"\xef\xbb\xbf \n\n", "studio.empty"),
        ("numbers.txt", b"1 2 3\n\n4 5 6\n", "studio.empty"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "studio.unknown_format"),
        ("rich.rtf", b"{\\rtf1 Hello}", "studio.unknown_format"),
        ("cut.epub", ENGLISH["tale.epub"][:-900], "studio.archive_damaged"),
        ("no.epub", b"This is no epub at all.", "studio.broken_book"),
        ("locked.epub", LOCKED_EPUB, "studio.encrypted"),
        ("locked.pdf", books.pdf(POE, password="secret"), "studio.encrypted"),
        ("scan.pdf", books.scan(), "studio.scan"),
        ("broken.pdf", b"%PDF-1.7\nnothing more", "studio.broken_book"),
        ("bomb.fb2", BILLION.encode(), "studio.entities"),
        ("spy.fb2", OUTSIDE.encode(), "studio.entities"),
        ("broken-spy.fb2", OUTSIDE.replace("</p>", "").encode(), "studio.entities"),
    ],
)
def test_a_bad_book_is_left_out_with_its_reason(name: str, data: bytes, code: str) -> None:
    with pytest.raises(StudioError) as raised:
        read(name, data)

    assert raised.value.code == code
    assert name in raised.value.message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(), "studio.archive_bomb"),
        (with_entry("../evil.txt"), "studio.archive_name"),
        (with_entry("/etc/evil.txt"), "studio.archive_name"),
        (encrypted_zip(), "studio.archive_encrypted"),
        (ENGLISH["tale.epub"][:400], "studio.archive_damaged"),
    ],
)
def test_a_hostile_archive_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "books.zip"
    path.write_bytes(data)

    faults = [found.fault.code for found in contents(path) if found.fault]

    assert faults == [code]
    assert [entry.name for entry in tmp_path.iterdir()] == ["books.zip"]


def test_books_in_archives_in_an_archive_are_found(tmp_path: Path) -> None:
    inner = books.zipped({"levsha.fb2": books.fb2(LESKOV)})
    path = tmp_path / "books.zip"
    path.write_bytes(
        books.zipped(
            {"a/levsha.fb2.zip": inner, "b/tale.epub": ENGLISH["tale.epub"], "x.jpg": b"x"}
        )
    )

    found = list(contents(path))

    assert [entry.source.rpartition(": ")[2] for entry in found] == ["levsha.fb2", "b/tale.epub"]
    assert read(found[0].source, found[0].data).format == "fb2"


def test_an_archive_in_itself_is_not_followed_for_ever(tmp_path: Path) -> None:
    data = books.zipped({"tale.txt": "\n\n".join(POE)})
    for _ in range(5):
        data = books.zipped({"inner.zip": data})
    path = tmp_path / "books.zip"
    path.write_bytes(data)

    assert [found.fault.code for found in contents(path) if found.fault] == ["studio.archive_bomb"]


def test_names_in_dos_russian_are_read(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xxxxxx.txt", "\n\n".join(LESKOV))
    path = tmp_path / "books.zip"
    path.write_bytes(buffer.getvalue().replace(b"xxxxxx", "Левша!".encode("cp866")))

    assert [found.source.rpartition(": ")[2] for found in contents(path)] == ["Левша!.txt"]
