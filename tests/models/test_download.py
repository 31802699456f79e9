"""Downloads that go well, and those that the Hub or the machine does not allow."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import pytest
from huggingface_hub import constants, hf_hub_download

from stylepad.errors import HubError
from stylepad.models.control import Control
from stylepad.models.download import Downloaded
from stylepad.models.progress import Phase, Progress
from tests.hub_server import HubServer, ServedRepository
from tests.models.fetching import FILE, REPOSITORY, Fetching, share
from tests.models.test_splits import write_parts


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
