"""Teach an adapter which of two rewritings a reader found whole, and which broken.

Direct preference optimisation (Rafailov et al. 2023) on rewritings that the model itself wrote and
a reader marked: what it says of the good one may rise over what it said before, and of the bad one
fall. The good one's own loss is added, or both would fall together.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import data
import tokenizer as tok
import torch
from model import Decoder, Shape
from torch import Tensor

Row = tuple[list[int], int]
Adapter = dict[str, tuple[Tensor, Tensor]]


@dataclass(frozen=True)
class PreferencePlan:
    """Rates and time of one style's preferences."""

    style: str
    seconds: float
    seed: int
    rank: int = 48
    alpha: float = 96.0
    rate: float = 6e-5
    sharpness: float = 0.3  # beta: how far the model may leave what it was
    own_loss: float = 1.0  # weight of the good one's own loss, a token
    step_pairs: int = 12
    warm_up: int = 10
    niceness: int = 5


@dataclass(frozen=True)
class Preference:
    """Two rewritings of one plain passage as rows, the better first."""

    better: Row
    worse: Row


def preferences(
    marked: list[data.Marked], pairs: list[data.Pair], style: str, tokenizer: tok.Tokenizer
) -> list[Preference]:
    """Return each bad rewriting beside each good one of its passage, written or composed."""
    good: dict[str, list[str]] = defaultdict(list)
    bad: dict[str, list[str]] = defaultdict(list)
    for item in marked:
        if item.style == style:
            (good if item.mark == data.GOOD else bad)[item.plain].append(item.text)
    for pair in pairs:
        if pair.style == style and pair.kind == "near" and pair.plain in bad:
            good[pair.plain].append(pair.text)
    found: list[Preference] = []
    for plain, texts in bad.items():
        for worse in texts:
            for better in dict.fromkeys(good.get(plain, ())):
                rows = tok.row(tokenizer, plain, better), tok.row(tokenizer, plain, worse)
                found.append(Preference(*rows))
    return found


class PreferenceTrainer:
    """AdamW on the adapter; what it said before is computed once."""

    def __init__(
        self, plan: PreferencePlan, shape: Shape, base: dict[str, Tensor], adapter: Adapter
    ) -> None:
        self.plan = plan
        self.decoder = Decoder(shape, {name: w.bfloat16() for name, w in base.items()})
        self.decoder.adapter_scale = plan.alpha / plan.rank
        self.masters = adapter
        flat = [tensor for pair in adapter.values() for tensor in pair]
        self.optimizer = torch.optim.AdamW(flat, lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.0)
        self.rng = Random(plan.seed)
        self.order: list[int] = []

    def run(self, found: list[Preference]) -> dict[str, float]:
        """Train for the planned seconds of computing."""
        self._load()
        with torch.no_grad():
            before = [self._said(batch) for batch in _batches(found)]
        reference = torch.cat(before)
        begun, planned = time.process_time(), self.plan.seconds
        steps, won = 0, 0.0
        while (spent := time.process_time() - begun) < planned:
            chosen = self._take(len(found))
            right = self._step(
                [found[n] for n in chosen], reference[chosen], spent / planned, steps
            )
            won = right if not steps else 0.95 * won + 0.05 * right
            steps += 1
        return {"preferences": len(found), "steps": steps, "told_apart": won}

    def _take(self, count: int) -> list[int]:
        """Return the numbers of the next preferences, round after round in another order."""
        if len(self.order) < min(self.plan.step_pairs, count):
            self.order = self.rng.sample(range(count), count)
        taken = self.order[: self.plan.step_pairs]
        del self.order[: self.plan.step_pairs]
        return taken

    def _load(self) -> None:
        self.decoder.adapter = {
            name: (a.bfloat16().requires_grad_(), b.bfloat16().requires_grad_())
            for name, (a, b) in self.masters.items()
        }

    def _said(self, batch: list[Preference]) -> Tensor:
        """Return the log-probabilities (pairs, 2) of the better and the worse answers."""
        rows = [row for item in batch for row in (item.better, item.worse)]
        longest = max(len(ids) for ids, _ in rows)
        ids = torch.zeros(len(rows), longest, dtype=torch.int64)
        counted = torch.zeros(len(rows), longest - 1)
        for n, (tokens, start) in enumerate(rows):
            ids[n, : len(tokens)] = torch.tensor(tokens)
            counted[n, start - 1 : len(tokens) - 1] = 1.0
        hidden = self.decoder(ids[:, :-1])
        places = counted.bool()
        logits = (hidden[places] @ self.decoder.w["token_embd.weight"].T).float()
        said = -torch.nn.functional.cross_entropy(logits, ids[:, 1:][places], reduction="none")
        owner = torch.arange(len(rows))[:, None].expand(-1, longest - 1)[places]
        return torch.zeros(len(rows)).index_add(0, owner, said).view(-1, 2)

    def _step(self, chosen: list[Preference], before: Tensor, share: float, steps: int) -> float:
        self._load()
        said = self._said(chosen)
        gain = said - before
        margin = self.plan.sharpness * (gain[:, 0] - gain[:, 1])
        tokens = torch.tensor([len(item.better[0]) - item.better[1] for item in chosen])
        loss = -torch.nn.functional.logsigmoid(margin).mean()
        loss = loss - self.plan.own_loss * (said[:, 0] / tokens).mean()
        loss.backward()
        for name, pair in self.masters.items():
            for master, copy in zip(pair, self.decoder.adapter[name], strict=True):
                assert copy.grad is not None
                master.grad = copy.grad.float()
        rising = min(1.0, (steps + 1) / self.plan.warm_up)
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * rising * max(0.05, 1.0 - share)
        self.optimizer.step()
        return float((margin > 0).float().mean())


def _batches(found: list[Preference], size: int = 16) -> list[list[Preference]]:
    return [found[at : at + size] for at in range(0, len(found), size)]


def train_preferences(
    plan: PreferencePlan,
    found: list[Preference],
    shape: Shape,
    base: dict[str, Tensor],
    work: Path,
) -> None:
    """Go on with one style's adapter in this process; skip one that is done."""
    done = work / f"preferred-{plan.style}.json"
    if done.exists():
        return
    os.nice(plan.niceness)
    torch.set_num_threads(1)
    begun: Adapter = torch.load(work / f"adapter-{plan.style}.pt", weights_only=True)
    trainer = PreferenceTrainer(plan, shape, base, begun)
    figures = trainer.run(found) if found else {"preferences": 0}
    torch.save(trainer.masters, work / f"preferred-{plan.style}.pt")
    body = {"plan": asdict(plan), **{k: round(v, 4) for k, v in figures.items()}}
    part = done.with_suffix(".part")
    part.write_text(json.dumps(body, indent=1))
    part.replace(done)
