"""Downloads onto disks without room, and into folders that cannot be written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylepad.errors import HubError
from stylepad.models.progress import Phase, Progress
from tests.hub_server import HubServer
from tests.models.fetching import FILE, REPOSITORY, Fetching
from tests.small_disks import small_disk_at


def test_a_disk_without_room_is_said_before_anything_is_loaded(
    hub_server: HubServer,
    fetching: Fetching,
    content: bytes,
    tmp_path: Path,
) -> None:
    # Of such a size that no disk has the room; only the listing and the headers say it.
    served = hub_server.add(REPOSITORY, FILE, content)
    served.linked_size = 1 << 60
    there = fetching.hub.repository(REPOSITORY)
    file = there.editions[0].files[0]
    huge = type(file)(file.path, 1 << 60, file.sha256)
    edition = type(there.editions[0])((huge,), "")

    with pytest.raises(HubError) as caught:
        fetching.downloader.download(there, edition, fetching.control, print)

    assert caught.value.code == "hub.no_room"
    assert not hub_server.transfers()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 2 MB."""
    with small_disk_at(tmp_path / "disk", "2m") as folder:
        yield folder


def test_a_disk_that_fills_up_in_the_middle_keeps_what_is_there(
    hub_server: HubServer, small_disk: Path, content: bytes
) -> None:
    large = content + bytes((1 << 20) - len(content) % (1 << 20))
    hub_server.add(REPOSITORY, FILE, large)
    fetching = Fetching(hub_server, small_disk)
    filler = small_disk / "filler"

    def fill(progress: Progress) -> None:
        if progress.phase is Phase.LOADING and not filler.exists():
            # Another program takes the rest of the disk, but for a few pages.
            room = shutil.disk_usage(small_disk).free - (1 << 16)
            filler.write_bytes(bytes(room))

    fetching.when = fill
    error = fetching.refused()
    assert error.code == "hub.disk_full"
    (part,) = fetching.parts()
    assert 0 < part.stat().st_size < len(large)

    filler.unlink()
    fetching.when = lambda _progress: None
    hub_server.requests.clear()
    assert fetching.run().paths[0].read_bytes() == large
    assert "Range" in hub_server.transfers()[0].headers


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(
    hub_server: HubServer, tmp_path: Path, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    (tmp_path / "locked").mkdir(mode=0o500)

    assert Fetching(hub_server, tmp_path / "locked" / "models").refused().code == "hub.unwritable"


def test_a_file_in_the_place_of_the_folder_is_said(
    hub_server: HubServer, tmp_path: Path, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    (tmp_path / "models").write_text("not a folder")

    assert Fetching(hub_server, tmp_path / "models").refused().code == "hub.unwritable"
