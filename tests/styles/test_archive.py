"""Archives of style packs: written alike every time, and read without trust."""

from __future__ import annotations

import stat
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import tomli_w

from stylepad.errors import StyleError
from stylepad.styles import archive
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import load_pack
from tests.packs import FINGERPRINT, manifest, write_exemplars, write_pack

SHEET = tomli_w.dumps(manifest()).encode()
Entry = tuple[str | zipfile.ZipInfo, bytes]


def write_zip(path: Path, *entries: Entry) -> Path:
    """Write a zip of style.toml and further entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in (("style.toml", SHEET), *entries):
            file.writestr(name, data)
    return path


def special(name: str, mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    return entry


def refusal(path: Path, folder: Path) -> str:
    """Return the code of the refusal; nothing may have been written beside the folder."""
    target = folder / "deep" / "target"
    target.mkdir(parents=True)
    before = sorted(folder.rglob("*"))
    with pytest.raises(StyleError) as caught:
        archive.unpack(path, target)
    outside = [item for item in folder.rglob("*") if not item.is_relative_to(target)]
    assert sorted([*outside, target]) == before
    assert path.name in caught.value.message
    return caught.value.code


@pytest.fixture
def full_pack(tmp_path: Path) -> Path:
    folder = write_pack(tmp_path / "source")
    write_exemplars(folder, ("Он шёл.", "Шёл он."))
    (folder / "adapters").mkdir()
    (folder / "adapters" / f"{FINGERPRINT}.gguf").write_bytes(b"GGUF" + bytes(200_000))
    (folder / "LICENSE").write_text("Apache-2.0", encoding="utf-8")
    return folder


def test_a_pack_that_is_exported_unpacks_to_the_same_files(full_pack: Path, tmp_path: Path) -> None:
    (full_pack / ".DS_Store").write_bytes(b"x")
    (full_pack / "notes.docx").write_bytes(b"x")
    file, target = tmp_path / "gogol.stylepack", tmp_path / "target"
    target.mkdir()

    archive.write_archive(load_pack(full_pack), file)
    root = archive.unpack(file, target)

    names = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    adapter = f"adapters/{FINGERPRINT}.gguf"
    assert names == {"style.toml", "exemplars.jsonl", "LICENSE", adapter}
    assert all((root / name).read_bytes() == (full_pack / name).read_bytes() for name in names)


def test_the_same_pack_is_exported_to_the_same_bytes(full_pack: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.stylepack", tmp_path / "b.stylepack"
    archive.write_archive(load_pack(full_pack), first)
    (full_pack / "style.toml").touch()
    archive.write_archive(load_pack(full_pack), second)

    assert first.read_bytes() == second.read_bytes()


def test_a_pack_with_a_file_that_no_import_takes_is_not_exported(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, files={"profile": "profile.bin"})
    (folder / "profile.bin").write_bytes(b"x")
    target = tmp_path / "gogol.stylepack"

    with pytest.raises(StyleError) as caught:
        archive.write_archive(load_pack(folder), target)

    assert caught.value.code == "style.export"
    assert not target.exists()


def test_an_adapter_of_another_edition_does_not_hinder_the_export(
    full_pack: Path, tmp_path: Path
) -> None:
    write_pack(tmp_path / "own", version="9.0")
    style = StyleLibrary([full_pack.parent, tmp_path / "own"]).get("gogol")
    assert FINGERPRINT in style.adapters
    file, target = tmp_path / "gogol.stylepack", tmp_path / "target"
    target.mkdir()

    archive.write_archive(style, file)

    assert not list(archive.unpack(file, target).rglob("*.gguf"))


def test_an_export_that_cannot_be_written_leaves_the_old_file_and_no_other(
    full_pack: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "gogol.stylepack"
    target.mkdir(parents=True)  # A folder cannot be replaced by a file.

    with pytest.raises(StyleError) as caught:
        archive.write_archive(load_pack(full_pack), target)

    assert caught.value.code == "style.unwritable"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("top", ["", "gogol/", "Гоголь/"])
def test_one_top_folder_or_none_is_fine_and_what_systems_add_is_left_out(
    tmp_path: Path, top: str
) -> None:
    path, target = tmp_path / "gogol.stylepack", tmp_path / "target"
    target.mkdir()
    with zipfile.ZipFile(path, "w") as file:
        if top:
            file.writestr(top, b"")
        for name in ("style.toml", ".DS_Store", "cover.png", "README.md"):
            file.writestr(top + name, SHEET)
        file.writestr("__MACOSX/._style.toml", b"x")

    root = archive.unpack(path, target)

    assert load_pack(root).id == "gogol"
    assert {item.name for item in root.iterdir()} == {"style.toml", "README.md"}


@pytest.mark.parametrize(
    "name",
    [
        "../style.md",
        "gogol/../../evil.md",
        "..\\evil.md",
        "/etc/evil.md",
        "//server/share/evil.md",
        "C:/evil.md",
        "C:evil.md",
        "\\\\server\\evil.md",
        "adapters\\evil.gguf",
        "./evil.md",
        "adapters//evil.gguf",
        "CON",
        "con.md",
        "NUL.txt",
        "adapters/aux.gguf",
        "com1.md",
        "LPT¹.md",
        "nul .md",
        "evil.md.",
        "evil.md ",
        "folder./evil.md",
        "evil.md:stream",
        "what?.md",
        "line\nbreak.md",
        "a/b/c/d/e/f.md",
        "long" * 40 + ".md",
    ],
)
def test_a_name_that_leads_out_or_no_system_can_hold_is_refused(tmp_path: Path, name: str) -> None:
    path = write_zip(tmp_path / "evil.stylepack", (name, b"x"))

    assert refusal(path, tmp_path) == "style.archive_name"


def test_a_name_with_a_nul_is_refused_as_it_stands_in_the_file(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "evil.stylepack", ("README.md?/../evil", b"x"))
    path.write_bytes(path.read_bytes().replace(b"README.md?", b"README.md\0"))

    assert refusal(path, tmp_path) == "style.archive_name"


@pytest.mark.parametrize("flagged", [True, False], ids=["said to be UTF-8", "of an old zip"])
@pytest.mark.parametrize("written", [b"caf\x82.md", "ключ.md".encode("cp866")])
def test_a_name_that_is_not_in_utf_8_is_refused(
    tmp_path: Path, written: bytes, flagged: bool
) -> None:
    # The library flags names as UTF-8 that need it; this one is overwritten with other bytes.
    placeholder = "x" * (len(written) - 2) + ("é" if flagged else "xx")
    path = write_zip(tmp_path / "evil.stylepack", (placeholder, b"x"))
    path.write_bytes(path.read_bytes().replace(placeholder.encode(), written))

    assert refusal(path, tmp_path) == "style.archive_name"


@pytest.mark.parametrize(
    "mode",
    [
        stat.S_IFLNK | 0o777,
        stat.S_IFIFO | 0o644,
        stat.S_IFCHR | 0o644,
        stat.S_IFBLK | 0o644,
        stat.S_IFSOCK | 0o644,
        stat.S_IFDIR | 0o755,
    ],
)
def test_links_devices_and_pipes_are_refused(tmp_path: Path, mode: int) -> None:
    path = write_zip(tmp_path / "evil.stylepack", (special("profile.npz", mode), b"/etc/passwd"))

    assert refusal(path, tmp_path) == "style.archive_link"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("README.md", "readme.md"),
        ("notes/a.md", "Notes/b.md"),
        ("ГОГОЛЬ.md", "гоголь.md"),
        ("é.md", "e\u0301.md"),
        ("straße.md", "STRASSE.md"),
        ("notes.md", "notes.md/inner.md"),
        ("notes.md/inner.md", "notes.md"),
    ],
)
def test_two_names_that_are_one_file_elsewhere_are_refused(
    tmp_path: Path, first: str, second: str
) -> None:
    path = write_zip(tmp_path / "evil.stylepack", (first, b"1"), (second, b"2"))

    assert refusal(path, tmp_path) == "style.archive_double"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "evil.stylepack", ("style.toml", b"other"))

    assert refusal(path, tmp_path) == "style.archive_double"


def test_a_real_bomb_is_stopped_before_it_fills_the_disk(tmp_path: Path) -> None:
    path, target = tmp_path / "bomb.stylepack", tmp_path / "target"
    target.mkdir()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("style.toml", SHEET)
        with file.open(f"adapters/{FINGERPRINT}.gguf", "w") as sink:
            for _ in range(100):
                sink.write(bytes(2**20))

    with pytest.raises(StyleError) as caught:
        archive.unpack(path, target)

    assert caught.value.code == "style.archive_size"
    written = sum(item.stat().st_size for item in target.rglob("*") if item.is_file())
    assert written < 2**20 + 16 * 2**20 + 20 * path.stat().st_size


def test_many_files_that_are_small_each_are_counted_together(tmp_path: Path) -> None:
    bombs = [(f"{n}.md", bytes(2**20)) for n in range(40)]
    path = write_zip(tmp_path / "bomb.stylepack", *bombs)

    assert refusal(path, tmp_path) == "style.archive_size"


def declared(path: Path, size: int) -> Path:
    """Make the list of contents say that the entry README.md has `size` bytes, as zip64."""
    entry = zipfile.ZipInfo("README.md")
    write_zip(path, (entry, b"x"))
    data = bytearray(path.read_bytes())
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, place + 24, min(size, 0xFFFFFFFF))
    if size >= 0xFFFFFFFF:
        name_length = struct.unpack_from("<H", data, place + 28)[0]
        struct.pack_into("<H", data, place + 30, 12)
        extra = struct.pack("<HHQ", 1, 8, size)
        data[place + 46 + name_length : place + 46 + name_length] = extra
        end = data.rfind(b"PK\x05\x06")
        struct.pack_into("<L", data, end + 12, struct.unpack_from("<L", data, end + 12)[0] + 12)
    path.write_bytes(data)
    return path


def test_a_declared_size_of_10_gb_is_refused_unread(tmp_path: Path) -> None:
    path = declared(tmp_path / "bomb.stylepack", 10 * 2**30)
    with zipfile.ZipFile(path) as file:
        assert file.getinfo("README.md").file_size == 10 * 2**30

    assert refusal(path, tmp_path) == "style.archive_size"


@pytest.mark.parametrize("size", [0, 5_000_000])
def test_a_size_that_is_a_lie_is_noticed(tmp_path: Path, size: int) -> None:
    path = declared(tmp_path / "liar.stylepack", size)

    assert refusal(path, tmp_path) == "style.archive_damaged"


def test_a_file_larger_than_its_kind_can_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.stylepack"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        file.writestr("style.toml", SHEET + b"#" * 300_000)

    assert refusal(path, tmp_path) == "style.archive_size"


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "many.stylepack", *[(f"{n}.md", b"") for n in range(700)])

    assert refusal(path, tmp_path) == "style.archive_size"


def test_a_list_of_contents_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "many.stylepack", *[(f"{n:0100}.md", b"") for n in range(9000)])

    with pytest.raises(StyleError, match="list of contents is too long"):
        archive.unpack(path, tmp_path)


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000])
def test_an_encrypted_entry_is_refused(tmp_path: Path, flag: int) -> None:
    path = write_zip(tmp_path / "secret.stylepack", ("README.md", b"x"))
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.rfind(signature) + offset, flag)
    path.write_bytes(data)

    assert refusal(path, tmp_path) == "style.archive_encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_compression_is_refused(tmp_path: Path, method: int) -> None:
    path = tmp_path / "odd.stylepack"
    with zipfile.ZipFile(path, "w", method) as file:
        file.writestr("style.toml", SHEET)

    assert refusal(path, tmp_path) == "style.archive_damaged"


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip at all", b"PK\x03\x04" + b"x" * 100])
def test_what_is_no_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "no.stylepack"
    path.write_bytes(data)

    assert refusal(path, tmp_path) == "style.archive_damaged"


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.stylepack", tmp_path) == "style.archive_unreadable"


def test_an_archive_that_is_cut_off_anywhere_is_refused(full_pack: Path, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.stylepack", tmp_path / "cut.stylepack"
    archive.write_archive(load_pack(full_pack), whole)
    data = whole.read_bytes()
    for size in range(0, len(data), max(1, len(data) // 25)):
        cut.write_bytes(data[:size])
        with pytest.raises(StyleError, match=r"cut\.stylepack was not installed"):
            archive.unpack(cut, _fresh(tmp_path / "t" / str(size)))


def test_a_changed_byte_never_ends_in_another_error(full_pack: Path, tmp_path: Path) -> None:
    whole, changed = tmp_path / "whole.stylepack", tmp_path / "changed.stylepack"
    archive.write_archive(load_pack(full_pack), whole)
    data = whole.read_bytes()
    refused = []
    for place in range(0, len(data), max(1, len(data) // 150)):
        mutant = bytearray(data)
        mutant[place] ^= 0xA5
        changed.write_bytes(mutant)
        # Any other error would end the test.
        with suppress(StyleError):
            archive.unpack(changed, _fresh(tmp_path / "m" / str(place)))
            continue
        refused.append(place)
    assert len(refused) > 75


@pytest.mark.parametrize("names", [["one/style.toml", "two/style.toml"], ["deep/er/style.toml"]])
def test_no_pack_or_several_packs_in_an_archive_are_refused(
    tmp_path: Path, names: list[str]
) -> None:
    path = tmp_path / "several.stylepack"
    with zipfile.ZipFile(path, "w") as file:
        for name in names:
            file.writestr(name, SHEET)

    assert refusal(path, tmp_path) == "style.archive_no_pack"


def _fresh(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
