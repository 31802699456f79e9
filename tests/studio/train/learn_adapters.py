"""A base learns, and what it learned is the same in PEFT and in llama.cpp.

`make test-train`: the trainer is a process of STYLEPAD_TRAINING_PYTHON, as in the program.
"""

from __future__ import annotations

import json
import math
import os
import struct
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import gguf
import numpy as np
import pytest

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import (
    AdapterUse,
    CancelToken,
    Finished,
    GenerateRequest,
    Sampling,
)
from stylepad.models.convert_back import convert_back
from stylepad.models.gguf import read_header
from stylepad.studio import packing, training
from stylepad.studio.job import Job, Stage
from stylepad.studio.train.curve import read_curve
from stylepad.studio.training_rows import prompt_of
from stylepad.styles.pack import load_pack
from tests import ggufs
from tests.engine.driving import load_request
from tests.models import native
from tests.studio.jobs import Heard, make_job, write_pairs

QWEN = ggufs.Measures(
    architecture="qwen3",
    layers=6,
    width=512,
    heads=8,
    kv_heads=4,
    head_length=64,
    feed_forward=1536,
    context=512,
    vocabulary=65536,
    tied=True,
    name="Random model of Qwen3 shape, 50 million weights",
)
TOLERANCE = 0.05
"""Of logits some units wide: llama.cpp keeps keys and values in 16 bits."""

FAST = {"precision": "float32", "step_tokens": 600, "batch_tokens": 400, "measures": 2}


@pytest.fixture
def engines() -> Iterator[Callable[[Path], EngineClient]]:
    """Return what starts an engine with a base."""
    clients: list[EngineClient] = []

    def start(base: Path) -> EngineClient:
        client = EngineClient()
        client.load(load_request(base), CancelToken())
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.close()


def built_in(_folder: Path) -> Path:
    return paths.built_in_model()


def tiny(folder: Path) -> Path:
    return ggufs.write_base(folder / "tiny.gguf")


def qwen(folder: Path) -> Path:
    return ggufs.write_base(folder / "qwen.gguf", QWEN, quantization="Q8_0")


@pytest.mark.parametrize(
    ("make_base", "settings"),
    [
        (tiny, {"steps": 40, "rate": 1e-2, "rank": 8, "alpha": 16}),
        (built_in, {"steps": 4}),
        (qwen, {"steps": 4, "rate": 2e-3, "rank": 8, "alpha": 16, "rank_stabilized": True}),
    ],
)
def test_a_base_learns_and_its_pack_writes_what_peft_would(
    tmp_path: Path,
    engines: Callable[[Path], EngineClient],
    make_base: Callable[[Path], Path],
    settings: dict[str, object],
) -> None:
    base = make_base(tmp_path)
    job = make_job(tmp_path / "job", base, training=FAST | settings)
    write_pairs(job)
    heard = Heard(lambda: engines(base))

    training.run(job, heard.work)
    packing.run(job, heard.work)

    curve = read_curve(job.at(Stage.TRAINING) / "curve.jsonl")
    measured = [point.stop_loss for point in curve if point.stop_loss is not None]
    assert [point.step for point in curve] == list(range(int(str(settings["steps"])) + 1))
    assert min(measured[1:]) < measured[0]
    pack = load_pack(job.at(Stage.PACK))
    adapter = pack.adapters[job.spec.fingerprint]
    assert pack.training["rank"] == settings.get("rank", 48)
    ids = engines(base).token_rows((prompt_of(pack, native.PROMPT),), ("",))[0].prompt
    same, plain, twice = peft_logits(job, base, ids)
    exact = in_floats(base, tmp_path / "floats.gguf")
    ours_plain, ours = llama_logits(exact, adapter, ids)
    assert distance(ours, same) < TOLERANCE
    assert distance(ours_plain, plain) < TOLERANCE
    assert distance(ours, plain) > 4 * TOLERANCE
    assert distance(ours, twice) > 2 * TOLERANCE


