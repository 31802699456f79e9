"""Where a model is to run: how many of its layers go to which GPU, and why not more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stylepad.engine import llama
from stylepad.engine.machine import available_memory
from stylepad.engine.protocol import LoadRequest, Placement
from stylepad.models import memory
from stylepad.models.gguf import GgufHeader

STEPS = 8
"""In how many steps a plan that the GPU refuses is taken back."""

CPU = "CPU"

REASONS = {
    "no_backend": "This build of the engine has no GPU backend.",
    "no_device": "No GPU was found.",
    "switched_off": "The GPU is switched off in the settings.",
    "as_set": "The settings limit how many layers go to the GPU.",
    "none_fit": "Not one layer fits the free memory of the GPU.",
    "some_fit": "More layers do not fit the free memory of the GPU.",
    "refused": "The GPU had less free memory than it said.",
    "failed": "The GPU failed while it was writing with more layers.",
    "all_fit": "",
}
"""Why a model runs where it runs, by a stable code."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where to run a model. Layers count the output matrix as one more, as the library does.

    `first` is how many layers to try first: fewer than `gpu_layers` where these were refused, and
    `before` is why.
    """

    device: str
    gpu_layers: int
    layers: int
    code: str
    first: int
    before: str = "refused"

    def tries(self) -> Iterator[int]:
        """Yield how many layers to try one after another, at last none.

        A refusal is seldom far off the estimate, so they are taken back an eighth at a time.
        """
        step = max(1, -(-self.first // STEPS))
        yield from range(self.first, 0, -step)
        yield 0

    def outcome(self, gpu_layers: int) -> Placement:
        """Return the placement once `gpu_layers` were accepted."""
        code = "refused"
        if gpu_layers == self.gpu_layers:
            code = self.code
        elif gpu_layers == self.first:
            code = self.before
        device = self.device if gpu_layers else CPU
        return Placement(device, gpu_layers, self.layers, REASONS[code], code)


def devices() -> tuple[memory.Device, ...]:
    """Return the GPUs with their free memory as it is now."""
    return tuple(
        memory.Device(device.description or device.name, device.free, device.total)
        for device in llama.gpus()
    )


def plan(
    header: GgufHeader, request: LoadRequest, cells: int, gpus: tuple[memory.Device, ...]
) -> Plan:
    """Return where to run a model: as many layers on the GPUs as fit, or as were asked for.

    `request` has the context and the sequences that are meant, not 0. Raises ModelError
    (model.memory) where the rest does not fit the main memory.
    """
    fitting = memory.plan_layers(header, cells, () if request.gpu_layers == 0 else gpus)
    free = available_memory()
    if free is not None:
        memory.check_ram(header, fitting, free)
    name = " + ".join(device.name for device in gpus)
    if not gpus:
        code = "no_device" if llama.has_gpu_backend() else "no_backend"
        return Plan(CPU, 0, fitting.layers, code, first=0)
    if request.gpu_layers == 0:
        return Plan(CPU, 0, fitting.layers, "switched_off", first=0)
    layers, code = fitting.gpu_layers, fitting.reason.value
    if request.gpu_layers is not None and request.gpu_layers < layers:
        layers, code = request.gpu_layers, "as_set"
    first, before = layers, request.refusal
    if before is not None and before.holds(request.context, request.sequences, gpus):
        first = min(layers, before.gpu_layers)
    why = "failed" if before is not None and before.writing else "refused"
    return Plan(name, layers, fitting.layers, code, first, why)
