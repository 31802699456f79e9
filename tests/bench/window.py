"""The window's figures, from a process of its own on a private X server."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.engine import PASSAGES
from tests.bench.table import Row

ROUNDS = 3
USABLE_LIMIT = 1000.0
MEMORY_LIMIT = 150.0
STALL_LIMIT = 50.0
DOCUMENT_BYTES = 1_000_000
LONG_BYTES = 5_000_000
STANDSTILLS = {
    "UI stall: opening 5 MB": "open",
    "UI stall: finding in 5 MB": "find",
    "UI stall: typing beside it": "find_type",
    "UI stall: word of 100,000": "endless_100000",
    "UI stall: word of 300,000": "endless_300000",
    "UI stall: word of 500,000": "endless_500000",
}
"""Names of rows and the steps of the stall probe that they show."""
LAID_OUT_AS_ONE = {"endless_300000", "endless_500000"}
"""Told only: Qt shapes a paragraph as a whole, and one without a blank cannot be taken in parts."""
Figures = dict[str, float]


def rows(environment: dict[str, str]) -> list[Row]:
    """Return start, memory and stalls; the median of `ROUNDS` starts, the worst of the stalls."""
    with tempfile.TemporaryDirectory() as folder, _display() as display:
        text = Path(folder) / "document.txt"
        text.write_text(_document(DOCUMENT_BYTES), encoding="utf-8")
        long_text = Path(folder) / "long.txt"
        long_text.write_text(_document(LONG_BYTES), encoding="utf-8")
        settings = os.environ | environment | display
        # The first start of all reads the program from the disk; the writer's next does not.
        runs = [_probe(settings, Path(folder) / str(n), text) for n in range(ROUNDS + 1)][1:]
        stalls = _run("stall_probe", settings, Path(folder) / "stalls", str(long_text))
    where = (
        f"{_median(runs, 'usable_cpu'):.0f} ms of it computing; median of {ROUNDS} starts,"
        f" {'Xvfb' if 'DISPLAY' in display else 'offscreen'}"
    )
    worst = max(runs, key=lambda run: run["stall"])
    wrote = "" if worst["wrote"] else "; NO SUGGESTION WAS WRITTEN"
    stall_note = (
        f"longest of {ROUNDS} runs; meanwhile the UI thread computed {worst['busy']:.0f} ms,"
        f" the process's others {worst['others']:.0f} ms{wrote}"
    )
    writing = _median(runs, "memory_writing")
    memory_note = f"resident, engine ready; {writing:.0f} MB with 1 MB open and writing"
    return [
        Row("window usable", _median(runs, "usable"), "ms", USABLE_LIMIT, where),
        Row("window process", _median(runs, "memory"), "MB", MEMORY_LIMIT, memory_note),
        Row("UI stall while writing", worst["stall"], "ms", STALL_LIMIT, stall_note),
        *_standstills(stalls),
    ]


def _standstills(stalls: Figures) -> list[Row]:
    return [
        Row(
            name,
            stalls[step],
            "ms",
            None if step in LAID_OUT_AS_ONE else STALL_LIMIT,
            f"meanwhile the UI thread computed {stalls[f'{step}_busy']:.0f} ms",
        )
        for name, step in STANDSTILLS.items()
    ]


def _median(runs: list[Figures], key: str) -> float:
    return statistics.median(run[key] for run in runs)


def _probe(environment: dict[str, str], home: Path, text: Path) -> Figures:
    return _run("window_probe", environment, home, repr(time.monotonic()), str(text))


def _run(probe: str, environment: dict[str, str], home: Path, *arguments: str) -> Figures:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{probe}", *arguments],
        env=environment | {"STYLEPAD_HOME": str(home)},
        stdout=subprocess.PIPE,
        check=True,
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


@contextmanager
def _display() -> Iterator[dict[str, str]]:
    """Yield the environment of a private X server, or of Qt's own memory where there is none."""
    if not shutil.which("Xvfb"):
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x860x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as channel:
            number = channel.readline().strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def _document(size: int) -> str:
    part = "\n\n".join(PASSAGES) + "\n\n"
    return part * (size // len(part.encode()) + 1)
