"""Train all weights on token rows until the clock runs out; resume after a kill."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
import torch.multiprocessing as mp
from model import Decoder, Shape, answer_loss, initial
from parallel import Layout, Optimizer, Shared
from torch import Tensor

WORKERS = len(os.sched_getaffinity(0))  # one a core that this process may use
WINDOW = 60_000  # tokens that are sorted by length together
MICROBATCH = 640  # padded tokens a worker takes at a time


@dataclass(frozen=True)
class Plan:
    """What to train, for how long and how fast."""

    name: str
    rows: str
    minutes: float
    seed: int
    muon_rate: float = 2e-2
    adam_rate: float = 2e-3
    early_tokens: int = 4096  # a step in the first `early_share` of the time
    late_tokens: int = 8192
    early_share: float = 0.2
    hold_share: float = 0.25  # full rate until here, then linear decay to `last_factor`
    last_factor: float = 0.04
    warm_up: int = 60
    niceness: int = 5
    checkpoint_seconds: float = 150.0
    measure_seconds: float = 240.0


class Rows:
    """Token rows of one npz file that `prepare.RowWriter` wrote."""

    def __init__(self, path: Path) -> None:
        body = np.load(path)
        self.ids, self.lengths, self.starts = body["ids"], body["lengths"], body["starts"]
        self.offsets = np.concatenate([[0], np.cumsum(self.lengths)])

    def __len__(self) -> int:
        return len(self.lengths)

    def batch(self, numbers: list[int]) -> tuple[Tensor, Tensor, Tensor]:
        """Return ids (batch, time) padded right, answer targets and their flat places."""
        time_steps = int(self.lengths[numbers].max()) - 1
        ids = torch.zeros(len(numbers), time_steps, dtype=torch.int64)
        targets, places = [], []
        for i, number in enumerate(numbers):
            a, b = self.offsets[number], self.offsets[number + 1]
            row = torch.from_numpy(self.ids[a:b].astype(np.int64))
            start = int(self.starts[number])
            ids[i, : len(row) - 1] = row[:-1]
            targets.append(row[start:])
            places.append(torch.arange(start - 1, len(row) - 1) + i * time_steps)
        return ids, torch.cat(targets), torch.cat(places)


def window(
    rows: Rows, cursor: int, step_tokens: int, seed: int
) -> tuple[list[list[list[int]]], int]:
    """Plan the next steps: lists of microbatches of row numbers, and the cursor after them."""
    rng = Random(f"{seed}-{cursor}")
    taken: list[int] = []
    size, at = 0, cursor
    while size < WINDOW:
        taken.append(at % len(rows))
        size += int(rows.lengths[taken[-1]])
        at += 1
    taken.sort(key=lambda n: int(rows.lengths[n]))
    micro: list[list[int]] = [[]]
    for number in taken:
        if micro[-1] and int(rows.lengths[number]) * (len(micro[-1]) + 1) > MICROBATCH:
            micro.append([])
        micro[-1].append(number)
    rng.shuffle(micro)
    # A multiple of the workers, so that none waits for the other's last batch.
    each = WORKERS * max(1, round(len(micro) * step_tokens / size / WORKERS))
    steps = [micro[i : i + each] for i in range(0, len(micro), each)]
    if len(steps) > 1 and 2 * len(steps[-1]) < each:
        last = steps.pop()
        steps[-1] += last
    return steps, at


def factor(plan: Plan, share: float, step: int) -> float:
    """Return the rate factor after `share` of the time and `step` steps."""
    rising = min(1.0, (step + 1) / plan.warm_up)
    if share < plan.hold_share:
        return rising
    left = max(0.0, (1.0 - share) / max(1e-6, 1.0 - plan.hold_share))
    return rising * (plan.last_factor + (1 - plan.last_factor) * left)


def mean_loss(decoder: Decoder, rows: Rows, limit: int) -> float:
    """Return the loss in nats a token on the first `limit` rows."""
    total, count = 0.0, 0
    order = sorted(range(min(limit, len(rows))), key=lambda n: int(rows.lengths[n]))
    with torch.no_grad():
        for at in range(0, len(order), 8):
            ids, targets, places = rows.batch(order[at : at + 8])
            hidden = decoder(ids)
            total += float(answer_loss(hidden, decoder.w["token_embd.weight"], targets, places))
            count += len(targets)
    return total / max(1, count)


class _Clock:
    """Computing time of this process, which survives a restart and a busy machine."""

    def __init__(self, before: float) -> None:
        self.before, self.begun = before, time.process_time()

    def seconds(self) -> float:
        return self.before + time.process_time() - self.begun


class Worker:
    """One of the processes; the first also plans, measures and saves."""

    def __init__(self, rank: int, plan: Plan, shape: Shape, shared: Shared, work: Path) -> None:
        self.rank, self.plan, self.shared, self.work = rank, plan, shared, work
        self.layout = Layout.of(shape)
        self.rows = Rows(work / plan.rows)
        self.flat = torch.empty(self.layout.total, dtype=torch.bfloat16)
        views = self.layout.views(self.flat)
        self.leaves = {name: view.detach().requires_grad_() for name, view in views.items()}
        self.decoder = Decoder(shape, self.leaves)
        self.optimizer = Optimizer(shared, self.layout, rank, (plan.muon_rate, plan.adam_rate))
        self.state: dict[str, float] = {"seconds": 0.0, "cursor": 0, "tokens": 0, "step": 0}
        self.logged = self.saved = self.measured = 0.0

    def run(self, state: dict[str, float]) -> None:
        """Train until the first worker raises the stop flag."""
        self.state = dict(state)
        self.logged = self.saved = self.measured = state["seconds"]
        self.clock = _Clock(state["seconds"])
        self._refresh()
        while True:
            # The first worker alone reads the clock, so that both plan the same windows.
            if self.rank == 0:
                share = self.clock.seconds() / (60 * self.plan.minutes)
                early = share < self.plan.early_share
                self.shared.counter[0] = self.plan.early_tokens if early else self.plan.late_tokens
            self.shared.barrier.wait()
            size = int(self.shared.counter[0])
            self.shared.barrier.wait()
            steps, after = window(self.rows, int(self.state["cursor"]), size, self.plan.seed)
            for step in steps:
                if not self._step(step):
                    return
            self.state["cursor"] = after
            if self.rank == 0:
                self._house_keeping()

    def _refresh(self) -> None:
        self.flat.copy_(self.shared.weights)

    def _step(self, micro: list[list[int]]) -> bool:
        shared = self.shared
        if self.rank == 0:
            seconds = self.clock.seconds()
            share = seconds / (60 * self.plan.minutes)
            shared.control[0] = factor(self.plan, share, int(shared.control[2]))
            shared.control[1] = float(share >= 1.0)
            shared.counter[0] = 0
            self.state["seconds"] = seconds
        shared.barrier.wait()
        if shared.control[1]:
            if self.rank == 0:
                self._finish()
            return False
        self._gradients(micro)
        shared.barrier.wait()
        self.optimizer.step()
        shared.barrier.wait()
        self._refresh()
        self._count(micro)
        return True

    def _gradients(self, micro: list[list[int]]) -> None:
        answers, loss_sum = 0, 0.0
        for leaf in self.leaves.values():
            leaf.grad = None
        while (number := self.shared.pull()) < len(micro):
            ids, targets, places = self.rows.batch(micro[number])
            hidden = self.decoder(ids)
            loss = answer_loss(hidden, self.leaves["token_embd.weight"], targets, places)
            loss.backward()
            answers += len(targets)
            loss_sum += float(loss.detach())
        mine = self.layout.views(self.shared.gradients[self.rank])
        for name, leaf in self.leaves.items():
            if leaf.grad is None:
                mine[name].zero_()
            else:
                mine[name].copy_(leaf.grad)
        self.shared.stats[self.rank, 0] = answers
        self.shared.stats[self.rank, 1] = loss_sum

    def _count(self, micro: list[list[int]]) -> None:
        if self.rank:
            return
        self.shared.control[2] += 1
        self.state["step"] = int(self.shared.control[2])
        self.state["tokens"] += sum(int(self.rows.lengths[batch].sum()) for batch in micro)
        answers, loss = self.shared.stats.sum(0).tolist()
        self.state["loss"] = loss / max(1, answers)
        if self.state["seconds"] - self.logged >= 15:
            self.logged = self.state["seconds"]
            self._log({"loss": self.state["loss"], "rate": float(self.shared.control[0])})

    def _log(self, values: dict[str, float]) -> None:
        line = {k: round(v, 4) for k, v in {**self.state, **values}.items()}
        with (self.work / f"{self.plan.name}.log.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")

    def _house_keeping(self) -> None:
        seconds = self.state["seconds"]
        if seconds - self.measured >= self.plan.measure_seconds:
            self.measured = seconds
            self._measure()
        if seconds - self.saved >= self.plan.checkpoint_seconds:
            self.saved = seconds
            self._save()

    def _measure(self) -> None:
        for name in ("measured", "unseen-pairs"):
            path = self.work / f"rows-{name}.npz"
            if path.exists():
                self._log({name: mean_loss(self.decoder, Rows(path), 100)})

    def _save(self) -> None:
        body = {
            "state": self.state,
            "weights": self.shared.weights,
            "first": self.shared.first,
            "second": self.shared.second,
            "steps": float(self.shared.control[2]),
            "plan": asdict(self.plan),
        }
        part = self.work / f"{self.plan.name}.part"
        torch.save(body, part)
        part.replace(self.work / f"{self.plan.name}.checkpoint")

    def _finish(self) -> None:
        self._measure()
        self._save()
        done = {"plan": asdict(self.plan), **self.state}
        (self.work / f"{self.plan.name}.json").write_text(json.dumps(done, indent=1))


def _main(  # noqa: PLR0917  (a process is started with positional arguments)
    rank: int, plan: Plan, shape: Shape, shared: Shared, work: Path, state: dict[str, float]
) -> None:
    os.nice(plan.niceness)
    torch.set_num_threads(1)
    Worker(rank, plan, shape, shared, work).run(state)


def load_weights(work: Path, name: str, shape: Shape) -> dict[str, Tensor]:
    """Return the named float32 weights of a checkpoint."""
    body = torch.load(work / f"{name}.checkpoint", weights_only=True)
    return Layout.of(shape).views(body["weights"])


def run(plan: Plan, shape: Shape, work: Path, start: dict[str, Tensor] | None = None) -> None:
    """Train by the plan; a finished plan is skipped, a broken-off one goes on."""
    if (work / f"{plan.name}.json").exists():
        return
    context = mp.get_context("spawn")
    layout = Layout.of(shape)
    shared = Shared.create(layout, context, WORKERS)
    state: dict[str, float] = {"seconds": 0.0, "cursor": 0, "tokens": 0, "step": 0}
    checkpoint = work / f"{plan.name}.checkpoint"
    if checkpoint.exists():
        body = torch.load(checkpoint, weights_only=True)
        for field in ("weights", "first", "second"):
            getattr(shared, field).copy_(body[field])
        shared.control[2] = body["steps"]
        state = body["state"]
    else:
        weights = start or initial(shape, plan.seed)
        for name, view in layout.views(shared.weights).items():
            view.copy_(weights[name])
    arguments = [(rank, plan, shape, shared, work, state) for rank in range(WORKERS)]
    workers = [context.Process(target=_main, args=args) for args in arguments]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError(f"training of {plan.name} broke off")
