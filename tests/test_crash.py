from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from stylepad.crash import KEPT_REPORTS, CrashGuard


@pytest.fixture
def reported() -> list[Path | None]:
    return []


@pytest.fixture
def guard(tmp_path: Path, reported: list[Path | None]):
    guard = CrashGuard(tmp_path / "crashes", reported.append)
    guard.install()
    yield guard
    guard.close()


def fail() -> None:
    raise RuntimeError("the heron")


def excite(function) -> None:
    try:
        function()
    except RuntimeError:
        sys.excepthook(*sys.exc_info())


def test_unexpected_error_leaves_its_details_in_a_file(guard: CrashGuard, reported) -> None:
    excite(fail)
    [path] = reported
    text = path.read_text(encoding="utf-8")
    assert "RuntimeError: the heron" in text
    assert "StylePad" in text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_error_in_a_thread_is_caught_too(guard: CrashGuard, reported) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "the heron" in reported[0].read_text(encoding="utf-8")


def test_error_is_reported_even_where_nothing_can_be_written(tmp_path: Path, reported) -> None:
    (tmp_path / "file").write_text("in the way")
    guard = CrashGuard(tmp_path / "file", reported.append)
    guard.install()
    excite(fail)
    guard.close()
    assert reported == [None]


def test_hooks_are_given_back(tmp_path: Path, reported) -> None:
    guard = CrashGuard(tmp_path, reported.append)
    guard.install()
    guard.close()
    assert sys.excepthook is sys.__excepthook__
    assert list(tmp_path.iterdir()) == []


def test_old_reports_do_not_pile_up(guard: CrashGuard, reported) -> None:
    for _ in range(KEPT_REPORTS + 5):
        excite(fail)
    kept = [path for path in reported if path.exists()]
    assert len(kept) == KEPT_REPORTS
    assert kept == reported[5:]


NATIVE = """
import sys, pathlib, ctypes
from stylepad.crash import CrashGuard
CrashGuard(pathlib.Path(sys.argv[1]), print).install()
{how}
"""


@pytest.mark.parametrize(
    ("how", "found"),
    [("ctypes.string_at(0)", 1), ("import os; os._exit(3)", 0)],
    ids=["segmentation fault", "sudden end"],
)
def test_next_start_finds_a_native_crash_once(tmp_path: Path, how: str, found: int) -> None:
    subprocess.run(
        [sys.executable, "-c", NATIVE.format(how=how), str(tmp_path)], check=False, timeout=60
    )
    guard = CrashGuard(tmp_path, lambda _path: None)
    crashes = guard.take_native_crashes()
    assert len(crashes) == found
    assert all("Segmentation fault" in path.read_text() for path in crashes)
    assert guard.take_native_crashes() == []
    assert len(list(tmp_path.iterdir())) == found


def test_report_of_a_running_program_is_left_alone(guard: CrashGuard, tmp_path: Path) -> None:
    other = CrashGuard(tmp_path / "crashes", lambda _path: None)
    assert other.take_native_crashes() == []
    assert len(list((tmp_path / "crashes").glob("native-*"))) == 1
