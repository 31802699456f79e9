"""Train and use the byte-level BPE tokenizer (GGUF pre-tokenizer `gpt-2`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

PAD, IN, OUT, END = 0, 1, 2, 3
SPECIALS = ["<|pad|>", "<|in|>", "<|out|>", "<|end|>"]
# Only the passage is rendered, which is the last message: this base knows no instructions.
CHAT_TEMPLATE = (
    "{% for m in messages %}{% if loop.last %}"
    "<|in|>{{ m['content'] }}<|out|>{% endif %}{% endfor %}"
)


def train(texts: Iterable[str], pieces: int) -> Tokenizer:
    """Learn the merges with digits parted, so that numbers are copied digit by digit."""
    tokenizer = Tokenizer(models.BPE())
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False)
    digits = pre_tokenizers.Digits(individual_digits=True)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([digits, byte_level])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=pieces,
        special_tokens=SPECIALS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    # llama.cpp's `gpt-2` splits exactly like this; no merge holds a digit, so none can form.
    tokenizer.pre_tokenizer = byte_level
    return tokenizer


def of(vocabulary: dict[str, int], merges: list[tuple[str, str]]) -> Tokenizer:
    """Return the tokenizer of pieces and merges that were learned before."""
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(SPECIALS)
    return tokenizer


def load(path: Path) -> Tokenizer:
    """Read the tokenizer of a work folder."""
    return Tokenizer.from_file(str(path))


def row(tokenizer: Tokenizer, passage: str, answer: str) -> tuple[list[int], int]:
    """Return the ids of one training row and where its answer starts."""
    source = tokenizer.encode(passage, add_special_tokens=False).ids
    target = tokenizer.encode(answer, add_special_tokens=False).ids
    return [IN, *source, OUT, *target, END], len(source) + 2
