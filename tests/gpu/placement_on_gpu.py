"""Offloading for real: it changes where a model runs, what is said of it, and not what it writes.

Run by packaging/vulkan.sh with a build of the engine that has a GPU backend.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from stylepad import app, paths
from stylepad.engine.builds import backends
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken
from tests import ggufs
from tests.commands import Installation
from tests.engine.driving import ENGLISH, RUSSIAN, finished, load_request, request
from tests.gpu.conftest import QWEN3, Engine

TOLERANCE = 0.15
"""Of the logits' spread. The processor multiplies in 8 bits, the device in 16: 0.06 measured."""


def apart(first: np.ndarray, second: np.ndarray) -> float:
    """Return the largest difference of two rows of logits, by their spread."""
    return float(np.abs(first - second).max() / first.std())


def some(layers: int) -> int:
    """Return twelve of 28 layers, or as many of fewer."""
    return max(1, layers * 12 // 28)


def test_the_device_is_listed_with_its_free_memory(engine: Engine, model: Path) -> None:
    loaded = engine.load(model, 0)

    assert backends() == ("Vulkan",)
    (device,) = loaded.devices
    assert device.name
    assert 1 << 28 < device.free <= device.total


def test_what_is_said_of_the_placement_is_what_was_done(engine: Engine, model: Path) -> None:
    all_of_it = engine.load(model, None)
    place, layers = all_of_it.placement, all_of_it.placement.layers
    (device,) = all_of_it.devices
    assert (place.device, place.gpu_layers, place.code) == (device.name, layers, "all_fit")
    assert engine.offloaded == (layers, layers)
    whole = engine.on_device

    place = engine.load(model, some(layers)).placement
    assert (place.device, place.gpu_layers, place.code) == (device.name, some(layers), "as_set")
    assert engine.offloaded == (some(layers), layers)
    assert 0 < engine.on_device < whole

    place = engine.load(model, 0).placement
    assert (place.device, place.gpu_layers, place.code) == ("CPU", 0, "switched_off")
    assert engine.offloaded in {(0, 0), (0, layers)}
    assert engine.on_device == 0


def test_the_layers_of_qwen3_are_counted_as_28(engine: Engine, tmp_path: Path) -> None:
    path = ggufs.write_base(tmp_path / "qwen3.gguf", QWEN3, quantization="Q8_0")

    place = engine.load(path, 12).placement
    assert (place.gpu_layers, place.layers) == (12, 28)
    place = engine.load(path, None).placement
    assert (place.gpu_layers, place.layers) == (28, 28)


@pytest.mark.parametrize("styled", [False, True], ids=["base", "adapter"])
def test_offloading_changes_the_numbers_by_no_more_than_rounding_does(
    engine: Engine, model: Path, adapter: Path, styled: bool
) -> None:
    used = adapter if styled else None
    layers = engine.load(model, 0).placement.layers
    on_cpu, other = engine.logits(used), engine.logits(None if styled else adapter)

    distances = {}
    for count in (1, some(layers), layers):
        engine.load(model, count)
        distances[count] = apart(on_cpu, engine.logits(used))

    print(
        f"\n{model.stem}, {'adapter' if styled else 'base'}: {distances} of {apart(on_cpu, other)}"
    )
    assert max(distances.values()) < TOLERANCE
    # A tolerance that an adapter left out would pass says nothing.
    assert apart(on_cpu, other) > 5 * TOLERANCE


def test_the_built_in_model_writes_the_same_with_and_without_the_device(engine: Engine) -> None:
    model = paths.built_in_model()
    asked = request(ENGLISH, RUSSIAN, max_tokens=24)

    def write(layers: int | None) -> list[str]:
        engine.load(model, layers)
        events = [event for events in engine.session.generate(asked) for event in events]
        return [answer.text for _key, answer in sorted(finished(events).items())]

    on_cpu = write(0)
    assert all(on_cpu)
    assert write(2) == on_cpu
    assert write(None) == on_cpu


def test_a_style_that_ships_writes_the_same_with_and_without_the_device(engine: Engine) -> None:
    model = paths.built_in_model()
    name = f"{engine.load(model, 0).fingerprint}.gguf"
    style = sorted(paths.built_in_styles().glob(f"*/adapters/{name}"))[0]
    asked = request(ENGLISH, adapters=[(style, 1.0)], max_tokens=24)

    def write(layers: int | None) -> str:
        engine.load(model, layers)
        events = [event for events in engine.session.generate(asked) for event in events]
        return finished(events)[0, 0].text

    on_cpu = write(0)
    assert write(None) == on_cpu


def test_a_device_that_refuses_is_told_and_what_it_took_is_tried_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver is told to give out no piece of memory that the weights would fit into."""
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    monkeypatch.setenv("GGML_VK_FORCE_MAX_ALLOCATION_SIZE", "4096")
    monkeypatch.setenv("GGML_VK_FORCE_MAX_BUFFER_SIZE", "4096")
    model = paths.built_in_model()
    core = app.build_core(EngineClient())
    try:
        place = core.load(load_request(model), CancelToken()).placement
        assert place.code == "refused"
        assert place.gpu_layers < place.layers
        refusal = core.models.refusal(model)
        assert refusal is not None
        assert refusal.gpu_layers == place.gpu_layers
        assert core.load(load_request(model), CancelToken()).placement == place
        assert core.models.refusal(model) == refusal
    finally:
        core.close()


def test_the_doctor_names_the_device(tmp_path: Path) -> None:
    (tmp_path / "data" / "styles").mkdir(parents=True)
    here = Installation(tmp_path, paths.built_in_model())

    checks = json.loads(here.run("doctor", "--json").text)["checks"]

    (gpu,) = [item for item in checks if item["subject"] == "gpu"]
    assert gpu["health"] == "fine"
    assert "through Vulkan: " in gpu["finding"]
    assert " free" in gpu["finding"]
    (device,) = [item for item in checks if item["subject"] == "device"]
    name = gpu["finding"].partition("through Vulkan: ")[2].rpartition(", ")[0]
    assert device["finding"].startswith(f"{name}, ")
