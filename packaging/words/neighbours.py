"""Make the sets of word pairs that stand side by side in good prose.

    python packaging/words/neighbours.py passages.jsonl stylepad/text/neighbours_ru.bin

reads the passages that packaging/mini/ draws (lines [group, style, input, text]) and writes a Bloom
filter of the pairs that occur at least twice.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from stylepad.text.neighbours import words_of, write_filter

LEAST = 2


def main(source: Path, target: Path) -> None:
    """Write the filter."""
    counts: Counter[str] = Counter()
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            words = words_of(json.loads(line)[3])
            counts.update(f"{one} {other}" for one, other in pairwise(words))
    kept = [pair for pair, number in counts.items() if number >= LEAST]
    write_filter(target, kept)
    print(f"{len(kept):,} pairs, {target.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
