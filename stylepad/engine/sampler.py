"""Drawing the next token from the logits of a decoded position.

llama.cpp's samplers choose, but they begin by copying every logit into a record of 12 bytes, which
with a small model costs 3 % of a token. What `min_p` will drop anyway is left out of the copy here.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
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

FEW = 8
"""So many likely tokens of a usual vocabulary are looked for one by one. Mostly there are one to
three, and in caches that the model has just filled a second kind of pass is dear."""

MANY = 1024
"""From so many likely tokens on none is told from another by its logit."""

_logits_at = native("llama_get_logits_ith", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int32)
_apply = native("llama_sampler_apply", None, ctypes.c_void_p, ctypes.c_void_p)


# `llama_token_data` and `llama_token_data_array` of llama.h.
class _Record(ctypes.Structure):
    _fields_ = [("id", ctypes.c_int32), ("logit", ctypes.c_float), ("p", ctypes.c_float)]


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
        self._margin = self._widest_margin(sampling)
        self._one_by_one = vocab_size < LARGE and math.isfinite(self._margin)
        self._top_k = sampling.top_k
        parted = 0 < self._top_k <= _STRETCHES and not (self._penalises or self._greedy)
        self._stretches = vocab_size // _STRETCHES if parted and vocab_size >= LARGE else 0
        self._records = np.empty(vocab_size, np.dtype(_Record))
        self._ids, self._values = self._records["id"], self._records["logit"]
        self._few = (_Record * FEW).from_address(self._records.ctypes.data)
        self._array = _Records(self._records.ctypes.data, 0, -1, False)
        self._array_address = ctypes.addressof(self._array)
        self._views: dict[int, NDArray[np.float32]] = {}
        self._is_likely = np.empty(vocab_size, np.bool_)
        self._drawn: list[tuple[float, Sequence[float] | NDArray[np.float32]]] = []
        """Logits of the drawn tokens and of all that could have been drawn, until they are added
        up: while the model waits for its next token every microsecond counts."""

    def draw(self, context: int, index: int) -> int:
        """Return a token for output `index` of the batch that `context` decoded last.

        Raises EngineError where the model computed no numbers.
        """
        address = _logits_at(context, index)
        logits = self._views.get(address)
        if logits is None:
            logits = self._views[address] = self._view(address)
        if self._one_by_one:
            return self._draw_among_few(logits)
        return self._draw_among_many(logits)

    @property
    def likelihood(self) -> float:
        """Sum of the drawn tokens' log-probabilities, each among the tokens that could be drawn.

        That is what the cut by `min_p` leaves, not all: the sum over a large vocabulary is dear.
        """
        if not self._drawn:
            return 0.0
        starts = np.cumsum([0, *(len(values) for _, values in self._drawn[:-1])])
        values = np.concatenate([values for _, values in self._drawn])
        top = np.maximum.reduceat(values, starts)
        lengths = np.diff([*starts, len(values)])
        total = np.add.reduceat(np.exp(values - np.repeat(top, lengths), dtype=np.float64), starts)
        drawn = np.array([logit for logit, _ in self._drawn])
        return float((drawn - top - np.log(total)).sum())

    def free(self) -> None:
        """Free the library's part."""
        ll.llama_sampler_free(self._chain)

    def _draw_among_few(self, logits: NDArray[np.float32]) -> int:
        """Draw where the likely tokens can be found one after the other, best first."""
        highest, value_of = logits.argmax, logits.item
        token = int(highest())
        value = value_of(token)
        if not math.isfinite(value):
            raise _no_numbers()
        if self._greedy:
            return token
        floor = value + self._margin
        tokens: list[int] = []
        values: list[float] = []
        while value >= floor and len(tokens) < FEW:
            tokens.append(token)
            values.append(value)
            logits[token] = -math.inf
            token = int(highest())
            value = value_of(token)
        for found, its in zip(tokens, values, strict=True):
            logits[found] = its
        if value >= floor:
            return self._draw_among_many(logits)
        return tokens[0] if len(tokens) == 1 else self._choose_among_few(tokens, values)

    def _draw_among_many(self, logits: NDArray[np.float32]) -> int:
        (likely,) = np.greater_equal(logits, self._floor(logits), self._is_likely).nonzero()
        if len(likely) == 1 or self._greedy:
            return int(likely[0])
        return self._choose(logits, likely)

    def _floor(self, logits: NDArray[np.float32]) -> np.float32:
        """Return a logit under which no token can be drawn; raises EngineError.

        Of a large vocabulary the highest logits of as many stretches as `top_k` counts say that
        the last of these stands at least so high, whatever is within the stretches.
        """
        best: np.float32
        if self._stretches:
            parted = logits[: self._stretches * _STRETCHES].reshape(_STRETCHES, self._stretches)
            highest = parted.max(axis=1)
            best = max(highest.max(), logits[self._stretches * _STRETCHES :].max(initial=-np.inf))
        else:
            best = logits[logits.argmax()]
        if not math.isfinite(best):
            raise _no_numbers()
        floor = best + np.float32(self._margin)
        if not self._stretches:
            return floor
        return max(floor, np.partition(highest, -self._top_k)[-self._top_k])

    def _widest_margin(self, sampling: Sampling) -> float:
        """Return how far below the best logit a token may stand and still be drawn."""
        if self._greedy:
            return 0.0
        # A penalty may lift what stands far below the best.
        if self._penalises or sampling.min_p <= 0:
            return -math.inf
        return math.log(min(sampling.min_p, 1.0))

    def _choose_among_few(self, tokens: Sequence[int], values: Sequence[float]) -> int:
        for record, token, value in zip(self._few, tokens, values, strict=False):
            record.id, record.logit = token, value
        token = self._apply_chain(len(tokens), in_order=True)
        self._drawn.append((values[tokens.index(token)], values))
        return token

    def _choose(self, logits: NDArray[np.float32], likely: NDArray[np.intp]) -> int:
        count = len(likely)
        self._ids[:count] = likely
        values = logits[likely]
        self._values[:count] = values
        token = self._apply_chain(count, in_order=False)
        self._drawn.append((logits[token], values) if count <= MANY else _one_of(count))
        return token

    def _apply_chain(self, count: int, *, in_order: bool) -> int:
        """Let the library choose one of the first `count` records."""
        array = self._array
        array.size, array.selected, array.sorted = count, -1, in_order
        _apply(self._chain, self._array_address)
        token = int(self._ids[array.selected])
        if self._penalises:
            ll.llama_sampler_accept(self._chain, token)
        return token

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


def _one_of(count: int) -> tuple[float, NDArray[np.float32]]:
    """Return what stands for a draw among very many tokens that are about equally likely."""
    return -math.log(count), np.zeros(1, np.float32)


def _no_numbers() -> EngineError:
    return EngineError(
        "The model computed no numbers: its file is damaged, or it does not work on this device."
        " The text is unchanged; choose another model, or run it on the processor.",
        code="engine.no_numbers",
    )
