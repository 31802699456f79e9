"""The low-level calls of llama.cpp, wrapped just enough to be safe. Nothing else imports llama_cpp.

Every call here can end the process when it is given what it does not expect, so callers check files
and sizes first, and all of this runs in the engine's own process.
"""

from __future__ import annotations

import collections
import ctypes
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import llama_cpp.llama_cpp as _bindings
from llama_cpp import _ggml

from stylepad.engine import load_reasons
from stylepad.errors import Reason

# The bindings are ctypes prototypes: their annotations describe neither arguments nor results.
ll: Any = _bindings
_ggml_lib: Any = _ggml.libggml


_LOG_WARN, _LOG_ERROR, _LOG_CONTINUE = 3, 4, 5
_LONGEST_LINE = 300
_DEVICE_GPU, _DEVICE_INTEGRATED = 1, 2
DECODED, NO_ROOM, ABORTED = 0, 1, 2


def native(name: str, result: Any, *arguments: Any) -> Any:
    """Return a function of the library that takes and gives plain addresses.

    The bindings' own makes an object of every pointer, which costs more than some calls do.
    """
    function = _bindings._lib[name]
    function.restype, function.argtypes = result, arguments
    return function


class NativeLog:
    """Pass native warnings and errors on to standard error, and remember the last few."""

    def __init__(self, kept: int = 12) -> None:
        self.lines: collections.deque[str] = collections.deque(maxlen=kept)
        self._level = 0
        # The library keeps only the address: this object must hold the callback itself.
        self._callback = ll.llama_log_callback(self._receive)
        ll.llama_log_set(self._callback, None)

    def _receive(self, level: int, text: bytes, _data: object) -> None:
        self._level = self._level if level == _LOG_CONTINUE else level
        if self._level not in {_LOG_WARN, _LOG_ERROR}:
            return
        line = text.decode("utf-8", "replace").rstrip("\n")
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
        if self._level == _LOG_ERROR and line.strip():
            self.lines.append(line.strip())

    def clear(self) -> None:
        """Forget what was said so far."""
        self.lines.clear()

    def reason(self) -> Reason:
        """Return the last error; without one, why native code most often refuses a file."""
        if not self.lines:
            return load_reasons.why("engine_memory")
        # Longer than other values: what went wrong stands at the end of the line.
        line = self.lines[-1][:_LONGEST_LINE]
        return Reason("engine_says", load_reasons.REASONS["engine_says"], {"line": line})


class AbortFlag:
    """A flag that native code polls without taking the GIL.

    llama.cpp calls `bool callback(void *)` between the nodes of a graph. The C library's `strlen`
    on a two-byte buffer is such a function: 0 on "\\0", 1 on "\\1\\0".
    """

    def __init__(self) -> None:
        library = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
        self._bytes = ctypes.create_string_buffer(2)
        self.is_set = False
        self.callback = ctypes.cast(library.strlen, ll.ggml_abort_callback)
        self.data = ctypes.cast(self._bytes, ctypes.c_void_p)

    def set(self) -> None:
        """Ask native code to stop at the next node."""
        self.is_set = True
        self._bytes[0] = b"\1"

    def clear(self) -> None:
        """Let native code run again."""
        self.is_set = False
        self._bytes[0] = b"\0"


@dataclass(frozen=True, slots=True)
class Device:
    """A device that can compute; memory in bytes, 0 where the driver does not tell."""

    name: str
    description: str
    free: int
    total: int


class _DeviceProps(ctypes.Structure):
    """`ggml_backend_dev_props` of ggml-backend.h."""

    _fields_ = [
        ("name", ctypes.c_char_p),
        ("description", ctypes.c_char_p),
        ("memory_free", ctypes.c_size_t),
        ("memory_total", ctypes.c_size_t),
        ("type", ctypes.c_int),
        ("device_id", ctypes.c_char_p),
        ("caps", ctypes.c_bool * 8),
    ]


def start() -> NativeLog:
    """Initialise the library; return its log. Call once in a process."""
    log = NativeLog()
    ll.llama_backend_init()
    return log


def gpus() -> tuple[Device, ...]:
    """Return the GPUs that the library spreads a model over; integrated ones if there are others.

    As `llama_prepare_model_devices` chooses: all discrete GPUs, or else the first integrated one.
    """
    devices = _devices()
    discrete = [_device(props) for kind, props in devices if kind == _DEVICE_GPU]
    integrated = [_device(props) for kind, props in devices if kind == _DEVICE_INTEGRATED]
    return tuple(discrete or integrated[:1])


