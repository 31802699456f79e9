"""Drawing the next token from the logits of a decoded position.

llama.cpp's samplers choose, but they begin by copying every logit into a record of 12 bytes, which
with a small model costs 3 % of a token. What `min_p` will drop anyway is left out of the copy here.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylepad.engine.llama import ll, native
from stylepad.engine.protocol import Sampling
from stylepad.errors import EngineError

PENALTY_REACH = 64
"""How many of the last tokens a repeat penalty looks at, as in llama.cpp's own programs."""

LARGE = 32_768
"""Tokens of a vocabulary in which it pays to look for the last of the likeliest by stretches."""

_STRETCHES = 512

MANY = 1024
"""From so many likely tokens on none is told from another by its logit."""

_logits_at = native("llama_get_logits_ith", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int32)
_apply = native("llama_sampler_apply", None, ctypes.c_void_p, ctypes.c_void_p)

# `llama_token_data` and `llama_token_data_array` of llama.h.
_RECORD = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])


class _Records(ctypes.Structure):
    _fields_ = [
        ("data", ctypes.c_void_p),
        ("size", ctypes.c_size_t),
        ("selected", ctypes.c_int64),
        ("sorted", ctypes.c_bool),
    ]


class Sampler:
    """Draws the tokens of one answer; the same logits and seed give the same tokens.

    `free` must be called in the end.
    """

    def __init__(self, vocab_size: int, sampling: Sampling, seed: int) -> None:
        self._vocab_size = vocab_size
        self._chain = _chain(vocab_size, sampling, seed)
        self._penalises = sampling.repeat_penalty != 1.0
        self._greedy = sampling.temperature <= 0 and not self._penalises
        self._margin = np.float32(self._widest_margin(sampling))
        self._top_k = sampling.top_k
        parted = 0 < self._top_k <= _STRETCHES and not (self._penalises or self._greedy)
        self._stretches = vocab_size // _STRETCHES if parted and vocab_size >= LARGE else 0
        self._records = np.empty(vocab_size, _RECORD)
        self._ids, self._values = self._records["id"], self._records["logit"]
        self._array = _Records(self._records.ctypes.data, 0, -1, False)
        self._array_address = ctypes.addressof(self._array)
        self._views: dict[int, NDArray[np.float32]] = {}
        self.likelihood = 0.0
        """Sum of the drawn tokens' log-probabilities, each among the tokens that could be drawn."""

    def draw(self, context: int, index: int) -> int:
        """Return a token for output `index` of the batch that `context` decoded last.

        Raises EngineError where the model computed no numbers.
        """
        address = _logits_at(context, index)
        logits = self._views.get(address)
        if logits is None:
            logits = self._views[address] = self._view(address)
        (likely,) = (logits >= self._floor(logits)).nonzero()
        if len(likely) == 1 or self._greedy:
            return int(likely[0])
        return self._choose(logits, likely)

    def free(self) -> None:
        """Free the library's part."""
        ll.llama_sampler_free(self._chain)

    def _floor(self, logits: NDArray[np.float32]) -> np.float32:
        """Return a logit under which no token can be drawn; raises EngineError.

        Of a large vocabulary the highest logits of as many stretches as `top_k` counts say that
        the last of these stands at least so high, whatever is within the stretches.
        """
        if not self._stretches:
            best = logits[logits.argmax()]
            last = -np.inf
        else:
            parted = logits[: self._stretches * _STRETCHES].reshape(_STRETCHES, self._stretches)
            highest = parted.max(axis=1)
            best = max(highest.max(), logits[self._stretches * _STRETCHES :].max(initial=-np.inf))
            last = np.partition(highest, -self._top_k)[-self._top_k]
        if not math.isfinite(best):
            raise _no_numbers()
        return np.float32(max(best + self._margin, last))

    def _widest_margin(self, sampling: Sampling) -> float:
        """Return how far below the best logit a token may stand and still be drawn."""
        if self._greedy:
            return 0.0
        # A penalty may lift what stands far below the best.
        if self._penalises or sampling.min_p <= 0:
            return -math.inf
        return math.log(min(sampling.min_p, 1.0))

    def _choose(self, logits: NDArray[np.float32], likely: NDArray[np.intp]) -> int:
        count = len(likely)
        self._ids[:count] = likely
        self._values[:count] = logits[likely]
        array = self._array
        array.size, array.selected, array.sorted = count, -1, False
        _apply(self._chain, self._array_address)
        token = int(self._ids[array.selected])
        self.likelihood += self._log_probability(token, logits, likely)
        if self._penalises:
            ll.llama_sampler_accept(self._chain, token)
        return token

    def _log_probability(
        self, token: int, logits: NDArray[np.float32], likely: NDArray[np.intp]
    ) -> float:
        # Over what the cut by min_p leaves, not over all: the sum over a large vocabulary is dear.
        # Where it leaves very many they are all about equally likely.
        if len(likely) > MANY:
            return -math.log(len(likely))
        values = logits[likely]
        top = values.max()
        total = float(np.exp(values - top).sum())
        return float(logits[token] - top) - math.log(total)

    def _view(self, address: int) -> NDArray[np.float32]:
        buffer = (ctypes.c_float * self._vocab_size).from_address(address)
        return np.ctypeslib.as_array(buffer)


def _chain(vocab_size: int, sampling: Sampling, seed: int) -> Any:
    """Return a sampler chain; greedy at temperature 0, where the other limits change nothing.

    Penalties look every candidate up, so they come after a cut to the likeliest ones: of `2 * n`
    at most `n` are penalised, and the best of the rest is still among them.
    """
    params = ll.llama_sampler_chain_default_params()
    params.no_perf = True
    chain = ll.llama_sampler_chain_init(params)
    add = ll.llama_sampler_chain_add
    if sampling.repeat_penalty != 1.0:
        add(chain, ll.llama_sampler_init_top_k(max(sampling.top_k, 2 * PENALTY_REACH)))
        penalties = (vocab_size, PENALTY_REACH, sampling.repeat_penalty, 0.0, 0.0)
        add(chain, ll.llama_sampler_init_penalties(*penalties))
    if sampling.temperature <= 0:
        add(chain, ll.llama_sampler_init_greedy())
        return chain
    if sampling.top_k > 0:
        add(chain, ll.llama_sampler_init_top_k(sampling.top_k))
    if sampling.top_p < 1:
        add(chain, ll.llama_sampler_init_top_p(sampling.top_p, 1))
    if sampling.min_p > 0:
        add(chain, ll.llama_sampler_init_min_p(sampling.min_p, 1))
    add(chain, ll.llama_sampler_init_temp(sampling.temperature))
    # The largest seed means "a random one" to the library.
    add(chain, ll.llama_sampler_init_dist(seed % 0xFFFFFFFF))
    return chain


def _no_numbers() -> EngineError:
    return EngineError(
        "The model computed no numbers: its file is damaged, or it does not work on this device."
        " The text is unchanged; choose another model, or run it on the processor.",
        code="engine.no_numbers",
    )
