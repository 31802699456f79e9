"""Small random models of transformers, one for each family, and random adapters for them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import torch
import transformers
from peft import LoraConfig, PeftModel, get_peft_model

from tests import ggufs

VOCABULARY = len(ggufs.tokenizer()[0])
_COMMON: dict[str, Any] = {
    "vocab_size": VOCABULARY,
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 512,
    "tie_word_embeddings": False,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "pad_token_id": 0,
    "attn_implementation": "eager",
}
_GEMMA = {"head_dim": 32, "query_pre_attn_scalar": 32, "tie_word_embeddings": True}
FAMILIES: dict[str, tuple[str, dict[str, Any]]] = {
    "llama": ("Llama", {}),
    "mistral": ("Mistral", {"head_dim": 32, "sliding_window": None}),
    "qwen2": ("Qwen2", {}),
    "qwen3": ("Qwen3", {"head_dim": 32}),
    "gemma2": ("Gemma2", _GEMMA),
    # Every sixth layer attends to everything.
    "gemma3": ("Gemma3", _GEMMA | {"num_hidden_layers": 6}),
    "phi3": ("Phi3", {"original_max_position_embeddings": 512}),
    "granite": (
        "Granite",
        {
            "attention_multiplier": 0.2,
            "embedding_multiplier": 3.0,
            "residual_multiplier": 0.5,
            "logits_scaling": 2.0,
        },
    ),
    # Every fourth layer has no positions.
    "smollm3": ("SmolLM3", {}),
}
PHI_MODULES = ["qkv_proj", "gate_up_proj", "o_proj", "down_proj"]
MODULES = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def modules(family: str) -> list[str]:
    """Return the names of a family's linear layers."""
    return PHI_MODULES if family == "phi3" else MODULES


def make_base(family: str) -> torch.nn.Module:
    """Return a random model whose logits are some units wide."""
    name, changes = FAMILIES[family]
    config_name = "Gemma3TextConfig" if name == "Gemma3" else f"{name}Config"
    config = getattr(transformers, config_name)(**(_COMMON | changes))
    torch.manual_seed(1)
    model = getattr(transformers, f"{name}ForCausalLM")(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 2:
                parameter.normal_(0, 1 / math.sqrt(parameter.shape[1]))
            else:
                parameter.add_(0.2 * torch.randn_like(parameter))
    return model


def save_base(model: torch.nn.Module, folder: Path) -> Path:
    """Save a model with as much of a tokenizer as llama.cpp's converter looks at."""
    model.save_pretrained(folder)
    vocabulary = {token: number for number, token in enumerate(ggufs.tokenizer()[0])}
    tokenizer = {"model": {"vocab": vocabulary}, "added_tokens": []}
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder


def adapt(model: torch.nn.Module, targets: list[str], seed: int = 2, **config: Any) -> PeftModel:
    """Return the model with a random adapter; it is changed in place."""
    torch.manual_seed(seed)
    values = {"r": 8, "lora_alpha": 16, "target_modules": targets, "task_type": "CAUSAL_LM"}
    # False leaves B as random as A, instead of zero.
    adapted = get_peft_model(model, LoraConfig(init_lora_weights=False, **(values | config)))
    with torch.no_grad():
        for name, parameter in adapted.named_parameters():
            if "lora_" in name:
                spread = 0.2 if "_B" in name else 1 / math.sqrt(parameter.shape[1])
                parameter.normal_(0, spread)
    return adapted.eval()


def logits(model: torch.nn.Module, tokens: list[int]) -> torch.Tensor:
    """Return (tokens, vocabulary)."""
    with torch.inference_mode():
        return model(torch.tensor([tokens])).logits[0].float()
