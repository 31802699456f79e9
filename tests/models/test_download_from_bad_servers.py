"""Downloads from servers that break off, lie about sizes and ranges, or answer something else."""

from __future__ import annotations

import pytest
from huggingface_hub import close_session

from stylepad.errors import HubError
from tests.hub_server import HubServer
from tests.models.fetching import AT_ONCE, FILE, REPOSITORY, Fetching, share


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


@pytest.mark.parametrize(
    "place",
    ["file:///etc/passwd", "ftp://127.0.0.1/model.gguf", "http://[", "http://127.0.0.1:99999/"],
)
def test_a_redirect_that_leads_nowhere_is_not_followed(
    hub_server: HubServer, fetching: Fetching, content: bytes, place: str
) -> None:
    hub_server.add(REPOSITORY, FILE, content)
    hub_server.astray = place

    error = fetching.refused()

    assert error.code.startswith("hub.")
    assert "/etc/passwd" not in error.message
    assert not fetching.parts()
    assert not (fetching.folder / REPOSITORY / FILE).exists()


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