def has_gpu_backend() -> bool:
    """Return whether this build has a backend other than the CPU's, device or no device."""
    _ggml_lib.ggml_backend_reg_count.restype = ctypes.c_size_t
    _ggml_lib.ggml_backend_reg_get.restype = ctypes.c_void_p
    _ggml_lib.ggml_backend_reg_get.argtypes = [ctypes.c_size_t]
    _ggml_lib.ggml_backend_reg_name.restype = ctypes.c_char_p
    _ggml_lib.ggml_backend_reg_name.argtypes = [ctypes.c_void_p]
    names = [
        _ggml_lib.ggml_backend_reg_name(_ggml_lib.ggml_backend_reg_get(index)).decode()
        for index in range(_ggml_lib.ggml_backend_reg_count())
    ]
    return any(name not in {"CPU", "BLAS", "RPC"} for name in names)


def _devices() -> list[tuple[int, _DeviceProps]]:
    _ggml_lib.ggml_backend_dev_count.restype = ctypes.c_size_t
    _ggml_lib.ggml_backend_dev_get.restype = ctypes.c_void_p
    _ggml_lib.ggml_backend_dev_get.argtypes = [ctypes.c_size_t]
    _ggml_lib.ggml_backend_dev_get_props.restype = None
    _ggml_lib.ggml_backend_dev_get_props.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    devices = []
    for index in range(_ggml_lib.ggml_backend_dev_count()):
        props = _DeviceProps()
        _ggml_lib.ggml_backend_dev_get_props(
            _ggml_lib.ggml_backend_dev_get(index), ctypes.byref(props)
        )
        devices.append((int(props.type), props))
    return devices


def _device(props: _DeviceProps) -> Device:
    return Device(
        (props.name or b"").decode("utf-8", "replace"),
        (props.description or b"").decode("utf-8", "replace"),
        int(props.memory_free),
        int(props.memory_total),
    )


class Pieces(dict[int, bytes | None]):
    """The bytes of every token met so far; None for a token that ends the answer."""

    def __init__(self, vocab: int) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, token: int) -> bytes | None:
        piece = None if ll.llama_vocab_is_eog(self._vocab, token) else self._read(token)
        self[token] = piece
        return piece

    def _read(self, token: int) -> bytes:
        size = 32
        while True:
            buffer = ctypes.create_string_buffer(size)
            written = ll.llama_token_to_piece(self._vocab, token, buffer, size, 0, False)
            if written >= 0:
                return buffer.raw[:written]
            size = -written


@dataclass(frozen=True, slots=True)
class Adapter:
    """A loaded adapter; one that is `activated` works only after its own tokens (aLoRA)."""

    address: int
    pointer: Any = field(compare=False)
    activated: bool = False


class Model:
    """A loaded base model: its weights, its vocabulary and the adapters made for it."""

    def __init__(self, pointer: int) -> None:
        self.pointer = pointer
        self.vocab = ll.llama_model_get_vocab(pointer)
        self.vocab_size = int(ll.llama_vocab_n_tokens(self.vocab))
        # Their state cannot be cut in the middle, so prefixes are kept whole or not at all.
        self.recurrent = bool(
            ll.llama_model_is_recurrent(pointer) or ll.llama_model_is_hybrid(pointer)
        )
        self.pieces = Pieces(self.vocab)
        self.adds_bos = bool(ll.llama_vocab_get_add_bos(self.vocab))
        self.bos = int(ll.llama_vocab_bos(self.vocab))
        self.eos = int(ll.llama_vocab_eos(self.vocab))

    def tokenize(self, text: str, *, special: bool) -> list[int]:
        """Return the tokens of `text`; where `special`, its control tokens are recognised."""
        data = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
        size = len(data) + 8
        while True:
            tokens = (ll.llama_token * size)()
            count = ll.llama_tokenize(self.vocab, data, len(data), tokens, size, False, special)
            if count >= 0:
                return list(tokens[:count])
            size = -count

    def token_text(self, token: int) -> str:
        """Return how the vocabulary writes a token; empty for none."""
        if token < 0:
            return ""
        return (ll.llama_vocab_get_text(self.vocab, token) or b"").decode("utf-8", "replace")

    def load_adapter(self, path: Path) -> Adapter | None:
        """Return a LoRA adapter of this model, which frees it; None when it is refused."""
        pointer = ll.llama_adapter_lora_init(self.pointer, os.fsencode(path))
        # Not "is None": a refusal is a pointer object with nothing in it.
        if not pointer:
            return None
        activated = bool(ll.llama_adapter_get_alora_n_invocation_tokens(pointer))
        return Adapter(ctypes.addressof(pointer.contents), pointer, activated)

    def free(self) -> None:
        """Free the weights and every adapter; contexts must be freed before."""
        if self.pointer:
            ll.llama_model_free(self.pointer)
            self.pointer = 0


