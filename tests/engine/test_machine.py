"""What the machine offers, and how an engine ended."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stylepad.engine import machine
from stylepad.engine.death import Death


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
