"""Whether a model fits, shown before it is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.models.fit import MIN_CONTEXT, Verdict, fit, refusal
from stylepad.models.gguf import GgufHeader, read_header
from stylepad.models.memory import DEVICE_RESERVE, Device
from tests import ggufs

PLENTY = 1 << 40


@pytest.fixture(scope="module")
def header(tmp_path_factory: pytest.TempPathFactory) -> GgufHeader:
    path = tmp_path_factory.mktemp("fit") / "model.gguf"
    return read_header(ggufs.write_base(path, ggufs.Measures(context=32768)))


def test_the_parts_of_the_bar_make_up_what_is_needed(header: GgufHeader) -> None:
    found = fit(header, PLENTY)

    assert found.verdict is Verdict.FITS
    assert found.context == 4096
    assert found.weights + found.cache + found.work == found.needed
    assert found.cache == 4096 * 2 * 2 * 2 * 16 * 2
    assert found.largest == 4096


def test_a_short_model_has_its_own_context(tiny_base: Path) -> None:
    assert fit(read_header(tiny_base), PLENTY).context == 512


def test_the_verdict_turns_where_memory_ends(header: GgufHeader) -> None:
    needed = fit(header, PLENTY).needed

    assert fit(header, needed).verdict is Verdict.TIGHT
    assert fit(header, needed - 1).verdict is Verdict.NO
    assert fit(header, 2 * needed).verdict is Verdict.FITS


def test_a_shorter_context_that_fits_is_found(header: GgufHeader) -> None:
    wanted = 32768
    small = fit(header, PLENTY, context=20 * MIN_CONTEXT).needed

    found = fit(header, small, context=wanted)

    assert found.verdict is Verdict.NO
    assert found.largest == 20 * MIN_CONTEXT
    assert fit(header, small, context=found.largest).verdict is not Verdict.NO
    assert fit(header, small, context=found.largest + MIN_CONTEXT).verdict is Verdict.NO
    assert fit(header, 1, context=wanted).largest == 0


def test_what_goes_to_a_device_is_not_needed_of_main_memory(header: GgufHeader) -> None:
    device = Device("GPU", DEVICE_RESERVE + (1 << 30), 8 << 30)

    beside = fit(header, PLENTY, [device])

    assert beside.plan.gpu_layers == beside.plan.layers
    assert beside.needed < fit(header, PLENTY).needed


def test_the_refusal_says_what_would_fit(header: GgufHeader) -> None:
    free = fit(header, PLENTY, context=MIN_CONTEXT).needed

    error = refusal(fit(header, free, context=32768), ["A small one", "B", "C", "D"])

    assert error.code == "model.no_fit"
    assert f"a context of {MIN_CONTEXT} tokens, A small one, B, C." in error.message
    assert "would fit" not in refusal(fit(header, 1)).message


def test_the_context_of_the_settings_is_never_more_than_the_models_own(
    header: GgufHeader, tiny_base: Path
) -> None:
    assert fit(read_header(tiny_base), PLENTY, context=8192).context == 512
    assert fit(header, PLENTY, context=1 << 20).context == 32768


def test_a_longer_context_needs_more_and_a_short_one_what_the_engine_makes_room_for(
    header: GgufHeader,
) -> None:
    usual = fit(header, PLENTY)

    assert fit(header, PLENTY, context=8192).cache == 2 * usual.cache
    assert fit(header, PLENTY, context=1024).needed == usual.needed
    assert fit(header, PLENTY, context=256).cache == usual.cache // 2