def load_model(
    path: Path, gpu_layers: int, flag: AbortFlag, on_progress: Callable[[float], None]
) -> Model | None:
    """Load a model with mmap; None when the library refuses or `flag` was set meanwhile."""

    def progress(share: float, _data: object) -> bool:
        on_progress(share)
        return not flag.is_set

    params = ll.llama_model_default_params()
    params.n_gpu_layers = gpu_layers
    nothing = (ctypes.c_void_p * 1)()
    if gpu_layers == 0:
        # Without this a GPU would still be used for large batches.
        params.devices = ctypes.cast(nothing, ctypes.c_void_p)
    params.load_mode = ll.LLAMA_LOAD_MODE_MMAP
    params.progress_callback = ll.llama_progress_callback(progress)
    pointer = ll.llama_model_load_from_file(os.fsencode(path), params)
    return Model(int(pointer)) if pointer else None


def free_adapter(adapter: Adapter) -> None:
    """Free an adapter that is in no context's set."""
    ll.llama_adapter_lora_free(adapter.pointer)


class Context:
    """The working memory of a model, with one batch that is filled in place."""

    def __init__(self, pointer: int, chunk: int) -> None:
        self.pointer = pointer
        self.memory = ll.llama_get_memory(pointer)
        self.cells = int(ll.llama_n_ctx(pointer))
        self.chunk = chunk
        self.batch = ll.llama_batch_init(chunk, 0, 1)
        for index in range(chunk):
            self.batch.n_seq_id[index] = 1

    def set_adapters(self, adapters: Sequence[tuple[Adapter, float]]) -> None:
        """Replace the whole set of adapters, each with its scale; none is the plain base."""
        kind = ll.llama_adapter_lora_p_ctypes * len(adapters)
        pointers = kind(*(adapter.pointer for adapter, _ in adapters))
        scales = (ctypes.c_float * len(adapters))(*(scale for _, scale in adapters))
        ll.llama_set_adapters_lora(self.pointer, pointers, len(adapters), scales)

    def decode_chunk(self, tokens: Sequence[int], position: int, sequence: int) -> int:
        """Compute up to `chunk` tokens of one sequence without their logits; return the status."""
        batch = self.batch
        batch.n_tokens = len(tokens)
        for index, token in enumerate(tokens):
            batch.token[index] = token
            batch.pos[index] = position + index
            batch.seq_id[index][0] = sequence
            batch.logits[index] = 0
        return int(ll.llama_decode(self.pointer, batch))

    def copy(self, source: int, target: int, end: int = -1) -> None:
        """Let a sequence share what another has computed, up to position `end`."""
        ll.llama_memory_seq_cp(self.memory, source, target, -1, end)

    def cut(self, sequence: int, start: int = -1) -> bool:
        """Forget a sequence from a position on; False where the model cannot cut there."""
        return bool(ll.llama_memory_seq_rm(self.memory, sequence, start, -1))

    def clear(self) -> None:
        """Forget every sequence."""
        ll.llama_memory_clear(self.memory, False)

    def free(self) -> None:
        """Free the working memory; the set of adapters is emptied first."""
        if self.pointer:
            self.set_adapters(())
            ll.llama_batch_free(self.batch)
            ll.llama_free(self.pointer)
            self.pointer = 0


def new_context(
    model: Model, flag: AbortFlag, *, cells: int, sequences: int, threads: int, chunk: int
) -> Context | None:
    """Return a context for `sequences` answers and as many kept prompts, or None without memory."""
    params = ll.llama_context_default_params()
    params.n_ctx = cells
    params.n_batch = params.n_ubatch = chunk
    # Few outputs keep the compute buffer small; fewer than sequences end the process.
    params.n_seq_max = params.n_outputs_max = 2 * sequences
    params.n_threads = params.n_threads_batch = threads
    params.flash_attn_type = ll.LLAMA_FLASH_ATTN_TYPE_AUTO
    params.kv_unified = True
    params.swa_full = True  # a sliding window's cache could not be cut back to a prefix
    params.abort_callback = flag.callback
    params.abort_callback_data = flag.data
    pointer = ll.llama_init_from_model(model.pointer, params)
    return Context(int(pointer), min(chunk, cells)) if pointer else None
