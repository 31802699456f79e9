"""Downloads from a server that speaks the Hub's protocol, well and badly."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import close_session, constants, hf_hub_download

from stylepad.errors import Cancelled, HubError
from stylepad.models.control import Control
from stylepad.models.download import Downloaded
from stylepad.models.progress import Phase, Progress
from tests.hub_server import HubServer, ServedRepository
from tests.models.fetching import AT_ONCE, FILE, REPOSITORY, Fetching
from tests.models.test_splits import write_parts

PATIENT = 30.0
"""Seconds after which a test that waits for another thread fails."""


@pytest.fixture(scope="module")
def content(tiny_base: Path) -> bytes:
    return tiny_base.read_bytes()


@pytest.fixture
def fetching(hub_server: HubServer, tmp_path: Path) -> Fetching:
    return Fetching(hub_server, tmp_path / "models")


def share(content: bytes, percent: int) -> int:
    return len(content) * percent // 100


def test_a_model_arrives_whole_under_its_own_name(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)

    done = fetching.run()

    assert done == Downloaded((fetching.folder / REPOSITORY / FILE,), cached=False)
    assert done.paths[0].read_bytes() == content
    assert not fetching.parts()
    assert not fetching.downloader.unfinished()


def test_progress_is_in_bytes_and_ends_at_the_whole(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)

    fetching.run()

    assert fetching.reports[-1] == Progress(Phase.DONE, len(content), len(content))
    done = [report.done for report in fetching.reports]
    assert done == sorted(done)
    assert {report.total for report in fetching.reports} == {len(content)}


def test_a_download_goes_on_where_it_broke_off(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    at = share(content, 37)
    # Once more than the download tries by itself.
    hub_server.add(REPOSITORY, FILE, content, break_at=at, breaks=4)
    error = fetching.refused()
    assert error.code == "hub.broken_off"
    assert error.details["share"] == "36" or error.details["share"] == "37"
    assert [part.stat().st_size for part in fetching.parts()] == [at]
    (left,) = fetching.downloader.unfinished()
    assert (left.repository, left.file, left.done, left.size) == (
        REPOSITORY,
        FILE,
        at,
        len(content),
    )
    hub_server.requests.clear()
    hub_server.repositories[REPOSITORY].files[FILE].breaks = 0

    assert fetching.run().paths[0].read_bytes() == content

    (request,) = hub_server.transfers()
    assert request.headers["Range"] == f"bytes={at}-"


def test_a_break_is_mended_without_a_word_where_trying_again_helps(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content, break_at=share(content, 37), statuses=[503])

    assert fetching.run().paths[0].read_bytes() == content
    assert len(hub_server.transfers()) == 3


def test_a_line_that_breaks_again_and_again_is_borne_while_it_gets_farther(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content, break_every=share(content, 9))

    assert fetching.run().paths[0].read_bytes() == content
    assert len(hub_server.transfers()) == 12


@pytest.mark.parametrize("behaviour", [{"ranges": False}, {"shifted": 100}])
def test_a_server_that_starts_over_and_never_gets_farther_is_given_up(
    hub_server: HubServer, fetching: Fetching, content: bytes, behaviour: dict[str, int]
) -> None:
    hub_server.add(REPOSITORY, FILE, content, break_every=share(content, 37), **behaviour)

    assert fetching.refused().code == "hub.broken_off"
    assert len(hub_server.transfers()) == 1 + len(AT_ONCE.waits)


def test_a_server_that_ignores_ranges_sends_all_of_it_again(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content, break_at=share(content, 37), ranges=False)

    assert fetching.run().paths[0].read_bytes() == content
    assert "Range" in hub_server.transfers()[1].headers


def test_a_server_that_sends_another_range_than_asked_for_is_not_believed(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content, break_at=share(content, 37), shifted=100)

    assert fetching.run().paths[0].read_bytes() == content
    assert "Range" not in hub_server.transfers()[-1].headers


@pytest.mark.parametrize("more", [1000, -1000])
def test_a_listing_and_a_file_of_two_sizes_are_refused_before_loading(
    hub_server: HubServer, fetching: Fetching, content: bytes, more: int
) -> None:
    hub_server.add(REPOSITORY, FILE, content, linked_size=len(content) + more)

    assert fetching.refused().code == "hub.size"
    assert not hub_server.transfers()


@pytest.mark.parametrize("chunked", [False, True])
def test_more_than_was_promised_is_refused_and_removed(
    hub_server: HubServer, fetching: Fetching, content: bytes, chunked: bool
) -> None:
    hub_server.add(REPOSITORY, FILE, content, body=content * 2, chunked=chunked)

    assert fetching.refused().code == "hub.size"
    assert not fetching.parts()


def test_less_than_was_promised_is_refused(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content, body=content[:-1000])
    assert fetching.refused().code == "hub.size"

    hub_server.add(REPOSITORY, FILE, content, body=content[:-1000], chunked=True)
    assert fetching.refused().code == "hub.size"
    assert not (fetching.folder / REPOSITORY / FILE).exists()


def test_a_file_of_another_hash_is_refused_and_removed(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    changed = content[:-1] + bytes([content[-1] ^ 1])
    hub_server.add(REPOSITORY, FILE, content, body=changed)

    error = fetching.refused()

    assert error.code == "hub.hash"
    assert "removed" in error.message
    assert not fetching.parts()
    assert not (fetching.folder / REPOSITORY / FILE).exists()


def test_a_part_that_was_changed_meanwhile_costs_the_part_and_no_more(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content, break_at=share(content, 37), breaks=4)
    fetching.refused()
    part = fetching.parts()[0]
    part.write_bytes(bytes(part.stat().st_size))

    assert fetching.refused().code == "hub.hash"
    assert fetching.run().paths[0].read_bytes() == content


def test_a_part_longer_than_the_file_is_loaded_anew(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content, break_at=share(content, 37), breaks=4)
    fetching.refused()
    fetching.parts()[0].write_bytes(content + b"more")

    assert fetching.run().paths[0].read_bytes() == content


def test_a_web_page_instead_of_the_file_is_refused(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content, html=True)

    error = fetching.refused()

    assert error.code == "hub.strange"
    assert "web page" in error.message
    assert not fetching.parts()


def test_redirects_without_end_are_given_up(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    hub_server.loops = True

    assert fetching.refused().code == "hub.strange"


def test_a_server_that_goes_away_is_said_to_be_unreachable(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    there = fetching.hub.repository(REPOSITORY)
    hub_server.close()
    close_session()

    with pytest.raises(HubError) as caught:
        fetching.downloader.download(
            there, there.editions[0], fetching.control, lambda _progress: None
        )
    assert caught.value.code == "hub.unreachable"
    with pytest.raises(HubError) as caught:
        fetching.hub.search("tiny")
    assert caught.value.code == "hub.unreachable"


def test_a_second_download_of_a_file_waits_for_the_first(
    hub_server: HubServer, tmp_path: Path, content: bytes
) -> None:
    served = hub_server.add(REPOSITORY, FILE, content, hold_at=share(content, 50))
    first, second = (Fetching(hub_server, tmp_path / "models") for _ in range(2))
    # The first holds half of the file until the second is seen to wait.
    second.when = lambda progress: served.release.set() if progress.phase is Phase.WAITING else None
    threads = [first.start()]
    assert served.held.wait(PATIENT)
    threads.append(second.start())
    for thread in threads:
        thread.join(PATIENT)

    assert first.outcome == second.outcome
    assert isinstance(first.outcome, Downloaded)
    assert first.outcome.paths[0].read_bytes() == content
    assert Phase.WAITING in {report.phase for report in second.reports}
    assert len(hub_server.transfers()) == 1


def test_the_one_that_waits_can_be_cancelled(
    hub_server: HubServer, tmp_path: Path, content: bytes
) -> None:
    served = hub_server.add(REPOSITORY, FILE, content, hold_at=share(content, 50))
    first, second = (Fetching(hub_server, tmp_path / "models") for _ in range(2))
    second.when = lambda progress: second.control.cancel()
    thread = first.start()
    assert served.held.wait(PATIENT)

    with pytest.raises(Cancelled):
        second.run()

    served.release.set()
    thread.join(PATIENT)
    assert isinstance(first.outcome, Downloaded)


def test_cancelling_ends_even_a_transfer_that_hangs(
    hub_server: HubServer,
    fetching: Fetching,
    content: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The client's own patience is not what ends it.
    monkeypatch.setattr(constants, "HF_HUB_DOWNLOAD_TIMEOUT", 10 * PATIENT)
    served = hub_server.add(REPOSITORY, FILE, content, hold_at=share(content, 50))
    thread = fetching.start()
    assert served.held.wait(PATIENT)
    assert fetching.arrived.wait(PATIENT)

    fetching.control.cancel()
    thread.join(PATIENT)

    assert isinstance(fetching.outcome, Cancelled)
    assert not (fetching.folder / REPOSITORY / FILE).exists()
    (part,) = fetching.parts()
    assert content.startswith(part.read_bytes())


def test_cancelling_before_the_start_asks_nobody(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    there = fetching.hub.repository(REPOSITORY)
    hub_server.requests.clear()
    fetching.control.cancel()

    with pytest.raises(Cancelled):
        fetching.downloader.download(there, there.editions[0], fetching.control, print)
    assert not hub_server.requests


@pytest.mark.parametrize("phase", [Phase.LOADING, Phase.CHECKING, Phase.RETRYING])
def test_cancelling_works_at_every_stage(
    hub_server: HubServer, fetching: Fetching, content: bytes, phase: Phase
) -> None:
    hub_server.add(REPOSITORY, FILE, content, break_at=share(content, 37), breaks=4)
    if phase is Phase.CHECKING:
        fetching.refused()
        fetching.reports.clear()
    fetching.when = lambda progress: fetching.control.cancel() if progress.phase is phase else None

    with pytest.raises(Cancelled):
        fetching.run()

    assert fetching.reports[-1].phase is phase
    assert not (fetching.folder / REPOSITORY / FILE).exists()
    again = Fetching(hub_server, fetching.folder)
    hub_server.repositories[REPOSITORY].files[FILE].breaks = 0
    assert again.run().paths[0].read_bytes() == content


def test_a_paused_download_lets_go_of_the_network_and_goes_on(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    served = hub_server.add(REPOSITORY, FILE, content, hold_at=share(content, 50))

    def go_on(progress: Progress) -> None:
        if progress.phase is Phase.PAUSED:
            served.release.set()
            fetching.control.go_on()

    fetching.when = go_on
    thread = fetching.start()
    assert served.held.wait(PATIENT)
    assert fetching.arrived.wait(PATIENT)
    fetching.control.pause()
    thread.join(PATIENT)

    assert isinstance(fetching.outcome, Downloaded)
    assert fetching.outcome.paths[0].read_bytes() == content
    assert len(hub_server.transfers()) == 2
    assert "Range" in hub_server.transfers()[1].headers


def test_a_paused_download_can_be_cancelled(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    served = hub_server.add(REPOSITORY, FILE, content, hold_at=share(content, 50))
    fetching.when = lambda progress: (
        fetching.control.cancel() if progress.phase is Phase.PAUSED else None
    )
    thread = fetching.start()
    assert served.held.wait(PATIENT)
    assert fetching.arrived.wait(PATIENT)
    fetching.control.pause()
    thread.join(PATIENT)

    assert isinstance(fetching.outcome, Cancelled)


def test_a_model_in_parts_arrives_with_all_of_them(
    hub_server: HubServer, fetching: Fetching, tmp_path: Path
) -> None:
    for path in write_parts(tmp_path):
        hub_server.add(REPOSITORY, f"whole/{path.name}", path.read_bytes())

    done = fetching.run("model-00001-of-00003.gguf")

    assert [path.name for path in done.paths] == [
        f"model-0000{number}-of-00003.gguf" for number in (1, 2, 3)
    ]
    assert fetching.reports[-1].done == sum(path.stat().st_size for path in done.paths)


def test_what_is_there_is_not_loaded_again(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    fetching.run()

    fetching.run()

    assert len(hub_server.transfers()) == 1


def test_a_damaged_file_that_is_there_is_loaded_again(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    fetching.run().paths[0].write_bytes(bytes(len(content)))

    assert fetching.run().paths[0].read_bytes() == content


def test_a_file_in_the_cache_of_the_hub_is_used_where_it_lies(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    # Another program's download, by the library itself.
    cached = Path(
        hf_hub_download(REPOSITORY, FILE, endpoint=hub_server.url, cache_dir=constants.HF_HUB_CACHE)
    )
    hub_server.requests.clear()

    done = fetching.run()

    assert done == Downloaded((cached,), cached=True)
    assert not hub_server.transfers()


def test_a_changed_file_in_the_cache_is_not_trusted(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    cached = hf_hub_download(
        REPOSITORY, FILE, endpoint=hub_server.url, cache_dir=constants.HF_HUB_CACHE
    )
    Path(cached).resolve().write_bytes(bytes(len(content)))

    done = fetching.run()

    assert not done.cached
    assert done.paths[0].read_bytes() == content


def test_a_gated_repository_without_a_token_says_what_to_do(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.repositories[REPOSITORY] = ServedRepository(gated=True, admitted={"hf_secret"})
    hub_server.add(REPOSITORY, FILE, content)

    error = fetching.refused()

    assert error.code == "hub.gated"
    assert "hf auth login" in error.message


def test_a_token_that_is_not_admitted_is_told_to_accept_the_terms(
    hub_server: HubServer,
    fetching: Fetching,
    content: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_stranger")
    hub_server.repositories[REPOSITORY] = ServedRepository(gated=True, admitted={"hf_secret"})
    hub_server.add(REPOSITORY, FILE, content)

    error = fetching.refused()

    assert error.code == "hub.gated"
    assert "has not been let in" in error.message


def test_the_token_goes_to_the_hub_only_and_into_no_log(
    hub_server: HubServer,
    fetching: Fetching,
    content: bytes,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub_server.repositories[REPOSITORY] = ServedRepository(gated=True, admitted={"hf_secret"})
    hub_server.add(REPOSITORY, FILE, content, break_at=share(content, 37))
    caplog.set_level(logging.DEBUG)

    fetching.run()

    sent = {request.origin for request in hub_server.requests if "hf_secret" in str(request)}
    assert sent == {"hub"}
    assert "hf_secret" not in caplog.text
    kept = [path for path in fetching.folder.rglob("*") if path.is_file()]
    assert not any(b"hf_secret" in path.read_bytes() for path in kept)


def test_offline_mode_asks_nobody(
    hub_server: HubServer,
    fetching: Fetching,
    content: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    there = fetching.hub.repository(REPOSITORY)
    hub_server.requests.clear()
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)

    for ask in (
        lambda: fetching.hub.search("tiny"),
        lambda: fetching.hub.repository(REPOSITORY),
        lambda: fetching.downloader.download(there, there.editions[0], Control(), print),
    ):
        with pytest.raises(HubError) as caught:
            ask()
        assert caught.value.code == "hub.offline"
    assert not hub_server.requests


@pytest.mark.parametrize("path", ["../escape.gguf", "a/../../b.gguf", "a:b.gguf", "nul.gguf"])
def test_a_name_that_leads_elsewhere_is_refused(
    hub_server: HubServer, fetching: Fetching, content: bytes, path: str
) -> None:
    hub_server.add(REPOSITORY, path, content)
    there = fetching.hub.repository(REPOSITORY)

    with pytest.raises(HubError) as caught:
        fetching.downloader.download(there, there.editions[0], fetching.control, print)

    assert caught.value.code == "hub.unsafe"
    assert not hub_server.transfers()


def test_a_file_without_a_sha256_is_refused(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    hub_server.add(REPOSITORY, FILE, content, sha256=hashlib.sha1(content).hexdigest())

    assert fetching.refused().code == "hub.no_hash"


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
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, check=False).returncode:
        pytest.skip("a file system of its own cannot be mounted here: that takes root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


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


def test_what_is_unfinished_can_be_thrown_away(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    at = share(content, 37)
    hub_server.add(REPOSITORY, FILE, content, break_at=at, breaks=4)
    fetching.refused()
    (left,) = fetching.downloader.unfinished()

    assert fetching.downloader.discard(left) == at
    assert not fetching.parts()
    assert not fetching.downloader.unfinished()


def test_what_is_being_loaded_is_not_thrown_away(
    hub_server: HubServer, fetching: Fetching, content: bytes
) -> None:
    served = hub_server.add(REPOSITORY, FILE, content, hold_at=share(content, 50))
    thread = fetching.start()
    assert served.held.wait(PATIENT)
    assert fetching.arrived.wait(PATIENT)
    (left,) = fetching.downloader.unfinished()

    assert fetching.downloader.discard(left) == 0

    served.release.set()
    thread.join(PATIENT)
    assert isinstance(fetching.outcome, Downloaded)
