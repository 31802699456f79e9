"""Write the base and the adapters as GGUF files for llama.cpp."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy as np
import tokenizer as tok
from model import Shape
from torch import Tensor

NAME = "StylePad Mini"
LICENCE = "Apache-2.0"
# Trained on passages of up to 120 tokens, but it loses its thread in long ones: a sentence or two
# at a time reads best, and the gate can choose for each.
PASSAGE_TOKENS = 32
SENTENCE_TOKENS = 90  # a clause by itself is nothing that it has seen
DRAWS = 6  # answers drawn for one that is shown: it is quick, and often slips


def write_base(path: Path, shape: Shape, weights: dict[str, Tensor], tokenizer_json: Path) -> None:
    """Write the base: matrices and embeddings Q8_0, norms F32. `path` appears when complete."""
    part = path.with_suffix(".part")
    writer = gguf.GGUFWriter(str(part), "llama")
    _describe(writer, shape)
    _add_tokenizer(writer, tokenizer_json)
    q8 = gguf.GGMLQuantizationType.Q8_0
    for name, weight in weights.items():
        values = weight.float().numpy()
        if values.ndim == 1:
            writer.add_tensor(name, values)
        else:
            writer.add_tensor(name, gguf.quants.quantize(values, q8), raw_dtype=q8)
    _close(writer)
    part.replace(path)


def _describe(writer: gguf.GGUFWriter, shape: Shape) -> None:
    writer.add_name(NAME)
    writer.add_license(LICENCE)
    writer.add_languages(["ru", "en"])
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_layer_norm_rms_eps(shape.norm_epsilon)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_uint32("stylepad.passage_tokens", PASSAGE_TOKENS)
    writer.add_uint32("stylepad.sentence_tokens", SENTENCE_TOKENS)
    writer.add_uint32("stylepad.draws", DRAWS)


def _add_tokenizer(writer: gguf.GGUFWriter, tokenizer_json: Path) -> None:
    body = json.loads(tokenizer_json.read_text(encoding="utf-8"))
    vocabulary = sorted(body["model"]["vocab"].items(), key=lambda item: item[1])
    merges = body["model"]["merges"]
    special = set(tok.SPECIALS)
    kinds = gguf.TokenType
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([piece for piece, _ in vocabulary])
    writer.add_token_types([kinds.CONTROL if p in special else kinds.NORMAL for p, _ in vocabulary])
    writer.add_token_merges([m if isinstance(m, str) else " ".join(m) for m in merges])
    writer.add_bos_token_id(tok.IN)
    writer.add_eos_token_id(tok.END)
    writer.add_pad_token_id(tok.PAD)
    writer.add_add_bos_token(False)
    writer.add_chat_template(tok.CHAT_TEMPLATE)


def write_adapter(
    path: Path, style: str, adapter: dict[str, tuple[Tensor, Tensor]], alpha: float
) -> None:
    """Write an adapter in float16; the effective scale is alpha / rank."""
    part = path.with_suffix(".part")
    writer = gguf.GGUFWriter(str(part), "llama")
    writer.add_type("adapter")
    writer.add_name(f"{NAME}: {style}")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", alpha)
    for name, (a, b) in adapter.items():
        writer.add_tensor(f"{name}.lora_a", a.numpy().astype(np.float16))
        writer.add_tensor(f"{name}.lora_b", b.numpy().astype(np.float16))
    _close(writer)
    part.replace(path)


def _close(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