def test_the_styles_words_come_out_of_the_engine_that_wrote_its_rows(
    tmp_path: Path, engines: Callable[[Path], EngineClient]
) -> None:
    """One sentence, learned by heart: greedy decoding with the pack's adapter must say it."""
    base = tiny(tmp_path)
    text = "It was the age of wisdom."
    settings = {"steps": 60, "rate": 2e-2, "rank": 16, "alpha": 32}
    job = make_job(tmp_path / "job", base, training=FAST | settings)
    write_pairs(job, plain="It was a wise age.", text=text)
    engine = engines(base)

    training.run(job, Heard(lambda: engine).work)
    packing.run(job, Heard(lambda: engine).work)

    pack = load_pack(job.at(Stage.PACK))
    adapter = AdapterUse(pack.adapters[job.spec.fingerprint], 1.0)
    prompt = prompt_of(pack, "It was a wise age.")
    asked = GenerateRequest((prompt,), (adapter,), Sampling(temperature=0.0), max_tokens=64)
    ends = [e for e in engine.generate(asked, CancelToken()) if isinstance(e, Finished)]
    assert [end.text for end in ends] == [text]
    assert ends[0].reason == "end"


def test_a_training_begins_from_an_adapter_that_is_there(
    tmp_path: Path, engines: Callable[[Path], EngineClient]
) -> None:
    base = tiny(tmp_path)
    start = ggufs.write_adapter(tmp_path / "start.gguf", base, rank=4)
    settings = {"steps": 1, "rate": 1e-8, "rank": 6, "alpha": 3.0, "start": str(start)}
    job = make_job(tmp_path / "job", base, training=FAST | settings)
    write_pairs(job)

    training.run(job, Heard(lambda: engines(base)).work)
    packing.run(job, Heard().work)

    header = read_header(base)
    before = convert_back(read_header(start), header)
    (path,) = (job.at(Stage.PACK) / "adapters").iterdir()
    after = convert_back(read_header(path), header)
    assert (after.rank, after.scale) == (6, 0.5)
    for module, (a, b) in after.pairs.items():
        first_a, first_b = before.pairs[module]
        change = before.scale * first_b @ first_a
        assert np.allclose(after.scale * b @ a, change, atol=1e-4), module


def peft_logits(job: Job, base: Path, ids: tuple[int, ...]) -> list[np.ndarray]:
    script = Path(__file__).with_name("peft_logits.py")
    adapter = job.at(Stage.TRAINING) / "adapter"
    command = [os.environ["STYLEPAD_TRAINING_PYTHON"], str(script), str(base), str(adapter)]
    done = subprocess.run(
        [*command, json.dumps(ids)],
        capture_output=True,
        check=True,
        env=os.environ | {"HF_HUB_OFFLINE": "1"},
    )
    return [np.array(json.loads(line)) for line in done.stdout.splitlines()]


def in_floats(base: Path, target: Path) -> Path:
    """Write a base with its weights as 32-bit floats, which are what transformers reads of it.

    With weights in 8 bits llama.cpp rounds what it multiplies them by too.
    """
    header, raw = read_header(base), base.read_bytes()
    first = next(iter(header.tensors)).encode()
    infos = raw.index(struct.pack("<Q", len(first)) + first)
    draft = ggufs.Draft()
    for info in header.tensors.values():
        packed = np.frombuffer(raw, np.uint8, info.nbytes, info.offset)
        rows = packed.reshape(-1, info.nbytes // math.prod(info.shape[1:]))
        floats = gguf.quants.dequantize(rows, gguf.GGMLQuantizationType(info.type.number))
        data = floats.astype("<f4").tobytes()
        draft.tensors.append(ggufs.Tensor(info.name, info.shape, "F32", data))
    described = raw[:infos] + draft.table()
    target.write_bytes(described + bytes(-len(described) % draft.alignment) + draft.data())
    return target


def llama_logits(base: Path, adapter: Path, ids: tuple[int, ...]) -> list[np.ndarray]:
    """Return the logits of the base, and with the adapter."""
    command = f"{base},{adapter}"
    found = native.probe_tokens(command, ids)
    return [np.array(row) for row in found["logits"]]


def distance(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one - other).max())
