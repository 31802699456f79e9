"""Bloom filters: sets that take few bits a member, and now and then know what they should not."""

from __future__ import annotations

import hashlib
from collections.abc import Collection


def places(key: str, bits: int, hashes: int) -> list[int]:
    """Return which of `bits` stand for a key: double hashing of one digest.

    Kirsch and Mitzenmacher, "Less Hashing, Same Performance" (2006).
    """
    found = digest(key)
    first, second = int.from_bytes(found[:4], "big"), int.from_bytes(found[4:], "big") | 1
    return [(first + number * second) % bits for number in range(hashes)]


def digest(key: str) -> bytes:
    """Return the 8 bytes that a key's places are made of: two numbers, big-endian."""
    return hashlib.blake2b(key.encode("utf-8"), digest_size=8).digest()


def made(members: Collection[str], bits_each: int, hashes: int) -> bytes:
    """Return a filter that knows `members`."""
    bits = bytearray(len(members) * bits_each // 8 + 1)
    for member in members:
        for place in places(member, len(bits) * 8, hashes):
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def has(bits: bytes | memoryview, key: str, hashes: int) -> bool:
    """Return whether a filter from `made` knows a key; an empty one knows none."""
    return bool(bits) and all(
        bits[place >> 3] >> (place & 7) & 1 for place in places(key, len(bits) * 8, hashes)
    )
