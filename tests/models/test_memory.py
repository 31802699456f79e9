"""The plan of layers, and what a model needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylepad.errors import ModelError
from stylepad.models.gguf import GgufHeader, read_header
from stylepad.models.memory import (
    DEVICE_RESERVE,
    HOST_RESERVE,
    Device,
    Reason,
    check_ram,
    needs,
    plan_layers,
)
from tests import ggufs

CONTEXT = 512
CACHE = CONTEXT * 2 * (2 * 16) * 2
"""Tokens, key-value heads, key and value length, bytes: of one layer of the tiny model."""


@pytest.fixture(scope="module")
def header(tiny_base: Path) -> GgufHeader:
    return read_header(tiny_base)


def weights(header: GgufHeader, prefix: str) -> int:
    return sum(t.nbytes for t in header.tensors.values() if t.name.startswith(prefix))


def gpu(free: int) -> Device:
    return Device("GPU", free, 24 << 30)


def room_for(header: GgufHeader, size: int) -> Device:
    return gpu(DEVICE_RESERVE + needs(header, CONTEXT).compute + size)


def test_needs_are_weights_and_cache_per_layer(header: GgufHeader) -> None:
    need = needs(header, CONTEXT)
    layer = weights(header, "blk.0.") + CACHE
    assert need.layers == (layer, layer, weights(header, "output"))
    assert need.host == weights(header, "token_embd.")
    assert need.on_host(0) == weights(header, "") + 2 * CACHE + need.compute


def test_needs_grow_with_the_context(header: GgufHeader) -> None:
    assert needs(header, 4 * CONTEXT).on_host(0) - needs(header, CONTEXT).on_host(0) == 6 * CACHE


def test_tied_embedding_is_counted_once_on_the_host(tmp_path: Path) -> None:
    measures = replace(ggufs.Measures(), tied=True)
    header = read_header(ggufs.write_base(tmp_path / "tied.gguf", measures))
    need = needs(header, CONTEXT)
    assert need.shared == weights(header, "token_embd.")
    assert need.layers[-1] == need.shared + weights(header, "output_norm.")
    assert need.on_host(0) == weights(header, "") + 2 * CACHE + need.compute


def test_everything_goes_to_a_device_with_room(header: GgufHeader) -> None:
    plan = plan_layers(header, CONTEXT, [gpu(8 << 30)])
    assert (plan.gpu_layers, plan.layers, plan.reason) == (3, 3, Reason.ALL_FIT)
    assert plan.host_bytes < needs(header, CONTEXT).on_host(0)


def test_without_a_device_nothing_moves(header: GgufHeader) -> None:
    plan = plan_layers(header, CONTEXT, [])
    assert (plan.gpu_layers, plan.reason, plan.device_bytes) == (0, Reason.NO_DEVICE, 0)
    assert plan.host_bytes == needs(header, CONTEXT).on_host(0)


def test_full_device_gets_nothing(header: GgufHeader) -> None:
    plan = plan_layers(header, CONTEXT, [gpu(100 << 20)])
    assert (plan.gpu_layers, plan.reason) == (0, Reason.NONE_FIT)


def test_last_layers_go_first_to_a_small_device(header: GgufHeader) -> None:
    need = needs(header, CONTEXT)
    plan = plan_layers(header, CONTEXT, [room_for(header, sum(need.layers[1:]))])
    assert (plan.gpu_layers, plan.reason) == (2, Reason.SOME_FIT)
    assert plan.device_bytes == sum(need.layers[1:])
    short = plan_layers(header, CONTEXT, [room_for(header, sum(need.layers[1:]) - 1)])
    assert short.gpu_layers == 1


def test_two_devices_share_the_layers(header: GgufHeader) -> None:
    need = needs(header, CONTEXT)
    half = room_for(header, sum(need.layers) // 2 + 1)
    assert plan_layers(header, CONTEXT, [half]).gpu_layers < 3
    assert plan_layers(header, CONTEXT, [half, half]).gpu_layers == 3


@given(free=st.integers(0, 4 << 30))
def test_plan_never_exceeds_what_is_free(header: GgufHeader, free: int) -> None:
    plan = plan_layers(header, CONTEXT, [gpu(free)])
    assert 0 <= plan.gpu_layers <= plan.layers
    assert plan.device_bytes <= max(free - DEVICE_RESERVE, 0)
    larger = plan_layers(header, CONTEXT, [gpu(free + (1 << 20))])
    assert larger.gpu_layers >= plan.gpu_layers


def test_model_larger_than_the_memory_is_refused_plainly(header: GgufHeader) -> None:
    plan = plan_layers(header, CONTEXT, [])
    check_ram(header, plan, plan.host_bytes + HOST_RESERVE)
    with pytest.raises(ModelError) as caught:
        check_ram(header, plan, 100 << 20)
    assert caught.value.code == "model.memory"
    assert "0.1 GiB are free" in caught.value.message
