"""Plans by the size of the base, with what the writer chose; and what cannot be trained."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.errors import StudioError
from stylepad.models.gguf import read_header
from stylepad.models.memory import Device
from stylepad.studio.estimate import check_possible, estimate, machine_speed, trained_numbers
from stylepad.studio.train.rows import Rows, read_rows, write_rows
from stylepad.studio.training_plan import make_plan, weights_of
from tests import ggufs
from tests.studio.jobs import make_job

QWEN_4B = ggufs.Measures(
    architecture="qwen3",
    layers=36,
    width=2560,
    heads=32,
    kv_heads=8,
    head_length=128,
    feed_forward=9728,
    context=40960,
    vocabulary=151936,
    tied=True,
)


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    write_rows(tmp_path / "rows.npz", [([1] * 60, [2] * 60)] * 3000)
    return read_rows(tmp_path / "rows.npz")


def test_the_built_in_base_is_trained_as_its_own_styles_were(tmp_path: Path, rows: Rows) -> None:
    plan = make_plan(make_job(tmp_path / "job", paths.built_in_model()), rows, "r")

    assert (plan.rank, plan.alpha, plan.rate, plan.step_tokens) == (48, 96.0, 4e-4, 2048)
    assert plan.start
    assert plan.dropout == 0.1
    assert 600 <= plan.seconds <= 780
    assert not plan.checkpointing


def test_the_built_in_base_learns_faster_from_nothing(tmp_path: Path, rows: Rows) -> None:
    job = make_job(tmp_path / "job", paths.built_in_model(), training={"start": ""})
    plan = make_plan(job, rows, "r")

    assert not plan.start
    assert plan.rate == 2e-3


def test_a_large_base_is_trained_as_the_literature_says(tmp_path: Path, rows: Rows) -> None:
    for measures, rate in ((ggufs.QWEN3_06B, 2e-4), (QWEN_4B, 1e-4)):
        base = tmp_path / f"{measures.layers}.gguf"
        ggufs.hollow(base, measures)
        plan = make_plan(make_job(tmp_path / base.stem, base), rows, "r")

        assert (plan.rank, plan.alpha, plan.rate, plan.dropout) == (16, 32.0, rate, 0.05)
        assert plan.checkpointing
        assert plan.epochs <= 3


def test_the_writers_values_go_before_the_usual_ones(
    tmp_path: Path, tiny_base: Path, rows: Rows
) -> None:
    chosen = {"rank": 6, "alpha": 12, "rank_stabilized": True, "seed": 4, "processes": 2}
    plan = make_plan(make_job(tmp_path / "job", tiny_base, training=chosen), rows, "r")

    assert (plan.rank, plan.alpha, plan.rank_stabilized, plan.seed) == (6, 12.0, True, 4)


@pytest.mark.parametrize(
    ("name", "value"),
    [("rank", 0), ("rank", "8"), ("rate", -1.0), ("dropout", 1.0), ("precision", "int4")],
)
def test_an_impossible_value_is_named(
    tmp_path: Path, tiny_base: Path, rows: Rows, name: str, value: object
) -> None:
    with pytest.raises(StudioError) as caught:
        make_plan(make_job(tmp_path / "job", tiny_base, training={name: value}), rows, "r")

    assert (caught.value.code, caught.value.details["name"]) == ("studio.option", name)


def test_a_start_that_ships_for_the_base_and_the_language_is_begun_with(
    tmp_path: Path, tiny_base: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = make_job(tmp_path / "job", tiny_base)
    starts = tmp_path / "resources" / "starts"
    starts.mkdir(parents=True)
    monkeypatch.setattr("stylepad.studio.training_plan.resources", lambda: tmp_path / "resources")
    ggufs.write_adapter(starts / f"{job.spec.fingerprint}-en.gguf", tiny_base, rank=64)

    plan = make_plan(job, rows, "r")

    assert (plan.start, plan.rank, plan.alpha) == (True, 64, 128.0)
    assert not make_plan(make_job(tmp_path / "ru", tiny_base, language="ru"), rows, "r").start
    none = make_job(tmp_path / "none", tiny_base, training={"start": ""})
    assert not make_plan(none, rows, "r").start


def test_a_start_for_another_base_is_refused(tmp_path: Path, tiny_base: Path, rows: Rows) -> None:
    other = ggufs.write_base(tmp_path / "other.gguf", ggufs.Measures(width=96))
    start = ggufs.write_adapter(tmp_path / "start.gguf", other)

    with pytest.raises(StudioError) as caught:
        make_plan(make_job(tmp_path / "j", tiny_base, training={"start": str(start)}), rows, "r")

    assert caught.value.code == "studio.start"


def test_a_base_in_several_files_or_with_scaled_positions_asks_for_its_original(
    tmp_path: Path, tiny_base: Path, rows: Rows
) -> None:
    parted = tmp_path / "m-00001-of-00001.gguf"
    shutil.copy(tiny_base, parted)
    draft = ggufs.base()
    draft.metadata["llama.rope.scaling.type"] = (ggufs.STRING, "yarn")
    scaled = draft.write(tmp_path / "scaled.gguf")

    for number, base in enumerate((parted, scaled)):
        with pytest.raises(StudioError) as caught:
            make_plan(make_job(tmp_path / f"job{number}", base), rows, "r")
        assert caught.value.code == "studio.base_unreadable"
    original = make_job(tmp_path / "hub", scaled, training={"model": "/models/original"})
    assert make_plan(original, rows, "r").model == "/models/original"


def test_the_built_in_base_fits_a_small_laptop_and_ends_in_time(tmp_path: Path, rows: Rows) -> None:
    header = read_header(paths.built_in_model())
    plan = make_plan(make_job(tmp_path / "job", paths.built_in_model()), rows, "r")

    found = estimate(header, rows, plan, speed=lambda: 5e10, free=4 << 30)

    check_possible(found, "Built-in")
    assert found.memory < 1.5 * 2**30
    assert found.tokens == 3000 * 120 * 3
    assert 60 < found.seconds <= plan.seconds


def test_a_quantised_4b_on_a_laptop_gets_a_plain_no_and_on_a_server_a_yes(
    tmp_path: Path, rows: Rows
) -> None:
    base = tmp_path / "4b.gguf"
    ggufs.hollow(base, QWEN_4B)
    header = read_header(base)
    plan = make_plan(make_job(tmp_path / "job", base), rows, "r")

    laptop = estimate(header, rows, plan, speed=lambda: 1e11, free=8 << 30)
    server = estimate(
        header, rows, plan, (Device("GPU", 78 << 30, 80 << 30),), speed=lambda: 1e12, free=100 << 30
    )

    with pytest.raises(StudioError) as caught:
        check_possible(laptop, "Four")
    assert caught.value.code == "studio.no_memory"
    assert "stylepad train JOB" in caught.value.message
    check_possible(server, "Four")
    assert server.memory < 24 << 30


def test_what_would_take_weeks_gets_a_plain_no_with_the_hours(tmp_path: Path, rows: Rows) -> None:
    base = tmp_path / "4b.gguf"
    ggufs.hollow(base, QWEN_4B)
    header = read_header(base)
    plan = make_plan(make_job(tmp_path / "job", base), rows, "r")

    slow = estimate(header, rows, plan, speed=lambda: 5e10, free=200 << 30)

    with pytest.raises(StudioError) as caught:
        check_possible(slow, "Four")
    assert caught.value.code == "studio.too_slow"
    assert int(caught.value.details["hours"]) > 72
    check_possible(replace(slow, seconds=3600.0), "Four")


def test_figures_of_a_model_follow_from_its_header(tiny_base: Path) -> None:
    header = read_header(tiny_base)
    layer = 64 * 64 * 2 + 64 * 32 * 2 + 3 * 64 * 128 + 2 * 64
    vocabulary = len(ggufs.tokenizer()[0])

    assert weights_of(header) == 2 * layer + 2 * 64 * vocabulary + 64
    assert trained_numbers(header, 4) == 2 * 4 * (2 * 128 + 2 * 96 + 3 * 192)
    assert machine_speed() > 1e8
