"""Recovery copies, with real processes that really die."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from stylepad.documents.recovery import RecoveryStore, Snapshot
from stylepad.errors import DocumentError

SNAPSHOT = Snapshot("Не сохранено.\n\nСовсем.", "/a/б.txt", "cp1251", False, "\r\n", cursor=5)
WRITER = """
import sys
from pathlib import Path
from stylepad.documents.recovery import RecoveryStore, Snapshot
store = RecoveryStore(Path(sys.argv[1]))
text = "Не сохранено.\\n\\nСовсем."
store.write("one", Snapshot(text, "/a/б.txt", "cp1251", False, "\\r\\n", cursor=5))
print("written", flush=True)
sys.stdin.read()
"""


def start_writer(folder: Path) -> subprocess.Popen[str]:
    """Start a process that writes a copy and then waits."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "written"
    return writer


def kill(writer: subprocess.Popen[str]) -> None:
    """Kill a process as a crash or a user would, and close its pipes."""
    writer.send_signal(signal.SIGKILL)
    writer.communicate()


def test_the_copy_of_a_killed_process_is_offered_and_taken(tmp_path: Path) -> None:
    writer = start_writer(tmp_path)
    store = RecoveryStore(tmp_path)
    assert store.pending() == ()
    kill(writer)
    (copy,) = store.pending()
    assert (copy.path, copy.preview) == ("/a/б.txt", "Не сохранено.\n\nСовсем.")
    copy_id, snapshot = store.take(copy.id)
    assert snapshot == SNAPSHOT
    assert store.pending() == ()
    assert len(list(tmp_path.glob("*.txt"))) == 1
    store.discard(copy_id)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_process_that_nobody_waited_for_is_gone_too(tmp_path: Path) -> None:
    writer = start_writer(tmp_path)
    writer.send_signal(signal.SIGKILL)
    assert writer.stdout is not None
    assert writer.stdout.read() == ""
    # Waits until it has ended without collecting it: it stays a zombie.
    os.waitid(os.P_PID, writer.pid, os.WEXITED | os.WNOWAIT)
    assert len(RecoveryStore(tmp_path).pending()) == 1
    writer.communicate()


def test_copies_of_a_living_process_are_not_offered(tmp_path: Path) -> None:
    RecoveryStore(tmp_path).write("mine", SNAPSHOT)
    assert RecoveryStore(tmp_path).pending() == ()


def test_another_process_with_the_same_number_is_not_the_writer(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    store.write("old", SNAPSHOT)
    file = tmp_path / "old.txt"
    line, _, body = file.read_bytes().partition(b"\n")
    started = line.split(b'"started": ')[1].split(b",")[0]
    file.write_bytes(line.replace(started, b"1000.0") + b"\n" + body)
    assert [copy.id for copy in store.pending()] == ["old"]


def test_one_of_two_windows_gets_the_copy(tmp_path: Path) -> None:
    kill(start_writer(tmp_path))
    first, second = RecoveryStore(tmp_path), RecoveryStore(tmp_path)
    (copy,) = first.pending()
    first.take(copy.id)
    with pytest.raises(DocumentError) as caught:
        second.take(copy.id)
    assert caught.value.code == "recovery.taken"


def test_a_person_can_read_a_copy(tmp_path: Path) -> None:
    RecoveryStore(tmp_path).write("mine", SNAPSHOT)
    lines = (tmp_path / "mine.txt").read_text(encoding="utf-8").split("\n")
    assert "/a/б.txt" in lines[0]
    assert "\n".join(lines[1:]) == SNAPSHOT.text
    assert stat.S_IMODE((tmp_path / "mine.txt").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) - 3],
        lambda data: b"{" + data,
        lambda data: b"[]\n",
        lambda data: data.replace(b'"cursor": 5', b'"cursor": "5"'),
        lambda data: b"\xff\xfe" + data,
    ],
)
def test_a_damaged_copy_is_set_aside(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    store = RecoveryStore(tmp_path)
    store.write("bad", SNAPSHOT)
    file = tmp_path / "bad.txt"
    damaged = damage(file.read_bytes())
    file.write_bytes(damaged)
    kill(start_writer(tmp_path))
    assert [copy.id for copy in store.pending()] == ["one"]
    assert (tmp_path / "damaged" / "bad.txt").read_bytes() == damaged


def test_a_copy_of_any_text_comes_back(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    strange = Snapshot("\x00 \ud800 😀 \r", cursor=3)
    store.write("odd", strange)
    assert store.take("odd")[1] == strange


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = RecoveryStore(tmp_path / "file" / "recovery")
    with pytest.raises(DocumentError) as caught:
        store.write("one", SNAPSHOT)
    assert caught.value.code == "recovery.failed"
    assert store.pending() == ()
    store.discard("one")
