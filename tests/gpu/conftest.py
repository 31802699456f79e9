"""Models for a device, and an engine in this process whose every line can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stylepad import paths
from stylepad.engine import llama
from stylepad.engine.llama import AbortFlag
from stylepad.engine.protocol import LoadedModel
from stylepad.engine.session import Session
from tests import ggufs
from tests.engine.driving import load_request

QWEN3 = ggufs.Measures(
    architecture="qwen3",
    layers=27,
    width=256,
    heads=4,
    kv_heads=2,
    head_length=64,
    feed_forward=768,
    context=2048,
    vocabulary=4096,
    tied=True,
    name="Random model with the layers of Qwen3",
)
"""28 layers with the output matrix, narrow enough for a device that is a program."""

TOKENS = list(range(40, 60))
_OFFLOADED = re.compile(r"offloaded (\d+)/(\d+) layers to GPU")
_ON_DEVICE = re.compile(r"Vulkan\d+ model buffer size = +([\d.]+) MiB")


class Engine:
    """An engine's session; `told` is all that llama.cpp has said since the last load."""

    def __init__(self) -> None:
        self.session = Session(AbortFlag())
        self.told = ""
        self._callback = llama.ll.llama_log_callback(self._hear)
        llama.ll.llama_log_set(self._callback, None)

    def load(self, model: Path, gpu_layers: int | None, **settings: Any) -> LoadedModel:
        """Load a model with so many layers on the device, None for all that fit."""
        self.told = ""
        settings = {"sequences": 2, **settings}
        if gpu_layers is not None:
            settings["gpu_layers"] = gpu_layers
        return self.session.load(load_request(model, **settings), lambda _share: None)

    @property
    def offloaded(self) -> tuple[int, int]:
        """Return how many layers llama.cpp says it moved, and of how many."""
        found = _OFFLOADED.findall(self.told)
        return (int(found[-1][0]), int(found[-1][1])) if found else (0, 0)

    @property
    def on_device(self) -> float:
        """Return the MiB of weights that llama.cpp says lie on the device."""
        return sum(map(float, _ON_DEVICE.findall(self.told)))

    def logits(self, adapter: Path | None = None) -> np.ndarray:
        """Return the logits after the last of `TOKENS`."""
        loaded = self.session._loaded
        assert loaded is not None
        context = loaded.context
        used = ((loaded.adapters.get(adapter), 1.0),) if adapter else ()
        loaded.generator.use_adapters(used)
        context.clear()
        assert context.decode_chunk(TOKENS[:-1], 0, 0) == llama.DECODED
        batch = context.batch
        batch.n_tokens, batch.token[0], batch.pos[0] = 1, TOKENS[-1], len(TOKENS) - 1
        batch.seq_id[0][0], batch.logits[0] = 0, 1
        assert llama.ll.llama_decode(context.pointer, batch) == llama.DECODED
        row = llama.ll.llama_get_logits_ith(context.pointer, 0)
        logits = np.ctypeslib.as_array(row, (loaded.model.vocab_size,)).copy()
        loaded.generator.forget()
        return logits

    def _hear(self, _level: int, text: bytes, _data: object) -> None:
        self.told += text.decode("utf-8", "replace")


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Return an engine in this process."""
    engine = Engine()
    yield engine
    engine.session.unload()


@pytest.fixture(scope="session", params=["built-in", "qwen3"])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built-in model, and a random one with the layers of Qwen3."""
    if request.param == "built-in":
        return paths.built_in_model()
    target = tmp_path_factory.mktemp("models") / "qwen3.gguf"
    return ggufs.write_base(target, QWEN3, quantization="Q8_0")


@pytest.fixture(scope="session")
def adapter(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a random adapter for `model`."""
    target = tmp_path_factory.mktemp("adapters") / "adapter.gguf"
    return ggufs.write_adapter(target, model, strength=0.3)
