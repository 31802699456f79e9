"""Let the styles teach themselves: keep the best of many gated rewritings as training pairs.

Runs in StylePad's environment: python packaging/mini/distil.py WORK RESOURCES PAIRS [STYLE ...]
Every style draws from its adapter on plain passages that it is trained on anyway; what the gate
passes, reads well and is nearest to the author becomes a row of WORK/distilled-STYLE.jsonl. A style
that is done is skipped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
from stylepad.engine.client import EngineClient  # noqa: E402
from stylepad.engine.protocol import (  # noqa: E402
    AdapterUse,
    CancelToken,
    Finish,
    Finished,
    GenerateRequest,
    LoadRequest,
    Message,
    Sampling,
)
from stylepad.restyle import gate, meters  # noqa: E402
from stylepad.styles.pack import StylePack, load_pack  # noqa: E402
from stylepad.styles.profile import Profile, word_list  # noqa: E402

MODERN, PLAIN = 900, 700  # passages a style: present-day prose, plain sides of the pairs
SHORTEST, LONGEST = 35, 170  # characters: a sentence or two, as the program hands them over
CANDIDATES, AT_ONCE = 8, 6
SCALES = (1.0, 1.3)
SAMPLING = {"temperature": 0.75, "top_k": 40, "top_p": 0.95, "min_p": 0.08}
GAIN = 0.06  # least growth of nearness
KEPT = 0.55  # least share of the content words
ODD_COST = 0.08  # what a pair of neighbours that no text has costs, in nearness


class Neighbours:
    """Which pairs of words stand side by side in the training texts."""

    def __init__(self, texts: Iterator[str]) -> None:
        seen = {hash(pair) for text in texts for pair in pairwise(word_list(text))}
        self._known: NDArray[np.int64] = np.sort(np.fromiter(seen, np.int64, len(seen)))

    def odd(self, text: str, original: str) -> int:
        """Return how many neighbours are neither in the texts nor in `original`."""
        own = set(pairwise(word_list(original)))
        pairs = [pair for pair in pairwise(word_list(text)) if pair not in own]
        hashes = np.array([hash(pair) for pair in pairs], np.int64)
        places = np.searchsorted(self._known, hashes).clip(max=len(self._known) - 1)
        return int((self._known[places] != hashes).sum())


def rows(work: Path, language: str) -> list[list[str]]:
    """Return [group, style, input, text] rows of `prepare`."""
    path = work / f"passages-{language}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def inputs(pack: StylePack, passages: list[list[str]], pairs: Path, rng: Random) -> list[str]:
    """Return the plain passages that a style is tried on."""
    modern = [row[3] for row in passages if row[0] == "modern" and _fits(row[3])]
    plain = []
    for kind in (".jsonl", ".modern.jsonl"):
        lines = (pairs / f"{pack.language}-{pack.id}{kind}").read_text(encoding="utf-8")
        items = [json.loads(line) for line in lines.splitlines()]
        plain += [item["plain"] for item in items if item["split"] == "train"]
    short = [text for text in plain if _fits(text)]
    return rng.sample(modern, MODERN) + rng.sample(short, min(PLAIN, len(short)))


def _fits(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST


def drawn(
    engine: EngineClient, adapter: Path, texts: list[str], scale: float, seed: int
) -> Iterator[tuple[str, str]]:
    """Yield (passage, rewriting) for every finished candidate."""
    for at in range(0, len(texts), AT_ONCE):
        part = texts[at : at + AT_ONCE]
        request = GenerateRequest(
            prompts=tuple((Message("user", text),) for text in part),
            adapters=(AdapterUse(adapter, scale),),
            sampling=Sampling(**SAMPLING, seed=seed + at),
            candidates=CANDIDATES,
            max_tokens=max(map(len, part)) // 2,
        )
        for event in engine.generate(request, CancelToken()):
            if isinstance(event, Finished) and event.reason is Finish.END:
                yield part[event.prompt], event.text


def merit(
    plain: str, text: str, language: str, profile: Profile, neighbours: Neighbours
) -> float | None:
    """Return how good a rewriting is as an example, or None where it is none."""
    report = gate.judge(plain, text, language=language, meter=profile)
    if not report.passed or report.faults or report.style is None:
        return None
    if meters.unknown_words(plain, text) or meters.doubled_words(text):
        return None
    gain = report.style - profile.nearness(plain)
    if gain < GAIN or meters.content_kept(plain, text) < KEPT:
        return None
    return gain - ODD_COST * neighbours.odd(text, plain)


def distil(
    engine: EngineClient, pack: StylePack, texts: list[str], neighbours: Neighbours, out: Path
) -> int:
    """Write the best rewriting of each passage that has a good one; return their number."""
    assert pack.profile is not None
    assert engine.model is not None
    adapter = pack.adapter_for(engine.model.fingerprint)
    assert adapter is not None
    profile = Profile.load(pack.profile)
    best: dict[str, tuple[float, str]] = {}
    for number, scale in enumerate(SCALES):
        chosen = texts[number :: len(SCALES)]
        for plain, text in drawn(engine, adapter, chosen, scale, 1000 * number):
            value = merit(plain, text, pack.language, profile, neighbours)
            if value is not None and value > best.get(plain, (0.0, ""))[0]:
                best[plain] = (value, text)
    lines = [
        json.dumps({"plain": plain, "text": text, "merit": round(value, 3)}, ensure_ascii=False)
        for plain, (value, text) in best.items()
    ]
    part = out.with_suffix(".part")
    part.write_text("\n".join(lines) + "\n", encoding="utf-8")
    part.replace(out)
    return len(lines)


def main(work: Path, resources: Path, pairs: Path, only: list[str]) -> None:
    """Distil every style, or those named."""
    engine = EngineClient()
    model = (resources / "models" / "stylepad-mini.gguf").absolute()
    engine.load(LoadRequest(model, sequences=CANDIDATES * AT_ONCE, gpu_layers=0), CancelToken())
    packs = [load_pack(folder.absolute()) for folder in sorted((resources / "styles").iterdir())]
    for language in ("ru", "en"):
        todo = [
            pack
            for pack in packs
            if pack.language == language
            and (not only or pack.id in only)
            and not (work / f"distilled-{pack.id}.jsonl").exists()
        ]
        if not todo:
            continue
        passages = rows(work, language)
        neighbours = Neighbours(row[3] for row in passages)
        for pack in todo:
            texts = inputs(pack, passages, pairs, Random(f"distil-{pack.id}"))
            found = distil(engine, pack, texts, neighbours, work / f"distilled-{pack.id}.jsonl")
            print(f"{pack.id}: {found} of {len(texts)}", flush=True)
    engine.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]), sys.argv[4:])
