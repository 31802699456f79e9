"""Restyle the passages as the program does and write what came of it, one line each.

Runs in StylePad's environment: python outputs.py INPUTS RESOURCES OUT. Goes on where it stopped.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, LoadRequest
from stylepad.restyle.result import PassageResult, RestyleRequest, RestyleResult
from stylepad.restyle.rewriter import Rewriter, collect
from stylepad.styles.pack import StylePack, load_pack
from stylepad.text.words import count_words

CANDIDATES = 5
STRENGTHS = (0.0, 0.5, 1.0)
MODEL = "stylepad-mini.gguf"
# One thread is the quickest where other work runs beside it: llama.cpp's threads wait for each
# other. The time a passage takes is measured apart, with the threads that the program takes.
THREADS = 1
_TIMED, _TIMED_WORDS = 2, range(34, 47)

Row = dict[str, object]


def tasks(inputs: list[Row], done: set[tuple[str, float]]) -> Iterator[tuple[Row, float]]:
    """Yield what is not done yet: strength 1 for all, every strength for the ladder."""
    for item in inputs:
        for strength in STRENGTHS:
            if (strength == 1.0 or item["ladder"]) and (item["id"], strength) not in done:
                yield item, strength


def timed(inputs: list[Row], done: set[tuple[str, float]]) -> Iterator[Row]:
    """Yield a few passages of about 40 words of every style, to take their time."""
    taken: dict[object, int] = {}
    for item in inputs:
        if count_words(str(item["plain"])) in _TIMED_WORDS and taken.get(item["style"], 0) < _TIMED:
            taken[item["style"]] = taken.get(item["style"], 0) + 1
            if (f"time-{item['id']}", 1.0) not in done:
                yield item | {"id": f"time-{item['id']}"}


def restyled(rewriter: Rewriter, pack: StylePack, item: Row, strength: float) -> Row:
    """Restyle one passage and return the line about it."""
    plain = str(item["plain"])
    request = RestyleRequest(plain, pack, strength, CANDIDATES)
    began, worked = time.perf_counter(), _processor_seconds()
    result = collect(rewriter.restyle(request, CancelToken()), plain)
    seconds, worked = time.perf_counter() - began, _processor_seconds() - worked
    return {
        "id": item["id"],
        "strength": strength,
        "text": result.text,
        "words": count_words(plain),
        "seconds": round(seconds, 3),
        "processor": round(worked, 3),
        **verdict(result),
    }


def _processor_seconds() -> float:
    """Return the time that this process and the engine's have worked."""
    here = psutil.Process()
    times = [process.cpu_times() for process in (here, *here.children(recursive=True))]
    return sum(taken.user + taken.system for taken in times)


def verdict(result: RestyleResult) -> Row:
    """Sum up the reports on the chosen candidates of a result's parts."""
    best = [part.candidates[0].report if part.candidates else None for part in result.passages]
    reports = [report for report in best if report]
    return {
        "parts": len(best),
        "parts_passed": sum(report.passed for report in reports),
        "passed": len(reports) == len(best) and all(report.passed for report in reports),
        "faults": [fault for report in reports for fault in report.faults],
        "lost": [fact for report in reports for fact in report.lost],
        "invented": [fact for report in reports for fact in report.invented],
        "copied": max((report.copied for report in reports), default=0),
        "let_through": [(part.original, part.text) for part in result.passages if _passed(part)],
    }


def _passed(part: PassageResult) -> bool:
    return bool(part.candidates) and part.candidates[0].report.passed


def read(path: Path) -> list[Row]:
    """Read a file of one JSON object a line; a line that was cut off is left out."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1] if line]


def write(inputs: Path, resources: Path, out: Path) -> None:
    """Restyle all that is not in `out` yet, then take the time of some."""
    found = read(inputs)
    done = {(str(row["id"]), float(str(row["strength"]))) for row in read(out)}
    _run(list(tasks(found, done)), resources, out, THREADS)
    _run([(item, 1.0) for item in timed(found, done)], resources, out, threads=0)


def _run(todo: list[tuple[Row, float]], resources: Path, out: Path, threads: int) -> None:
    if not todo:
        return
    packs = {folder.name: load_pack(folder) for folder in (resources / "styles").iterdir()}
    engine = EngineClient()
    try:
        model = resources / "models" / MODEL
        engine.load(LoadRequest(model, threads=threads, gpu_layers=0), CancelToken())
        rewriter = Rewriter(engine)
        with out.open("a", encoding="utf-8") as stream:
            for number, (item, strength) in enumerate(todo, 1):
                row = restyled(rewriter, packs[str(item["style"])], item, strength)
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
                stream.flush()
                if number % 50 == 0:
                    print(f"{number} of {len(todo)} restyled", flush=True)
    finally:
        engine.close()


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:4]))
