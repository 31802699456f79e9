"""Train one low-rank adapter: on the pairs of a language, or from there on one author's."""

from __future__ import annotations

import json
import math
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import torch
from model import Decoder, Shape, answer_loss, tensor_shapes
from torch import Tensor
from train import Rows, mean_loss

MEASURED = 160  # rows


@dataclass(frozen=True)
class AdapterPlan:
    """Size, rate and time of one adapter."""

    style: str
    seconds: float
    seed: int
    start: str = ""  # name of the adapter it goes on from
    rank: int = 48
    alpha: float = 96.0
    rate: float = 2e-3
    # Without it an adapter learns the pairs by heart: 0.2 nats a token on pairs it never saw.
    dropout: float = 0.1
    step_tokens: int = 2048
    microbatch: int = 1024
    warm_up: int = 10
    niceness: int = 5


def fresh(shape: Shape, rank: int, seed: int) -> dict[str, tuple[Tensor, Tensor]]:
    """Draw A (rank, inputs) and zero B (outputs, rank) for every matrix of every block."""
    generator = torch.Generator().manual_seed(seed)
    adapter: dict[str, tuple[Tensor, Tensor]] = {}
    for name, size in tensor_shapes(shape).items():
        if len(size) == 2 and name.startswith("blk."):
            a = torch.randn((rank, size[1]), generator=generator) / math.sqrt(size[1])
            adapter[name] = (a, torch.zeros(size[0], rank))
    return adapter


def _begin(plan: AdapterPlan, shape: Shape, work: Path) -> dict[str, tuple[Tensor, Tensor]]:
    if not plan.start:
        return fresh(shape, plan.rank, plan.seed)
    begun: dict[str, tuple[Tensor, Tensor]] = torch.load(
        work / f"adapter-{plan.start}.pt", weights_only=True
    )
    return begun


class AdapterTrainer:
    """AdamW on the adapter alone; the base is frozen in bfloat16."""

    def __init__(
        self, plan: AdapterPlan, shape: Shape, base: dict[str, Tensor], work: Path
    ) -> None:
        self.plan, self.work = plan, work
        self.rows = Rows(work / f"rows-{plan.style}.npz")
        kinds = {"test": "test_loss", "near": "near_loss"}
        paths = {loss: work / f"rows-{plan.style}-{kind}.npz" for kind, loss in kinds.items()}
        self.tests = {loss: Rows(path) for loss, path in paths.items() if path.exists()}
        self.decoder = Decoder(shape, {name: w.bfloat16() for name, w in base.items()})
        self.decoder.adapter_scale = plan.alpha / plan.rank
        self.masters = _begin(plan, shape, work)
        flat = [tensor for pair in self.masters.values() for tensor in pair]
        self.optimizer = torch.optim.AdamW(flat, lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.rng = Random(plan.seed)
        self.order: list[int] = []
        self.figures: dict[str, float] = {"steps": 0, "tokens": 0}

    def _load(self) -> None:
        self.decoder.adapter = {
            name: (a.bfloat16().requires_grad_(), b.bfloat16().requires_grad_())
            for name, (a, b) in self.masters.items()
        }

    def _take(self) -> list[list[int]]:
        """Draw the rows of one step in microbatches of like length."""
        taken: list[int] = []
        size = 0
        while size < self.plan.step_tokens:
            if not self.order:
                self.order = list(range(len(self.rows)))
                self.rng.shuffle(self.order)
            taken.append(self.order.pop())
            size += int(self.rows.lengths[taken[-1]])
        taken.sort(key=lambda n: int(self.rows.lengths[n]))
        micro: list[list[int]] = [[]]
        for n in taken:
            if (
                micro[-1]
                and int(self.rows.lengths[n]) * (len(micro[-1]) + 1) > self.plan.microbatch
            ):
                micro.append([])
            micro[-1].append(n)
        self.figures["tokens"] += size
        return micro

    def _step(self, share: float) -> float:
        self._load()
        self.decoder.adapter_dropout = self.plan.dropout
        table = self.decoder.w["token_embd.weight"]
        total, answers = 0.0, 0
        for batch in self._take():
            ids, targets, places = self.rows.batch(batch)
            loss = answer_loss(self.decoder(ids), table, targets, places)
            loss.backward()
            total += float(loss.detach())
            answers += len(targets)
        for name, pair in self.masters.items():
            for master, copy in zip(pair, self.decoder.adapter[name], strict=True):
                assert copy.grad is not None
                master.grad = copy.grad.float() / answers
        rising = min(1.0, (self.figures["steps"] + 1) / self.plan.warm_up)
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * rising * max(0.05, 1.0 - share)
        self.optimizer.step()
        self.figures["steps"] += 1
        return total / answers

    def run(self) -> dict[str, float]:
        """Train for the planned seconds of computing: a round or two, too few to overfit."""
        begun, planned = time.process_time(), self.plan.seconds
        self._measure("_base")
        running = 0.0
        while (spent := time.process_time() - begun) < planned:
            loss = self._step(spent / planned)
            running = loss if not running else 0.9 * running + 0.1 * loss
        self._measure("")
        self.figures.update(train_loss=running, seconds=time.process_time() - begun)
        torch.save(self.masters, self.work / f"adapter-{self.plan.style}.pt")
        return self.figures

    def _measure(self, suffix: str) -> None:
        """Note the losses on pairs that are not learned: those that retell, and near ones."""
        self._load()
        self.decoder.adapter_dropout = 0.0
        for name, rows in self.tests.items():
            self.figures[name + suffix] = mean_loss(self.decoder, rows, MEASURED)


def train_adapter(plan: AdapterPlan, shape: Shape, base: dict[str, Tensor], work: Path) -> None:
    """Train one style's adapter in this process; skip one that is done."""
    done = work / f"adapter-{plan.style}.json"
    if done.exists():
        return
    os.nice(plan.niceness)
    torch.set_num_threads(1)
    figures = AdapterTrainer(plan, shape, base, work).run()
    body = {"plan": asdict(plan), **{k: round(v, 4) for k, v in figures.items()}}
    part = done.with_suffix(".part")
    part.write_text(json.dumps(body, indent=1))
    part.replace(done)
