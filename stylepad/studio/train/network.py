"""The model that learns: the base read by transformers, with PEFT's low-rank matrices in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model, set_peft_model_state_dict
from torch import Tensor
from torch.nn import functional
from transformers import AutoConfig, AutoModelForCausalLM
from transformers.utils import logging

from stylepad.errors import StudioError
from stylepad.models.convert_back import convert_back, fitted
from stylepad.models.gguf import read_header
from stylepad.models.shape import read_shape
from stylepad.studio.train.plan import START, Plan
from stylepad.studio.train.rows import Batch, Rows

_PREFIX = "base_model.model."


@dataclass(frozen=True, slots=True)
class Way:
    """How it is computed: number format and attention, the fastest of which depends on both."""

    precision: torch.dtype
    attention: str


WAYS = {
    "float32": Way(torch.float32, "sdpa"),
    "bfloat16": Way(torch.bfloat16, "eager"),
}


class Network:
    """A base with trainable matrices; `trained` are those, in 32-bit floats.

    The logits are computed for the answers' places only: the vocabulary is the widest layer.
    """

    def __init__(self, plan: Plan, folder: Path, device: torch.device) -> None:
        self.plan, self.device = plan, device
        self.precision = self._precision()
        self.base = self._load()
        self.model = self._with_adapter()
        if plan.start:
            self._begin_with(folder / START)
        self.trained = [p for p in self.model.parameters() if p.requires_grad]
        self._places = torch.zeros(0, dtype=torch.int64)
        self.base.get_output_embeddings().register_forward_pre_hook(self._choose)

    def _precision(self) -> str:
        if self.plan.precision != "auto":
            return self.plan.precision
        if self.device.type == "cuda":
            return "bfloat16" if torch.cuda.is_bf16_supported() else "float32"
        # Where the processor multiplies 16-bit numbers, 1.4 times as fast; elsewhere far slower.
        knows = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)
        return "bfloat16" if self.device.type == "cpu" and knows() else "float32"

    def _load(self) -> Any:
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        way = WAYS[self.precision]
        eager = way.attention == "eager" and self.device.type == "cpu"
        settings = {"dtype": way.precision, "attn_implementation": "eager" if eager else "sdpa"}
        path = Path(self.plan.path)
        try:
            if self.plan.model:
                model = AutoModelForCausalLM.from_pretrained(self.plan.model, **settings)
            else:
                model = read_base(path, **settings)
        except (ValueError, NotImplementedError, KeyError, OSError, RuntimeError) as error:
            raise _unreadable(self.plan, error) from error
        return model.to(self.device)

    def _with_adapter(self) -> PeftModel:
        plan = self.plan
        torch.manual_seed(plan.seed)
        config = LoraConfig(
            r=plan.rank,
            lora_alpha=plan.alpha,
            use_rslora=plan.rank_stabilized,
            lora_dropout=plan.dropout,
            target_modules="all-linear",
            task_type="CAUSAL_LM",
        )
        if plan.checkpointing:
            self.base.gradient_checkpointing_enable()
            self.base.enable_input_require_grads()
        model = get_peft_model(self.base, config)
        model.train()
        return model

    def _begin_with(self, start: Path) -> None:
        """Put an adapter's matrices in the place of fresh ones; the plan says its rank or more."""
        read = convert_back(read_header(start), read_header(Path(self.plan.path)))
        plan = self.plan
        root = plan.rank**0.5 if plan.rank_stabilized else plan.rank
        ready = fitted(read, plan.rank, plan.alpha / root, plan.seed)
        state: dict[str, Tensor] = {}
        for module, (a, b) in ready.pairs.items():
            state[f"{_PREFIX}{module}.lora_A.weight"] = torch.from_numpy(a)
            state[f"{_PREFIX}{module}.lora_B.weight"] = torch.from_numpy(b)
        outcome = set_peft_model_state_dict(self.model, state)
        if outcome.unexpected_keys:
            raise _unreadable(plan, ValueError(f"it has no {outcome.unexpected_keys[0]}"))

    def loss(self, rows: Rows, batch: Batch) -> Tensor:
        """Return the summed loss, in nats, of the answers of some rows."""
        ids, targets, places = _padded(rows, batch)
        self._places = places.to(self.device)
        halves = self.precision == "bfloat16"
        with torch.autocast(self.device.type, torch.bfloat16, enabled=halves):
            logits = self.model(input_ids=ids.to(self.device), use_cache=False).logits
        loss: Tensor = functional.cross_entropy(
            logits.float(), targets.to(self.device), reduction="sum"
        )
        return loss

    def _choose(self, _head: torch.nn.Module, inputs: tuple[Tensor]) -> tuple[Tensor]:
        hidden = inputs[0]
        return (hidden.reshape(-1, hidden.shape[-1])[self._places],)

    def matrices(self) -> dict[str, Tensor]:
        """Return copies of the trained matrices, by name, on the CPU."""
        return {
            name: parameter.detach().float().cpu().clone()
            for name, parameter in self.model.named_parameters()
            if parameter.requires_grad
        }

    def put(self, matrices: dict[str, Tensor]) -> None:
        """Set the trained matrices."""
        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                if parameter.requires_grad:
                    parameter.copy_(matrices[name])

    def save(self, folder: Path) -> None:
        """Write the adapter as PEFT does, with the base's file name and not its path."""
        self.model.peft_config["default"].base_model_name_or_path = Path(self.plan.path).name
        # The embeddings do not learn; to see whether they did, PEFT would ask the Hub.
        self.model.save_pretrained(str(folder), save_embedding_layers=False)
        for stray in folder.glob("*.md"):
            stray.unlink()


def read_base(path: Path, **settings: Any) -> Any:
    """Return a GGUF base as transformers reads it, its weights as floats."""
    place = {"pretrained_model_name_or_path": str(path.parent), "gguf_file": path.name}
    config = AutoConfig.from_pretrained(**place)
    # transformers takes some architectures' usual length of a head for the file's own.
    if hasattr(config, "head_dim"):
        config.head_dim = read_shape(read_header(path)).key_length
    return AutoModelForCausalLM.from_pretrained(**place, config=config, **settings)


def device_of(index: int) -> torch.device:
    """Return where a process of a machine computes: its GPU, Apple's, or the CPU."""
    if os.environ.get("ACCELERATE_USE_CPU", "").lower() in ("1", "true", "yes"):
        return torch.device("cpu")
    if torch.cuda.is_available():
        return torch.device("cuda", index % torch.cuda.device_count())
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def _padded(rows: Rows, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids (rows, time) padded on the right, the answers' tokens and their flat places.

    No mask is needed: a token sees only what stands before it, and padding stands behind.
    """
    width = int(rows.lengths[batch].max()) - 1
    ids = torch.zeros(len(batch), width, dtype=torch.int64)
    targets, places = [], []
    for line, number in enumerate(batch):
        tokens, start = rows.row(number)
        row = torch.from_numpy(tokens)
        ids[line, : len(row) - 1] = row[:-1]
        targets.append(row[start:])
        places.append(torch.arange(start - 1, len(row) - 1) + line * width)
    return ids, torch.cat(targets), torch.cat(places)


def _unreadable(plan: Plan, error: Exception) -> StudioError:
    name = plan.model or Path(plan.path).name
    reason = " ".join(str(error).split())[:300]
    return StudioError(
        f"The model {name} cannot be trained: transformers cannot read it ({reason}). The pairs are"
        " kept. Give the model's folder in its original format (the option “model”), or choose"
        " another base.",
        code="studio.base_unreadable",
        name=name,
        reason=reason,
    )
