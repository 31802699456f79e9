"""The writer's boldness shifts what a style says; it does not take its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.engine.protocol import CancelToken
from stylepad.restyle.adjustment import (
    REPEAT_PENALTIES,
    TEMPERATURE_FACTORS,
    Adjustment,
    adjustment,
)
from stylepad.restyle.result import RestyleRequest
from stylepad.restyle.rewriter import Rewriter
from stylepad.settings import problem_with
from stylepad.styles.pack import load_pack
from tests.packs import write_pack
from tests.restyle.engines import AnsweringEngine, turned

TEXT = "Утром Анна пришла на старый вокзал и села у окна."


def test_every_word_of_the_settings_means_something() -> None:
    assert not [word for word in TEMPERATURE_FACTORS if problem_with("boldness", word)]
    assert not [word for word in REPEAT_PENALTIES if problem_with("repetition", word)]
    assert adjustment("balanced", "style") == Adjustment()


@pytest.mark.parametrize(
    ("boldness", "repetition", "factor", "penalty"),
    [
        ("careful", "style", 0.6, None),
        ("balanced", "off", 1.0, 1.0),
        ("bold", "strong", 1.4, 1.15),
    ],
)
def test_a_draw_follows_the_style_and_the_writer(
    tmp_path: Path, boldness: str, repetition: str, factor: float, penalty: float | None
) -> None:
    style = load_pack(write_pack(tmp_path, "gogol"))
    engine = AnsweringEngine(turned)
    request = RestyleRequest(TEXT, style, adjustment=adjustment(boldness, repetition))

    list(Rewriter(engine).restyle(request, CancelToken()))

    sampling = engine.requests[0].sampling
    assert sampling.temperature == pytest.approx(style.sampling.temperature * factor)
    assert sampling.repeat_penalty == (penalty or style.sampling.repeat_penalty)
