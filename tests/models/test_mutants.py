"""Random damage: it is refused with a ModelError in moments, or llama.cpp can live with it."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from stylepad.errors import ModelError
from stylepad.models.adapters import check_adapter
from stylepad.models.base import describe
from stylepad.models.gguf import GgufHeader, read_header
from stylepad.models.splits import read_model
from tests import ggufs
from tests.models import native

SMALL = replace(
    ggufs.Measures(), layers=1, width=32, heads=2, kv_heads=1, feed_forward=32, tied=True
)
NUMBERS = (0, 1, 2, 3, 5, 31, 64, 513, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
ODD_BYTES = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0x7F, 0x80, 0xFF)


def mutants(path: Path, count: int, seed: int = 1) -> Iterator[Path]:
    """Write `count` copies with one to three bytes or numbers of the header changed."""
    source = path.read_bytes()
    header = read_header(path)
    chance = random.Random(seed)
    zones = _zones(source, header)
    target = path.with_name(f"mutant-{path.name}")
    for _ in range(count):
        raw = bytearray(source)
        for _ in range(chance.choice((1, 1, 2, 3))):
            place = chance.randrange(*chance.choice(zones))
            kind = chance.random()
            if kind < 0.4:
                raw[place] = chance.choice(ODD_BYTES)
            elif kind < 0.7:
                raw[place] ^= 1 << chance.randrange(8)
            else:
                raw[place : place + 4] = chance.choice(NUMBERS).to_bytes(4, "little")
        target.write_bytes(raw)
        yield target


def _zones(source: bytes, header: GgufHeader) -> list[tuple[int, int]]:
    """Return the parts of the header to damage: seldom the long tokenizer arrays."""
    start = source.find(b"tokenizer.ggml.tokens")
    if start < 0:
        return [(0, header.data_offset)]
    end = source.find(b"tokenizer.ggml.padding_token_id")
    return [(0, start + 60)] * 4 + [(end, header.data_offset)] * 4 + [(0, header.data_offset)]


def fault_of(check: Callable[[], object]) -> str:
    """Return the code of the ModelError that `check` raises in under a second, or ""."""
    start = time.thread_time()
    try:
        check()
        code = ""
    except ModelError as error:
        code = error.code or "without a code"
    assert time.thread_time() - start < 1
    return code


def test_damaged_models_are_refused_in_moments(tmp_path: Path) -> None:
    base = ggufs.write_base(tmp_path / "base.gguf", SMALL)
    codes = Counter(fault_of(lambda p=path: describe(read_model(p))) for path in mutants(base, 400))
    assert set(codes) <= {
        "",
        "model.architecture",
        "model.damaged",
        "model.metadata",
        "model.not_gguf",
        "model.truncated",
        "model.version",
    }
    assert codes["model.damaged"] > 100
    assert codes["model.metadata"] > 5


def test_damaged_adapters_are_refused_in_moments(tmp_path: Path) -> None:
    base = ggufs.write_base(tmp_path / "base.gguf", SMALL)
    adapter = ggufs.write_adapter(tmp_path / "adapter.gguf", base)
    loaded = read_header(base)
    codes = Counter(
        fault_of(lambda p=path: check_adapter(read_header(p), loaded))
        for path in mutants(adapter, 400)
    )
    assert all(code == "" or code.startswith(("model.", "adapter.")) for code in codes)
    assert codes["adapter.damaged"] > 10
    assert codes[""] < 50


def test_library_survives_what_passes_the_checks(tmp_path: Path) -> None:
    base = ggufs.write_base(tmp_path / "base.gguf", SMALL)
    adapter = ggufs.write_adapter(tmp_path / "adapter.gguf", base)
    harmless: list[tuple[Path, ...]] = []
    for number, path in enumerate(mutants(base, 120)):
        if not fault_of(lambda p=path: describe(read_model(p))):
            kept = path.rename(tmp_path / f"harmless-{number}.gguf")
            harmless.append((kept, adapter))
    assert len(native.probe_all(harmless)) == len(harmless) > 10
