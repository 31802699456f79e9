"""Measure speed and memory: `python -m tests.bench [--model FILE --adapter FILE --adapter FILE]`.

Without arguments the built-in model and two of its styles are measured. Run it on an idle machine.
Exit code 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from stylepad import paths
from stylepad.engine.machine import physical_cores
from stylepad.models.fingerprint import fingerprint
from stylepad.models.splits import read_model
from stylepad.styles.library import StyleLibrary
from tests import ggufs
from tests.bench import engine, llama_bench, window
from tests.bench.table import Row, render


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    rows: list[Row] = []
    if "window" in options.parts:
        rows += window.rows({"STYLEPAD_MODEL": str(options.model)})
    adapters = options.adapter or _built_in_adapters(options.model)
    if "engine" in options.parts:
        with engine.loaded(options.model, options.threads) as client:
            rows.append(engine.switch_row(client, adapters[0], adapters[1]))
            rows.append(engine.candidates_row(client, adapters[0]))
    if "decode" in options.parts:
        rows += _decode_rows(options, adapters[0])
    print(render(rows))
    return 0 if all(row.held for row in rows) else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--model", type=_absolute, default=paths.built_in_model())
    parser.add_argument("--adapter", type=_absolute, action="append")
    parser.add_argument("--threads", type=int, default=physical_cores())
    parts = ["window", "engine", "decode"]
    parser.add_argument("--parts", nargs="+", choices=parts, default=parts)
    return parser.parse_args(arguments)


def _absolute(text: str) -> Path:
    return Path(text).absolute()


def _built_in_adapters(model: Path) -> list[Path]:
    name = fingerprint(read_model(model))
    library = StyleLibrary((paths.built_in_styles(),))
    found = [style.adapter_for(name) for style in library.styles]
    return [adapter for adapter in found if adapter is not None]


def _decode_rows(options: argparse.Namespace, adapter: Path) -> list[Row]:
    llama_bench.build()
    threads = options.threads
    rows = [
        llama_bench.decode_row(
            "decode, built-in",
            options.model,
            adapter,
            threads=threads,
            passages=2,
            tokens=160,
            rounds=40,
        )
    ]
    with tempfile.TemporaryDirectory() as folder:
        large = ggufs.write_base(
            Path(folder) / "qwen3-shaped.gguf", ggufs.QWEN3_06B, quantization="Q8_0"
        )
        style = ggufs.write_adapter(Path(folder) / "adapter.gguf", large, rank=16)
        rows.append(
            llama_bench.decode_row(
                "decode, Qwen3-0.6B shape",
                large,
                style,
                threads=threads,
                passages=1,
                tokens=32,
                rounds=16,
            )
        )
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
