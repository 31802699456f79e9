"""Restyle the passages as the program does and write what came of it, one line each.

Runs in StylePad's environment: python outputs.py INPUTS RESOURCES OUT. Goes on where it stopped.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from stylepad.engine.client import EngineClient  # noqa: E402
from stylepad.engine.protocol import CancelToken, LoadRequest  # noqa: E402
from stylepad.restyle.result import RestyleRequest, RestyleResult  # noqa: E402
from stylepad.restyle.rewriter import Rewriter, collect  # noqa: E402
from stylepad.styles.pack import StylePack, load_pack  # noqa: E402
from stylepad.text.words import count_words  # noqa: E402

CANDIDATES = 5
STRENGTHS = (0.0, 0.5, 1.0)
MODEL = "stylepad-mini.gguf"

Row = dict[str, object]


def tasks(inputs: list[Row], done: set[tuple[str, float]]) -> Iterator[tuple[Row, float]]:
    """Yield what is not done yet: strength 1 for all, every strength for the ladder."""
    for item in inputs:
        for strength in STRENGTHS:
            if (strength == 1.0 or item["ladder"]) and (item["id"], strength) not in done:
                yield item, strength


def restyled(rewriter: Rewriter, pack: StylePack, item: Row, strength: float) -> Row:
    """Restyle one passage and return the line about it."""
    plain = str(item["plain"])
    request = RestyleRequest(plain, pack, strength, CANDIDATES)
    began = time.perf_counter()
    result = collect(rewriter.restyle(request, CancelToken()), plain)
    seconds = time.perf_counter() - began
    return {
        "id": item["id"],
        "strength": strength,
        "text": result.text,
        "words": count_words(plain),
        "seconds": round(seconds, 3),
        **verdict(result),
    }


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
        "passed_text": [p.text for p in result.passages if p.candidates and _passed(p)],
        "passed_original": [p.original for p in result.passages if p.candidates and _passed(p)],
    }


def _passed(part: object) -> bool:
    return bool(part.candidates[0].report.passed)  # type: ignore[attr-defined]


def read(path: Path) -> list[Row]:
    """Read a file of one JSON object a line; a line that was cut off is left out."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1] if line]


def write(inputs: Path, resources: Path, out: Path) -> None:
    """Restyle all that is not in `out` yet."""
    done = {(str(row["id"]), float(str(row["strength"]))) for row in read(out)}
    todo = list(tasks(read(inputs), done))
    if not todo:
        return
    packs = {folder.name: load_pack(folder) for folder in (resources / "styles").iterdir()}
    engine = EngineClient()
    try:
        engine.load(LoadRequest(resources / "models" / MODEL), CancelToken())
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
