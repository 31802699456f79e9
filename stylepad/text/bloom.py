"""Bloom filters: sets that take few bits a member, and now and then know what they should not."""

from __future__ import annotations

import hashlib


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
