"""Opening and saving documents."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylepad.documents import storage
from stylepad.documents.storage import has_changed, open_document, save_document
from stylepad.errors import DocumentError
from tests.small_disks import small_disk_at

TEXT = "Первая строка.\nВторая строка.\n"


def code_of(error: pytest.ExceptionInfo[DocumentError]) -> str:
    """Return the code of a caught error, having checked that it says what to do."""
    assert len(error.value.message) > 40
    return error.value.code


def left_in(folder: Path) -> list[str]:
    """Return the names of everything in a folder, hidden files too."""
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize(
    ("encoding", "bom", "newline"),
    [
        ("utf-8", False, "\n"),
        ("utf-8", True, "\r\n"),
        ("cp1251", False, "\r\n"),
        ("koi8-r", False, "\n"),
        ("utf-16-le", True, "\r\n"),
        ("utf-16-be", False, "\n"),
    ],
)
def test_a_saved_document_opens_as_it_was(
    tmp_path: Path, encoding: str, bom: bool, newline: str
) -> None:
    file = tmp_path / "текст.txt"
    stamp = save_document(file, TEXT, encoding, bom=bom, newline=newline)
    document = open_document(file)
    assert (document.text, document.encoding, document.bom) == (TEXT, encoding, bom)
    assert document.newline == newline
    assert document.stamp == stamp
    assert left_in(tmp_path) == ["текст.txt"]


def test_permissions_are_kept_and_new_files_get_the_usual(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("x")
    old.chmod(0o640)
    save_document(old, TEXT)
    save_document(new, TEXT)
    (tmp_path / "plain").touch()
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "a.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    save_document(link, TEXT)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == TEXT
    assert left_in(tmp_path) == ["link.txt", "real"]


def test_a_file_changed_by_another_is_not_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    stamp = save_document(file, TEXT)
    file.write_text("someone else's", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        save_document(file, "mine", stamp=stamp)
    assert code_of(caught) == "document.changed"
    assert file.read_text(encoding="utf-8") == "someone else's"
    save_document(file, "mine", stamp=stamp, overwrite=True)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_file_only_touched_has_not_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    stamp = save_document(file, TEXT)
    os.utime(file, (1, 1))
    assert not has_changed(file, stamp)
    file.write_bytes(file.read_bytes()[::-1])
    assert has_changed(file, stamp)


def test_a_deleted_file_is_written_again(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    stamp = save_document(file, TEXT)
    file.unlink()
    save_document(file, TEXT, stamp=stamp)
    assert file.exists()


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    file.chmod(0o444)
    with pytest.raises(DocumentError) as caught:
        save_document(file, TEXT)
    assert code_of(caught) == "document.read_only"
    assert file.read_text() == "old"


def test_a_character_that_does_not_fit_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    with pytest.raises(DocumentError) as caught:
        save_document(file, "😀", "koi8-r")
    assert code_of(caught) == "document.unencodable"
    assert file.read_text() == "old"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        save_document(tmp_path / "nowhere" / "a.txt", TEXT)
    assert code_of(caught) == "document.unwritable"


SAVER = """
import os, sys
from pathlib import Path
from stylepad.documents.storage import save_document
from stylepad.errors import DocumentError
if os.getuid() == 0:  # whom no permission stops
    os.setegid(65534)
    os.seteuid(65534)
try:
    save_document(Path(sys.argv[1]), "new")
except DocumentError as error:
    print(error.code)
"""


def test_an_unwritable_folder_keeps_the_old_file() -> None:
    # Not tmp_path: its parents are closed to other users.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "a.txt"
        file.write_text("old")
        file.chmod(0o666)
        folder.chmod(0o555)
        answer = subprocess.run(
            [sys.executable, "-c", SAVER, str(file)], capture_output=True, text=True, check=False
        )
        assert answer.stdout.strip() == "document.unwritable", answer.stderr
        assert file.read_text() == "old"
        assert left_in(folder) == ["a.txt"]
        folder.chmod(0o755)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    with small_disk_at(tmp_path / "disk", "1m") as folder:
        yield folder


def test_save_keeps_old_file_when_disk_is_full(small_disk: Path) -> None:
    file = small_disk / "a.txt"
    save_document(file, TEXT)
    with pytest.raises(DocumentError) as caught:
        save_document(file, "щ" * 2**20)
    assert code_of(caught) == "document.full"
    assert file.read_text(encoding="utf-8") == TEXT
    assert left_in(small_disk) == ["a.txt"]
    save_document(file, TEXT * 2)
    assert open_document(file).text == TEXT * 2


def test_save_keeps_old_file_when_the_file_may_not_grow(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    save_document(file, TEXT)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(DocumentError) as caught:
            save_document(file, "щ" * 20_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert code_of(caught) == "document.full"
    assert file.read_text(encoding="utf-8") == TEXT
    assert left_in(tmp_path) == ["a.txt"]


def test_what_is_no_readable_file_is_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    wanted = {
        "missing.txt": "document.missing",
        ".": "document.folder",
        "pipe": "document.folder",
        "loop": "document.unreadable",
    }
    for name, code in wanted.items():
        with pytest.raises(DocumentError) as caught:
            open_document(tmp_path / name)
        assert code_of(caught) == code


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.truncate(storage.LARGEST + 1)
    with pytest.raises(DocumentError) as caught:
        open_document(file)
    assert code_of(caught) == "document.too_large"


def test_a_folder_is_not_saved_over(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        save_document(tmp_path, TEXT)
    assert code_of(caught) == "document.folder"
