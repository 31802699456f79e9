"""The real engine process, with a place where it meets the test: `python -m … SCENARIO FIFO`.

prompt   after the first chunk of a prompt it writes to the FIFO, and so waits for the test to
         read; every chunk adds a byte to the file FIFO.chunks
loading  it does the same at the first progress of loading, and never goes on
slow     loading does not go on before it is cancelled
abort    setting adapters makes the library abort, with a call that it asserts against
hang     a prompt is never finished, whatever is asked
noise    the library prints to standard output before every chunk
gpu      there is a graphics card that takes every layer and ends the process when it is to write
broken   it cannot be imported
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stylepad.engine import llama, session, worker


def main(scenario: str, fifo: Path) -> None:
    {
        "prompt": lambda: tell_of_chunks(fifo),
        "loading": lambda: tell_of_loading(fifo),
        "slow": load_slowly,
        "abort": abort_on_adapters,
        "hang": hang,
        "noise": print_much,
        "gpu": fail_on_gpu,
        "broken": break_down,
    }[scenario]()
    worker.main()


def tell_of_chunks(fifo: Path) -> None:
    original = llama.Context.decode_chunk
    chunks = fifo.with_suffix(".chunks")

    def decode_chunk(self: llama.Context, *arguments: Any) -> int:
        status = original(self, *arguments)
        first = not chunks.exists()
        with chunks.open("ab") as file:
            file.write(b".")
        if first:
            fifo.write_text("in the prompt")
        return status

    llama.Context.decode_chunk = decode_chunk  # type: ignore[method-assign]


def tell_of_loading(fifo: Path) -> None:
    def tell(_flag: llama.AbortFlag) -> None:
        fifo.write_text("loading")
        threading.Event().wait()

    patch_loading(tell)


def fail_on_gpu() -> None:
    load, decode = llama.load_model, llama.Context.decode_chunk
    there = 0

    def load_model(path: Path, layers: int, *others: Any) -> llama.Model | None:
        nonlocal there
        there = layers
        return load(path, 0, *others)

    def decode_chunk(self: llama.Context, *arguments: Any) -> int:
        if there:
            sys.stderr.write("CUDA error: an illegal memory access was encountered\n")
            sys.stderr.flush()
            os.abort()
        return decode(self, *arguments)

    card = llama.Device("GPU0", "A graphics card", 8 << 30, 8 << 30)
    llama.gpus = lambda: (card,)
    llama.load_model = load_model
    llama.Context.decode_chunk = decode_chunk  # type: ignore[method-assign]


def load_slowly() -> None:
    def wait(flag: llama.AbortFlag) -> None:
        while not flag.is_set:
            threading.Event().wait(0.001)

    patch_loading(wait)


def patch_loading(action: Callable[[llama.AbortFlag], object]) -> None:
    original = llama.load_model

    def load_model(
        path: Path, layers: int, flag: llama.AbortFlag, on_progress: Callable[[float], None]
    ) -> llama.Model | None:
        def progress(share: float) -> None:
            on_progress(share)
            action(flag)

        return original(path, layers, flag, progress)

    session.llama.load_model = load_model


def abort_on_adapters() -> None:
    def set_adapters(self: llama.Context, _adapters: object) -> None:
        llama.ll.llama_set_adapters_lora(self.pointer, None, 1, None)

    llama.Context.set_adapters = set_adapters  # type: ignore[method-assign]


def hang() -> None:
    def decode_chunk(*_arguments: object) -> int:
        threading.Event().wait()
        return 0

    llama.Context.decode_chunk = decode_chunk  # type: ignore[method-assign]


def print_much() -> None:
    original = llama.Context.decode_chunk
    c_library = ctypes.CDLL(None)

    def decode_chunk(self: llama.Context, *arguments: Any) -> int:
        c_library.puts(b'{"id": 1, "event": "done"}')
        c_library.fflush(None)
        os.write(1, b"not a message\n")
        return original(self, *arguments)

    llama.Context.decode_chunk = decode_chunk  # type: ignore[method-assign]


def break_down() -> None:
    raise ImportError("libllama.so: cannot open shared object file")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
