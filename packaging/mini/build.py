"""Train the built-in model and styles and write them to the resources folder.

    python packaging/mini/build.py --data DIR --pairs DIR --out resources [--stage STAGE]

DIR holds the files of sources.tsv under their paths. Each stage is skipped when done and resumed
when broken off; `--work` keeps what they hand on. With `--go-on` the base is not begun anew: the
one in OUT is trained further for `--plain-minutes`, with its tokenizer, and so are the adapters in
OUT/starts that those of the authors begin with, for `--shared-minutes`; 0 takes them as they are.
The stages from `rows` to `export` alone make the styles for the base in OUT.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import shutil
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import data

if TYPE_CHECKING:
    from torch import Tensor

SEED = 1
PIECES = 12_288
MODEL = "stylepad-mini.gguf"
LANGUAGES = ("ru", "en")
OWN_RATE = 4e-4  # of an adapter that goes on from its language's
GO_ON_RATE = 6e-4  # of a language's adapter that is trained further
COPYING_SHARE = 0.26  # of the base's time: by then plain text is repeated without a slip
STAGES = (
    "prepare",
    "base",
    "rewriting",
    "plain",
    "rows",
    "profiles",
    "adapters",
    "export",
    "figures",
)


@dataclass(frozen=True)
class Settings:
    """Where everything lies and how long the stages may take (minutes)."""

    root: Path
    pairs: Path
    out: Path
    work: Path
    base_minutes: float
    plain_minutes: float
    shared_minutes: float
    adapter_minutes: float
    characters: int
    niceness: int
    python: str
    go_on: bool
    page: Path


def _texts(settings: Settings) -> tuple[list[data.Work], list[data.Work], list[data.Pair]]:
    """Return all works, the works that may be trained on, and the pairs."""
    pairs = data.read_pairs(settings.pairs)
    works = data.read_sources()
    return works, data.usable(works, pairs), pairs


def prepare(settings: Settings) -> None:
    """Lexicons, passages, tokenizer and the rows for denoising."""
    import prepare as steps  # noqa: PLC0415  (each stage imports only what it needs)

    _, usable, pairs = _texts(settings)
    steps.build_lexicons(pairs, settings.work)
    steps.draw_passages(settings.root, usable, settings.work, settings.characters, SEED)
    if settings.go_on:
        import shipped  # noqa: PLC0415

        shipped.write_tokenizer(_shipped(settings), settings.work / "tokenizer.json")
    else:
        steps.train_tokenizer(settings.work, PIECES, SEED)
    counts = steps.write_denoising(settings.work, SEED, early=25_000)
    _note(settings, "prepare", {"tokens": counts, "data": _data_hashes(settings, usable)})


def _shipped(settings: Settings) -> Path:
    """Return a copy of the base in OUT as it was before this run."""
    kept = settings.work / "shipped.gguf"
    if not kept.exists():
        shutil.copy(settings.out / "models" / MODEL, kept)
    return kept


def _shipped_start(settings: Settings, language: str) -> Path:
    """Return a copy of a language's adapter in OUT as it was before this run."""
    kept = settings.work / f"shipped-{language}.gguf"
    if not kept.exists():
        (found,) = (settings.out / "starts").glob(f"*-{language}.gguf")
        shutil.copy(found, kept)
    return kept


def _finished_base(settings: Settings) -> dict[str, Tensor]:
    """Return the weights that the styles are made for: this run's, or the shipped ones."""
    import shipped  # noqa: PLC0415
    from model import Shape  # noqa: PLC0415
    from train import load_weights  # noqa: PLC0415

    if (settings.work / "plain.checkpoint").exists():
        return load_weights(settings.work, "plain", Shape())
    return shipped.weights(_shipped(settings))


def base(settings: Settings) -> None:
    """Train the base to copy and to restore passages; a quarter of the time, at the full rate."""
    if settings.go_on:
        return
    import train  # noqa: PLC0415
    from model import Shape  # noqa: PLC0415

    plan = train.Plan(
        "base",
        "rows-denoising.npz",
        settings.base_minutes * COPYING_SHARE,
        SEED,
        hold_share=1.0,
        niceness=settings.niceness,
    )
    train.run(plan, Shape(), settings.work)


