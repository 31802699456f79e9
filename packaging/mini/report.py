"""Measure the packs with llama.cpp and the program's own gate; write the page on it.

Runs in StylePad's environment: python packaging/mini/report.py WORK RESOURCES PAIRS PAGE
"""

from __future__ import annotations

import json
import statistics
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import tomli_w

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
from stylepad.engine.client import EngineClient  # noqa: E402
from stylepad.engine.protocol import CancelToken, LoadRequest  # noqa: E402
from stylepad.restyle.result import RestyleRequest, RestyleResult  # noqa: E402
from stylepad.restyle.rewriter import Rewriter, collect  # noqa: E402
from stylepad.styles.pack import StylePack, load_pack  # noqa: E402
from stylepad.styles.profile import Profile  # noqa: E402
from stylepad.text import meters  # noqa: E402

PASSAGES = 24  # unseen plain passages a style, most of them present-day
CANDIDATES = 4
SHOWN = {
    "en": [
        "The meeting has been moved from Tuesday to Thursday at 10 because Sarah is still ill.",
        "My neighbor bought a dog last week. It is small and friendly, and it barks at the postman "
        "every morning at 7:30.",
    ],
    "ru": [
        "Вчера вечером в нашем доме на три часа отключили горячую воду, и управляющая компания "
        "никого не предупредила.",
        "Катя опоздала на поезд до Твери. Следующий был только через 2 часа, и она ждала на "
        "вокзале.",
    ],
}


@dataclass
class Measured:
    """Figures of one style over its unseen passages."""

    first: list[bool] = field(default_factory=list)  # every candidate: nothing lost or invented
    chosen: list[bool] = field(default_factory=list)  # the chosen one passes the gate
    kept: int = 0
    lost: int = 0
    changed: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    without: list[float] = field(default_factory=list)
    styled: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    copied: int = 0
    same_as_base: int = 0


