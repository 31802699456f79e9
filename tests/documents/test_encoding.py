"""Telling encodings and line ends, and keeping them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylepad.documents.encoding import ENCODINGS, candidates, decode, encode
from stylepad.errors import DocumentError

RUSSIAN = "Служащий посмотрел на бланк и вернул его. «Подпись, — сказал он, — стоит не там».\n"
ENGLISH = "The clerk looked at the form and gave it back. He said nothing.\n"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", [RUSSIAN, RUSSIAN.upper(), "Съёжился ёж.\nДа.\n"])
def test_russian_comes_back_in_every_encoding(encoding: str, newline: str, text: str) -> None:
    if encoding == "koi8-r":
        text = text.translate(str.maketrans("«»—", '""-'))
    data = encode(text, encoding, newline=newline)
    found = decode(data)
    assert (found.text, found.encoding, found.newline) == (text, encoding, newline)
    assert found.certain
    assert encode(found.text, found.encoding, newline=found.newline) == data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_is_told_and_kept(encoding: str) -> None:
    data = encode(ENGLISH, encoding, bom=True)
    found = decode(data)
    assert (found.text, found.encoding, found.bom) == (ENGLISH, encoding, True)
    assert encode(found.text, encoding, bom=True) == data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_english_without_a_mark_is_told(encoding: str) -> None:
    found = decode(encode(ENGLISH, encoding))
    assert (found.text, found.encoding, found.bom, found.certain) == (
        ENGLISH,
        encoding,
        False,
        True,
    )


def test_plain_letters_and_no_bytes_are_utf_8() -> None:
    assert decode(ENGLISH.encode("ascii")).encoding == "utf-8"
    assert decode(b"").text == ""


def test_letters_late_in_a_file_are_looked_at() -> None:
    text = "plain line of text\n" * 10_000 + RUSSIAN.replace("—", "-")
    assert decode(text.encode("cp1251")).text == text


def test_typographic_english_of_windows_is_read_as_meant() -> None:
    found = decode("He said “no” — and left…".encode("cp1252"))
    assert found.text == "He said “no” — and left…"
    assert found.certain


@pytest.mark.parametrize("data", [b"caf\xe9 au lait", "ах".encode("cp1251"), bytes([0xC0, 0xFF])])
def test_too_few_letters_leave_a_doubt(data: bytes) -> None:
    assert not decode(data).certain


def test_candidates_show_what_each_encoding_makes_of_the_file() -> None:
    found = candidates("Привет, друзья мои!".encode("koi8-r"))
    assert [candidate.encoding for candidate in found][:2] == ["koi8-r", "cp1251"]
    assert found[0].preview == "Привет, друзья мои!"
    assert found[1].preview.startswith("рТЙЧЕФ")
    assert "utf-8" not in [candidate.encoding for candidate in found]


def test_a_given_encoding_is_taken_at_its_word() -> None:
    data = "Привет".encode("cp1251")
    assert decode(data, "koi8-r").text == "оПХБЕР"
    with pytest.raises(DocumentError) as caught:
        decode(data, "utf-8")
    assert caught.value.code == "document.undecodable"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        bytes(range(256)) * 4,
        b"GGUF\x03\x00",
        b"%PDF-1.7 text",
        b"PK\x03\x04abc",
    ],
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data)
    assert caught.value.code == "document.binary"


def test_a_stray_nul_byte_survives() -> None:
    data = b"before\x00after it\n"
    assert encode(decode(data).text) == data


def test_the_commonest_line_end_is_kept() -> None:
    found = decode(b"a\r\nb\r\nc\nd")
    assert (found.text, found.newline) == ("a\nb\nc\nd", "\r\n")


def test_a_character_that_does_not_fit_is_named() -> None:
    with pytest.raises(DocumentError) as caught:
        encode("Строка\nи «смех» 😀", "cp1251")
    error = caught.value
    assert error.code == "document.unencodable"
    assert error.details == {"character": "😀", "line": "2", "encoding": "cp1251"}
    assert "UTF-8" in error.message


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")), st.booleans())
def test_any_text_comes_back_from_utf_8(text: str, bom: bool) -> None:
    data = encode(text, bom=bom, newline="\r\n")
    assert decode(data, "utf-8").text == (text if bom or text[:1] != "\ufeff" else text[1:])