def rewriting(settings: Settings) -> None:
    """Go on with mostly plain → literary rows and the pairs of all authors; decay the rate."""
    if settings.go_on:
        return
    import rewriting as steps  # noqa: PLC0415
    import train  # noqa: PLC0415
    from model import Shape  # noqa: PLC0415

    if not (settings.work / "rows-unseen-pairs.npz").exists():
        counts = steps.write(_texts(settings)[2], settings.work, SEED)
        _note(settings, "rewriting-rows", counts)
    plan = train.Plan(
        "rewriting",
        "rows-rewriting.npz",
        settings.base_minutes * (1 - COPYING_SHARE),
        SEED,
        early_tokens=6144,
        late_tokens=6144,
        warm_up=20,
        last_factor=0.3,  # where the next stage takes over
        niceness=settings.niceness,
    )
    train.run(plan, Shape(), settings.work, train.load_weights(settings.work, "base", Shape()))


def plain(settings: Settings) -> None:
    """Teach the base to give text back as it is, the start of every style."""
    if not settings.plain_minutes:
        return
    import adapter_rows  # noqa: PLC0415
    import shipped  # noqa: PLC0415
    import train  # noqa: PLC0415
    from model import Shape  # noqa: PLC0415

    if not (settings.work / "rows-plain.npz").exists():
        adapter_rows.write_plain_rows(_texts(settings)[2], settings.work, SEED)
    plan = train.Plan(
        "plain",
        "rows-plain.npz",
        settings.plain_minutes,
        SEED,
        muon_rate=6e-3,
        adam_rate=6e-4,
        early_tokens=6144,
        late_tokens=6144,
        hold_share=0.3,
        warm_up=10,
        niceness=settings.niceness,
    )
    if settings.go_on:
        start = shipped.weights(_shipped(settings))
    else:
        start = train.load_weights(settings.work, "rewriting", Shape())
    train.run(plan, Shape(), settings.work, start)


def _style_rows(settings: Settings, style: str) -> dict[str, int]:
    import adapter_rows  # noqa: PLC0415

    return adapter_rows.write_style_rows(_texts(settings)[2], style, settings.work, SEED)


def _shared_rows(settings: Settings, language: str) -> int:
    import adapter_rows  # noqa: PLC0415

    return adapter_rows.write_shared_rows(_texts(settings)[2], language, settings.work, SEED)


def rows(settings: Settings) -> None:
    """Write the rows that all styles of a language begin with, and each author's own."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        shared = pool.starmap(_shared_rows, [(settings, language) for language in LANGUAGES])
        jobs = [(settings, style) for style in data.STYLES]
        counts = pool.starmap(_style_rows, jobs, chunksize=1)
    figures: dict[str, object] = dict(zip(data.STYLES, counts, strict=True))
    _note(settings, "rows", {**figures, "shared": dict(zip(LANGUAGES, shared, strict=True))})


def profiles(settings: Settings) -> None:
    """Fit each author's style meter."""
    import packs  # noqa: PLC0415
    from meter_texts import read_texts  # noqa: PLC0415

    works, usable, all_pairs = _texts(settings)
    unseen = packs.set_aside(settings.root, works, all_pairs)
    for language in LANGUAGES:
        texts = read_texts(settings.root, usable, all_pairs, language)
        unseen_plain = [
            pair.plain
            for pair in all_pairs
            if data.STYLES[pair.style] == language and pair.split != "train"
        ]
        for style in texts.authors:
            packs.fit_profile(style, texts, unseen[style], unseen_plain, settings.work)


def _shared(settings: Settings, language: str) -> None:
    """Train a language's adapter on all its authors, from the shipped one if there is one."""
    import lora  # noqa: PLC0415
    import shipped  # noqa: PLC0415
    import torch  # noqa: PLC0415
    from adapter_rows import shared_name  # noqa: PLC0415
    from model import Shape  # noqa: PLC0415

    name = shared_name(language)
    plan = lora.AdapterPlan(name, 60 * settings.shared_minutes, SEED, niceness=settings.niceness)
    if settings.go_on and not (settings.work / f"adapter-{name}.pt").exists():
        before = f"shipped-{language}"
        torch.save(
            shipped.adapter(_shipped_start(settings, language)),
            settings.work / f"adapter-{before}.pt",
        )
        plan = replace(plan, start=before, rate=GO_ON_RATE)
    lora.train_adapter(plan, Shape(), _finished_base(settings), settings.work)


def _style(settings: Settings, style: str) -> None:
    """Train an author's adapter from his language's."""
    import lora  # noqa: PLC0415
    from adapter_rows import shared_name  # noqa: PLC0415
    from model import Shape  # noqa: PLC0415

    plan = lora.AdapterPlan(
        style,
        60 * settings.adapter_minutes,
        SEED,
        start=shared_name(data.STYLES[style]),
        rate=OWN_RATE,
        niceness=settings.niceness,
    )
    lora.train_adapter(plan, Shape(), _finished_base(settings), settings.work)


