from __future__ import annotations

import threading
from pathlib import Path

from stylepad import paths
from stylepad.crash import CrashGuard
from stylepad.ui.crash_notice import MOST_NOTICES, CrashNotice
from tests.ui.conftest import Desk


def copies() -> list[Path]:
    return list(paths.state().glob("recovery/*.txt"))


def test_text_is_put_aside_before_the_writer_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.type("mine")
    notice = CrashNotice(desk.document.rescue, desk.window)
    notice.report(tmp_path / "details.txt")
    assert notice.box is None
    [copy] = copies()
    assert copy.read_text(encoding="utf-8").endswith("\nmine")
    desk.qtbot.waitUntil(lambda: notice.box is not None)
    assert "details.txt" in notice.box.informativeText()
    assert "Traceback" not in notice.box.text()
    notice.box.close()


def test_failure_in_a_thread_puts_the_text_aside_too(desk: Desk) -> None:
    desk.type("mine")
    notice = CrashNotice(desk.document.rescue, desk.window)
    thread = threading.Thread(target=notice.report, args=(None,))
    thread.start()
    thread.join()
    desk.qtbot.waitUntil(lambda: notice.box is not None)
    assert len(copies()) == 1
    assert notice.box.informativeText() == ""
    notice.box.close()


def test_fault_that_comes_with_every_frame_is_told_a_few_times_only(desk: Desk) -> None:
    notice = CrashNotice(desk.document.rescue, desk.window)
    shown = 0
    for _ in range(MOST_NOTICES + 2):
        notice.report(None)
        desk.qtbot.wait(1)
        if notice.box is not None:
            shown += 1
            notice.box.close()
    assert shown == MOST_NOTICES


def test_unexpected_error_reaches_the_notice(desk: Desk, tmp_path: Path) -> None:
    import sys

    notice = CrashNotice(desk.document.rescue, desk.window)
    guard = CrashGuard(tmp_path / "crashes", notice.report)
    guard.install()
    try:
        raise RuntimeError("the heron")
    except RuntimeError:
        sys.excepthook(*sys.exc_info())
    finally:
        guard.close()
    desk.qtbot.waitUntil(lambda: notice.box is not None)
    notice.box.close()
    assert len(list((tmp_path / "crashes").glob("*-error.txt"))) == 1


def test_native_crash_is_told_calmly_at_the_next_start(desk: Desk, tmp_path: Path) -> None:
    notice = CrashNotice(desk.document.rescue, desk.window)
    notice.tell_native([], desk.window.messages)
    assert desk.recorder.messages == []
    notice.tell_native([tmp_path / "native.txt"], desk.window.messages)
    assert "native.txt" in desk.recorder.texts[0]
