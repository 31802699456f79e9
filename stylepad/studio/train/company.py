"""The processes that learn together: one, or as many as `accelerate launch` has started."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.distributed as dist
from accelerate import PartialState
from torch import Tensor

from stylepad.studio.train.network import device_of


class Company:
    """What one process tells the others. `rank` 0 measures, saves and reports."""

    def __init__(self) -> None:
        # Without this, processes that meet no GPU would each take themselves for the only one.
        state = PartialState(cpu=device_of(0).type == "cpu")
        self.rank, self.size = state.process_index, state.num_processes
        self.device = state.device if self.size > 1 else device_of(state.local_process_index)
        self._together = self.size > 1

    @property
    def leads(self) -> bool:
        """Return whether this process measures, saves and reports."""
        return bool(self.rank == 0)

    def sum_gradients(self, parameters: Sequence[torch.nn.Parameter], *more: float) -> list[float]:
        """Add up the gradients of all processes, and some numbers with them, in one message."""
        numbers = torch.tensor(more, dtype=torch.float32, device=self.device)
        if not self._together:
            return [float(number) for number in numbers]
        parts = [
            (torch.zeros_like(p) if p.grad is None else p.grad).reshape(-1).float()
            for p in parameters
        ]
        flat = torch.cat([*parts, numbers])
        dist.all_reduce(flat)
        place = 0
        for parameter in parameters:
            size = parameter.numel()
            parameter.grad = flat[place : place + size].view_as(parameter).to(parameter.dtype)
            place += size
        return [float(number) for number in flat[place:]]

    def sum(self, *numbers: float) -> list[float]:
        """Return the sums over all processes."""
        return self.sum_gradients((), *numbers)

    def leaders(self, *numbers: float) -> list[float]:
        """Return what the leading process says."""
        told: Tensor = torch.tensor(numbers, dtype=torch.float64)
        if self._together:
            told = told.to(self.device, torch.float32)
            dist.broadcast(told, 0)
        return [float(number) for number in told]

    def part(self, things: Sequence[list[int]]) -> list[list[int]]:
        """Return this process's share of some batches."""
        return list(things[self.rank :: self.size])

    def leave(self) -> None:
        """End the talk with the others."""
        if self._together and dist.is_initialized():
            dist.destroy_process_group()
