"""Places on the Hub, as a writer names them."""

from __future__ import annotations

import pytest

from stylepad.models.hub_place import HubPlace, bare_place, hub_place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("hub:owner/name", HubPlace("owner/name")),
        ("hub:owner/name/", HubPlace("owner/name")),
        ("hub:owner/Name-1.0_x/sub/pen.gguf", HubPlace("owner/Name-1.0_x", "sub/pen.gguf")),
        ("hub: owner/name", HubPlace("owner/name")),
        ("owner/name", None),
        ("hub:owner", None),
        ("hub:../name", None),
        ("hub:", None),
        ("C:/adapters/pen", None),
    ],
)
def test_a_place_is_told_from_a_file_by_its_prefix(text: str, place: HubPlace | None) -> None:
    assert hub_place(text) == place


def test_where_files_are_no_matter_a_bare_repository_will_do() -> None:
    assert bare_place("owner/name") == HubPlace("owner/name")
    assert bare_place("hub:owner/name/poe") == HubPlace("owner/name", "poe")
    assert bare_place("one/two/three") is None
    assert bare_place("name") is None


def test_a_place_is_written_as_it_is_read() -> None:
    for text in ("hub:owner/name", "hub:owner/name/a/b.gguf"):
        assert str(hub_place(text)) == text
