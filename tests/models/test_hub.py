"""What the Hub is asked, and what is made of its answers."""

from __future__ import annotations

import pytest

from stylepad.errors import HubError
from stylepad.models.editions import RemoteFile, editions, quantization_of, quantizations
from stylepad.models.hub import Hub
from tests.hub_server import COMMIT, HubServer

REPOSITORY = "somebody/Tiny-GGUF"


def files(*names: str) -> list[RemoteFile]:
    return [RemoteFile(name, 1000 + number, "") for number, name in enumerate(names)]


def test_a_search_is_one_request_that_says_no_more_than_it_must(hub_server: HubServer) -> None:
    hub_server.add(REPOSITORY, "a.gguf", b"a")

    (found,) = Hub(hub_server.url).search("tiny")

    assert (found.name, found.licence, found.languages) == (REPOSITORY, "apache-2.0", ("en", "ru"))
    (request,) = hub_server.requests
    agent = request.headers["user-agent"]
    assert agent.startswith("stylepad/")
    assert "torch" not in agent


def test_a_repository_has_its_commit_its_models_and_their_hashes(hub_server: HubServer) -> None:
    hub_server.add(REPOSITORY, "sub/big-Q8_0.gguf", b"b" * 20)
    served = hub_server.add(REPOSITORY, "small-Q4_0.gguf", b"a" * 10)

    repository = Hub(hub_server.url).repository(REPOSITORY)

    assert repository.revision == COMMIT
    assert [edition.name for edition in repository.editions] == [
        "small-Q4_0.gguf",
        "big-Q8_0.gguf",
    ]
    assert repository.editions[0].files == (RemoteFile("small-Q4_0.gguf", 10, served.sha256),)
    for wanted in ("big-Q8_0.gguf", "sub/big-Q8_0.gguf", "q8_0"):
        assert repository.edition(wanted) is repository.editions[1]


@pytest.mark.parametrize("name", ["", "a/b/c", "../etc", "not a name", "a" * 200, "x/--"])
def test_a_name_that_no_repository_has_is_not_asked_for(hub_server: HubServer, name: str) -> None:
    with pytest.raises(HubError) as caught:
        Hub(hub_server.url).repository(name)

    assert caught.value.code == "hub.name"
    assert not hub_server.requests


def test_an_unknown_repository_is_said(hub_server: HubServer) -> None:
    with pytest.raises(HubError) as caught:
        Hub(hub_server.url).repository("nobody/nothing")

    assert caught.value.code == "hub.not_found"


@pytest.mark.parametrize("ask", [lambda hub: hub.search("a"), lambda hub: hub.repository("a/b")])
def test_a_web_page_instead_of_an_answer_is_recognized(hub_server: HubServer, ask: object) -> None:
    hub_server.log_in_page = True

    with pytest.raises(HubError) as caught:
        ask(Hub(hub_server.url))  # type: ignore[operator]

    assert caught.value.code == "hub.strange"


def test_parts_are_one_model_and_incomplete_ones_none() -> None:
    found = editions(
        files(
            "m-Q8_0-00001-of-00002.gguf",
            "m-Q8_0-00002-of-00002.gguf",
            "n-Q8_0-00001-of-00002.gguf",
            "mmproj-F16.gguf",
            "imatrix.gguf",
            "m.imatrix.gguf",
            "mtp-m-Q8_0.gguf",
            "README.md",
            "plain.GGUF",
        )
    )

    assert [(edition.name, len(edition.files), edition.size) for edition in found] == [
        ("plain.GGUF", 1, 1008),
        ("m-Q8_0-00001-of-00002.gguf", 2, 2001),
    ]


@pytest.mark.parametrize(
    ("name", "quantization"),
    [
        ("Qwen3-4B-Q4_K_M.gguf", "Q4_K_M"),
        ("qwen3-4b.q4_k_m.gguf", "Q4_K_M"),
        ("Q4_K_M.gguf", "Q4_K_M"),
        ("m-IQ2_XXS.gguf", "IQ2_XXS"),
        ("m-UD-Q2_K_XL.gguf", "Q2_K_XL"),
        ("m-Q4_K_L.gguf", "Q4_K_L"),
        ("m-f16.gguf", "F16"),
        ("m-BF16-00001-of-00002.gguf", "BF16"),
        ("deep/Q8_0/m.gguf", ""),
        ("m.gguf", ""),
    ],
)
def test_the_quantization_is_told_by_the_name(name: str, quantization: str) -> None:
    assert quantization_of(name) == quantization


def test_every_quantization_has_its_bits_and_a_line_in_both_languages() -> None:
    table = quantizations()

    assert len(table) > 25
    for row in table.values():
        assert 1.5 < row.bits <= 32
        assert all(0 < len(row.about[language]) < 100 for language in ("en", "ru"))
        assert "\n" not in "".join(row.about.values())
