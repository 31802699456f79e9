"""Choose the passages that are restyled: the same list each time.

python -m judge.inputs DATA PAIRS OUT [--samples FOLDER] [--times N]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import data

from judge.shelves import modern_passages, spare
from judge.texts import key

# Passages of each kind per style, at most; only those of "modern" have a pastiche beside them.
QUOTA = {"modern": 40, "own": 8, "prose": 6, "sample": 6}
_LADDER = 14  # passages of the "modern" kind that are restyled at every strength
_LENGTHS = range(60, 500)


@dataclass(frozen=True)
class Input:
    """A plain passage to restyle; `reference` is its pastiche or the author's own text, if any."""

    id: str
    style: str
    language: str
    kind: str
    plain: str
    reference: str
    ladder: bool = False


def choose(
    root: Path, works: list[data.Work], pairs: list[data.Pair], samples: Path | None, times: float
) -> list[Input]:
    """Return the passages of all styles."""
    prose = {lang: _prose(root, works, lang) for lang in sorted(set(data.STYLES.values()))}
    chosen: list[Input] = []
    for style, language in data.STYLES.items():
        kinds = {
            "modern": _sides(pairs, style, "modern"),
            "own": [s for s in _sides(pairs, style, "own") if spare(s[0]) == 0],
            "prose": prose[language],
            "sample": _samples(samples, language),
        }
        for kind, sides in kinds.items():
            few = pick(sides, round(QUOTA[kind] * times), seed=f"{style}-{kind}")
            for number, (plain, reference) in enumerate(few):
                ladder = kind == "modern" and number < _LADDER * times
                name = f"{style}-{kind}-{key(plain):012x}"
                chosen.append(Input(name, style, language, kind, plain, reference, ladder))
    return chosen


def pick(sides: Iterable[tuple[str, str]], count: int, seed: str) -> list[tuple[str, str]]:
    """Return `count` passages of 60 to 500 characters, the same ones for the same seed."""
    fit = sorted(side for side in set(sides) if len(side[0]) in _LENGTHS)
    Random(seed).shuffle(fit)
    return fit[:count]


def read(path: Path) -> list[Input]:
    """Read the passages from a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Input(**json.loads(line)) for line in lines]


def _sides(pairs: list[data.Pair], style: str, kind: str) -> list[tuple[str, str]]:
    held = [p for p in pairs if p.style == style and p.kind == kind and p.split != "train"]
    return [(p.plain, p.text) for p in held]


def _prose(root: Path, works: list[data.Work], language: str) -> list[tuple[str, str]]:
    """Return a few passages of each file of present-day prose, so that none is the most."""
    found: list[tuple[str, str]] = []
    for work, texts in modern_passages(root, works, language):
        free = [(text, "") for text in texts if spare(text) == 0]
        found += pick(free, 12, seed=work.stem)
    return found


def _samples(folder: Path | None, language: str) -> list[tuple[str, str]]:
    """Return the paragraphs of the files `*_<language>.txt` of a folder."""
    if folder is None:
        return []
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob(f"*_{language}.txt"))]
    return [(" ".join(b.split()), "") for text in texts for b in text.split("\n\n") if b.strip()]


def main() -> None:
    """Write the passages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--times", type=float, default=1.0)
    args = parser.parse_args()
    pairs = data.read_pairs(args.pairs)
    chosen = choose(args.data, data.read_sources(), pairs, args.samples, args.times)
    lines = [json.dumps(asdict(item), ensure_ascii=False) + "\n" for item in chosen]
    args.out.write_text("".join(lines), encoding="utf-8")
    print(f"{len(chosen)} passages in {args.out}")


if __name__ == "__main__":
    main()
