"""What the machine offers, and where a model goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stylepad.engine import machine, placement
from stylepad.engine.death import Death
from stylepad.engine.llama import Device
from stylepad.errors import ModelError
from stylepad.models.gguf import read_header
from tests.engine.driving import load_request

GPU = Device("GPU0", "A graphics card", 8 << 30, 8 << 30)


def test_cores_are_counted_once_and_only_where_we_may_run(tmp_path: Path) -> None:
    for cpu in os.sched_getaffinity(0):
        folder = tmp_path / f"cpu{cpu}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text("0-63\n")
    assert machine._linux_cores(tmp_path) == 1
    assert machine._linux_cores(tmp_path / "nothing") == len(os.sched_getaffinity(0))
    assert 1 <= machine.physical_cores() <= len(os.sched_getaffinity(0))


def test_memory_is_more_than_a_megabyte_and_less_than_a_petabyte() -> None:
    free = machine.available_memory()
    assert free is not None
    assert 1 << 20 < free < 1 << 50


@pytest.mark.parametrize(
    ("devices", "backend", "asked", "code", "on_gpu"),
    [
        ((), False, None, "no_backend", 0),
        ((), True, None, "no_device", 0),
        ((GPU,), True, 0, "switched_off", 0),
        ((GPU,), True, 1, "as_set", 1),
        ((GPU,), True, None, "all_fit", 3),
        ((Device("GPU0", "Small", 1 << 20, 1 << 30),), True, None, "none_fit", 0),
    ],
)
def test_a_plan_says_how_many_layers_go_where_and_why(  # noqa: PLR0917 -- one row of the table
    devices: tuple[Device, ...],
    backend: bool,
    asked: int | None,
    code: str,
    on_gpu: int,
    tiny_base: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(placement.llama, "gpus", lambda: devices)
    monkeypatch.setattr(placement.llama, "has_gpu_backend", lambda: backend)
    request = load_request(tiny_base, **({} if asked is None else {"gpu_layers": asked}))
    plan = placement.plan(read_header(tiny_base), request, 512)
    assert (plan.code, plan.gpu_layers, plan.layers) == (code, on_gpu, 3)
    outcome = plan.outcome(plan.gpu_layers)
    assert outcome.device == (GPU.description if on_gpu else placement.CPU)
    assert bool(outcome.reason) == (code != "all_fit")
    if on_gpu:
        refused = plan.outcome(0)
        assert (refused.code, refused.device) == ("refused", placement.CPU)


def test_a_model_too_large_for_the_memory_is_refused(
    tiny_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "available_memory", lambda: 1 << 20)
    with pytest.raises(ModelError) as caught:
        placement.plan(read_header(tiny_base), load_request(tiny_base), 512)
    assert caught.value.code == "model.memory"


@pytest.mark.parametrize(
    ("status", "ready", "log", "code", "exit_"),
    [
        (-9, True, (), "engine.killed", "SIGKILL"),
        (-6, True, ("x.c:1: GGML_ASSERT(a) failed", "Aborted"), "engine.aborted", "SIGABRT"),
        (-11, True, (), "engine.crashed", "SIGSEGV"),
        (-6, True, ("what():  std::bad_alloc",), "engine.memory", "SIGABRT"),
        (1, False, ("ImportError: no",), "engine.start", "status 1"),
        (-250, True, (), "engine.crashed", "signal 250"),
    ],
)
def test_a_death_is_told_by_how_it_happened(
    status: int, ready: bool, log: tuple[str, ...], code: str, exit_: str
) -> None:
    death = Death(status, ready, log)
    error = death.error()
    assert error.code == code
    assert error.details["exit"] == exit_
    assert error.details["line"] == (log[0] if log else "")
    assert "unchanged" in error.message
    final = death.final_error()
    assert (final.code, final.details["cause"]) == ("engine.gave_up", code)
    assert "unchanged" in final.message
