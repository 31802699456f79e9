"""Logits of every token from llama.cpp, as exact as it can: 32-bit cache, no flash attention."""

from __future__ import annotations

import ctypes
from pathlib import Path

import llama_cpp as native
import numpy as np

_QUIET = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)(lambda *_: None)
native.llama_log_set(_QUIET, None)


def logits(model_path: Path, tokens: list[int], adapter_path: Path | None = None) -> np.ndarray:
    """Return (tokens, vocabulary) of a model, with an adapter at scale 1 if one is given."""
    params = native.llama_model_default_params()
    model = native.llama_model_load_from_file(str(model_path).encode(), params)
    assert model, model_path
    settings = native.llama_context_default_params()
    settings.n_ctx, settings.n_threads, settings.n_threads_batch = 256, 1, 1
    settings.type_k = settings.type_v = 0
    settings.flash_attn_type = 0
    context = native.llama_init_from_model(model, settings)
    assert context
    if adapter_path:
        adapter = native.llama_adapter_lora_init(model, str(adapter_path).encode())
        assert adapter, adapter_path
        handles = (native.llama_adapter_lora_p_ctypes * 1)(adapter)
        native.llama_set_adapters_lora(context, handles, 1, (ctypes.c_float * 1)(1.0))
    batch = native.llama_batch_init(len(tokens), 0, 1)
    batch.n_tokens = len(tokens)
    for place, token in enumerate(tokens):
        batch.token[place], batch.pos[place], batch.logits[place] = token, place, 1
        batch.n_seq_id[place], batch.seq_id[place][0] = 1, 0
    assert native.llama_decode(context, batch) == 0
    width = native.llama_vocab_n_tokens(native.llama_model_get_vocab(model))
    rows = np.ctypeslib.as_array(native.llama_get_logits(context), (len(tokens), width)).copy()
    native.llama_batch_free(batch)
    native.llama_free(context)
    native.llama_model_free(model)
    return rows
