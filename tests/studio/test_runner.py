from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stylepad.engine.protocol import CancelToken, Engine
from stylepad.errors import Cancelled, StudioError
from stylepad.studio.job import Job, Stage
from stylepad.studio.process import start_runner
from stylepad.studio.runner import Runner, request_pause
from stylepad.studio.stages import STAGES
from stylepad.studio.state import JobState, Status, read_state
from stylepad.studio.work import RunStage, Work
from stylepad.styles.pack import load_pack
from tests.e2e.waiting import wait_for
from tests.studio.small_stages import HELD, UNITS, find, made

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.studio.small_stages"]
ALL = [str(number) for number in range(UNITS)]
PAUSED_EXIT = 130

Start = Callable[..., "subprocess.Popen[bytes]"]


def no_engine() -> Engine:
    raise AssertionError("these stages need no engine")


def run(job: Job, *stages: Stage, cancel: CancelToken | None = None) -> None:
    Runner(job, no_engine, cancel or CancelToken(), find=find).run(stages)


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Start]:
    """Return what starts a process for a job; what still runs at the end is killed."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    processes: list[subprocess.Popen[bytes]] = []

    def begin(job: Job, *stages: Stage) -> subprocess.Popen[bytes]:
        processes.append(start_runner(job.folder, tmp_path / "styles", stages, COMMAND))
        return processes[-1]

    yield begin
    for process in processes:
        process.kill()
        process.wait()


def hold(job: Job, stage: Stage) -> Path:
    path = job.folder / f"hold-{stage}"
    path.touch()
    return path


def wait_until_held(job: Job, stage: Stage) -> None:
    def there() -> bool:
        state = read_state(job.folder).of(stage)
        return state.status is Status.RUNNING and len(made(job.folder, stage)) == HELD

    wait_for(f"{stage} to be held", there, 60)


def test_all_stages_run_in_their_order(job: Job) -> None:
    seen: list[Stage] = []

    Runner(job, no_engine, CancelToken(), find=find, finished=seen.append).run()

    state = read_state(job.folder)
    assert seen == list(Stage)
    assert all(state.of(stage).status is Status.DONE for stage in Stage)
    assert all(state.of(stage).done == UNITS for stage in Stage)
    assert state.next is None
    assert not state.running


def test_every_stage_of_the_table_has_a_module_of_its_own() -> None:
    assert list(STAGES) == list(Stage)
    assert len(set(STAGES.values())) == len(Stage)


def test_a_stage_runs_alone_and_those_after_it_wait_again(job: Job) -> None:
    run(job)

    run(job, Stage.PAIRS)

    state = read_state(job.folder)
    statuses = [state.of(stage).status for stage in Stage]
    assert statuses == [Status.DONE] * 3 + [Status.WAITING] * 3
    assert state.next is Stage.TRAINING


def test_a_pause_keeps_what_is_done_and_the_next_run_goes_on(job: Job) -> None:
    cancel = CancelToken()

    def stop_at(stage: Stage) -> RunStage:
        def stopping(job: Job, work: Work) -> None:
            if stage is Stage.PORTRAIT:
                cancel.cancel()
            find(stage)(job, work)

        return stopping

    with pytest.raises(Cancelled):
        Runner(job, no_engine, cancel, find=stop_at).run()

    state = read_state(job.folder)
    assert state.of(Stage.TEXTS).status is Status.DONE
    assert state.of(Stage.PORTRAIT).status is Status.PAUSED
    run(job)
    assert made(job.folder, Stage.TEXTS) == ALL
    assert read_state(job.folder).next is None


def test_a_failure_is_kept_with_its_code_and_told_once_more_by_the_state(job: Job) -> None:
    (job.folder / "break-pairs").touch()

    with pytest.raises(StudioError):
        run(job)

    failed = read_state(job.folder).of(Stage.PAIRS)
    assert failed.status is Status.FAILED
    assert failed.done == HELD
    assert failed.error is not None
    assert failed.error.code == "studio.test_broke"
    assert failed.error.error().details == {"stage": "pairs"}


def test_an_unforeseen_error_is_kept_in_plain_words(job: Job) -> None:
    def find_broken(stage: Stage) -> RunStage:
        def broken(_job: Job, _work: Work) -> None:
            raise ZeroDivisionError("by nothing")

        return broken

    with pytest.raises(ZeroDivisionError):
        Runner(job, no_engine, CancelToken(), find=find_broken).run([Stage.TEXTS])

    error = read_state(job.folder).of(Stage.TEXTS).error
    assert error is not None
    assert error.code == "studio.internal"
    assert error.details["kind"] == "ZeroDivisionError"


def test_a_full_disk_is_said_in_plain_words(job: Job) -> None:
    def find_full(stage: Stage) -> RunStage:
        def full(_job: Job, _work: Work) -> None:
            raise OSError(28, "No space left on device")

        return full

    with pytest.raises(StudioError, match="No space left") as caught:
        Runner(job, no_engine, CancelToken(), find=find_full).run([Stage.TEXTS])

    assert caught.value.code == "studio.unwritable"
    assert read_state(job.folder).of(Stage.TEXTS).status is Status.FAILED


def test_another_base_under_the_same_name_is_refused(job: Job, base: Path) -> None:
    run(job, Stage.TEXTS, Stage.PORTRAIT, Stage.PAIRS)
    whole = bytearray(base.read_bytes())
    whole[-8:] = b"\x01" * 8
    base.write_bytes(whole)

    with pytest.raises(StudioError) as caught:
        run(job)

    assert caught.value.code == "studio.base_changed"
    assert read_state(job.folder).of(Stage.TRAINING).status is Status.FAILED


def test_a_base_that_is_gone_is_named(job: Job, base: Path) -> None:
    base.unlink()

    with pytest.raises(StudioError) as caught:
        run(job)

    assert caught.value.code == "studio.base_missing"
    assert read_state(job.folder).of(Stage.PORTRAIT).status is Status.DONE


@pytest.mark.parametrize("stage", list(Stage))
def test_a_killed_process_goes_on_at_its_first_unfinished_unit(
    job: Job, start: Start, stage: Stage
) -> None:
    held = hold(job, stage)
    process = start(job)
    wait_until_held(job, stage)
    process.kill()
    process.wait()

    state = read_state(job.folder)
    assert state.of(stage).status is Status.RUNNING
    assert not state.running
    held.unlink()
    run(job)

    assert all(made(job.folder, each) == ALL for each in Stage)
    assert read_state(job.folder).next is None


def test_a_request_pauses_the_process_between_two_units(job: Job, start: Start) -> None:
    hold(job, Stage.TEXTS)
    process = start(job)
    wait_until_held(job, Stage.TEXTS)

    request_pause(job.folder)

    assert process.wait(30) == PAUSED_EXIT
    state = read_state(job.folder)
    assert state.of(Stage.TEXTS).status is Status.PAUSED
    assert made(job.folder, Stage.TEXTS) == ALL[:HELD]
    assert not (job.folder / "pause").exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGTERM to hear")
def test_sigterm_pauses_too(job: Job, start: Start) -> None:
    hold(job, Stage.PORTRAIT)
    process = start(job)
    wait_until_held(job, Stage.PORTRAIT)

    process.send_signal(signal.SIGTERM)

    assert process.wait(30) == PAUSED_EXIT
    assert read_state(job.folder).of(Stage.PORTRAIT).status is Status.PAUSED


def test_the_process_installs_the_style_as_soon_as_there_is_one(
    job: Job, start: Start, tmp_path: Path
) -> None:
    hold(job, Stage.REPORT)
    start(job)
    wait_until_held(job, Stage.REPORT)

    assert load_pack(tmp_path / "styles" / "a-writer").name == {"en": "A Writer"}


def test_a_style_that_cannot_be_installed_fails_the_stage_that_made_it(
    job: Job, start: Start, tmp_path: Path
) -> None:
    (tmp_path / "styles").write_text("in the way", encoding="utf-8")

    assert start(job).wait(60) == 1

    failed = read_state(job.folder).of(Stage.PACK)
    assert failed.status is Status.FAILED
    assert failed.error is not None
    assert failed.error.code == "style.unwritable"


def test_a_second_process_on_the_same_job_is_refused(job: Job, start: Start) -> None:
    hold(job, Stage.TEXTS)
    process = start(job)
    wait_until_held(job, Stage.TEXTS)
    assert read_state(job.folder).running

    with pytest.raises(StudioError) as caught:
        run(job)

    assert caught.value.code == "studio.running"
    assert caught.value.details["pid"] == str(process.pid)


def test_the_program_itself_can_be_the_process(job: Job) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "stylepad", "--studio-runner", str(job.folder / "nowhere")],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert "studio.no_job" in done.stderr


def test_a_state_that_cannot_be_read_lets_the_stages_find_out(job: Job) -> None:
    (job.folder / "state.json").write_text("{", encoding="utf-8")

    assert read_state(job.folder) == JobState()
    run(job)
    assert read_state(job.folder).next is None
