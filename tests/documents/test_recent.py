"""The list of recent files."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.documents.recent import MOST, RecentFiles


def make(folder: Path, count: int) -> list[Path]:
    """Make text files in a folder."""
    files = [folder / f"{number}.txt" for number in range(count)]
    for file in files:
        file.touch()
    return files


def test_the_latest_file_is_first_and_each_is_there_once(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path / "state" / "recent.json")
    one, two = make(tmp_path, 2)
    for file in (one, two, one):
        recent.add(file)
    assert recent.paths() == (one, two)
    assert RecentFiles(tmp_path / "state" / "recent.json").paths() == (one, two)


def test_no_more_than_twelve_are_kept(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path / "recent.json")
    files = make(tmp_path, MOST + 3)
    for file in files:
        recent.add(file)
    assert recent.paths() == tuple(reversed(files[3:]))


def test_missing_files_are_dropped(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path / "recent.json")
    one, two = make(tmp_path, 2)
    recent.add(one)
    recent.add(two)
    two.unlink()
    assert recent.paths() == (one,)


def test_files_are_taken_off(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path / "recent.json")
    one, two, three = make(tmp_path, 3)
    for file in (one, two, three):
        recent.add(file)
    recent.remove(two)
    assert recent.paths() == (three, one)
    recent.clear()
    assert recent.paths() == ()


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[1, null]", b"\xff\xfe", b'["a\\u0000b"]'])
def test_a_broken_list_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "recent.json"
    file.write_bytes(content)
    recent = RecentFiles(file)
    assert recent.paths() == ()
    (one,) = make(tmp_path, 1)
    recent.add(one)
    assert recent.paths() == (one,)


def test_an_unwritable_place_forgets_and_does_not_fail(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    recent = RecentFiles(tmp_path / "file" / "recent.json")
    recent.add(tmp_path / "file")
    assert recent.paths() == ()
