"""Load models and adapters in a process of their own: `python -m tests.models.native FILE…`.

Every argument is a model, with its adapters after commas. Prints one JSON object per model; a
process that ended by a signal instead is what the checks must prevent.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PROMPT = "It was the best of times. Старик медленно шёл по улице. 😀"
TOKENS = "PROBE_TOKENS"
"""The variable that names other tokens than those of the prompt."""


def probe(model: Path, *adapters: Path) -> dict[str, Any]:
    """Return what llama.cpp makes of the files; raises CalledProcessError when it dies of them."""
    return probe_all([(model, *adapters)])[0]


def probe_all(groups: list[tuple[Path, ...]]) -> list[dict[str, Any]]:
    """Return what llama.cpp makes of each model with its adapters, all in one process."""
    arguments = [",".join(map(str, group)) for group in groups]
    command = [sys.executable, "-m", "tests.models.native", *arguments]
    quiet = os.environ | {"GGML_NO_BACKTRACE": "1"}  # an abort starts a debugger without it
    done = subprocess.run(command, capture_output=True, check=True, env=quiet)
    return [json.loads(line) for line in done.stdout.splitlines()]


def probe_tokens(group: str, tokens: Sequence[int]) -> dict[str, Any]:
    """Return the same for a model with its adapters, after commas, for the tokens of a prompt."""
    command = [sys.executable, "-m", "tests.models.native", group]
    told = os.environ | {"GGML_NO_BACKTRACE": "1", TOKENS: json.dumps(list(tokens))}
    done = subprocess.run(command, capture_output=True, check=True, env=told)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def main(model: str, *adapters: str) -> dict[str, Any]:
    import llama_cpp as native

    quiet = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)(_ignore)
    native.llama_log_set(quiet, None)
    loaded = native.llama_model_load_from_file(model.encode(), native.llama_model_default_params())
    if not loaded:
        return {"model": False}
    params = native.llama_context_default_params()
    params.n_ctx, params.n_threads, params.n_threads_batch = 128, 1, 1
    context = native.llama_init_from_model(loaded, params)
    if not context:
        return {"model": False}
    tokens, text = _tokens(native, loaded)
    logits = [_decode(native, context, tokens)]
    accepted = []
    for path in adapters:
        adapter = native.llama_adapter_lora_init(loaded, path.encode())
        accepted.append(bool(adapter))
        if adapter:
            handles = (native.llama_adapter_lora_p_ctypes * 1)(adapter)
            native.llama_set_adapters_lora(context, handles, 1, (ctypes.c_float * 1)(1.0))
            logits.append(_decode(native, context, tokens))
    size = native.llama_model_size(loaded)
    native.llama_free(context)
    native.llama_model_free(loaded)
    return {"model": True, "adapters": accepted, "text": text, "logits": logits, "size": size}


def _ignore(_level: int, _text: bytes, _data: object) -> None:
    pass


def _tokens(native: Any, model: Any) -> tuple[Any, str]:
    if given := json.loads(os.environ.get(TOKENS, "[]")):
        return (native.llama_token * len(given))(*given), ""
    vocabulary = native.llama_model_get_vocab(model)
    raw = PROMPT.encode()
    tokens = (native.llama_token * 128)()
    count = native.llama_tokenize(vocabulary, raw, len(raw), tokens, 128, False, True)
    tokens = (native.llama_token * count)(*tokens[:count])
    piece = ctypes.create_string_buffer(256)
    text = b""
    for token in tokens:
        length = native.llama_token_to_piece(vocabulary, token, piece, 256, 0, True)
        text += piece.raw[: max(length, 0)]
    return tokens, text.decode(errors="replace")


def _decode(native: Any, context: Any, tokens: Any) -> list[float]:
    native.llama_memory_clear(native.llama_get_memory(context), True)
    if native.llama_decode(context, native.llama_batch_get_one(tokens, len(tokens))) != 0:
        return []
    row = native.llama_get_logits(context)
    return [row[index] for index in range(8)]


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(json.dumps(main(*argument.split(","))), flush=True)
