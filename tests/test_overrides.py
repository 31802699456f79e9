"""Environment variables take the place of settings for one run, or say why they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.app import build_core
from stylepad.overrides import VARIABLES, overrides
from stylepad.settings import Settings


def test_nothing_is_overridden_in_a_plain_environment() -> None:
    plain = overrides({"STYLEPAD_THREADS": "", "PATH": "/bin"})
    assert (dict(plain.values), plain.faults) == ({}, ())


@pytest.mark.parametrize(
    ("variable", "text", "setting", "value"),
    [
        ("STYLEPAD_THREADS", "3", "threads", 3),
        ("STYLEPAD_THREADS", "auto", "threads", 0),
        ("STYLEPAD_GPU_LAYERS", "0", "gpu_layers", 0),
        ("STYLEPAD_GPU_LAYERS", "auto", "gpu_layers", None),
        ("STYLEPAD_CONTEXT", " 2048 ", "context", 2048),
        ("STYLEPAD_LANGUAGE", "ru_RU.UTF-8", "language", "ru"),
        ("STYLEPAD_MODEL", "/m/q.gguf", "model", str(Path("/m/q.gguf"))),
    ],
)
def test_a_variable_takes_the_place_of_its_setting(
    variable: str, text: str, setting: str, value: object
) -> None:
    found = overrides({variable: text})
    assert dict(found.values) == {setting: value}
    assert found.variable(setting) == variable
    assert found.faults == ()


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("STYLEPAD_THREADS", "many"),
        ("STYLEPAD_THREADS", "-1"),
        ("STYLEPAD_CONTEXT", "7"),
        ("STYLEPAD_GPU_LAYERS", "1.5"),
        ("STYLEPAD_LANGUAGE", "tlh"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named_and_left_out(variable: str, text: str) -> None:
    found = overrides({variable: text})
    assert dict(found.values) == {}
    [fault] = found.faults
    assert fault.code == "settings.variable"
    assert variable in fault.message
    assert text in fault.message


def test_the_engine_is_loaded_by_flag_before_variable_before_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STYLEPAD_HOME", str(tmp_path))
    core = build_core()
    core.settings.update(threads=3, context=1024, gpu_layers=7)
    assert core.load_request().context == 1024

    monkeypatch.setenv("STYLEPAD_THREADS", "2")
    monkeypatch.setenv("STYLEPAD_CONTEXT", "2048")
    request = core.load_request()
    assert (request.threads, request.context, request.gpu_layers) == (2, 2048, 7)
    request = core.load_request(threads=1, context=512)
    assert (request.threads, request.context) == (1, 512)
    assert core.settings.value == Settings(threads=3, context=1024, gpu_layers=7)
    core.close()


def test_every_variable_is_on_the_page_about_the_command_line() -> None:
    page = (Path(__file__).parents[1] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [name for name in VARIABLES.values() if f"`{name}`" not in page] == []
