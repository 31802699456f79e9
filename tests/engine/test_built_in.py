"""The engine on the model and the adapters that ship."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Sampling
from tests.engine.driving import answers, load_request, request, text

PASSAGES = (
    "My neighbour bought a dog last week, and it is small and friendly.",
    "Мой сосед на прошлой неделе купил собаку, она маленькая и дружелюбная.",
)


@pytest.fixture(scope="module")
def built_in() -> Iterator[EngineClient]:
    engine = EngineClient()
    engine.load(load_request(paths.built_in_model()), CancelToken())
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def adapters(built_in: EngineClient) -> list[Path]:
    assert built_in.model is not None
    name = f"{built_in.model.fingerprint}.gguf"
    found = sorted(paths.built_in_styles().glob(f"*/adapters/{name}"))
    assert len(found) >= 2, f"the built-in styles have no adapters {name}"
    return found


def test_every_built_in_adapter_is_accepted_and_leaves_the_base_as_it_was(
    built_in: EngineClient, adapters: list[Path]
) -> None:
    base = [text(built_in, request(passage)) for passage in PASSAGES]
    for adapter in adapters:
        for passage in PASSAGES:
            assert text(built_in, request(passage, adapters=[(adapter, 1.0)]))
    assert [text(built_in, request(passage)) for passage in PASSAGES] == base


def test_two_styles_and_back_give_the_same_texts(
    built_in: EngineClient, adapters: list[Path]
) -> None:
    def write(path: Path) -> str:
        return text(built_in, request(*PASSAGES, adapters=[(path, 1.0)], max_tokens=64))

    first, second = adapters[0], adapters[-1]
    before = write(first), write(second)
    assert (write(first), write(second)) == before


def test_candidates_are_written_in_whole_characters(
    built_in: EngineClient, adapters: list[Path]
) -> None:
    sampling = Sampling(seed=1)
    asked = request(
        *PASSAGES, adapters=[(adapters[0], 1.0)], sampling=sampling, candidates=3, max_tokens=64
    )
    drawn = answers(built_in, asked)
    assert len(drawn) == 6
    assert all("\ufffd" not in answer.text and answer.text.strip() for answer in drawn.values())
