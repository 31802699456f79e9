"""Blends on the built-in model: several adapters at once, and one meter of several."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken
from stylepad.restyle.result import RestyleRequest
from stylepad.restyle.rewriter import Rewriter, collect
from stylepad.restyle.style_meters import BlendMeter, ProfileShelf
from stylepad.styles.blend import BlendPart
from stylepad.styles.blending import NewBlend, save_blend
from stylepad.styles.home import StyleHome
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import StylePack
from tests.engine.driving import load_request
from tests.packs import FINGERPRINT, write_pack
from tests.restyle.engines import AnsweringEngine

TEXT = (
    "Мой сосед на прошлой неделе купил собаку, она маленькая и дружелюбная. Каждое утро она лает "
    "на почтальона. Вечером они гуляют в парке у реки и возвращаются домой. Служащий посмотрел на "
    "бланк и вернул его. Он сказал, что подпись стоит не там. Мать волновалась, а сестра "
    "обрадовалась: теперь ей было с кем играть в шахматы."
)


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineClient]:
    client = EngineClient()
    client.load(load_request(paths.built_in_model()), CancelToken())
    yield client
    client.close()


@pytest.fixture
def home(tmp_path: Path) -> StyleHome:
    return StyleHome(tmp_path, StyleLibrary([paths.built_in_styles(), tmp_path]))


def blend(home: StyleHome, name: str, **scales: float) -> StylePack:
    parts = tuple(BlendPart(*part) for part in scales.items())
    return save_blend(home, NewBlend(parts, "ru", id=name))


def write(engine: EngineClient, style: StylePack, strength: float = 1.0) -> str:
    request = RestyleRequest(TEXT, style, strength, candidates=2, seed=5)
    return collect(Rewriter(engine).restyle(request, CancelToken()), TEXT).text


def test_a_blend_writes_otherwise_than_either_of_its_parts(
    engine: EngineClient, home: StyleHome
) -> None:
    both = blend(home, "both", gogol=0.7, dostoevsky=0.6)

    texts = [write(engine, style) for style in (both, *(part.pack for part in both.parts))]

    assert len(set(texts)) == 3
    assert write(engine, both) == texts[0]


def test_a_part_of_scale_0_changes_nothing_at_all(engine: EngineClient, home: StyleHome) -> None:
    with_nothing = blend(home, "with-nothing", gogol=0.8, tolstoy=0.0)

    assert write(engine, with_nothing) == write(engine, home.library.get("gogol"), 0.8)


def test_the_scales_of_a_blend_matter(engine: EngineClient, home: StyleHome) -> None:
    little = blend(home, "little", gogol=0.9, dostoevsky=0.1)
    much = blend(home, "much", gogol=0.1, dostoevsky=0.9)

    assert write(engine, little) != write(engine, much)


def test_strength_scales_every_part_and_at_0_is_the_plain_base(
    engine: EngineClient, home: StyleHome
) -> None:
    whole = blend(home, "whole", gogol=0.8, dostoevsky=0.6)
    half = blend(home, "half", gogol=0.4, dostoevsky=0.3)

    assert write(engine, whole, 0.5) == write(engine, half)
    assert write(engine, whole, 0.0) == write(engine, half, 0.0) != write(engine, whole)


def test_the_engine_gets_every_adapter_with_its_scale(tmp_path: Path) -> None:
    for style_id in ("gogol", "chekhov"):
        (write_pack(tmp_path, style_id) / "adapters").mkdir()
        (tmp_path / style_id / "adapters" / f"{FINGERPRINT}.gguf").touch()
    style = blend(StyleHome(tmp_path, StyleLibrary([tmp_path])), "both", gogol=0.8, chekhov=0.4)
    engine = AnsweringEngine()

    list(Rewriter(engine).restyle(RestyleRequest(TEXT, style, 0.5), CancelToken()))

    used = {use.path.parts[-3]: use.scale for use in engine.requests[0].adapters}
    assert used == pytest.approx({"gogol": 0.4, "chekhov": 0.2})


def test_the_parts_of_a_blend_share_what_one_style_would_have(tmp_path: Path) -> None:
    for style_id in ("gogol", "chekhov"):
        folder = write_pack(tmp_path, style_id)
        (folder / "adapters").mkdir()
        (folder / "adapters" / f"{FINGERPRINT}.gguf").touch()
        sheet = folder / "style.toml"
        sheet.write_text("strength_curve = 0.5\n" + sheet.read_text("utf-8"), "utf-8")
    home = StyleHome(tmp_path, StyleLibrary([tmp_path]))

    both = blend(home, "both", gogol=0.75, chekhov=0.25)

    find = AnsweringEngine().model.adapter_for
    assert [scale for _, scale in both.adapter_set(find, 0.25)] == pytest.approx([0.375, 0.125])


def test_a_blend_is_as_near_as_its_parts_on_the_mean(home: StyleHome) -> None:
    shelf = ProfileShelf()
    both = blend(home, "both", gogol=1.0, dostoevsky=0.2)
    meter = shelf.meter(both)
    parts = [shelf.meter(part.pack) for part in both.parts]
    assert meter is not None
    text = home.library.get("gogol").exemplars[0].text

    ways = [part.way(text) for part in parts if part is not None]

    assert len(ways) == 2
    assert ways[0] != ways[1]
    assert meter.way(text) == pytest.approx(sum(ways) / 2)


def test_words_copied_from_any_part_are_noticed() -> None:
    class Copies:
        def __init__(self, run: int) -> None:
            self.run = run

        def way(self, text: str) -> float:
            return 0.0

        def longest_copied_run(self, text: str, original: str) -> int:
            return self.run

    assert BlendMeter([Copies(0), Copies(21), Copies(7)]).longest_copied_run("a", "b") == 21


def test_a_blend_of_styles_without_profiles_has_no_meter(tmp_path: Path) -> None:
    for style_id in ("gogol", "chekhov"):
        write_pack(tmp_path, style_id)
    style = blend(StyleHome(tmp_path, StyleLibrary([tmp_path])), "both", gogol=1, chekhov=1)

    assert ProfileShelf().meter(style) is None