def unseen(pairs: Path, pack: StylePack) -> list[tuple[str, str]]:
    """Return (plain, author's) test pairs of a style, present-day content first."""
    found: list[tuple[str, str]] = []
    for kind in (".modern", ""):
        path = pairs / f"{pack.language}-{pack.id}{kind}.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        test = [(r["plain"], r["text"]) for r in rows if r["split"] == "test"]
        Random(1).shuffle(test)
        found += [pair for pair in test if len(pair[0]) < 400][: PASSAGES * 2 // 3]
    return found[:PASSAGES]


def restyled(rewriter: Rewriter, pack: StylePack, passage: str, strength: float) -> RestyleResult:
    """Restyle a passage as the program does."""
    request = RestyleRequest(passage, pack, strength, CANDIDATES)
    return collect(rewriter.restyle(request, CancelToken()), passage)


def measure(rewriter: Rewriter, pack: StylePack, pairs: Path) -> Measured:
    """Measure one style."""
    assert pack.profile is not None
    profile = Profile.load(pack.profile)
    figures = Measured()
    for passage, reference in unseen(pairs, pack):
        without = restyled(rewriter, pack, passage, 0.0).text
        result = restyled(rewriter, pack, passage, pack.strength)
        best = [p.candidates[0].report for p in result.passages if p.candidates]
        reports = [c.report for p in result.passages for c in p.candidates]
        figures.first += [not (report.lost or report.invented) for report in reports]
        figures.chosen.append(all(report.passed for report in best))
        figures.kept += sum(len(report.kept) for report in best)
        figures.lost += sum(len(report.lost) for report in best)
        figures.changed.append(1 - meters.content_kept(passage, result.text))
        figures.plain.append(profile.nearness(passage))
        figures.without.append(profile.nearness(without))
        figures.styled.append(profile.nearness(result.text))
        figures.own.append(profile.nearness(reference))
        figures.copied = max(figures.copied, profile.longest_copied_run(result.text, passage))
        figures.same_as_base += result.text == without
    return figures


def percent(values: Iterable[bool]) -> str:
    """Return the share of true values."""
    return f"{100 * statistics.mean(values):.0f} %"


def table_row(pack: StylePack, m: Measured) -> str:
    """Return one style's line of the table."""
    facts = 100 * m.kept / max(1, m.kept + m.lost)
    means = [f"{statistics.mean(v):.2f}" for v in (m.plain, m.without, m.styled, m.own)]
    loss = f"{pack.report['unseen_loss_without']:.2f} → {pack.report['unseen_loss']:.2f}"
    cells = [
        pack.name["en"],
        loss,
        percent(m.first),
        percent(m.chosen),
        f"{facts:.0f} %",
        f"{100 * m.same_as_base / len(m.chosen):.0f} %",
        *means,
        str(m.copied),
    ]
    return "| " + " | ".join(cells) + " |"


def note_in_pack(pack: StylePack, m: Measured) -> None:
    """Put the measured figures into the pack's style.toml."""
    path = pack.folder / "style.toml"
    sheet = tomllib.loads(path.read_text(encoding="utf-8"))
    sheet["report"] |= {
        "passages": len(m.chosen),
        "passed_percent": round(100 * statistics.mean(m.chosen)),
        "facts_kept_percent": round(100 * m.kept / max(1, m.kept + m.lost)),
        "nearness_plain": round(statistics.mean(m.plain), 2),
        "nearness_styled": round(statistics.mean(m.styled), 2),
        "nearness_reference": round(statistics.mean(m.own), 2),
        "longest_copied_run": m.copied,
    }
    path.write_text(tomli_w.dumps(sheet), encoding="utf-8")


def losses(work: Path) -> list[str]:
    """Return the table of losses over training."""
    lines = ["| stage | minutes | tokens | denoising | unseen pairs |", "|---|---|---|---|---|"]
    for stage in ("base", "rewriting", "plain"):
        log = work / f"{stage}.log.jsonl"
        rows = _measurements(log) if log.exists() else []
        picked = rows[:: max(1, len(rows) // 4)]
        for row in picked + ([rows[-1]] if rows and rows[-1] not in picked else []):
            lines.append(
                f"| {stage} | {row['seconds'] / 60:.0f} | {row['tokens'] / 1e6:.1f} M "
                f"| {row['measured']:.2f} | {_two(row.get('unseen-pairs'))} |"
            )
    return lines


def _two(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _measurements(path: Path) -> list[dict[str, float]]:
    merged: dict[float, dict[str, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "measured" in row or "unseen-pairs" in row:
            merged.setdefault(row["seconds"], {}).update(row)
    return [row for _, row in sorted(merged.items()) if "measured" in row]


def write(work: Path, out: Path, pairs: Path) -> str:
    """Measure every style and return docs/mini.md."""
    engine = EngineClient()
    engine.load(LoadRequest(out / "models" / "stylepad-mini.gguf"), CancelToken())
    rewriter = Rewriter(engine)
    head = (HERE / "report.md").read_text(encoding="utf-8")
    table, samples = [], []
    for folder in sorted((out / "styles").iterdir()):
        pack = load_pack(folder)
        measured = measure(rewriter, pack, pairs)
        note_in_pack(pack, measured)
        table.append(table_row(pack, measured))
        samples.append(f"\n### {pack.name['en']}\n")
        for passage in SHOWN[pack.language]:
            best = restyled(rewriter, pack, passage, pack.strength).text
            samples.append(f"> {passage}\n\n{best}\n")
        print(table[-1], flush=True)
    engine.close()
    return head.format(
        losses="\n".join(losses(work)),
        styles="\n".join(table),
        samples="\n".join(samples),
        composed=f"{_lines(pairs, 'near'):,}",
        marked=f"{_lines(pairs, 'changes'):,}",
    )


def _lines(pairs: Path, kind: str) -> int:
    files = pairs.glob(f"*.{kind}.jsonl")
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)


if __name__ == "__main__":
    text = write(*map(Path, sys.argv[1:4]))
    Path(sys.argv[4]).write_text(text, encoding="utf-8")
