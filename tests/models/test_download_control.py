"""Downloads that are paused, cancelled, thrown away, or asked for twice at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from huggingface_hub import constants

from stylepad.errors import Cancelled
from stylepad.models.download import Downloaded
from stylepad.models.progress import Phase, Progress
from tests.hub_server import HubServer
from tests.models.fetching import FILE, PATIENT, REPOSITORY, Fetching, share


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
