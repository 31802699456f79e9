"""What files of the Hub are is told by their first bytes, before they are loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stylepad.errors import Cancelled, StylePadError
from stylepad.models.control import Control
from stylepad.models.gguf import read_header, read_start
from stylepad.models.hub import Hub
from stylepad.models.hub_kinds import GGUF_START, Kind, KindChecker, gguf_kind
from tests import ggufs
from tests.hub_server import HubServer

OWNER = "somebody/Things"


def checker(server: HubServer, control: Control | None = None) -> KindChecker:
    hub = Hub(server.url)
    return KindChecker(hub, hub.repository(OWNER), control or Control())


def check(server: HubServer, path: str, control: Control | None = None) -> None:
    checker(server, control).check_model(Hub(server.url).repository(OWNER).edition(path))


def drafted(path: Path, **changes: str) -> bytes:
    """Return a small model's file with other texts in its metadata."""
    draft = ggufs.base()
    for key, value in changes.items():
        draft.metadata[key.replace("__", ".")] = (ggufs.STRING, value)
    return draft.write(path).read_bytes()


def test_an_adapter_is_told_from_a_model_by_its_start(tiny_base: Path, tiny_adapter: Path) -> None:
    assert gguf_kind(tiny_adapter.read_bytes()[:GGUF_START]) == Kind("adapter", "llama")
    assert gguf_kind(tiny_base.read_bytes()[:GGUF_START]) == Kind("model", "llama")


def test_the_start_is_enough_where_the_vocabulary_does_not_fit_in_it(tiny_base: Path) -> None:
    whole = tiny_base.read_bytes()
    end = whole.index(b"tokenizer.ggml.tokens") + 100

    entries, complete = read_start(tiny_base, whole[:end])

    assert not complete
    assert entries.items() <= read_header(tiny_base).metadata.items()
    assert gguf_kind(whole[:end]).name == "model"


@pytest.mark.parametrize("cut", [0, 3, 8, 20, 30])
def test_too_little_says_nothing(tiny_adapter: Path, cut: int) -> None:
    assert gguf_kind(tiny_adapter.read_bytes()[:cut]) == Kind()


def test_what_is_no_gguf_file_says_nothing() -> None:
    assert gguf_kind(b"<!doctype html>" * 100) == Kind()


def test_a_start_that_lies_about_its_lengths_says_what_came_before(tiny_adapter: Path) -> None:
    start = bytearray(tiny_adapter.read_bytes())
    place = start.index(b"adapter.lora.alpha") - 8
    start[place : place + 8] = (1 << 60).to_bytes(8, "little")

    assert gguf_kind(bytes(start)).name == "adapter"


def test_an_adapter_chosen_as_a_model_is_refused_unloaded(
    hub_server: HubServer, tiny_adapter: Path
) -> None:
    hub_server.add(OWNER, "pen/pen-F16.gguf", tiny_adapter.read_bytes())

    with pytest.raises(StylePadError) as caught:
        check(hub_server, "pen-F16.gguf")

    assert caught.value.code == "hub.adapter_not_model"
    assert f"add-adapter hub:{OWNER}/pen/pen-F16.gguf" in caught.value.message
    (look,) = hub_server.looks()
    assert look.headers["Range"] == f"bytes=0-{min(GGUF_START, tiny_adapter.stat().st_size) - 1}"
    assert not hub_server.transfers()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"general__type": "mmproj"}, "model.kind"),
        ({"general__architecture": "bert"}, "model.architecture"),
    ],
)
def test_what_cannot_write_is_refused_unloaded(
    hub_server: HubServer, tmp_path: Path, changes: dict[str, str], code: str
) -> None:
    hub_server.add(OWNER, "odd.gguf", drafted(tmp_path / "odd.gguf", **changes))

    with pytest.raises(StylePadError) as caught:
        check(hub_server, "odd.gguf")

    assert caught.value.code == code
    assert "odd.gguf" in caught.value.message
    assert not hub_server.transfers()


def test_a_model_passes(hub_server: HubServer, tiny_base: Path) -> None:
    hub_server.add(OWNER, "tiny.gguf", tiny_base.read_bytes())

    check(hub_server, "tiny.gguf")

    assert len(hub_server.looks()) == 1


def ignore_ranges(server: HubServer) -> None:
    for file in server.repositories[OWNER].files.values():
        file.ranges = False


def answer_with_a_page(server: HubServer) -> None:
    for file in server.repositories[OWNER].files.values():
        file.html = True


@pytest.mark.parametrize("misbehave", [ignore_ranges, answer_with_a_page])
def test_where_the_start_is_not_given_nothing_is_refused(
    hub_server: HubServer, tiny_adapter: Path, misbehave: Callable[[HubServer], None]
) -> None:
    # Larger than the start, so that the whole is more than was asked for.
    hub_server.add(OWNER, "pen.gguf", tiny_adapter.read_bytes() + bytes(1 << 20))
    misbehave(hub_server)

    check(hub_server, "pen.gguf")


def test_a_cancelled_look_refuses_nothing_and_says_so(
    hub_server: HubServer, tiny_adapter: Path
) -> None:
    hub_server.add(OWNER, "pen.gguf", tiny_adapter.read_bytes())
    control = Control()
    control.cancel()

    with pytest.raises(Cancelled):
        check(hub_server, "pen.gguf", control)

    assert not hub_server.looks()
