"""llama.cpp's own measure of the same file, to compare with."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from pathlib import Path

from tests.bench import engine
from tests.bench.table import Row

PROGRAM = Path("build/llama-bench")
BUILD = Path("packaging/llama_bench.sh")
SLOWER_LIMIT = 3.0
"""Per cent."""


def build() -> None:
    """Build llama-bench if it is not there; raises CalledProcessError."""
    subprocess.run(["sh", str(BUILD)], check=True)


def speed(model: Path, adapter: Path | None, *, threads: int, tokens: int, depth: int) -> float:
    """Return the tokens a second that llama-bench writes after a prompt of `depth` tokens."""
    extra = {"LLAMA_BENCH_LORA": str(adapter)} if adapter else {}
    command = [str(PROGRAM), "-m", str(model), "-p", "0", "-n", str(tokens)]
    command += ["-d", str(depth), "-r", "1"]
    command += ["-t", str(threads), "-ngl", "0", "-fa", "auto", "-o", "json"]
    done = subprocess.run(command, check=True, capture_output=True, env=os.environ | extra)
    rate: float = json.loads(done.stdout)[0]["avg_ts"]
    return rate


def decode_row(
    name: str, model: Path, adapter: Path | None, *, threads: int, tokens: int, rounds: int
) -> Row:
    """Return by how many per cent StylePad writes slower than llama-bench.

    The two run in turns, each pair with equally many tokens; the median of the pairs' ratios.
    """
    ratios, ours, theirs = [], [], []
    with engine.loaded(model, threads) as client:
        for number in range(rounds):
            mine = engine.decode_speed(client, adapter, tokens, number)
            other = speed(model, adapter, threads=threads, tokens=mine.tokens, depth=mine.depth)
            ours.append(mine.rate)
            theirs.append(other)
            ratios.append(other / mine.rate)
    note = (
        f"{threads} threads, {rounds} pairs, median of ratios; median"
        f" {statistics.median(ours):.0f} by {statistics.median(theirs):.0f} tokens/s, best"
        f" {max(ours):.0f} by {max(theirs):.0f}"
    )
    return Row(name, 100 * (statistics.median(ratios) - 1), "% slower", SLOWER_LIMIT, note)
