"""Drawing a token from logits, against the library's own way on the very same logits."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stylepad import paths
from stylepad.engine import llama
from stylepad.engine.llama import AbortFlag, Context, Model, ll
from stylepad.engine.protocol import Sampling
from stylepad.engine.sampler import PENALTY_REACH, Sampler
from stylepad.errors import EngineError
from tests.engine.driving import ENGLISH

DRAWS = 40


class Decoded:
    """A model that has read a text: its context and the logits after the last token."""

    def __init__(self, path: Path) -> None:
        self._flag = flag = AbortFlag()
        model = llama.load_model(path, 0, flag, lambda _share: None)
        assert model is not None
        self.model: Model = model
        context = llama.new_context(model, flag, cells=256, sequences=1, threads=1, chunk=64)
        assert context is not None
        self.context: Context = context
        tokens = model.tokenize(ENGLISH, special=False)[:20]
        assert context.decode_chunk(tokens[:-1], 0, 0) == llama.DECODED
        batch = context.batch
        batch.n_tokens, batch.token[0], batch.pos[0] = 1, tokens[-1], len(tokens) - 1
        batch.logits[0] = 1
        assert ll.llama_decode(context.pointer, batch) == llama.DECODED

    @property
    def logits(self) -> NDArray[np.float32]:
        pointer = ll.llama_get_logits_ith(self.context.pointer, 0)
        return np.ctypeslib.as_array(pointer, (self.model.vocab_size,))

    def draws(self, sampling: Sampling, seed: int) -> list[int]:
        sampler = Sampler(self.model.vocab_size, sampling, seed)
        try:
            return [sampler.draw(self.context.pointer, 0) for _ in range(DRAWS)]
        finally:
            sampler.free()

    def library_draws(self, parts: list[object]) -> list[int]:
        chain = ll.llama_sampler_chain_init(ll.llama_sampler_chain_default_params())
        for part in parts:
            ll.llama_sampler_chain_add(chain, part)
        try:
            draw = ll.llama_sampler_sample
            return [int(draw(chain, self.context.pointer, 0)) for _ in range(DRAWS)]
        finally:
            ll.llama_sampler_free(chain)

    def free(self) -> None:
        self.context.free()
        self.model.free()


@pytest.fixture(scope="module")
def library() -> llama.NativeLog:
    """Start the library once: it logs to what this returns for as long as a model is there."""
    return llama.start()


@pytest.fixture(scope="module")
def decoded(tiny_base: Path, library: llama.NativeLog) -> Iterator[Decoded]:
    made = Decoded(tiny_base)
    yield made
    made.free()


@pytest.mark.parametrize("temperature", [0.3, 1.0, 3.0])
@pytest.mark.parametrize("min_p", [0.02, 0.3])
def test_draws_are_those_of_the_library_with_min_p_first(
    decoded: Decoded, temperature: float, min_p: float
) -> None:
    sampling = Sampling(temperature=temperature, top_k=40, top_p=0.95, min_p=min_p)
    ours = decoded.draws(sampling, seed=5)
    theirs = decoded.library_draws(
        [
            ll.llama_sampler_init_min_p(min_p, 1),
            ll.llama_sampler_init_top_k(40),
            ll.llama_sampler_init_top_p(0.95, 1),
            ll.llama_sampler_init_temp(temperature),
            ll.llama_sampler_init_dist(5),
        ]
    )
    assert ours == theirs


@pytest.mark.parametrize("temperature", [0.7, 3.0])
@pytest.mark.parametrize("flatness", [1.0, 0.01])
def test_a_large_vocabulary_is_drawn_from_like_any_other(
    library: llama.NativeLog, monkeypatch: pytest.MonkeyPatch, temperature: float, flatness: float
) -> None:
    monkeypatch.setattr("stylepad.engine.sampler.LARGE", 10_000)
    decoded = Decoded(paths.built_in_model())
    try:
        decoded.logits[:] *= flatness
        sampling = Sampling(temperature=temperature, top_k=40, top_p=0.95, min_p=0.02)
        parts = [
            ll.llama_sampler_init_top_k(40),
            ll.llama_sampler_init_top_p(0.95, 1),
            ll.llama_sampler_init_min_p(0.02, 1),
            ll.llama_sampler_init_temp(temperature),
            ll.llama_sampler_init_dist(7),
        ]
        assert decoded.draws(sampling, seed=7) == decoded.library_draws(parts)
    finally:
        decoded.free()


def test_without_min_p_every_token_can_be_drawn(decoded: Decoded) -> None:
    sampling = Sampling(temperature=50.0, top_k=0, top_p=1.0, min_p=0.0)
    theirs = [ll.llama_sampler_init_temp(50.0), ll.llama_sampler_init_dist(9)]
    ours = decoded.draws(sampling, seed=9)
    assert ours == decoded.library_draws(list(theirs))
    assert len(set(ours)) > DRAWS // 2


def test_temperature_nought_takes_the_likeliest(decoded: Decoded) -> None:
    drawn = decoded.draws(Sampling(temperature=0.0), seed=1)
    assert set(drawn) == {int(decoded.logits.argmax())}


def test_a_penalty_lifts_a_token_that_min_p_would_have_dropped(decoded: Decoded) -> None:
    kept = decoded.logits.copy()
    try:
        decoded.logits[:] = -50.0
        decoded.logits[[7, 8]] = 20.0, 11.0
        assert set(decoded.draws(Sampling(temperature=1.0, min_p=0.5), seed=2)) == {7}
        penalised = Sampling(temperature=1.0, min_p=0.5, repeat_penalty=2.0)
        assert set(decoded.draws(penalised, seed=2)) == {7, 8}
        assert PENALTY_REACH >= DRAWS
    finally:
        decoded.logits[:] = kept


def test_the_likelihood_of_what_was_drawn_is_told(decoded: Decoded) -> None:
    kept = decoded.logits.copy()
    try:
        decoded.logits[:] = -50.0
        decoded.logits[[3, 4]] = math.log(3.0), 0.0
        sampler = Sampler(decoded.model.vocab_size, Sampling(temperature=1.0, min_p=0.1), seed=4)
        drawn = [sampler.draw(decoded.context.pointer, 0) for _ in range(DRAWS)]
        assert set(drawn) == {3, 4}
        expected = sum(math.log(0.75 if token == 3 else 0.25) for token in drawn)
        assert sampler.likelihood == pytest.approx(expected, rel=1e-4)
        sampler.free()
    finally:
        decoded.logits[:] = kept


def test_logits_that_are_no_numbers_are_an_error_in_words(decoded: Decoded) -> None:
    kept = decoded.logits.copy()
    try:
        for broken in (math.nan, -math.inf):
            decoded.logits[:] = broken
            with pytest.raises(EngineError) as error:
                decoded.draws(Sampling(), seed=1)
            assert error.value.code == "engine.no_numbers"
    finally:
        decoded.logits[:] = kept


def test_the_record_is_the_librarys(decoded: Decoded) -> None:
    record = ll.llama_token_data
    assert ctypes.sizeof(record) == 12
    assert [name for name, *_ in record._fields_] == ["id", "logit", "p"]
