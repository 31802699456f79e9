"""Two single-threaded workers that share weights and split the optimizer's work.

A busy-waiting thread pool loses far more than its share when another program uses a core; workers
that pull small batches from one counter do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing.context import SpawnContext
from multiprocessing.synchronize import Barrier, Lock

import torch
from model import Shape, tensor_shapes
from torch import Tensor

MOMENTUM = 0.95
MUON_DECAY = 0.1
ADAM_BETAS = (0.9, 0.95)


@dataclass
class Layout:
    """Where each tensor lies in the flat arrays; matrices (Muon) come first."""

    names: list[str]
    sizes: list[tuple[int, ...]]
    offsets: list[int]

    @classmethod
    def of(cls, shape: Shape) -> Layout:
        """Lay the tensors out one after the other."""
        table = tensor_shapes(shape)
        offsets, at = [], 0
        for size in table.values():
            offsets.append(at)
            at += int(torch.Size(size).numel())
        return cls(list(table), list(table.values()), [*offsets, at])

    @property
    def total(self) -> int:
        """Return the number of parameters."""
        return self.offsets[-1]

    @property
    def muon_end(self) -> int:
        """Return where the matrices end and AdamW's tensors begin."""
        return self.offsets[self.names.index("token_embd.weight")]

    def views(self, flat: Tensor) -> dict[str, Tensor]:
        """Return named views of a flat array."""
        spans = zip(self.names, self.sizes, self.offsets, self.offsets[1:], strict=False)
        return {name: flat[a:b].view(size) for name, size, a, b in spans}


@dataclass
class Shared:
    """All state that both workers see; tensors live in shared memory."""

    weights: Tensor  # float32, flat
    first: Tensor  # Muon's momentum, then AdamW's first moment
    second: Tensor  # AdamW's second moment (after the matrices)
    gradients: Tensor  # (workers, parameters), bfloat16
    stats: Tensor  # (workers, 2): answer tokens and summed loss of this step
    control: Tensor  # rate factor, stop flag, optimizer steps so far
    counter: Tensor  # next microbatch
    lock: Lock
    barrier: Barrier

    @classmethod
    def create(cls, layout: Layout, context: SpawnContext, workers: int) -> Shared:
        """Allocate zeroed state."""
        total = layout.total

        def zeros(*size: int, kind: torch.dtype = torch.float32) -> Tensor:
            return torch.zeros(size, dtype=kind).share_memory_()

        return cls(
            zeros(total),
            zeros(total),
            zeros(total - layout.muon_end),
            zeros(workers, total, kind=torch.bfloat16),
            zeros(workers, 2, kind=torch.float64),
            zeros(3, kind=torch.float64),
            zeros(1, kind=torch.int64),
            context.Lock(),
            context.Barrier(workers, timeout=900),
        )

    def pull(self) -> int:
        """Take the number of the next microbatch."""
        with self.lock:
            number = int(self.counter[0])
            self.counter[0] += 1
        return number


def orthogonalised(update: Tensor, rounds: int = 5) -> Tensor:
    """Return the update with its singular values pushed to about 1 (Newton–Schulz, as in Muon)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = update.bfloat16()
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    x = x / (x.norm() + 1e-7)
    for _ in range(rounds):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return (x.T if tall else x).float()


class Optimizer:
    """Muon on the matrices and AdamW on the rest; each worker updates its own part."""

    def __init__(
        self, shared: Shared, layout: Layout, rank: int, rates: tuple[float, float]
    ) -> None:
        self.shared, self.layout, self.rank = shared, layout, rank
        self.workers = shared.gradients.shape[0]
        self.muon_rate, self.adam_rate = rates

    def step(self) -> None:
        """Update this worker's part from all workers' gradients."""
        factor = float(self.shared.control[0])
        scale = 1.0 / max(1.0, float(self.shared.stats[:, 0].sum()))
        matrices = self.layout.names.index("token_embd.weight")
        for i in range(self.rank, matrices, self.workers):
            self._muon(i, factor, scale)
        self._adam(factor, scale)

    def _muon(self, i: int, factor: float, scale: float) -> None:
        begin, end = self.layout.offsets[i], self.layout.offsets[i + 1]
        size = self.layout.sizes[i]
        gradient = self.shared.gradients[:, begin:end].float().sum(0) * scale
        momentum = self.shared.first[begin:end]
        momentum.lerp_(gradient, 1 - MOMENTUM)
        update = orthogonalised(gradient.lerp(momentum, MOMENTUM).view(size))
        rate = self.muon_rate * factor
        weight = self.shared.weights[begin:end].view(size)
        weight.mul_(1 - rate * MUON_DECAY)
        weight.add_(update, alpha=-rate * max(1.0, size[0] / size[1]) ** 0.5)

    def _adam(self, factor: float, scale: float) -> None:
        start, total = self.layout.muon_end, self.layout.total
        part = (total - start + self.workers - 1) // self.workers
        begin = start + self.rank * part
        end = min(total, begin + part)
        steps = int(self.shared.control[2]) + 1
        gradient = self.shared.gradients[:, begin:end].float().sum(0).mul_(scale)
        first = self.shared.first[begin:end]
        second = self.shared.second[begin - start : end - start]
        first.lerp_(gradient, 1 - ADAM_BETAS[0])
        second.mul_(ADAM_BETAS[1]).addcmul_(gradient, gradient, value=1 - ADAM_BETAS[1])
        spread = second.div(1 - ADAM_BETAS[1] ** steps).sqrt_().add_(1e-8)
        rate = self.adam_rate * factor / (1 - ADAM_BETAS[0] ** steps)
        self.shared.weights[begin:end].addcdiv_(first, spread, value=-rate)
