"""A plan knows its base again, and what belongs to it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad.errors import ModelError, StudioError
from stylepad.studio.train.curve import Curve, read_curve
from stylepad.studio.train.plan import Plan, check_base, identified, read_plan
from tests import ggufs


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return ggufs.write_base(tmp_path / "base.gguf")


@pytest.fixture
def plan(base: Path) -> Plan:
    return identified(Plan("", "", 0, "", 8, 16.0, 1e-3, 500, 256), base)


def test_a_plan_is_read_as_it_was_written(tmp_path: Path, plan: Plan) -> None:
    plan.save(tmp_path)

    assert read_plan(tmp_path) == plan
    check_base(plan)


def test_the_same_base_elsewhere_is_the_same_training(tmp_path: Path, plan: Plan) -> None:
    elsewhere = tmp_path / "server.gguf"
    elsewhere.write_bytes(Path(plan.path).read_bytes())

    moved = identified(replace(plan, threads=16), elsewhere)

    assert moved.identity() == plan.identity()
    assert replace(plan, rate=2e-3).identity() != plan.identity()


@pytest.mark.parametrize(
    ("change", "what"),
    [("weights", "content"), ("grown", "size"), ("shape", "shape or vocabulary")],
)
def test_a_base_that_changed_is_refused_and_the_change_named(
    base: Path, plan: Plan, change: str, what: str
) -> None:
    if change == "weights":
        ggufs.write_base(base, seed=7)
    elif change == "grown":
        with base.open("ab") as file:
            file.write(b"\0" * 32)
    else:
        ggufs.write_base(base, ggufs.Measures(layers=3))

    with pytest.raises(StudioError) as caught:
        check_base(plan)

    assert caught.value.code == "studio.base_changed"
    assert caught.value.details["what"] == what
    assert "kept" in caught.value.message


def test_a_base_that_is_gone_is_a_missing_model(base: Path, plan: Plan) -> None:
    base.unlink()

    with pytest.raises(ModelError) as caught:
        check_base(plan)

    assert caught.value.code == "model.missing"


@pytest.mark.parametrize("text", ["", "[]", "{", json.dumps({"path": "x"})])
def test_a_damaged_plan_says_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / "plan.json").write_text(text)

    with pytest.raises(StudioError) as caught:
        read_plan(tmp_path)

    assert caught.value.code == "studio.no_plan"


def test_a_curve_goes_on_from_the_checkpoint_and_not_from_where_it_was_cut_off(
    tmp_path: Path,
) -> None:
    path = tmp_path / "curve.jsonl"
    first = Curve(path, 0)
    for step in range(1, 6):
        first.add(step, step * 100, step * 0.5, 3.0 / step, None)
    first.flush()
    with path.open("a") as file:
        file.write('{"step": 6, "tok')

    second = Curve(path, 3)
    second.add(4, 400, 2.0, 0.5, 0.7)
    second.flush()

    assert [point.step for point in read_curve(path)] == [1, 2, 3, 4]
    assert read_curve(path)[-1].stop_loss == 0.7
    assert read_curve(tmp_path / "none.jsonl") == ()
