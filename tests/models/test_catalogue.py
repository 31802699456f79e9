"""The catalogue, and what it recommends for machines of several sizes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.models.catalogue import Machine, Pace, fitting, load_catalogue, recommend
from stylepad.models.editions import quantization_of
from stylepad.models.library import ModelLibrary
from stylepad.models.memory import Device
from stylepad.models.speed import SHARE, memory_bandwidth, tokens_per_second
from tests import ggufs

LAPTOP = Machine(memory=6 << 30, disk=100 << 30, bandwidth=40e9)
CATALOGUE = load_catalogue()


def best(machine: Machine, language: str = "") -> str:
    (found,) = [item for item in recommend(CATALOGUE, machine, language=language) if item.best]
    return found.model.id


def test_the_list_is_complete_and_unambiguous() -> None:
    assert len({model.id for model in CATALOGUE}) == len(CATALOGUE) >= 6
    for model in CATALOGUE:
        assert set(model.languages) <= {"en", "ru"}
        assert model.languages
        assert model.licence
        assert model.licence_url.startswith("https://")
        assert set(model.about) == {"en", "ru"}
        assert model.file.endswith(".gguf")
        if model.repository:
            assert re.fullmatch(r"[\w.-]+/[\w.-]+", model.repository)
            assert quantization_of(model.file) == model.quantization


def test_the_estimated_size_is_near_the_real_one() -> None:
    """The built-in model is here to be weighed; two published sizes are in the research notes."""
    real = {
        "built-in": paths.built_in_model().stat().st_size,
        "qwen3-0.6b": 639_446_688,
        "qwen3-4b": 2_497_280_736,
    }
    for model in CATALOGUE:
        if model.id in real:
            assert model.weights == pytest.approx(real[model.id], rel=0.05)


def test_more_memory_recommends_more() -> None:
    sizes = [
        next(model.parameters for model in CATALOGUE if model.id == best(machine))
        for machine in (
            replace(LAPTOP, memory=256 << 20),
            replace(LAPTOP, memory=1 << 30),
            replace(LAPTOP, memory=3 << 30),
            replace(LAPTOP, memory=60 << 30, bandwidth=200e9),
        )
    ]
    assert sizes == sorted(set(sizes))


def test_a_slow_machine_is_not_given_a_model_that_takes_minutes() -> None:
    slow = replace(LAPTOP, memory=60 << 30, bandwidth=5e9)

    assert best(slow) == "built-in"
    large = recommend(CATALOGUE, slow)[-1]
    assert large.runs
    assert large.pace is Pace.SLOW


def test_the_best_writes_the_language_of_the_texts() -> None:
    small = replace(LAPTOP, memory=1 << 30)

    assert best(small, "en") == "qwen3-0.6b"
    assert best(small, "ru") == "built-in"


def test_a_full_disk_leaves_what_is_there() -> None:
    assert best(replace(LAPTOP, disk=20 << 20)) == "built-in"


def test_a_machine_without_memory_is_recommended_nothing() -> None:
    advice = recommend(CATALOGUE, replace(LAPTOP, memory=1 << 20))

    assert not any(item.runs or item.best for item in advice)


def test_a_device_carries_what_main_memory_does_not() -> None:
    card = Device("Card", 8 << 30, 8 << 30)
    advice = recommend(CATALOGUE, replace(LAPTOP, memory=1 << 30, devices=(card,)))

    largest = max(advice, key=lambda item: item.model.weights)
    assert largest.runs
    assert largest.device == "Card"
    assert largest.pace is Pace.FLUENT


def test_installed_models_and_the_styles_with_an_adapter_are_named(tmp_path: Path) -> None:
    listed = next(model for model in CATALOGUE if model.id == "qwen3-0.6b")
    folder = tmp_path / listed.repository
    folder.mkdir(parents=True)
    ggufs.write_base(folder / listed.file)
    installed = ModelLibrary(tmp_path, paths.built_in_model()).models()
    fingerprint = installed[1].about.fingerprint if installed[1].about else ""
    styles = {"fits": {fingerprint}, "other": {"0" * 16}}

    advice = {item.model.id: item for item in recommend(CATALOGUE, LAPTOP, installed, styles)}

    assert advice["qwen3-0.6b"].installed == installed[1].id
    assert advice["qwen3-0.6b"].styles == ("fits",)
    assert advice["built-in"].installed == "built-in"
    assert advice["built-in"].styles == ()
    assert advice["qwen3-4b"].styles is None


def test_what_fits_is_named_the_largest_first() -> None:
    names = fitting(CATALOGUE, 1 << 30)

    assert names == ("Qwen3 0.6B", "StylePad Mini")


def test_memory_is_read_at_a_speed_that_memory_can_have() -> None:
    bandwidth = memory_bandwidth(1, seconds=0.02)

    assert 1e8 < bandwidth < 1e12
    assert tokens_per_second(1 << 30, bandwidth) < tokens_per_second(1 << 20, bandwidth)


def test_a_model_slower_than_reading_is_possible_and_not_recommended() -> None:
    large = max(CATALOGUE, key=lambda model: model.weights)
    for tokens, pace in ((5.1, Pace.FLUENT), (4.9, Pace.UNHURRIED), (2.0, Pace.SLOW)):
        machine = Machine(1 << 40, 1 << 40, bandwidth=tokens * large.weights / SHARE)

        (advice,) = recommend([large], machine)

        assert advice.runs
        assert advice.pace is pace
        assert advice.best is (pace is Pace.FLUENT)
