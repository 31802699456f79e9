"""The trainer from outside: what it says, how it pauses, and how it ended."""

from __future__ import annotations

import ast
import sys
import threading
from pathlib import Path

import pytest

from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, StudioError
from stylepad.studio.trainer_process import Trainer, command_of, copy_code

SPEAKS = "import json; print(json.dumps({'event': 'progress', 'step': 3}), flush=True); print('no')"
WAITS = (
    "import os, sys, time\n"
    'print(\'{"event": "begun"}\', flush=True)\n'
    "while not os.path.exists(sys.argv[1] + '/pause'): time.sleep(0.01)\n"
    "sys.exit(3)"
)
FAILS = (
    "import sys\n"
    "open(sys.argv[1] + '/failure.json', 'w').write("
    '\'{"code": "studio.loss_nan", "message": "Lower it.", "details": {"step": "4"}}\')\n'
    "sys.exit(1)"
)
DIES = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


def trainer(folder: Path, script: str) -> Trainer:
    return Trainer([sys.executable, "-c", script, str(folder)], folder)


def test_what_it_says_is_heard_and_other_lines_are_passed_over(tmp_path: Path) -> None:
    heard: list[dict[str, object]] = []

    trainer(tmp_path, SPEAKS).wait(CancelToken(), heard.append)

    assert heard == [{"event": "progress", "step": 3}]


def test_a_cancel_asks_it_to_pause_and_is_over_when_it_has(tmp_path: Path) -> None:
    cancel = CancelToken()

    with pytest.raises(Cancelled):
        trainer(tmp_path, WAITS).wait(
            cancel, lambda _message: threading.Thread(target=cancel.cancel).start()
        )

    assert not (tmp_path / "pause").exists()


def test_its_error_is_raised_as_it_told_it(tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught:
        trainer(tmp_path, FAILS).wait(CancelToken(), lambda _message: None)

    assert (caught.value.code, caught.value.message) == ("studio.loss_nan", "Lower it.")
    assert caught.value.details == {"step": "4"}


def test_a_death_is_named_by_its_signal(tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught:
        trainer(tmp_path, DIES).wait(CancelToken(), lambda _message: None)

    assert caught.value.code == "studio.trainer_died"
    assert caught.value.details["how"] == "SIGKILL"
    assert "checkpoint is kept" in caught.value.message


def test_the_code_that_a_job_carries_imports_nothing_that_it_leaves_behind(tmp_path: Path) -> None:
    """Neither Qt nor the engine, and no part of StylePad that was not copied."""
    code = copy_code(tmp_path)
    files = {path.relative_to(code).with_suffix("") for path in code.rglob("*.py")}
    modules = {".".join(path.parts).removesuffix(".__init__") for path in files}
    wanted: set[str] = set()
    # What the copied trainer reaches, not all that lies beside it.
    todo = [f"stylepad.studio.train.{n}" for n in ("__main__", "loop", "network", "checkpoints")]
    while todo:
        name = todo.pop()
        if name in wanted or not name.startswith("stylepad"):
            wanted.add(name)
            continue
        wanted.add(name)
        assert name in modules, name
        path = code / Path(*name.split("."))
        source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                todo.append(node.module)
            elif isinstance(node, ast.Import):
                todo += [alias.name for alias in node.names]

    outside = {name.split(".")[0] for name in wanted if not name.startswith("stylepad")}
    assert outside.isdisjoint({"PySide6", "llama_cpp", "tomli_w", "httpx2", "jinja2"})
    assert {"torch", "transformers", "peft", "numpy", "gguf"} <= outside


def test_several_processes_are_started_by_accelerate(tmp_path: Path) -> None:
    one = command_of(Path("python"), tmp_path, 1)
    four = command_of(Path("python"), tmp_path, 4)

    assert one == ["python", "-m", "stylepad.studio.train", str(tmp_path), "--attached"]
    assert four[1:5] == ["-m", "accelerate.commands.launch", "--num_processes", "4"]
    assert four[-4:] == one[1:]
