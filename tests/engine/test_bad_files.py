"""Files whose fault shows only at work: a plain error, and the engine's process goes on."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Sampling
from stylepad.errors import EngineError, ModelError
from stylepad.models.base import MAX_TEMPLATE
from tests import ggufs
from tests.engine.driving import ENGLISH, GREEDY, load_request, request, text


def with_nan(draft: ggufs.Draft, name: str) -> None:
    """Put a number that is none in the place of every weight of a tensor."""
    tensor = draft.tensor(name)
    kind = {"F32": "<f4", "F16": "<f2"}[tensor.type]
    tensor.data = np.full(math.prod(tensor.shape), np.nan, kind).tobytes()


def test_weights_that_are_no_numbers_end_in_a_plain_error_and_not_the_engine(
    engine: EngineClient, tiny_base: Path, tmp_path: Path
) -> None:
    expected = text(engine, request(ENGLISH))
    process = engine.pid
    adapter = ggufs.adapter(tiny_base)
    with_nan(adapter, "blk.1.ffn_up.weight.lora_b")
    bad = adapter.write(tmp_path / "nan-adapter.gguf")
    with pytest.raises(EngineError) as caught:
        text(engine, request(ENGLISH, adapters=[(bad, 1.0)]))
    assert caught.value.code == "engine.no_numbers"
    assert text(engine, request(ENGLISH)) == expected

    draft = ggufs.base()
    with_nan(draft, "blk.0.attn_q.weight")
    engine.load(load_request(draft.write(tmp_path / "nan.gguf")), CancelToken())
    for sampling in (GREEDY, Sampling(seed=1)):
        with pytest.raises(EngineError) as caught:
            text(engine, request(ENGLISH, sampling=sampling))
        assert caught.value.code == "engine.no_numbers"

    engine.load(load_request(tiny_base), CancelToken())
    assert text(engine, request(ENGLISH)) == expected
    assert engine.pid == process


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "model.template"),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            "model.template",
        ),
        ("{% for m in messages %}" * 1500 + "{% endfor %}" * 1500, "model.template"),
        ("{# " + "x" * MAX_TEMPLATE + " #}", "model.metadata"),
    ],
    ids=["cyclic", "endless", "deep", "huge"],
)
def test_a_model_with_a_hostile_template_leaves_the_engine_usable(
    engine: EngineClient, tiny_base: Path, tmp_path: Path, template: str, code: str
) -> None:
    expected = text(engine, request(ENGLISH))
    process = engine.pid
    draft = ggufs.base()
    draft.metadata["tokenizer.chat_template"] = (ggufs.STRING, template)
    path = draft.write(tmp_path / "hostile.gguf")

    assert use(engine, path) == code

    engine.load(load_request(tiny_base), CancelToken())
    assert text(engine, request(ENGLISH)) == expected
    assert engine.pid == process


def use(engine: EngineClient, path: Path) -> str:
    """Load a model and write with it; return the code of the ModelError that ends this."""
    try:
        engine.load(load_request(path), CancelToken())
        text(engine, request(ENGLISH))
    except ModelError as error:
        return error.code
    return ""
