"""llama.cpp's own measure of the same file, to compare with."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

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
    command += ["-d", str(depth), "-r", str(engine.ANSWERS)]
    command += ["-t", str(threads), "-ngl", "0", "-fa", "auto", "-o", "json"]
    done = subprocess.run(command, check=True, capture_output=True, env=os.environ | extra)
    rate: float = json.loads(done.stdout)[0]["avg_ts"]
    return rate


def decode_row(
    name: str,
    model: Path,
    adapter: Path | None,
    *,
    threads: int,
    passages: int,
    tokens: int,
    rounds: int,
) -> Row:
    """Return by how many per cent StylePad writes slower than llama-bench.

    The two run in turns, now the one first and now the other, each pair with equally many tokens.
    A machine whose speed changes from second to second moves single pairs by tens of per cent, so
    the figure is the median of many pairs' ratios; the note has its 95 % interval by bootstrap.
    """
    pairs = list(
        _pairs(model, adapter, threads=threads, passages=passages, tokens=tokens, rounds=rounds)
    )
    ratios = [theirs / ours for ours, theirs in pairs]
    low, high = _interval(ratios)
    note = (
        f"{threads} threads, {rounds} pairs, median of ratios, 95 % within {low:.1f} to"
        f" {high:.1f}; median {statistics.median(ours for ours, _ in pairs):.0f} by"
        f" {statistics.median(theirs for _, theirs in pairs):.0f} tokens/s"
    )
    return Row(name, _per_cent(statistics.median(ratios)), "% slower", SLOWER_LIMIT, note)


def _pairs(
    model: Path, adapter: Path | None, *, threads: int, passages: int, tokens: int, rounds: int
) -> Iterator[tuple[float, float]]:
    """Yield StylePad's and llama-bench's tokens a second.

    Either begins in a new process: where a process' memory happens to lie moves all its figures
    by some per cent, and a single one would move the median of all pairs.
    """

    def own(seed: int) -> engine.Speed:
        with engine.loaded(model, threads) as client:
            return engine.decode_speed(client, adapter, passages, tokens, seed)

    def other(mine: engine.Speed) -> float:
        return speed(model, adapter, threads=threads, tokens=mine.tokens, depth=mine.depth)

    mine = own(0)
    for number in range(rounds):
        if number % 2:
            theirs = other(mine)
            mine = own(number)
        else:
            mine = own(number)
            theirs = other(mine)
        yield mine.rate, theirs


def _interval(ratios: Sequence[float]) -> tuple[float, float]:
    rng = Random(1)
    medians = sorted(statistics.median(rng.choices(ratios, k=len(ratios))) for _ in range(1000))
    return _per_cent(medians[25]), _per_cent(medians[975])


def _per_cent(ratio: float) -> float:
    return 100 * (ratio - 1)
