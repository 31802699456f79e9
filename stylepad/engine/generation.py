"""Several answers to several prompts at once: waves, kept prefixes, one batch a step."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from stylepad.engine import llama
from stylepad.engine.llama import AbortFlag, Adapter, Context, Model
from stylepad.engine.protocol import Delta, Finish, Finished, GenerateEvent, Sampling
from stylepad.engine.sampler import Sampler
from stylepad.engine.text_stream import TextStream
from stylepad.errors import Cancelled, EngineError

FLUSH_SECONDS = 0.08
"""How long text is gathered before it is handed out: 12 times a second reads as fluent, and each
time the other process takes a core from the model for a moment."""

AdapterSet = tuple[tuple[Adapter, float], ...]


@dataclass(slots=True)
class _Lane:
    """One answer being written; `position` is where its next token goes."""

    prompt: int
    candidate: int
    sequence: int
    sampler: Sampler
    token: int
    position: int
    limit: int
    written: int = 0
    stream: TextStream = field(default_factory=TextStream)
    finish: Finish | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    prompt: int
    candidate: int


class Generator:
    """Decode answers in one context; `window` is the longest prompt and answer in tokens.

    Sequences 0..n-1 carry answers; n..2n-1 keep the prompts of the last wave, so that the next
    request computes only what differs. A kept prompt is used only under the adapter set that
    computed it: llama.cpp does not drop it on a swap. Prompts are computed in chunks of fixed
    boundaries and kept in the order of their slots, so that an answer does not depend on what was
    asked before it.
    """

    def __init__(
        self, model: Model, context: Context, sequences: int, window: int, flag: AbortFlag
    ) -> None:
        self._model = model
        self._context = context
        self._sequences = sequences
        self._window = window
        self._flag = flag
        self._adapters: AdapterSet = ()
        self._kept: list[list[int]] = [[] for _ in range(sequences)]

    def forget(self) -> None:
        """Drop every kept prompt."""
        self._context.clear()
        self._kept = [[] for _ in range(self._sequences)]

    def use_adapters(self, adapters: AdapterSet) -> None:
        """Replace the adapter set; what was computed under another set is dropped."""
        effective = tuple(use for use in adapters if use[1])
        if effective != self._adapters:
            self.forget()
            self._context.set_adapters(effective)
            self._adapters = effective

    def run(
        self, prompts: Sequence[list[int]], candidates: int, max_tokens: int, sampling: Sampling
    ) -> Iterator[list[GenerateEvent]]:
        """Yield the answers, some events at a time.

        Raises EngineError, and Cancelled when the flag is set.
        """
        started = time.monotonic()
        for prompt in prompts:
            self._check_length(len(prompt))
        jobs = [
            _Job(prompt, candidate)
            for prompt in range(len(prompts))
            for candidate in range(candidates)
        ]
        while jobs:
            wave = self._next_wave(jobs, prompts, max_tokens)
            del jobs[: len(wave)]
            yield from self._run_wave(wave, prompts, max_tokens, sampling, started)

    def _check_length(self, tokens: int) -> None:
        if tokens >= self._window:
            raise EngineError(
                f"The text is too long for the model: {tokens:,} tokens with its instructions,"
                f" and the model reads {self._window:,}. The text is unchanged; select less of it.",
                code="engine.prompt_too_long",
                tokens=str(tokens),
                context=str(self._window),
            )
        if tokens == 0:
            raise EngineError(
                "There is nothing to send to the model: the prompt is empty.",
                code="engine.prompt_empty",
            )

    def _limit(self, prompt: list[int], max_tokens: int) -> int:
        return max(1, min(max_tokens, self._window - len(prompt)))

    def _next_wave(
        self, jobs: Sequence[_Job], prompts: Sequence[list[int]], max_tokens: int
    ) -> list[_Job]:
        """Return as many of the next jobs as have a sequence and room; at least one."""
        wave: list[_Job] = []
        room = self._context.cells
        last = -1
        for job in jobs[: self._sequences]:
            prompt = prompts[job.prompt]
            room -= self._limit(prompt, max_tokens) + (len(prompt) if job.prompt != last else 0)
            if room < 0 and wave:
                break
            wave.append(job)
            last = job.prompt
        return wave

    def _run_wave(
        self,
        wave: Sequence[_Job],
        prompts: Sequence[list[int]],
        max_tokens: int,
        sampling: Sampling,
        started: float,
    ) -> Iterator[list[GenerateEvent]]:
        slots = {prompt: slot for slot, prompt in enumerate(dict.fromkeys(j.prompt for j in wave))}
        self._keep([prompts[prompt][:-1] for prompt in slots])
        lanes: list[_Lane] = []
        try:
            for sequence, job in enumerate(wave):
                prompt = prompts[job.prompt]
                self._context.copy(self._sequences + slots[job.prompt], sequence)
                seed = sampling.seed + job.candidate
                sampler = Sampler(self._model.vocab_size, sampling, seed)
                limit = self._limit(prompt, max_tokens)
                lanes.append(
                    _Lane(
                        job.prompt,
                        job.candidate,
                        sequence,
                        sampler,
                        prompt[-1],
                        len(prompt) - 1,
                        limit,
                    )
                )
            yield from self._decode(lanes, started)
        finally:
            for lane in lanes:
                lane.sampler.free()
                self._context.cut(lane.sequence)

    def _decode(self, lanes: list[_Lane], started: float) -> Iterator[list[GenerateEvent]]:
        """Write all lanes a token a step. This loop is the price of a token: keep it bare."""
        decode = llama.ll.llama_decode
        context, batch = self._context.pointer, self._context.batch
        tokens, positions = batch.token, batch.pos
        pieces, flag, clock = self._model.pieces, self._flag, time.monotonic
        live = lanes
        flush_at = 0.0
        self._fill(live)
        while live:
            if flag.is_set:
                raise Cancelled
            if status := decode(context, batch):
                self._fail(status)
            ended = False
            for index, lane in enumerate(live):
                token = lane.sampler.draw(context, index)
                piece = pieces[token]
                if piece is None:
                    lane.finish = Finish.END
                    ended = True
                    continue
                lane.stream.add(piece)
                lane.written += 1
                lane.position += 1
                if lane.written == lane.limit:
                    lane.finish = Finish.LENGTH
                    ended = True
                lane.token = tokens[index] = token
                positions[index] = lane.position
            now = clock()
            if ended or now >= flush_at:
                flush_at = now + FLUSH_SECONDS
                yield _events(live, now - started)
            if ended:
                live = [lane for lane in live if lane.finish is None]
                self._fill(live)

    def _fill(self, lanes: Sequence[_Lane]) -> None:
        batch = self._context.batch
        batch.n_tokens = len(lanes)
        for index, lane in enumerate(lanes):
            batch.token[index] = lane.token
            batch.pos[index] = lane.position
            batch.seq_id[index][0] = lane.sequence
            batch.logits[index] = 1

    def _keep(self, prefixes: Sequence[list[int]]) -> None:
        """Have slot `i` hold `prefixes[i]`, computing only what is not there yet."""
        shared = [0, *(self._common(prefix, prefixes[0]) for prefix in prefixes[1:])]
        same = True
        reused = []
        for slot, kept in enumerate(self._kept):
            prefix = prefixes[slot] if slot < len(prefixes) else []
            reuse = len(prefix) if kept == prefix else self._common(kept, prefix)
            reused.append(reuse if same else 0)
            same = same and kept == prefix
        for slot, length in enumerate(reused):
            self._cut_slot(slot, length)
        for slot, prefix in enumerate(prefixes):
            if len(self._kept[slot]) < shared[slot]:
                self._cut_slot(slot, 0)
                self._context.copy(self._sequences, self._sequences + slot, shared[slot])
                self._kept[slot] = prefix[: shared[slot]]
            self._compute(slot, prefix)

    def _common(self, first: list[int], second: list[int]) -> int:
        """Return how many leading tokens are equal, in whole chunks."""
        if self._model.recurrent:
            return 0
        length = 0
        for one, other in zip(first, second, strict=False):
            if one != other:
                break
            length += 1
        return length // self._context.chunk * self._context.chunk

    def _cut_slot(self, slot: int, length: int) -> None:
        kept = self._kept[slot]
        if len(kept) > length:
            self._context.cut(self._sequences + slot, length)
            del kept[length:]

    def _compute(self, slot: int, prefix: list[int]) -> None:
        chunk = self._context.chunk
        done = self._kept[slot]
        while len(done) < len(prefix):
            if self._flag.is_set:
                raise Cancelled
            part = prefix[len(done) : len(done) + chunk]
            status = self._context.decode_chunk(part, len(done), self._sequences + slot)
            if status:
                self._fail(status)
            done.extend(part)

    def _fail(self, status: int) -> None:
        if status == llama.ABORTED and self._flag.is_set:
            raise Cancelled
        self.forget()
        raise EngineError(
            "The model could not go on with this text. The text is unchanged; try again, or"
            " select less of it.",
            code="engine.decode",
            status=str(status),
        )


def _events(lanes: Sequence[_Lane], seconds: float) -> list[GenerateEvent]:
    """Return what the lanes have to say since the last time."""
    events: list[GenerateEvent] = []
    for lane in lanes:
        finish, stream = lane.finish, lane.stream
        if text := stream.take(final=finish is not None):
            events.append(Delta(lane.prompt, lane.candidate, text))
        if finish is not None:
            done = (lane.prompt, lane.candidate, stream.text, lane.written, seconds, finish)
            events.append(Finished(*done, lane.sampler.likelihood))
    return events
