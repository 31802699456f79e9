"""What the machine offers: cores to compute with, and free memory."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

_CPUS = Path("/sys/devices/system/cpu")
_MEMORY = Path("/proc/meminfo")


def physical_cores() -> int:
    """Return the number of physical cores that this process may use.

    Two threads of one core, or more threads than cores, make decoding many times slower: the
    library's threads wait for each other in busy loops.
    """
    system = platform.system()
    if system == "Linux":
        return _linux_cores(_CPUS)
    if system == "Darwin":
        return _mac_cores()
    return max(1, (os.cpu_count() or 2) // 2)


def _linux_cores(cpus: Path) -> int:
    allowed = os.sched_getaffinity(0)
    cores = set()
    for cpu in allowed:
        siblings = cpus / f"cpu{cpu}" / "topology" / "thread_siblings_list"
        try:
            cores.add(siblings.read_text())
        except OSError:
            cores.add(f"cpu {cpu}")
    return max(1, len(cores))


def _mac_cores() -> int:
    """Return the performance cores, or all physical ones where there is one kind."""
    for name in ("hw.perflevel0.physicalcpu", "hw.physicalcpu"):
        result = subprocess.run(
            ["/usr/sbin/sysctl", "-n", name], capture_output=True, text=True, check=False
        )
        if result.returncode == 0 and result.stdout.strip().isdigit():
            return max(1, int(result.stdout))
    return max(1, os.cpu_count() or 1)


def available_memory() -> int | None:
    """Return the bytes that can be had without swapping, or None where the system does not say."""
    try:
        lines = _MEMORY.read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None
