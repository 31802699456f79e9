"""Draw the reference prose that portraits and reports compare an author with.

python packaging/reference.py CORPORA

Writes resources/reference/<language>.jsonl: about a thousand short excerpts of each kind.
"contemporary" are passages by many public domain authors, "plain" the plain sides of the built-in
model's pairs; of these "modern" are present-day prose, the others retell an author's passage.
Works that packaging/mini/data.py keeps for the judge are left out, and so are the authors of the
trial runs, for whom the program must find its way without having seen them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "packaging" / "mini"))

import data  # noqa: E402

Row = dict[str, object]

EXCERPTS = 1000
LONGEST = 480  # characters, as long as the passages that models are trained on
KIND_BYTES = 490_000
AUTHOR_SHARE = 0.1
TRIAL_AUTHORS = {"leskov", "poe"}
MODERN_SHARE = 0.6


def contemporaries(root: Path, works: list[data.Work], language: str, rng: Random) -> list[Row]:
    """Return excerpts of many authors, each author as likely as any other."""
    free = [w for w in works if w.group != "modern" and _author(w) not in TRIAL_AUTHORS]
    drawn = data.draw(root, free, language, "authors", budget=40 * EXCERPTS, rng=rng)
    drawn_pool = data.draw(root, free, language, "pool", budget=700 * EXCERPTS, rng=rng)
    found = [
        {"kind": "contemporary", "source": _source(work), "text": text}
        for work, text in [*drawn, *drawn_pool]
        if len(text) <= LONGEST
    ]
    rng.shuffle(found)
    return _within(found, key=lambda row: str(row["source"]).split(",")[0])


def plain_sides(pairs: Iterable[data.Pair], language: str, rng: Random) -> list[Row]:
    """Return plain prose: present-day passages, and retellings of training passages."""
    modern: dict[str, Row] = {}
    retold: dict[str, Row] = {}
    for pair in pairs:
        if data.STYLES[pair.style] != language or pair.split != "train":
            continue
        if not 20 <= len(pair.plain) <= LONGEST:
            continue
        if pair.kind == "own":
            source = f"StylePad's pairs, retold from {pair.style}: {pair.work}"
            retold[pair.plain] = {"kind": "plain", "source": source, "text": pair.plain}
        else:
            source = f"StylePad's pairs, {pair.style}, {pair.kind}"
            row: Row = {"kind": "plain", "source": source, "modern": True, "text": pair.plain}
            modern[pair.plain] = row
    most = round(EXCERPTS * MODERN_SHARE)
    chosen = rng.sample(list(modern.values()), min(most, len(modern)))
    chosen += rng.sample(list(retold.values()), min(EXCERPTS - len(chosen), len(retold)))
    rng.shuffle(chosen)
    return _within(chosen)


def _within(rows: Iterable[Row], key: object = None) -> list[Row]:
    """Return the first rows that keep to the number, the bytes and an author's share."""
    taken: Counter[str] = Counter()
    kept: list[Row] = []
    size = 0
    for row in rows:
        name = key(row) if callable(key) else ""
        size += len(_line(row).encode("utf-8"))
        if len(kept) == EXCERPTS or size > KIND_BYTES:
            break
        if not name or taken[name] < EXCERPTS * AUTHOR_SHARE * 0.8:
            taken[name] += 1
            kept.append(row)
    return kept


def read_all_pairs() -> list[data.Pair]:
    """Return the pairs that the built-in model is made of."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(ROOT / "packaging" / "mini" / "pairs.tar.xz") as archive:
            archive.extractall(folder, filter="data")
        return data.read_pairs(Path(folder))


def rows(root: Path, language: str) -> Iterator[Row]:
    """Yield the excerpts of one language."""
    pairs = read_all_pairs()
    works = data.usable(data.read_sources(), pairs)
    yield from contemporaries(root, works, language, Random(f"reference-{language}"))
    yield from plain_sides(pairs, language, Random(f"plain-{language}"))


def _author(work: data.Work) -> str:
    return work.path.split("/")[2]


def _source(work: data.Work) -> str:
    title = " ".join(work.title.split())[:80]
    return f"{work.author}, {title}, {work.year}".rstrip(", ")


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "reference")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for language in ("ru", "en"):
        path = args.out / f"{language}.jsonl"
        found = list(rows(args.corpora, language))
        path.write_text("".join(map(_line, found)), encoding="utf-8")
        kinds = Counter(str(row["kind"]) for row in found)
        print(f"{path.name}: {dict(kinds)}, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
