from __future__ import annotations

import os
import signal

from stylepad.studio.job import Stage
from stylepad.studio.state import Status, read_state
from stylepad.ui.studio.board import NewStyle
from tests.studio.small_stages import HELD, UNITS, made
from tests.ui.studio.conftest import Studio

ALL = [str(number) for number in range(UNITS)]


def test_a_style_that_is_made_is_in_the_list_without_a_restart(studio: Studio) -> None:
    job = studio.new_job()
    board = studio.door.board
    board.refresh()
    studio.until(lambda: board.read)

    with studio.qtbot.waitSignal(studio.door.installed, timeout=60_000):
        board.start(job.folder)

    assert studio.core.library.get("a-writer").name == {"en": "A Writer"}
    studio.until(lambda: not board.alive)
    assert board.entry(job.folder).state.next is None  # type: ignore[union-attr]
    texts = [message.text for message in studio.main.messages]
    assert any("“A Writer”" in text for text in texts), texts


def test_a_paused_job_goes_on_where_it_was(studio: Studio) -> None:
    job, board = studio.new_job(), studio.door.board
    (job.folder / "hold-pairs").touch()
    board.start(job.folder)
    studio.until(lambda: len(made(job.folder, Stage.PAIRS)) == HELD)

    board.pause(job.folder)
    studio.until(lambda: not board.alive)

    assert studio.entry(job.folder).state.of(Stage.PAIRS).status is Status.PAUSED
    (job.folder / "hold-pairs").unlink()
    board.start(job.folder)
    studio.until(lambda: read_state(job.folder).next is None)
    assert made(job.folder, Stage.PAIRS) == ALL


def test_a_killed_process_is_told_and_the_job_can_go_on(studio: Studio) -> None:
    job, board = studio.new_job(), studio.door.board
    (job.folder / "hold-portrait").touch()
    board.start(job.folder)
    studio.until(lambda: len(made(job.folder, Stage.PORTRAIT)) == HELD)

    with studio.qtbot.waitSignal(board.failed, timeout=60_000) as told:
        os.kill(read_state(job.folder).pid, signal.SIGKILL)

    assert told.args[0].code == "studio.died"
    studio.until(lambda: not board.alive)
    (job.folder / "hold-portrait").unlink()
    board.start(job.folder)
    studio.until(lambda: read_state(job.folder).next is None)
    assert made(job.folder, Stage.PORTRAIT) == ALL


def test_a_job_of_an_earlier_window_is_followed_too(studio: Studio) -> None:
    from stylepad.ui.studio import work

    job, board = studio.new_job(), studio.door.board
    (job.folder / "hold-report").touch()
    process = work.start(job.folder, studio.core.own_styles(), (), board._command)
    studio.until(lambda: len(made(job.folder, Stage.REPORT)) == HELD)
    board.refresh()
    studio.until(lambda: job.folder in board.alive)

    with studio.qtbot.waitSignal(board.made, timeout=60_000):
        (job.folder / "hold-report").unlink()

    assert process.wait(60) == 0


def test_a_job_that_cannot_begin_says_why(studio: Studio, tmp_path: object) -> None:
    board = studio.door.board
    studio.core.models  # noqa: B018 - the library exists before its folder is in the way
    from stylepad import paths

    paths.user_jobs().parent.mkdir(parents=True, exist_ok=True)
    paths.user_jobs().write_text("in the way", encoding="utf-8")

    with studio.qtbot.waitSignal(board.failed, timeout=60_000) as told:
        board.begin(NewStyle("A Writer", "en", (studio.books,)))

    assert told.args[0].code == "studio.unwritable"


def test_ending_the_program_asks_what_becomes_of_a_job_at_work(studio: Studio) -> None:
    job, board = studio.new_job(), studio.door.board
    (job.folder / "hold-portrait").touch()
    assert studio.door.may_close()
    board.start(job.folder)
    studio.until(lambda: len(made(job.folder, Stage.PORTRAIT)) == HELD)
    studio.until(lambda: bool(board.running))
    studio.answers.next = ["stay", "pause"]

    assert not studio.door.may_close()
    assert studio.door.may_close()

    studio.until(lambda: read_state(job.folder).of(Stage.PORTRAIT).status is Status.PAUSED)


def test_a_new_style_can_be_begun_from_elsewhere(studio: Studio) -> None:
    studio.door.open_new()

    studio.until(lambda: studio.door.window is not None and studio.window.isVisible())
    studio.until(lambda: studio.window.stack.currentWidget() is studio.window.job)
    assert studio.window.job.folder is None
