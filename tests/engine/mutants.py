"""Damaged copies of GGUF files: flipped bytes, cut ends, and lengths that are not true.

The same seed makes the same copies, so that a number is enough to have one again.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from stylepad.models import gguf
from stylepad.models.source import Source

COUNT = int(os.environ.get("STYLEPAD_TEST_MUTANTS", "150"))
"""How many of each kind of file are tried; `make test-mutants` tries 2,000."""

LENGTHS = (0, 1, 7, 63, 64, 255, 1 << 16, 10**9, 1 << 31, (1 << 32) - 1, 1 << 62, (1 << 64) - 1)

Damage = Callable[[bytearray, random.Random], None]


class _Numbers(Source):
    """Notes where in a header every 32- and 64-bit number stands."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.places: list[tuple[int, int]] = []

    def u32(self) -> int:
        self.places.append((self.position, 4))
        return super().u32()

    def u64(self) -> int:
        self.places.append((self.position, 8))
        return super().u64()


class Mutants:
    """Damaged copies of one file, by number."""

    def __init__(self, path: Path) -> None:
        self._source = path.read_bytes()
        with path.open("rb") as file:
            numbers = _Numbers(path, file)
            self._header = gguf._read(numbers).data_offset
        self._places = numbers.places
        self._target = path.with_name(f"mutant-{path.name}")

    def write(self, number: int) -> Path:
        """Write a copy and return its path, which is the same for all."""
        chance = random.Random(number)
        raw = bytearray(self._source)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            chance.choice((self._flip_header, self._flip, self._lie, self._lie, self._cut))(
                raw, chance
            )
        self._target.write_bytes(raw)
        return self._target

    def _flip_header(self, raw: bytearray, chance: random.Random) -> None:
        if raw:
            raw[chance.randrange(min(len(raw), self._header))] ^= 1 << chance.randrange(8)

    @staticmethod
    def _flip(raw: bytearray, chance: random.Random) -> None:
        for _ in range(chance.choice((1, 8, 64))):
            if raw:
                raw[chance.randrange(len(raw))] = chance.randrange(256)

    def _lie(self, raw: bytearray, chance: random.Random) -> None:
        place, size = chance.choice(self._places)
        if place + size <= len(raw):
            value = chance.choice(LENGTHS) % (1 << 8 * size)
            raw[place : place + size] = value.to_bytes(size, "little")

    @staticmethod
    def _cut(raw: bytearray, chance: random.Random) -> None:
        if chance.random() < 0.3:
            del raw[chance.randrange(len(raw) + 1) :]
