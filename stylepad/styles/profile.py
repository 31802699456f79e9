"""The style meter: how near a text is to an author, and what it copies from him."""

from __future__ import annotations

import math
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from stylepad.errors import StyleError
from stylepad.text import bloom

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 2**15
SHINGLE = 6
BLOOM_HASHES = 7
_LARGEST = 4_000_000  # bytes unpacked; a profile that the program makes has under 1.5 million
_WORD = re.compile(r"\w+")
# name: (kind of dtype, number of dimensions, exact length or None)
_ARRAYS: dict[str, tuple[str, int, int | None]] = {
    "weights": ("f", 1, BUCKETS),
    "idf": ("f", 1, BUCKETS),
    "scale": ("f", 1, 3),  # bias, floor (median of plain text), ceiling (the author's own)
    "bloom": ("u", 1, None),
    "words": ("U", 1, None),
    "frequencies": ("f", 1, None),
}


def prepare() -> None:
    """Import what reading a profile needs, so that the first one does not wait for it."""
    import numpy  # noqa: F401, PLC0415  (the window opens without numpy)


def ngrams(text: str) -> Iterator[str]:
    """Yield the character 2- to 5-grams of each word and mark, with spaces as word bounds."""
    for token in re.findall(r"\w+|[^\w\s]+", text.lower()):
        padded = f" {token} "
        for size in range(2, 6):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


@lru_cache(maxsize=4)
def buckets(text: str) -> Counter[int]:
    """Count the hashed n-grams of a text; one text is often held against several profiles."""
    return Counter(zlib.crc32(gram.encode("utf-8")) % BUCKETS for gram in ngrams(text))


def features(text: str, idf: NDArray[np.floating]) -> tuple[list[int], list[float]]:
    """Return bucket numbers and their tf-idf values, scaled to unit length."""
    counts = buckets(text)
    values = [(1.0 + math.log(n)) * float(idf[bucket]) for bucket, n in counts.items()]
    norm = math.sqrt(sum(value * value for value in values)) or 1.0
    return list(counts), [value / norm for value in values]


def shingles(words: list[str]) -> list[str]:
    """Return every run of six words."""
    return [" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def word_list(text: str) -> list[str]:
    """Return the lower-cased words of a text."""
    return [word.lower() for word in _WORD.findall(text)]


def bounded(way: float) -> float:
    """Return the nearness to an author, 0 to 1, of a text that is so far on the way to him."""
    return min(1.0, max(0.0, way))


def bloom_places(shingle: str, bits: int) -> list[int]:
    """Return the bits of a Bloom filter that stand for a shingle."""
    return bloom.places(shingle, bits, BLOOM_HASHES)


@dataclass(frozen=True)
class Profile:
    """One author's meter, read from a style pack's `profile.npz`."""

    weights: NDArray[np.floating]
    idf: NDArray[np.floating]
    scale: NDArray[np.floating]
    bloom: NDArray[np.uint8]
    words: NDArray[np.str_]
    frequencies: NDArray[np.floating]

    @classmethod
    def load(cls, path: Path) -> Profile:
        """Read a profile; raise StyleError if it is damaged or not a profile."""
        import numpy as np  # noqa: PLC0415  (the window opens without numpy)

        try:
            with zipfile.ZipFile(path) as archive:
                unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > _LARGEST:
                raise ValueError("larger than a profile can be")
            with np.load(path, allow_pickle=False) as body:
                arrays = {name: body[name] for name in _ARRAYS}
            for name, array in arrays.items():
                _check(name, array)
            if len(arrays["words"]) != len(arrays["frequencies"]):
                raise ValueError("words and frequencies differ in number")
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise StyleError(
                f"The style profile {path.name} cannot be used ({error}). "
                "Install the style again; your text is not affected.",
                code="style.profile",
                file=path.name,
            ) from error
        return cls(**arrays)

    def score(self, text: str) -> float:
        """Return the raw decision value: higher is nearer to the author."""
        places, values = features(text, self.idf)
        total = sum(v * float(self.weights[p]) for p, v in zip(places, values, strict=True))
        return total + float(self.scale[0])

    def way(self, text: str) -> float:
        """Return how far a text is on the way from plain prose, 0, to the author, 1, or beyond."""
        floor, ceiling = float(self.scale[1]), float(self.scale[2])
        return (self.score(text) - floor) / (ceiling - floor)

    def nearness(self, text: str) -> float:
        """Return the way within its bounds, 0 to 1."""
        return bounded(self.way(text))

    def longest_copied_run(self, text: str, original: str) -> int:
        """Return the length in words of the longest run that the author's texts share.

        Runs that stand in `original` too are the writer's own. Below six words the answer is 0.
        """
        own = set(shingles(word_list(original)))
        longest = run = 0
        for shingle in shingles(word_list(text)):
            run = run + 1 if shingle not in own and self._knows(shingle) else 0
            longest = max(longest, run)
        return longest + SHINGLE - 1 if longest else 0

    def _knows(self, shingle: str) -> bool:
        return bloom.has(self.bloom.data, shingle, BLOOM_HASHES)


def _check(name: str, array: NDArray[np.generic]) -> None:
    """Raise ValueError unless an array has the kind, shape and finite values it must have."""
    kind, dimensions, length = _ARRAYS[name]
    if array.dtype.kind != kind or array.ndim != dimensions or not len(array):
        raise ValueError(f"{name} is not what it should be")
    if (length is not None and len(array) != length) or (kind == "u" and array.itemsize != 1):
        raise ValueError(f"{name} has the wrong size")
    if kind == "f" and not all(math.isfinite(value) for value in array.tolist()):
        raise ValueError(f"{name} has a value that is no number")
    if name == "scale" and not float(array[2]) > float(array[1]):
        raise ValueError("the author's own text is no nearer than plain text")
