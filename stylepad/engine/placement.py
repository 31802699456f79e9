"""Where a model is to run: how many of its layers go to which GPU, and why not more."""

from __future__ import annotations

from dataclasses import dataclass

from stylepad.engine import llama
from stylepad.engine.protocol import LoadRequest, Placement
from stylepad.models.gguf import GgufHeader
from stylepad.models.shape import read_shape

MIN_CELLS = 4096
"""Tokens of all sequences together for which there is room, unless one alone is longer."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to try first. `gpu_layers` counts the output layer too, as the library does."""

    device: str
    gpu_layers: int
    layers: int
    reason: str

    def with_layers(self, gpu_layers: int) -> Placement:
        """Return the placement that came of the plan."""
        if gpu_layers == 0:
            refused = "The GPU refused the model; it has too little free memory."
            return Placement("CPU", 0, self.layers, refused if self.gpu_layers else self.reason)
        reason = self.reason
        if gpu_layers < self.gpu_layers:
            reason = "The GPU has less free memory than it said."
        return Placement(self.device, min(gpu_layers, self.layers), self.layers, reason)


def context_cells(window: int, sequences: int) -> int:
    """Return for how many tokens of all sequences together there is to be room."""
    return min(window * sequences, max(window, MIN_CELLS))


def plan(header: GgufHeader, request: LoadRequest) -> Plan:
    """Return where to run a model: on the first GPU, as many layers as fit or as were asked for."""
    layers = read_shape(header).layers
    devices = llama.gpus()
    if not devices:
        built = llama.has_gpu_backend()
        reason = "No GPU was found." if built else "This build of the engine has no GPU backend."
        return Plan("CPU", 0, layers, reason)
    device = devices[0]
    name = f"{device.name}: {device.description}"
    if request.gpu_layers == 0:
        return Plan("CPU", 0, layers, "The GPU is switched off in the settings.")
    wanted = layers + 1 if request.gpu_layers is None else request.gpu_layers
    return Plan(name, wanted, layers, "")