def adapters(settings: Settings) -> None:
    """Train the adapters of the languages beside each other, then those of the authors."""
    import train  # noqa: PLC0415

    with multiprocessing.get_context("spawn").Pool(train.WORKERS, maxtasksperchild=1) as pool:
        pool.starmap(_shared, [(settings, language) for language in LANGUAGES], chunksize=1)
        pool.starmap(_style, [(settings, style) for style in data.STYLES], chunksize=1)


def export(settings: Settings) -> None:
    """Write the base, the packs and the record; they appear in their places when complete."""
    import edition  # noqa: PLC0415
    import export as gguf_files  # noqa: PLC0415
    import packs  # noqa: PLC0415
    from model import Shape  # noqa: PLC0415

    _, usable, all_pairs = _texts(settings)
    models, styles = settings.out / "models", settings.out / "styles"
    models.mkdir(parents=True, exist_ok=True)
    styles.mkdir(parents=True, exist_ok=True)
    target = models / MODEL
    if (settings.work / "plain.checkpoint").exists():
        weights = _finished_base(settings)
        gguf_files.write_base(target, Shape(), weights, settings.work / "tokenizer.json")
    for style in data.STYLES:
        packs.write_pack(styles, style, all_pairs, usable, work=settings.work, base=target)
    for language in LANGUAGES:
        packs.write_start(settings.out / "starts", language, work=settings.work, base=target)
    edition.write(
        settings.page.with_suffix(".json"),
        version=packs.VERSION,
        seed=SEED,
        work=settings.work,
        base=target,
        sums=_data_hashes(settings, usable),
    )


def figures(settings: Settings) -> None:
    """Measure the packs with llama.cpp and write the page on them."""
    # llama.cpp and the gate live in StylePad's own environment.
    script = str(data.HERE / "report.py")
    given = (settings.work, settings.out, settings.pairs, settings.page)
    subprocess.run([settings.python, script, *map(str, given)], check=True)


def _data_hashes(settings: Settings, works: list[data.Work]) -> dict[str, str]:
    """Return one digest over the works used and one over each file of pairs."""
    digest = hashlib.sha256("\n".join(sorted(w.sha256 for w in works)).encode()).hexdigest()
    hashes = {"works": digest}
    for path in sorted(settings.pairs.glob("*.jsonl")):
        hashes[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return hashes


def _note(settings: Settings, stage: str, figures: dict[str, object]) -> None:
    body = {"seed": SEED, "time": time.strftime("%Y-%m-%d %H:%M"), **figures}
    (settings.work / f"{stage}.json").write_text(json.dumps(body, indent=1, ensure_ascii=False))


def _arguments() -> tuple[Settings, list[str]]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--pairs", type=Path, required=True, help="folder with the pairs")
    parser.add_argument("--out", type=Path, default=Path("resources"))
    parser.add_argument("--work", type=Path, default=Path("build/mini"))
    parser.add_argument("--minutes", type=float, default=80.0, help="time for the base")
    parser.add_argument("--plain-minutes", type=float, default=15.0)
    parser.add_argument("--shared-minutes", type=float, default=26.0)
    parser.add_argument("--adapter-minutes", type=float, default=2.5)
    parser.add_argument("--characters", type=int, default=60_000_000)
    parser.add_argument("--nice", type=int, default=5)
    parser.add_argument("--python", default=".venv/bin/python", help="StylePad's own interpreter")
    parser.add_argument("--go-on", action="store_true", help="train the base in OUT further")
    parser.add_argument("--page", type=Path, default=Path("docs/mini.md"), help="the report")
    parser.add_argument("--stage", choices=STAGES, action="append")
    given = parser.parse_args()
    settings = Settings(
        given.data,
        given.pairs,
        given.out,
        given.work,
        given.minutes,
        given.plain_minutes,
        given.shared_minutes,
        given.adapter_minutes,
        given.characters,
        given.nice,
        given.python,
        given.go_on,
        given.page,
    )
    return settings, given.stage or list(STAGES)


def main() -> None:
    """Run the stages that are asked for."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    settings, stages = _arguments()
    settings.work.mkdir(parents=True, exist_ok=True)
    for stage in stages:
        if stage in ("prepare", "rows") and (settings.work / f"{stage}.json").exists():
            continue
        begun = time.monotonic()
        globals()[stage](settings)
        print(f"{stage}: {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
