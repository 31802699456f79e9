"""Real servers of llama.cpp's models on loopback, each in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LLAMA_SERVER = ROOT / "build" / "llama-server"
START_SECONDS = 60.0
KEY = "loopback-key"


@contextmanager
def python_server(model: Path, *options: str) -> Iterator[str]:
    """Run llama-cpp-python's own server; give its address."""
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(model)]
    command += ["--port", "0", "--n_threads", "1", "--verbose", "0", "--api_key", KEY, *options]
    with _running(command, r"Uvicorn running on (http://[\w.]+:\d+)") as url:
        yield url


@contextmanager
def llama_server(model: Path, *options: str) -> Iterator[str]:
    """Run llama-server, which packaging/llama_server.sh builds; give its address."""
    command = [str(LLAMA_SERVER), "-m", str(model), "--port", "0", "-t", "1", "--no-warmup"]
    command += ["--api-key", KEY, *options]
    with _running(command, r"(http://[\d.]+:[1-9]\d*)") as url:
        yield url


@contextmanager
def _running(command: Sequence[str], ready: str) -> Iterator[str]:
    """Run a server until the end; its address is what `ready` finds in what it prints."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    late = threading.Timer(START_SECONDS, process.kill)
    late.start()
    try:
        assert process.stdout is not None
        said: list[str] = []
        found = None
        while not found:
            line = process.stdout.readline()
            assert line, "the server ended:\n" + "".join(said[-30:])
            said.append(line)
            found = re.search(ready, line)
        late.cancel()
        reader = threading.Thread(target=process.stdout.read, daemon=True)
        reader.start()
        yield found[1]
        process.terminate()
        process.wait(START_SECONDS)
        reader.join(START_SECONDS)
        process.stdout.close()
    finally:
        late.cancel()
        process.kill()
        process.wait()
