from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stylepad.errors import StudioError
from stylepad.studio.pairs import store
from tests.small_disks import small_disk_at


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    store.append_rows(path, [{"a": "щ\n"}, {"a": 2}])
    store.append_rows(path, [{"a": 3}])
    assert store.read_rows(path) == [{"a": "щ\n"}, {"a": 2}, {"a": 3}]


def test_a_half_written_last_line_is_dropped_and_written_over(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    store.append_rows(path, [{"a": 1}])
    with path.open("ab") as file:
        file.write(b'{"a": 2, "b": "' + b"x" * 70_000)
    assert store.read_rows(path) == [{"a": 1}]
    store.append_rows(path, [{"a": 3}])
    assert store.read_rows(path) == [{"a": 1}, {"a": 3}]


def test_a_file_with_nothing_but_a_half_line_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"a"')
    store.append_rows(path, [{"a": 3}])
    assert store.read_rows(path) == [{"a": 3}]


def test_a_broken_line_in_the_middle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"a": 1}\nrubbish\n{"a": 2}\n')
    with pytest.raises(StudioError) as caught:
        store.read_rows(path)
    assert caught.value.code == "studio.broken_file"
    assert "line 2" in caught.value.details["problem"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    with small_disk_at(tmp_path / "disk", "512k") as folder:
        yield folder


def test_what_was_there_survives_a_disk_that_fills_up(small_disk: Path) -> None:
    path = small_disk / "rows.jsonl"
    store.append_rows(path, [{"a": 1}])
    with pytest.raises(StudioError) as caught:
        store.append_rows(path, [{"a": "x" * 100_000} for _ in range(20)])
    assert caught.value.code == "studio.unwritable"
    assert store.read_rows(path)[0] == {"a": 1}
    path.write_bytes(path.read_bytes()[:40_000])
    store.append_rows(path, [{"a": 3}])
    assert store.read_rows(path) == [{"a": 1}, {"a": 3}]
