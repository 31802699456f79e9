"""Write the style packs: style.toml, adapter, profile and exemplars."""

from __future__ import annotations

import json
import shutil
import sys
import tomllib
from pathlib import Path
from random import Random

import data
import export
import profile_fit
import tomli_w
import torch
from adapter_rows import shared_name
from meter_texts import MeterTexts

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from stylepad.models.fingerprint import fingerprint
from stylepad.models.gguf import read_header

VERSION = "1.5.0"
LICENCE = "Public domain texts; adapter Apache-2.0"
EXEMPLARS = 14
EXEMPLAR_LONGEST = 320  # characters of either side
CURVE = 0.4  # at half its scale an adapter of so small a model hardly shows
REACH = 1.11  # what an adapter trained with dropout is strengthened by: it puts things mildly
# Warmer, a model of this size loses the thread; cooler, it hands its input back.
SAMPLING = {
    "temperature": 0.7,
    "top_k": 40,
    "top_p": 0.92,
    "min_p": 0.12,
    "repeat_penalty": 1.0,
}


def base_fingerprint(base: Path) -> str:
    """Return the fingerprint that adapters for this base are named by."""
    return fingerprint(read_header(base))


def choose_exemplars(pairs: list[data.Pair], style: str, rng: Random) -> list[data.Pair]:
    """Pick short training pairs, two thirds present-day content and one third the author's own."""

    def short(kind: str) -> list[data.Pair]:
        return [
            p
            for p in pairs
            if p.style == style
            and p.split == "train"
            and p.kind == kind
            and 60 <= len(p.plain) <= EXEMPLAR_LONGEST
            and len(p.text) <= EXEMPLAR_LONGEST
        ]

    modern = EXEMPLARS * 2 // 3
    return rng.sample(short("modern"), modern) + rng.sample(short("own"), EXEMPLARS - modern)


def fit_profile(
    style: str, texts: MeterTexts, unseen: list[str], unseen_plain: list[str], work: Path
) -> None:
    """Fit the style's meter on training text; take its marks on text set aside."""
    done = work / f"profile-{style}.json"
    if done.exists():
        return
    rng = Random(f"profile-{style}")
    marks = profile_fit.fit(
        texts.own(style),
        texts.others(style),
        rng.sample(unseen, min(300, len(unseen))),
        rng.sample(unseen_plain, min(300, len(unseen_plain))),
        learned=json.loads((work / f"learned-{style}.json").read_text()),
        path=work / f"profile-{style}.npz",
    )
    done.write_text(json.dumps(marks))


def set_aside(root: Path, works: list[data.Work], pairs: list[data.Pair]) -> dict[str, list[str]]:
    """Return passages of each author's held-out works."""
    barred = data.held_out(pairs)
    found: dict[str, list[str]] = {style: [] for style in data.STYLES}
    rng = Random(5)
    for work in works:
        if work.style and work.stem in barred[work.style]:
            text = data.text_of(root, work)
            found[work.style] += [p for p in data.passages(text, work.language, rng) if len(p) > 80]
    return found


def sources(works: list[data.Work], style: str) -> list[dict[str, str]]:
    """List the works that an adapter learned from."""
    return [
        {
            "title": work.title,
            "year": work.year,
            "licence": work.licence[:200],
            "repository": work.repository[:300],
        }
        for work in works
        if work.style == style
    ]


def write_pack(
    out: Path,
    style: str,
    pairs: list[data.Pair],
    works: list[data.Work],
    *,
    work: Path,
    base: Path,
) -> None:
    """Write one pack to a folder beside its place and swap it in when complete."""
    part = out / f".{style}.part"
    shutil.rmtree(part, ignore_errors=True)
    (part / "adapters").mkdir(parents=True)
    mark = base_fingerprint(base)
    run = json.loads((work / f"adapter-{style}.json").read_text())
    adapter = torch.load(work / f"adapter-{style}.pt", weights_only=True)
    path = part / "adapters" / f"{mark}.gguf"
    export.write_adapter(path, style, adapter, run["plan"]["alpha"])
    shutil.copy(work / f"profile-{style}.npz", part / "profile.npz")
    marks = json.loads((work / f"profile-{style}.json").read_text())
    with (part / "exemplars.jsonl").open("w", encoding="utf-8") as stream:
        for pair in choose_exemplars(pairs, style, Random(f"exemplars-{style}")):
            line = {"plain": pair.plain, "text": pair.text}
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    sheet = manifest(style, works, mark, run, marks)
    (part / "style.toml").write_text(tomli_w.dumps(sheet), encoding="utf-8")
    place = out / style
    old = out / f".{style}.old"
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    part.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def write_start(out: Path, language: str, *, work: Path, base: Path) -> None:
    """Write the adapter that new styles of a language begin with."""
    out.mkdir(parents=True, exist_ok=True)
    name = shared_name(language)
    run = json.loads((work / f"adapter-{name}.json").read_text())
    adapter = torch.load(work / f"adapter-{name}.pt", weights_only=True)
    path = out / f"{base_fingerprint(base)}-{language}.gguf"
    export.write_adapter(path, name, adapter, run["plan"]["alpha"])


def manifest(
    style: str,
    works: list[data.Work],
    mark: str,
    run: dict[str, object],
    marks: dict[str, float],
) -> dict[str, object]:
    """Return style.toml as a table."""
    texts = tomllib.loads((data.HERE / "styles.toml").read_text(encoding="utf-8"))[style]
    plan = run["plan"]
    assert isinstance(plan, dict)
    return {
        "format": 1,
        "id": style,
        "version": VERSION,
        "language": data.STYLES[style],
        "licence": LICENCE,
        "strength": 1.0,
        "strength_curve": CURVE,
        "strength_reach": REACH,
        "instruction": texts["instruction"],
        "marker": texts["marker"],
        "name": texts["name"],
        "author": texts["author"],
        "description": texts["description"],
        "sampling": SAMPLING,
        "sources": sources(works, style),
        "training": {
            "base": mark,
            "steps": run["steps"],
            "tokens": run["tokens"],
            "seconds": run["seconds"],
            "seed": plan["seed"],
            "rank": plan["rank"],
            "rate": plan["rate"],
        },
        "report": {
            "unseen_loss_without": run["test_loss_base"],
            "unseen_loss": run["test_loss"],
            "meter_floor": round(marks["floor"], 3),
            "meter_ceiling": round(marks["ceiling"], 3),
            "meter_accuracy": round(marks["accuracy"], 3),
        },
    }
