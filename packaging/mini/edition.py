"""Write down how an edition was made: seeds, plans, figures and the sums of what went in."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import data

STAGES = ("base", "rewriting", "plain")
SHARED = ("shared-ru", "shared-en")


def write(
    page: Path, *, version: str, seed: int, work: Path, base: Path, sums: dict[str, str]
) -> None:
    """Write an edition's record; stages that this run did not have are left out.

    `sums` are the sums of the data. The record of a base that was trained further holds that of the
    edition it went on from.
    """
    done = {stage: _read(work / f"{stage}.json") for stage in STAGES}
    went_on = (work / "shipped.gguf").exists()
    body = {
        "edition": version,
        "seed": seed,
        "data": sums,
        "stages": {stage: figures for stage, figures in done.items() if figures},
        "adapters": {
            style: _read(work / f"adapter-{style}.json") for style in (*SHARED, *data.STYLES)
        },
        "tokenizer_sha256": _sum(work / "tokenizer.json"),
        "base_sha256": _sum(base),
        "before": _before(page, version) if went_on else {},
    }
    page.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _before(page: Path, version: str) -> dict[str, object]:
    """Return the record of the edition before; writing the same edition again keeps its own."""
    found = _read(page)
    before = found.get("before", {}) if found.get("edition") == version else found
    assert isinstance(before, dict)
    return before


def _read(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text()) if path.exists() else {}
    return found


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
