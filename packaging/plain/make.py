"""Make resources/plain/<language>.json: how literary words are said plainly.

Common old words are written down in words_<language>.txt; the others are learned from the pairs
that the built-in model is trained on, of all authors of a language together, their training split
alone: python packaging/plain/make.py [folder of pairs]
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "mini"))
import data  # noqa: E402
import lexicon  # noqa: E402

from stylepad.studio.pairs.lexicon import NEGATIONS, Lexicon, words  # noqa: E402
from stylepad.text.names import stem  # noqa: E402

ARCHIVE = HERE.parent / "mini" / "pairs.tar.xz"
OUT = HERE.parents[1] / "resources" / "plain"
SEEN = 3  # least occurrences of a word
LIKELY, BACK = 0.2, 0.05  # least probability of a rendering, and of the word given the rendering
STAYS = 0.7  # a word that is mostly said as it is, is plain already
SURE = 2.0  # least times that a word was said so, as far as one can tell
# What may be left out of a sentence without breaking it.
LEFT_OUT = {
    "ru": "уж уже же ж ведь вот вовсе весьма право даже именно разве притом впрочем однако однакож "
    "таки мол дескать ибо просто прямо совершенно решительно чрезвычайно необыкновенно "
    "удивительно почти как-то как-будто какой-то этак эдак так-таки наконец "
    "собственно вообще вдруг тотчас немедленно опять-таки конечно разумеется вероятно "
    "видно верно точно дабы бишь пожалуйста теперь",
    "en": "indeed quite rather very perhaps altogether exceedingly merely thus therefore moreover "
    "certainly assuredly surely truly really utterly entirely wholly perfectly scarcely just "
    "simply even somewhat however nevertheless accordingly presently anon still pray "
    "upon really most mighty powerful absolutely exactly precisely particularly",
}


def make(pairs: Path, out: Path) -> None:
    """Learn both languages' lexicons from a folder of pairs and write them to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    found = data.read_pairs(pairs)
    for language in ("ru", "en"):
        sides = [
            (pair.text, pair.plain)
            for pair in found
            if pair.split == "train" and data.STYLES[pair.style] == language
        ]
        path = out / f"{language}.json"
        learn(sides, language).save(path)
        print(f"{path}: {len(sides)} pairs, {path.stat().st_size} bytes")


def learn(sides: list[tuple[str, str]], language: str) -> Lexicon:
    """Return the sure renderings alone: likely both ways, and with the word's own ending.

    What is left of a word's probability is that it stays; an accident of alignment hardly ever
    holds in both directions.
    """
    split = [(words(text), words(plain)) for text, plain in sides]
    there = lexicon.align(split)
    back = lexicon.align([(plain, text) for text, plain in split])
    seen = Counter(word for text, _ in split for word in text)
    frequent = Counter(word for _, plain in split for word in plain)
    left_out = set(LEFT_OUT[language].split())
    found = Lexicon(common={word for word, _ in frequent.most_common(150)})
    for word, (fertility, row) in there.items():
        if seen[word] < SEEN or word in NEGATIONS or row.get(word, 0.0) * fertility > STAYS:
            continue
        sure = {
            other: share
            for other, share in row.items()
            if other != word and share >= LIKELY
            if back.get(other, (0.0, {}))[1].get(word, 0.0) >= BACK
            if share * fertility * seen[word] >= SURE
            if agrees(word, other, language) and (word in found.common or other not in found.common)
        }
        if word in left_out:
            sure[""] = max(0.3, min(0.9, 1.0 - fertility))
        total = sum(sure.values())
        if total:
            scale = min(1.0, 0.9 / total) if total > 0.9 else max(1.0, 0.75 / total)
            rows = [(other, round(share * scale, 3)) for other, share in sure.items()]
            found.plain[word] = sorted(rows, key=lambda item: -item[1])
    found.plain |= written(language)
    return found


def agrees(word: str, other: str, language: str) -> bool:
    """Return whether a rendering is another word that can stand where the word stood.

    A Russian ending must be the same; in English adverbs and participles stay what they are.
    """
    if stem(word) == stem(other) or word[:5] == other[:5]:
        return False
    if language == "ru":
        return word[-2:] == other[-2:]
    return all(word.endswith(end) == other.endswith(end) for end in ("ing", "ly", "s", "ed"))


def written(language: str) -> dict[str, list[tuple[str, float]]]:
    """Return the renderings that are written down; a word said as itself stays."""
    lines = (HERE / f"words_{language}.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition(":") for line in lines if line.strip())
    return {word.strip(): [(plain.strip(), 0.9)] for word, _, plain in rows}


def main(arguments: list[str]) -> None:
    """Unpack the pairs where no folder of them is named, and make the lexicons."""
    if arguments:
        make(Path(arguments[0]), OUT)
        return
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(folder, filter="data")
        make(Path(folder), OUT)


if __name__ == "__main__":
    main(sys.argv[1:])
