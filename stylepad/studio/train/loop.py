"""The training itself: steps, measures on the stop rows, checkpoints, the end."""

from __future__ import annotations

import json
import math
import shutil
import statistics
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import torch

from stylepad.errors import StudioError
from stylepad.paths import replace_file
from stylepad.studio.train import checkpoints
from stylepad.studio.train.checkpoints import State
from stylepad.studio.train.company import Company
from stylepad.studio.train.curve import Curve
from stylepad.studio.train.network import Network
from stylepad.studio.train.plan import CURVE, DONE, ROWS, ROWS_STOP, Plan
from stylepad.studio.train.rows import Batch, batches, read_rows, steps

Tell = Callable[[dict[str, object]], None]
MEASURED_STEPS = 6
"""Steps after which the time of one is known well enough to plan the rest."""

MEASURES_SHARE = 0.1
"""Of the time, for the stop rows and checkpoints."""

BUSY = 3.0
"""How much longer than planned a training may take because others use the processor: a style is
made of computing, and a busy machine should not make a worse one."""

LAST_FACTOR = 0.05
CLIP = 1.0
TELL_SECONDS = 0.5


class Training:
    """A training in one process of a company; `run` returns whether it came to its end.

    `wanted` says that it should pause. Steps, sums and measures are the same for any number of
    processes: each computes a part of a step's batches, and the gradients are added up.
    """

    def __init__(
        self, plan: Plan, folder: Path, company: Company, wanted: Callable[[], bool], tell: Tell
    ) -> None:
        self.plan, self.folder, self.company = plan, folder, company
        self.wanted, self.tell = wanted, tell
        self.rows = read_rows(folder / ROWS)
        self.stop = read_rows(folder / ROWS_STOP) if (folder / ROWS_STOP).exists() else None
        self.network = Network(plan, folder, company.device)
        betas = (0.9, 0.98)
        self.optimizer = torch.optim.AdamW(
            self.network.trained, lr=plan.rate, betas=betas, weight_decay=0.01
        )
        self.state = self._resumed()
        self.curve = Curve(folder / CURVE, self.state.step)
        self.saved = self.told = time.monotonic()
        self.times: list[tuple[float, float]] = []

    def _resumed(self) -> State:
        found = checkpoints.load(self.folder, self.plan.identity())
        if found is None:
            return State(self.plan.identity(), total=self.plan.steps)
        self.network.put(found.matrices)
        self.optimizer.load_state_dict(found.optimizer)
        torch.set_rng_state(found.random)
        return found.state

    def run(self) -> bool:
        """Train to the end or a pause. Raises StudioError, OSError."""
        plan, state = self.plan, self.state
        if not state.step and self.stop is not None:
            state.first_loss = self._stop_loss()
            self._note(None, state.first_loss)
        order = steps(self.rows, plan.step_tokens, plan.batch_tokens, plan.seed)
        todo = islice(order, state.step, None)
        while not state.stopped:
            before = self._clocks()
            state.loss, pause = self._step(next(todo))
            wall, computing = (now - then for now, then in zip(self._clocks(), before, strict=True))
            self.times.append((wall, computing))
            state.seconds += wall
            self._plan_rest()
            self._measure()
            if pause:
                self._save()
                return False
            if time.monotonic() - self.saved > plan.checkpoint_seconds:
                self._save()
        self._finish()
        return True

    def _step(self, step: list[Batch]) -> tuple[float, bool]:
        """Learn from one step's batches; return its loss in nats a token, and whether to pause."""
        answers = sum(self.rows.answers(batch) for batch in step)
        total = 0.0
        self.optimizer.zero_grad()
        for batch in self.company.part(step):
            loss = self.network.loss(self.rows, batch) / answers
            loss.backward()
            total += float(loss.detach())
        wanted = float(self.company.leads and self.wanted())
        total, pause = self.company.sum_gradients(self.network.trained, total, wanted)
        if not math.isfinite(total):
            raise _not_a_number(self.state.step + 1, self.plan.rate)
        torch.nn.utils.clip_grad_norm_(self.network.trained, CLIP)
        for group in self.optimizer.param_groups:
            group["lr"] = self._rate()
        self.optimizer.step()
        self.state.step += 1
        self.state.tokens += sum(int(self.rows.lengths[batch].sum()) for batch in step)
        return total, pause > 0

    def _rate(self) -> float:
        """Return the rate of the coming step: up in a few steps, then down in a straight line."""
        step = self.state.step
        rising = min(1.0, (step + 1) / max(1, self.plan.warm_up))
        share = step / self.state.total if self.state.total else 0.0
        return self.plan.rate * rising * max(LAST_FACTOR, 1.0 - share)

    def _clocks(self) -> tuple[float, float]:
        """Return seconds that have passed, and of computing: on a busy machine those are fewer."""
        now = time.monotonic()
        if self.company.device.type != "cpu":
            return now, now
        return now, time.process_time() / torch.get_num_threads()

    def _plan_rest(self) -> None:
        """Fix the number of steps once it is known how long one takes: rounds, or time if less."""
        state, plan = self.state, self.plan
        if state.total or state.step < MEASURED_STEPS:
            return
        wall, computing = (statistics.median(times) for times in zip(*self.times, strict=True))
        rounds = plan.epochs * self.rows.tokens * state.step / max(1, state.tokens)
        budget = (1 - MEASURES_SHARE) * plan.seconds if plan.seconds else math.inf
        affordable = min(budget / computing, BUSY * budget / wall)
        chosen = max(MEASURED_STEPS + 1, round(min(rounds, affordable)))
        state.total = int(self.company.leaders(chosen)[0])

    def _measure(self) -> None:
        """Note the step; measure the stop rows where it is time, and see whether it still helps."""
        state, plan = self.state, self.plan
        last = bool(state.total) and state.step >= state.total
        every = max(1, state.total // max(1, plan.measures))
        stop_loss = None
        if self.stop is not None and state.total and (last or state.step % every == 0):
            stop_loss = self._stop_loss()
            if not state.best or stop_loss < state.best_loss:
                state.best, state.best_loss = self.network.matrices(), stop_loss
                state.best_step, state.without_gain = state.step, 0
            else:
                state.without_gain += 1
        if last:
            state.stopped = "plan"
        elif state.without_gain >= plan.patience:
            state.stopped = "early"
        self._note(state.loss, stop_loss)

    def _stop_loss(self) -> float:
        """Return the loss in nats a token on the works set aside."""
        rows = self.stop
        assert rows is not None
        chosen = sorted(
            range(min(len(rows), self.plan.stop_rows)), key=lambda number: int(rows.lengths[number])
        )
        all_ = batches(rows, chosen, self.plan.batch_tokens)
        self.network.model.eval()
        with torch.no_grad():
            sums = [float(self.network.loss(rows, batch)) for batch in self.company.part(all_)]
        self.network.model.train()
        total = self.company.sum(sum(sums))[0] / rows.answers(chosen)
        if not math.isfinite(total):
            raise _not_a_number(self.state.step, self.plan.rate)
        return total

    def _note(self, loss: float | None, stop_loss: float | None) -> None:
        if not self.company.leads:
            return
        state = self.state
        self.curve.add(state.step, state.tokens, state.seconds, loss, stop_loss)
        now = time.monotonic()
        if now - self.told < TELL_SECONDS and not state.stopped and stop_loss is None:
            return
        self.told = now
        each = state.seconds / max(1, state.step)
        self.tell(
            {
                "event": "progress",
                "step": state.step,
                "total": state.total,
                "tokens": state.tokens,
                "seconds": round(state.seconds, 1),
                "left": round(each * max(0, state.total - state.step), 1) if state.total else None,
                "loss": loss,
                "stop_loss": stop_loss,
            }
        )

    def _save(self) -> None:
        if self.company.leads:
            self.curve.flush()
            memory: dict[str, Any] = self.optimizer.state_dict()
            checkpoints.save(self.folder, self.state, self.network.matrices(), memory)
        self.saved = time.monotonic()

    def _finish(self) -> None:
        """Write the adapter of the best measure, then what it came to; that is the end."""
        self._save()
        if not self.company.leads:
            return
        state, plan = self.state, self.plan
        if state.best:
            self.network.put(state.best)
        unfinished, adapter = self.folder / "adapter.new", self.folder / "adapter"
        shutil.rmtree(unfinished, ignore_errors=True)
        self.network.save(unfinished)
        shutil.rmtree(adapter, ignore_errors=True)
        unfinished.rename(adapter)
        done = {
            "identity": state.identity,
            "steps": state.step,
            "tokens": state.tokens,
            "seconds": round(state.seconds, 1),
            "loss": round(state.loss, 4),
            "stop_loss": round(state.best_loss, 4) if state.best else None,
            "stop_loss_before": round(state.first_loss, 4) if self.stop is not None else None,
            "best_step": state.best_step if state.best else state.step,
            "stopped": state.stopped,
            "rank": plan.rank,
            "alpha": plan.alpha,
            "rate": plan.rate,
            "seed": plan.seed,
            "precision": self.network.precision,
            "processes": self.company.size,
            "device": self.company.device.type,
        }
        replace_file(self.folder / DONE, json.dumps(done, indent=1).encode())


def _not_a_number(step: int, rate: float) -> StudioError:
    return StudioError(
        f"The training went out of bounds at step {step}: its loss is no number any more. What was"
        " learned up to the last checkpoint is kept, but it is best not used. Run the stage"
        f" Training again with a lower rate than {rate:g} (a third of it), or with 32-bit numbers"
        " (precision “float32”) where it ran with 16.",
        code="studio.loss_nan",
        step=str(step),
        rate=f"{rate:g}",
    )
