"""Judge the outputs: python -m judge DATA PAIRS WORK RESOURCES DOCS

WORK holds inputs.jsonl and outputs.jsonl; what is built from the corpora is kept beside it.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

import data

from judge import checks, inputs, tables, targets
from judge.figures import Scale
from judge.instruments import Instruments, Workshop
from judge.sheet import sheet
from judge.styles import Row, StyleFigures, measure

HERE = Path(__file__).parent


def read_rows(path: Path) -> dict[tuple[str, float], Row]:
    """Read the outputs by passage and strength."""
    found = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {(row["id"], row["strength"]): row for row in found}


def judge_all(shop: Workshop, work: Path, resources: Path, docs: Path) -> None:
    """Measure every style and write the report and the sheet."""
    items = inputs.read(work / "inputs.jsonl")
    rows = read_rows(work / "outputs.jsonl")
    found: list[StyleFigures] = []
    sheets, judges = [], []
    broken: list[tuple[float, float]] = []
    for language in sorted(set(data.STYLES.values())):
        with_ = shop.instruments(language)
        judges.append(checks.judge_table(with_))
        for style in (s for s, spoken in data.STYLES.items() if spoken == language):
            scale = Scale(with_, style)
            found.append(_measured(shop, with_, scale, items, rows))
            broken.append(scale.broken())
            own = [item for item in items if item.style == style]
            sheets.append(sheet(scale, with_, own, rows))
            print(f"{style}: {found[-1].to_pastiche} of the way to the pastiche", flush=True)
    text = (HERE / "report.md").read_text(encoding="utf-8")
    text = text.format(**_parts(found, resources), judges="\n\n".join(judges), **_checks(broken))
    (docs / "mini-judge.md").write_text(text, encoding="utf-8")
    head = "# Examples to read\n\nWritten by `make judge`: input, *output* (set off), pastiche.\n\n"
    (docs / "mini-sheet.md").write_text(head + "\n".join(sheets), encoding="utf-8")


def _measured(
    shop: Workshop,
    with_: Instruments,
    scale: Scale,
    items: list[inputs.Input],
    rows: dict[tuple[str, float], Row],
) -> StyleFigures:
    return measure(
        scale,
        items,
        rows,
        pairs=shop.pairs,
        runs=shop.runs(scale.style),
        composed=shop.composed_runs(scale.style),
        halved=with_.shelves[scale.style].halved,
    )


def _parts(found: list[StyleFigures], resources: Path) -> dict[str, str]:
    return {
        "targets": targets.target_table(found, resources),
        "style": tables.style_table(found),
        "ladder": tables.ladder_table(found),
        "words": tables.words_table(found),
        "surface": tables.surface_table(found),
        "meaning": tables.meaning_table(found),
        "reading": tables.reading_table(found),
        "classes": "five or six",
    }


def _checks(broken: list[tuple[float, float]]) -> dict[str, str]:
    """Return how the authors' own text fares when it is damaged."""
    band, fits = map(statistics.mean, zip(*broken, strict=True))
    said = "of the authors' own passages with two neighbours in ten words changed over"
    return {"broken": f"{said} {tables.percent(band)} are in band and {tables.percent(fits)} fit."}


def main() -> None:
    """Judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "pairs", "work", "resources", "docs"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    shop = Workshop(args.data, args.pairs, args.work.parent / "instruments")
    judge_all(shop, args.work, args.resources, args.docs)


if __name__ == "__main__":
    main()
