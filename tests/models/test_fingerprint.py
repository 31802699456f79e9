"""The fingerprint: what it depends on, and what not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from stylepad.errors import ModelError
from stylepad.models.fingerprint import fingerprint
from stylepad.models.gguf import read_header
from stylepad.models.values import ValueType
from tests import ggufs

PLAIN = ggufs.Measures()


def of(draft: ggufs.Draft, folder: Path) -> str:
    return fingerprint(read_header(draft.write(folder / "model.gguf")))


def test_fingerprint_is_16_hexadecimal_digits(tmp_path: Path) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", of(ggufs.base(), tmp_path))


def test_fingerprint_is_the_same_for_other_weights_quantization_and_name(tmp_path: Path) -> None:
    first = of(ggufs.base(), tmp_path)
    named = replace(PLAIN, name="Another name", context=2048)
    assert of(ggufs.base(named, quantization="Q8_0", seed=5), tmp_path) == first
    draft = ggufs.base()
    draft.metadata["tokenizer.chat_template"] = (ggufs.STRING, "{{ messages }}")
    draft.metadata = dict(reversed(draft.metadata.items()))
    assert of(draft, tmp_path) == first


def test_fingerprint_fills_in_defaults(tmp_path: Path) -> None:
    measures = replace(PLAIN, kv_heads=4)
    draft = ggufs.base(measures)
    for key in ("head_count_kv", "key_length", "value_length"):
        del draft.metadata[f"llama.attention.{key}"]
    assert of(draft, tmp_path) == of(ggufs.base(measures), tmp_path)


def test_fingerprint_counts_equal_layers_one_by_one(tmp_path: Path) -> None:
    draft = ggufs.base()
    numbers = (ValueType.ARRAY, (ValueType.INT32, (4, 4)))
    draft.metadata["llama.attention.head_count"] = numbers
    assert of(draft, tmp_path) == of(ggufs.base(), tmp_path)


@pytest.mark.parametrize(
    "measures",
    [
        replace(PLAIN, layers=3),
        replace(PLAIN, width=96),
        replace(PLAIN, feed_forward=160),
        replace(PLAIN, heads=2),
        replace(PLAIN, kv_heads=4),
        replace(PLAIN, head_length=32),
        replace(PLAIN, vocabulary=500),
        replace(PLAIN, architecture="qwen3"),
    ],
)
def test_fingerprint_changes_with_every_measure(measures: ggufs.Measures, tmp_path: Path) -> None:
    assert of(ggufs.base(measures), tmp_path) != of(ggufs.base(), tmp_path)


@pytest.mark.parametrize("part", ["tokens", "merges", "pre"])
def test_fingerprint_changes_with_the_tokenizer(tmp_path: Path, part: str) -> None:
    draft = ggufs.base()
    key = f"tokenizer.ggml.{part}"
    _, content = draft.metadata[key]
    if isinstance(content, tuple):
        items = content[1]
        changed = (*items[:50], items[51], items[50], *items[52:])
        draft.metadata[key] = (ValueType.ARRAY, (ggufs.STRING, changed))
    else:
        draft.metadata[key] = (ggufs.STRING, "qwen2")
    assert of(draft, tmp_path) != of(ggufs.base(), tmp_path)


def test_fingerprint_of_an_adapter_is_refused(tiny_adapter: Path) -> None:
    with pytest.raises(ModelError) as caught:
        fingerprint(read_header(tiny_adapter))
    assert caught.value.code == "model.metadata"
