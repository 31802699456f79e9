"""Deaths, cancels and ends of the engine process."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from stylepad.engine import client as client_module
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Delta, GenerateRequest
from stylepad.errors import Cancelled, EngineDied, EngineError, EngineGaveUp
from tests.engine.driving import ENGLISH, load_request, request, text

Strange = Callable[[str], EngineClient]
WRITING = request(ENGLISH, max_tokens=4000)
LONG_PROMPT = request(" ".join([ENGLISH] * 100), max_tokens=4)
GONE_SECONDS = 20


def kill(engine: EngineClient) -> None:
    """Kill the engine process and return once it is dead; its exit is left for the engine."""
    pid = engine.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):  # its owner was faster
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def kill_while_writing(engine: EngineClient) -> None:
    """Kill the engine process after its first words; raise what the engine raises."""
    events = engine.generate(WRITING, CancelToken())
    assert isinstance(next(events), Delta)
    kill(engine)
    for _ in events:
        pass


def kill_in_prompt(engine: EngineClient, fifo: Path) -> None:
    """Kill the engine process in the middle of a prompt; raise what the engine raises."""
    killer = threading.Thread(target=lambda: (fifo.read_text(), kill(engine)))
    killer.start()
    try:
        text(engine, LONG_PROMPT)
    finally:
        killer.join()
        fifo.with_suffix(".chunks").unlink()


@pytest.fixture
def roomy(roomy_base: Path) -> Iterator[EngineClient]:
    engine = EngineClient()
    engine.load(load_request(roomy_base, context=8192), CancelToken())
    yield engine
    engine.close()


def test_a_death_while_writing_is_told_and_the_next_request_works(roomy: EngineClient) -> None:
    expected = text(roomy, request(ENGLISH))
    first = roomy.pid
    with pytest.raises(EngineDied) as caught:
        kill_while_writing(roomy)
    assert caught.value.code == "engine.killed"
    assert caught.value.details["exit"] == "SIGKILL"
    assert "unchanged" in caught.value.message
    assert roomy.model is None
    assert roomy.pid is None
    assert text(roomy, request(ENGLISH)) == expected
    assert roomy.pid != first
    assert roomy.model is not None


def test_two_deaths_in_a_row_end_the_retrying_until_asked(roomy: EngineClient) -> None:
    with pytest.raises(EngineDied):
        kill_while_writing(roomy)
    with pytest.raises(EngineGaveUp) as caught:
        kill_while_writing(roomy)
    assert caught.value.details["cause"] == "engine.killed"
    assert "twice" in caught.value.message
    for _ in range(2):
        with pytest.raises(EngineGaveUp):
            text(roomy, request(ENGLISH))
        assert roomy.pid is None
    assert roomy.restart() is not None
    assert text(roomy, request(ENGLISH))


def test_load_also_ends_the_state_of_having_given_up(roomy: EngineClient, tiny_base: Path) -> None:
    with pytest.raises(EngineDied):
        kill_while_writing(roomy)
    with pytest.raises(EngineGaveUp):
        kill_while_writing(roomy)
    roomy.load(load_request(tiny_base), CancelToken())
    assert text(roomy, request(ENGLISH))


def test_an_answer_between_two_deaths_forgives_the_first(roomy: EngineClient) -> None:
    for _ in range(3):
        with pytest.raises(EngineDied) as caught:
            kill_while_writing(roomy)
        assert not isinstance(caught.value, EngineGaveUp)
        assert text(roomy, request(ENGLISH))


def test_a_death_between_requests_is_not_noticed_by_the_writer(roomy: EngineClient) -> None:
    expected = text(roomy, request(ENGLISH))
    kill(roomy)
    assert roomy.model is None
    assert roomy.count_tokens((ENGLISH,))[0] > 0
    assert text(roomy, request(ENGLISH)) == expected


def test_killed_in_the_prompt_twice_it_gives_up_and_says_why(
    strange: Strange, fifo: Path, roomy_base: Path
) -> None:
    engine = strange("prompt")
    engine.load(load_request(roomy_base, context=8192), CancelToken())
    with pytest.raises(EngineDied):
        kill_in_prompt(engine, fifo)
    with pytest.raises(EngineGaveUp) as caught:
        kill_in_prompt(engine, fifo)
    assert "memory" in caught.value.message


def test_killed_while_loading_twice_it_gives_up_and_says_why(
    strange: Strange, fifo: Path, tiny_base: Path
) -> None:
    engine = strange("loading")
    errors = []
    for _ in range(2):
        killer = threading.Thread(target=lambda: (fifo.read_text(), kill(engine)))
        killer.start()
        with pytest.raises(EngineError) as caught:
            engine.load(load_request(tiny_base), CancelToken())
        killer.join()
        errors.append(type(caught.value))
    assert errors == [EngineDied, EngineGaveUp]


def test_an_abort_in_native_code_is_told_with_what_the_library_said(
    strange: Strange, tiny_base: Path, tiny_adapter: Path
) -> None:
    engine = strange("abort")
    engine.load(load_request(tiny_base), CancelToken())
    with pytest.raises(EngineDied) as caught:
        text(engine, request(ENGLISH, adapters=[(tiny_adapter, 1.0)]))
    assert caught.value.code == "engine.aborted"
    assert "GGML_ASSERT" in caught.value.details["line"]
    assert text(engine, request(ENGLISH))


def test_a_process_that_cannot_start_is_told(strange: Strange, tiny_base: Path) -> None:
    engine = strange("broken")
    with pytest.raises(EngineDied) as caught:
        engine.load(load_request(tiny_base), CancelToken())
    assert caught.value.code == "engine.start"
    assert "libllama.so" in caught.value.details["line"]


def test_a_program_that_is_not_there_is_told(tiny_base: Path, tmp_path: Path) -> None:
    engine = EngineClient([str(tmp_path / "no-such-program")])
    with pytest.raises(EngineError) as caught:
        engine.load(load_request(tiny_base), CancelToken())
    assert caught.value.code == "engine.start"


def test_what_native_code_prints_does_not_reach_the_messages(
    strange: Strange, roomy_base: Path
) -> None:
    engine = strange("noise")
    engine.load(load_request(roomy_base, context=8192), CancelToken())
    assert text(engine, LONG_PROMPT)


def test_cancel_while_writing_acts_at_once_and_the_engine_goes_on(roomy: EngineClient) -> None:
    expected = text(roomy, request(ENGLISH))
    pid = roomy.pid
    cancel = CancelToken()
    events = roomy.generate(WRITING, cancel)
    assert isinstance(next(events), Delta)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(events)
    assert text(roomy, request(ENGLISH)) == expected
    assert roomy.pid == pid


def test_cancel_in_the_prompt_stops_before_its_end(
    strange: Strange, fifo: Path, roomy_base: Path
) -> None:
    engine = strange("prompt")
    engine.load(load_request(roomy_base, context=8192), CancelToken())
    chunks = engine.count_tokens((LONG_PROMPT.prompts[0][0].content,))[0] // 128
    cancel = CancelToken()
    stopper = threading.Thread(target=lambda: (fifo.read_text(), cancel.cancel()))
    stopper.start()
    with pytest.raises(Cancelled):
        list(engine.generate(LONG_PROMPT, cancel))
    stopper.join()
    done = fifo.with_suffix(".chunks").stat().st_size
    assert done < chunks
    assert text(engine, request(ENGLISH))


def test_cancel_while_loading_stops_it_and_another_load_works(
    strange: Strange, tiny_base: Path
) -> None:
    engine = strange("slow")
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        engine.load(load_request(tiny_base), cancel, lambda _share: cancel.cancel())
    assert engine.model is None
    assert engine.pid is not None


def test_a_request_cancelled_before_it_begins_is_not_sent(roomy: EngineClient) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(roomy.generate(WRITING, cancel))
    assert text(roomy, request(ENGLISH))


def test_a_caller_that_leaves_in_the_middle_frees_the_engine(roomy: EngineClient) -> None:
    events = roomy.generate(WRITING, CancelToken())
    assert isinstance(next(events), Delta)
    events.close()  # type: ignore[attr-defined]
    assert text(roomy, request(ENGLISH))


def test_a_process_that_does_not_stop_is_replaced(
    strange: Strange, roomy_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "CANCEL_SECONDS", 0.05)
    engine = strange("hang")
    engine.load(load_request(roomy_base, context=8192), CancelToken())
    pid = engine.pid
    assert pid is not None
    cancel = CancelToken()
    started = threading.Event()

    def hang(asked: GenerateRequest) -> None:
        started.set()
        with pytest.raises(Cancelled):
            list(engine.generate(asked, cancel))

    thread = threading.Thread(target=hang, args=(LONG_PROMPT,))
    thread.start()
    assert started.wait(GONE_SECONDS)
    cancel.cancel()
    thread.join(GONE_SECONDS)
    assert not thread.is_alive()
    assert engine.count_tokens((ENGLISH,))[0] > 0


def test_close_ends_a_process_that_hangs(roomy: EngineClient) -> None:
    assert roomy.pid is not None
    process = psutil.Process(roomy.pid)
    process.suspend()
    roomy.close()
    assert not process.is_running()
    roomy.close()


def test_close_frees_a_thread_that_waits(roomy: EngineClient) -> None:
    waiting = threading.Event()
    raised: list[type[BaseException]] = []

    def wait() -> None:
        try:
            for _ in roomy.generate(WRITING, CancelToken()):
                waiting.set()
        except Cancelled as error:
            raised.append(type(error))

    thread = threading.Thread(target=wait)
    thread.start()
    assert waiting.wait(GONE_SECONDS)
    roomy.close()
    thread.join(GONE_SECONDS)
    assert raised == [Cancelled]
    with pytest.raises(EngineError) as caught:
        text(roomy, request(ENGLISH))
    assert caught.value.code == "engine.closed"


def test_the_process_ends_when_the_program_is_killed(tiny_base: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from stylepad.engine.client import EngineClient\n"
        "from stylepad.engine.protocol import CancelToken, LoadRequest\n"
        "engine = EngineClient()\n"
        "engine.load(LoadRequest(Path(sys.argv[1]), threads=1), CancelToken())\n"
        "print(engine.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(tiny_base)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        folder = Path(worker.cwd())
        parent.kill()
    _, alive = psutil.wait_procs([worker], timeout=GONE_SECONDS)
    assert not alive
    assert not folder.exists()


def test_the_process_works_in_an_empty_folder_of_its_own(roomy: EngineClient) -> None:
    assert roomy.pid is not None
    folder = Path(psutil.Process(roomy.pid).cwd())
    assert folder != Path.cwd()
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o077 == 0
    assert os.environ.get("GGML_NO_BACKTRACE") is None
    roomy.close()
    assert not folder.exists()
