"""Downloads that were broken off before another folder for models was chosen."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stylepad.app import model_library
from stylepad.errors import HubError
from stylepad.models.control import Control
from stylepad.models.download import Downloader
from stylepad.models.hub import Hub
from stylepad.models.transfer import Patience
from stylepad.settings import SettingsStore
from tests.commands import Installation, Run
from tests.hub_server import HubServer, serving
from tests.small_disks import small_disk_at

REPOSITORY = "somebody/Tiny-GGUF"
FILE = "tiny-Q8_0.gguf"


class Desk:
    """An installation whose download into the folder `old` broke off; `new` is chosen since."""

    def __init__(self, here: Installation, server: HubServer, content: bytes, old: Path) -> None:
        self.here, self.server, self.content, self.old = here, server, content, old
        self.new = here.home / "new"
        self.half = len(content) // 2
        old.mkdir(exist_ok=True)
        self.new.mkdir()
        self._break_off()

    def _break_off(self) -> None:
        served = self.server.add(REPOSITORY, FILE, self.content, break_at=self.half, breaks=9)
        settings = SettingsStore()
        settings.update(models_folder=str(self.old))
        hub = Hub(self.server.url)
        there = hub.repository(REPOSITORY)
        loader = Downloader(hub, model_library(settings.value).ready_folder(), Patience(()))
        with pytest.raises(HubError):
            loader.download(there, there.edition(FILE), Control(), lambda _progress: None)
        served.break_at = None
        self.server.requests.clear()
        settings.update(models_folder=str(self.new))

    def run(self, *arguments: str) -> Run:
        """Run an action of `stylepad models`."""
        cache = str(self.here.home / "hf")
        where = {"HF_ENDPOINT": self.server.url, "HF_HOME": cache, "HF_TOKEN": ""}
        return self.here.run("models", *arguments, **where)

    def json(self, *arguments: str) -> Any:
        """Run an action that must succeed, and return its JSON."""
        done = self.run(*arguments, "--json")
        assert done.code == 0, done.errors
        return json.loads(done.text)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[HubServer]:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("STYLEPAD_HOME", str(tmp_path / "home"))
    with serving() as server:
        yield server


@pytest.fixture
def here(tmp_path: Path, tiny_base: Path) -> Installation:
    return Installation(tmp_path / "home", tiny_base)


@pytest.fixture
def desk(here: Installation, server: HubServer, tiny_base: Path, tmp_path: Path) -> Desk:
    return Desk(here, server, tiny_base.read_bytes(), tmp_path / "old")


def test_what_an_earlier_folder_has_is_listed_and_goes_on_there(desk: Desk) -> None:
    assert f" in {desk.old}." in desk.run("list").errors
    assert [item["folder"] for item in desk.json("list")["unfinished"]] == [str(desk.old)]

    run = desk.run("download", REPOSITORY)

    assert run.code == 0, run.errors
    assert f"It goes on in {desk.old}, where it was broken off." in run.errors
    (request,) = desk.server.transfers()
    assert request.headers["Range"] == f"bytes={desk.half}-"
    assert (desk.old / REPOSITORY / FILE).read_bytes() == desk.content
    (model,) = [item for item in desk.json("list")["models"] if item["id"] != "built-in"]
    assert model["origin"] == "downloaded"
    assert desk.json("remove", model["id"])["freed"] == len(desk.content)
    assert not (desk.old / "somebody").exists()


def test_what_an_earlier_folder_has_can_be_deleted(desk: Desk) -> None:
    assert desk.json("remove", "--unfinished")["freed"] == desk.half

    assert desk.json("list")["unfinished"] == []
    assert list((desk.old / ".downloads").glob("*.part")) == []


def test_it_begins_anew_where_the_earlier_folder_has_no_room(
    here: Installation, server: HubServer, tiny_base: Path, tmp_path: Path
) -> None:
    with small_disk_at(tmp_path / "old", "2m") as disk:
        desk = Desk(here, server, tiny_base.read_bytes(), disk)
        room = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(bytes(room - desk.half // 2))

        run = desk.run("download", REPOSITORY)

        assert run.code == 0, run.errors
        assert (desk.new / REPOSITORY / FILE).read_bytes() == desk.content
        assert [item["folder"] for item in desk.json("list")["unfinished"]] == [str(disk)]


def test_an_earlier_folder_whose_disk_is_gone_is_passed_over(desk: Desk) -> None:
    desk.old.rename(desk.old.with_name("unplugged"))

    assert desk.json("list")["unfinished"] == []
    assert desk.run("download", REPOSITORY).code == 0
    assert (desk.new / REPOSITORY / FILE).is_file()
