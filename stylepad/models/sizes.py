"""Sizes in words."""

from __future__ import annotations


def readable(size: int) -> str:
    """Return bytes as a person reads them, in powers of ten as file managers and the Hub do."""
    number = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if number < 1000:
            return f"{number:.0f} {unit}" if unit in {"bytes", "kB"} else f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} TB"
