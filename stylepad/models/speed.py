"""How fast this machine reads its memory, which is what writing with a model waits for."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

SECONDS = 0.1
_BLOCK = 1 << 25
"""Bytes per thread: more than any cache holds."""

SHARE = 0.45
"""Of that speed, what decoding reaches: 0.35 to 0.47 measured with a 0.6B model as Q8_0."""

DEVICE_BANDWIDTH = 200e9
"""Bytes per second of a modest graphics card, where nothing better is known."""


def memory_bandwidth(threads: int, seconds: float = SECONDS) -> float:
    """Return the bytes per second that so many threads read from memory together."""
    blocks = [np.ones(_BLOCK // 8) for _ in range(max(1, threads))]

    def read(block: np.ndarray) -> int:
        total, end = 0, time.perf_counter() + seconds
        while time.perf_counter() < end:
            block.max()
            total += block.nbytes
        return total

    with ThreadPoolExecutor(len(blocks)) as pool:
        start = time.perf_counter()
        total = sum(pool.map(read, blocks))
        return total / (time.perf_counter() - start)


def tokens_per_second(weights: int, bandwidth: float) -> float:
    """Return roughly how many tokens a second a model of so many bytes writes.

    Every token reads all weights once.
    """
    return SHARE * bandwidth / weights if weights else 0.0
