"""A loaded model with its adapters: what the engine's process does, command after command."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from stylepad.engine import llama
from stylepad.engine.adapter_cache import AdapterCache
from stylepad.engine.generation import Generator
from stylepad.engine.llama import AbortFlag, Context, Model
from stylepad.engine.machine import physical_cores
from stylepad.engine.placement import Plan, devices, plan
from stylepad.engine.prompt_tokens import end_token, prompt_tokens
from stylepad.engine.protocol import (
    GenerateEvent,
    GenerateRequest,
    LoadedModel,
    LoadRequest,
    Message,
    Placement,
    TokenRow,
)
from stylepad.engine.template import ChatTemplate
from stylepad.errors import Cancelled, EngineError, ModelError, Reason
from stylepad.models.base import describe
from stylepad.models.fit import context_cells
from stylepad.models.splits import read_model

MAX_CONTEXT = 4096
"""Tokens of a sequence unless asked otherwise: passages are short, and memory grows with it."""

MAX_SEQUENCES = 64
"""Answers at once; the library has room for 256 sequences, half of which keep prompts."""

CHUNK_ON_CPU, CHUNK_ON_GPU = 128, 512
"""Tokens of a prompt computed at once, which is also the longest wait for a cancel on a GPU."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    model: Model
    context: Context
    generator: Generator
    adapters: AdapterCache
    template: ChatTemplate


class Session:
    """Hold at most one model. Cancelling is `flag.set()` from any thread."""

    def __init__(self, flag: AbortFlag) -> None:
        self._flag = flag
        self._log = llama.start()
        self._loaded: _Loaded | None = None

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> LoadedModel:
        """Load a model in place of any other.

        Raises ModelError where the file cannot be used (the model before is kept where its header
        says so already), and Cancelled.
        """
        started = time.monotonic()
        header = read_model(request.model)
        base = describe(header)
        source = base.chat_template or ""
        ChatTemplate(source)
        self.unload()
        gpus = devices()
        request = replace(
            request,
            sequences=max(1, min(request.sequences, MAX_SEQUENCES)),
            context=min(request.context or MAX_CONTEXT, base.shape.context),
            threads=request.threads or physical_cores(),
        )
        sequences, window = request.sequences, request.context
        cells = context_cells(window, sequences)
        planned = plan(header, request, cells, gpus)
        model, context, placement = self._load_native(request, planned, cells, on_progress)
        template = ChatTemplate(
            source,
            model.token_text(model.bos),
            model.token_text(model.eos),
        )
        generator = Generator(model, context, sequences, window, self._flag)
        adapters = AdapterCache(model, header, self._log)
        self._loaded = _Loaded(model, context, generator, adapters, template)
        return LoadedModel(
            path=request.model,
            name=base.name,
            architecture=base.shape.architecture,
            fingerprint=base.fingerprint,
            context=window,
            sequences=sequences,
            passage_tokens=min(base.passage_tokens, window // 2),
            placement=placement,
            threads=request.threads,
            seconds=time.monotonic() - started,
            instructed=base.instructed,
            sentence_tokens=min(base.sentence_tokens, window // 2),
            draws=base.draws,
            devices=gpus,
        )

    def unload(self) -> None:
        """Free the model, if there is one."""
        if self._loaded is not None:
            self._loaded.context.free()
            self._loaded.model.free()
        self._loaded = None

    def count_tokens(self, texts: Iterable[str]) -> list[int]:
        """Return each text's length in tokens. Raises EngineError without a model."""
        model = self._need().model
        return [len(model.tokenize(text, special=False)) for text in texts]

    def token_rows(
        self, prompts: Iterable[Sequence[Message]], answers: Iterable[str]
    ) -> list[TokenRow]:
        """Return the tokens of prompts and answers. Raises EngineError, ModelError, Cancelled."""
        loaded = self._need()
        end = end_token(loaded.model, loaded.template)
        if end < 0:
            raise _no_end()
        rows: list[TokenRow] = []
        for messages, answer in zip(prompts, answers, strict=True):
            if self._flag.is_set:
                raise Cancelled
            prompt = prompt_tokens(loaded.model, loaded.template, messages)
            written = loaded.model.tokenize(answer, special=False)
            rows.append(TokenRow(tuple(prompt), (*written, end)))
        return rows

    def generate(self, request: GenerateRequest) -> Iterator[list[GenerateEvent]]:
        """Yield the answers' events. Raises AdapterError, EngineError, ModelError, Cancelled."""
        loaded = self._need()
        if self._flag.is_set:
            raise Cancelled
        _check(request)
        used = [use for use in request.adapters if use.scale]
        adapters = tuple((loaded.adapters.get(use.path), use.scale) for use in used)
        loaded.generator.use_adapters(adapters)
        loaded.adapters.trim()
        prompts = [
            prompt_tokens(loaded.model, loaded.template, messages) for messages in request.prompts
        ]
        yield from loaded.generator.run(
            prompts, request.candidates, request.max_tokens, request.sampling
        )

    def _need(self) -> _Loaded:
        if self._loaded is None:
            raise EngineError(
                "No model is loaded. The text is unchanged; choose a model first.",
                code="engine.no_model",
            )
        return self._loaded

    def _load_native(
        self,
        request: LoadRequest,
        planned: Plan,
        cells: int,
        on_progress: Callable[[float], None],
    ) -> tuple[Model, Context, Placement]:
        """Load with the planned layers on the GPU, then with fewer while the library refuses."""
        for layers in planned.tries():
            self._log.clear()
            model = llama.load_model(request.model, layers, self._flag, on_progress)
            if self._flag.is_set:
                if model is not None:
                    model.free()
                raise Cancelled
            if model is not None:
                context = llama.new_context(
                    model,
                    self._flag,
                    cells=cells,
                    sequences=request.sequences,
                    threads=request.threads,
                    chunk=CHUNK_ON_GPU if layers else CHUNK_ON_CPU,
                )
                if context is not None:
                    return model, context, planned.outcome(layers)
                model.free()
        raise _refused(request.model, self._log.reason())


def _no_end() -> EngineError:
    return EngineError(
        "This model cannot learn a style: its vocabulary names no token that ends an answer. Your"
        " texts are unchanged; choose another model.",
        code="engine.no_end",
    )


def _refused(path: Path, reason: Reason) -> ModelError:
    return ModelError(
        f"The model {path.name} cannot be loaded: {reason}. The text is unchanged; choose another"
        " model.",
        code="model.refused",
        name=path.name,
        **reason.details("reason"),
    )


def _check(request: GenerateRequest) -> None:
    """Raise EngineError for numbers that native code would choke on."""
    sampling = request.sampling
    numbers = (
        sampling.temperature,
        sampling.top_p,
        sampling.min_p,
        sampling.repeat_penalty,
        *(use.scale for use in request.adapters),
    )
    if not all(map(math.isfinite, numbers)) or sampling.repeat_penalty <= 0:
        raise EngineError(
            "The style asks for an impossible way of writing. The text is unchanged; check the"
            " style's sampling settings.",
            code="engine.sampling",
            values=", ".join(map(str, numbers)),
        )
